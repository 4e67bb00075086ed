import type { Instrument } from '../instrument.ts'
import { aboutLearner, block, CIVIC_TITLE, closing, learnerLead, published, SOURCE, scales, words } from './items.ts'

/** HS-THPT: upper secondary pupils answer for themselves. Own wording on the public block structure; see `SOURCE`. */
export const hsThpt: Instrument = published({
  form: 'hs-thpt',
  version: '2021.1',
  title: words('Phiếu hỏi ý kiến học sinh trung học phổ thông', 'Questionnaire for upper secondary pupils'),
  level: 'thpt',
  respondent: 'learner',
  languages: ['vi', 'en'],
  source: SOURCE,
  blocks: [
    block(
      'A',
      scales(
        [
          'A1',
          'Em nhận được đầy đủ thông tin về tuyển sinh, kế hoạch học tập, thi, nội quy',
          'I receive full information about enrolment, study plans, examinations and school rules',
        ],
        [
          'A2',
          'Thủ tục nhập học, chuyển trường, xin giấy tờ ở trường thuận tiện',
          'Procedures for admission, transfer and obtaining papers from the school are convenient',
        ],
        [
          'A3',
          'Vị trí trường, đường đến trường thuận tiện, an toàn',
          'The location of the school and the way there are convenient and safe',
        ],
        [
          'A4',
          'Các khoản thu ngoài học phí hợp lý, công khai',
          'Charges other than tuition are reasonable and made public',
        ],
        [
          'A5',
          'Chính sách miễn, giảm, học bổng, hỗ trợ được thực hiện đúng',
          'Exemptions, reductions, scholarships and support are provided correctly',
        ],
      ),
      { lead: learnerLead('Em') },
    ),
    block(
      'B',
      scales(
        [
          'B1',
          'Phòng học đủ diện tích, chắc chắn, đủ ánh sáng, thoáng mát',
          'Classrooms are large enough, sturdy, well lit and airy',
        ],
        [
          'B2',
          'Bàn ghế, bảng, thiết bị dạy học đủ, phù hợp',
          'Desks, chairs, boards and teaching equipment are sufficient and suitable',
        ],
        ['B3', 'Phòng học bộ môn, phòng thí nghiệm', 'Subject rooms and laboratories'],
        ['B4', 'Máy tính, Internet phục vụ học tập', 'Computers and Internet for learning'],
        [
          'B5',
          'Thư viện có sách, báo phù hợp và được sử dụng',
          'The library has suitable books and newspapers, and they are used',
        ],
        ['B6', 'Sân tập, cây xanh, bóng mát', 'Sports ground, trees and shade'],
        ['B7', 'Nhà vệ sinh sạch, đủ dùng; nước uống', 'Toilets are clean and sufficient in number; drinking water'],
      ),
    ),
    block(
      'C',
      scales(
        ['C1', 'Thầy cô tôn trọng, lắng nghe ý kiến học sinh', 'Teachers respect pupils and listen to their opinions'],
        ['C2', 'Thầy cô đối xử công bằng giữa các học sinh', 'Teachers treat all pupils fairly'],
        ['C3', 'Bạn bè thân thiện, đoàn kết, giúp nhau', 'Fellow pupils are friendly, united and help each other'],
        [
          'C4',
          'Em thấy an toàn ở trường (không bạo lực, bắt nạt, kể cả trên mạng)',
          'I feel safe at school (no violence or bullying, including online)',
        ],
        ['C5', 'Cảnh quan nhà trường xanh, sạch, đẹp', 'The school grounds are green, clean and pleasant'],
        [
          'C6',
          'Ý kiến, phản ánh của học sinh được nhà trường trả lời',
          "The school responds to pupils' opinions and concerns",
        ],
      ),
    ),
    block(
      'D',
      scales(
        [
          'D1',
          'Thầy cô dạy dễ hiểu, khuyến khích em suy nghĩ, thực hành',
          'Teaching is easy to follow and encourages me to think and practise',
        ],
        ['D2', 'Kiểm tra, đánh giá công bằng, rõ ràng', 'Tests and assessment are fair and clear'],
        ['D3', 'Thầy cô giúp đỡ khi em gặp khó khăn trong học tập', 'Teachers help me when I have difficulty learning'],
        [
          'D4',
          'Hoạt động ngoại khóa, câu lạc bộ, thể thao, văn nghệ',
          'Extracurricular activities, clubs, sports and arts',
        ],
        ['D5', 'Giáo dục kỹ năng sống, tư vấn tâm lý', 'Life skills education and counselling'],
        [
          'D6',
          'Hướng nghiệp, tư vấn chọn môn, chọn nghề',
          'Career guidance; advice on choosing subjects and an occupation',
        ],
      ),
    ),
    block(
      'E',
      scales(
        ['E1', 'Kiến thức của em tiến bộ', 'My knowledge is improving'],
        [
          'E2',
          'Em biết tự học, làm việc nhóm, dùng công nghệ để học',
          'I can study independently, work in a group and use technology to learn',
        ],
        ['E3', 'Em rèn luyện được phẩm chất, lối sống tốt', 'I am building good character and a good lifestyle'],
        ['E4', 'Sức khỏe, thể chất của em', 'My health and physical fitness'],
        [
          'E5',
          'Em hiểu và thực hiện nghĩa vụ công dân (nội quy, luật giao thông, việc chung)',
          'I understand and fulfil civic duties (school rules, traffic law, shared tasks)',
        ],
      ),
      { title: CIVIC_TITLE },
    ),
    ...closing('em', aboutLearner('em')),
  ],
})
