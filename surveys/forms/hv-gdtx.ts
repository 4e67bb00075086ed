import type { Instrument } from '../instrument.ts'
import {
  aboutLearner,
  block,
  CIVIC_TITLE,
  closing,
  fees,
  LEARNER_AGE,
  learnerLead,
  published,
  SOURCE,
  scale,
  scales,
  words,
} from './items.ts'

/** HV-GDTX: learners in continuing education. Own wording on the public block structure; see `SOURCE`. */
export const hvGdtx: Instrument = published({
  form: 'hv-gdtx',
  version: '2021.1',
  title: words('Phiếu hỏi ý kiến học viên giáo dục thường xuyên', 'Questionnaire for learners in continuing education'),
  level: 'gdtx',
  respondent: 'learner',
  languages: ['vi', 'en'],
  source: SOURCE,
  blocks: [
    block(
      'A',
      [
        scale([
          'A1',
          'Thông tin tuyển sinh, lịch học đầy đủ, kịp thời',
          'Full and timely information about enrolment and class schedules',
        ]),
        scale([
          'A2',
          'Thủ tục ghi danh, cấp giấy tờ, văn bằng thuận tiện',
          'Registration and the issuing of papers and certificates are convenient',
        ]),
        scale([
          'A3',
          'Địa điểm và thời gian học phù hợp người vừa làm vừa học',
          'The place and times of study suit people who work while they study',
        ]),
        fees(
          'A4',
          'Mức học phí, các khoản thu hợp lý, công khai (bỏ qua nếu được miễn)',
          'Tuition and other charges are reasonable and made public (skip if exempt)',
          words(
            'Nếu được miễn học phí, xin bỏ qua câu này.',
            'If you are exempt from tuition, please skip this question.',
          ),
        ),
        scale([
          'A5',
          'Chính sách hỗ trợ, miễn, giảm được thực hiện đúng, kịp thời',
          'Support, exemptions and reductions are provided correctly and on time',
        ]),
      ],
      { lead: learnerLead('Anh/chị') },
    ),
    block(
      'B',
      scales(
        ['B1', 'Phòng học đủ diện tích, đủ ánh sáng, thoáng mát', 'Classrooms are large enough, well lit and airy'],
        ['B2', 'Thiết bị dạy học, phòng thực hành nghề', 'Teaching equipment and vocational workshops'],
        ['B3', 'Thư viện, máy tính, Internet', 'Library, computers and Internet'],
        ['B4', 'Nhà vệ sinh sạch; nước uống', 'Clean toilets; drinking water'],
      ),
    ),
    block(
      'C',
      scales(
        ['C1', 'Giáo viên tôn trọng học viên', 'Teachers respect learners'],
        ['C2', 'Học viên thân thiện, giúp đỡ nhau', 'Learners are friendly and help each other'],
        ['C3', 'An toàn, cảnh quan nơi học', 'Safety and surroundings of the place of study'],
        ['C4', 'Ý kiến của học viên được tiếp nhận, trả lời', "Learners' opinions are received and answered"],
      ),
    ),
    block(
      'D',
      scales(
        ['D1', 'Phương pháp dạy phù hợp với người lớn', 'Teaching methods suit adults'],
        ['D2', 'Tài liệu học tập đủ, dễ dùng', 'Learning materials are sufficient and easy to use'],
        ['D3', 'Kiểm tra, đánh giá công bằng', 'Tests and assessment are fair'],
        ['D4', 'Kết hợp học văn hóa với học nghề', 'General education is combined with vocational training'],
        ['D5', 'Hỗ trợ học viên gặp khó khăn', 'Support for learners in difficulty'],
      ),
    ),
    block(
      'E',
      scales(
        ['E1', 'Kiến thức của anh/chị tiến bộ', 'Your knowledge is improving'],
        ['E2', 'Kỹ năng nghề, khả năng tìm việc hoặc đổi việc', 'Vocational skills; ability to find or change jobs'],
        ['E3', 'Sự tự tin, thái độ của anh/chị', 'Your confidence and attitude'],
        ['E4', 'Hiểu và thực hiện nghĩa vụ công dân', 'Understanding and fulfilling civic duties'],
      ),
      { title: CIVIC_TITLE },
    ),
    ...closing('anh/chị', aboutLearner('anh/chị', [LEARNER_AGE])),
  ],
})
