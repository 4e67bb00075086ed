import type { Instrument } from '../instrument.ts'
import {
  aboutLearner,
  block,
  CIVIC_TITLE,
  closing,
  fees,
  learnerLead,
  published,
  SOURCE,
  scale,
  scales,
  words,
} from './items.ts'

/** SV-CĐ: college students. Own wording on the public block structure; see `SOURCE`. */
export const svCd: Instrument = published({
  form: 'sv-cd',
  version: '2021.1',
  title: words('Phiếu hỏi ý kiến sinh viên cao đẳng', 'Questionnaire for college students'),
  level: 'cd',
  respondent: 'learner',
  languages: ['vi', 'en'],
  source: SOURCE,
  blocks: [
    block(
      'A',
      [
        scale([
          'A1',
          'Thông tin tuyển sinh, chương trình đào tạo đầy đủ, rõ ràng',
          'Full and clear information about enrolment and programmes',
        ]),
        scale(['A2', 'Thủ tục nhập học, học vụ thuận tiện', 'Admission and academic procedures are convenient']),
        fees(
          'A3',
          'Mức học phí hợp lý, công khai (bỏ qua nếu được miễn)',
          'Tuition is reasonable and made public (skip if exempt)',
          words(
            'Nếu được miễn học phí, xin bỏ qua câu này.',
            'If you are exempt from tuition, please skip this question.',
          ),
        ),
        scale([
          'A4',
          'Học bổng, chính sách hỗ trợ được thực hiện đúng',
          'Scholarships and support are provided correctly',
        ]),
      ],
      { lead: learnerLead('Anh/chị') },
    ),
    block(
      'B',
      scales(
        ['B1', 'Giảng đường', 'Lecture rooms'],
        ['B2', 'Phòng thực hành, thí nghiệm', 'Workshops and laboratories'],
        ['B3', 'Thư viện, học liệu', 'Library and learning materials'],
        ['B4', 'Mạng Internet, hệ thống học trực tuyến', 'Internet and online learning system'],
        ['B5', 'Ký túc xá (nếu có ở)', 'Hall of residence (if you live there)'],
        ['B6', 'Y tế, nơi tập thể thao', 'Health care and sports facilities'],
      ),
    ),
    block(
      'C',
      scales(
        ['C1', 'Giảng viên tôn trọng sinh viên', 'Lecturers respect students'],
        ['C2', 'Sinh viên được đối xử công bằng', 'Students are treated fairly'],
        [
          'C3',
          'Nhà trường đối thoại, trả lời ý kiến sinh viên',
          'The college holds dialogue with students and responds to their opinions',
        ],
        ['C4', 'An ninh, an toàn', 'Security and safety'],
      ),
    ),
    block(
      'D',
      scales(
        ['D1', 'Chương trình đào tạo gắn với nghề nghiệp', 'The programme is linked to the profession'],
        ['D2', 'Phương pháp giảng dạy', 'Teaching methods'],
        ['D3', 'Kiểm tra, đánh giá công bằng', 'Tests and assessment are fair'],
        ['D4', 'Thực tập, thực tế', 'Internships and field visits'],
        ['D5', 'Hướng nghiệp, giới thiệu việc làm', 'Career guidance and job placement'],
        ['D6', 'Hoạt động đoàn thể, văn hóa, thể thao', 'Student organisations, cultural and sports activities'],
      ),
    ),
    block(
      'E',
      scales(
        ['E1', 'Kiến thức nghề nghiệp', 'Professional knowledge'],
        ['E2', 'Kỹ năng nghề nghiệp', 'Professional skills'],
        ['E3', 'Đạo đức, tác phong nghề nghiệp', 'Professional ethics and conduct'],
        ['E4', 'Khả năng có việc làm', 'Ability to find employment'],
        ['E5', 'Hiểu và thực hiện nghĩa vụ công dân', 'Understanding and fulfilling civic duties'],
      ),
      { title: CIVIC_TITLE },
    ),
    ...closing('anh/chị', aboutLearner('anh/chị')),
  ],
})
