import type { Instrument } from '../instrument.ts'
import { aboutParent, block, closing, PARENT_LEAD, parentAccess, published, SOURCE, scales, words } from './items.ts'

/** PH-MN: parents of preschool children. Own wording on the public block structure; see `SOURCE`. */
export const phMn: Instrument = published({
  form: 'ph-mn',
  version: '2021.1',
  title: words('Phiếu hỏi ý kiến cha mẹ trẻ mầm non', 'Questionnaire for parents of preschool children'),
  level: 'mn',
  respondent: 'parent',
  languages: ['vi', 'en'],
  source: SOURCE,
  blocks: [
    block('A', parentAccess('trẻ'), { lead: PARENT_LEAD }),
    block(
      'B',
      scales(
        [
          'B1',
          'Phòng sinh hoạt của lớp đủ rộng, chắc chắn, đủ ánh sáng, thoáng mát',
          'The classroom is large enough, sturdy, well lit and airy',
        ],
        [
          'B2',
          'Đồ dùng, đồ chơi, học liệu trong lớp đủ, an toàn',
          'Supplies, toys and learning materials in the classroom are sufficient and safe',
        ],
        ['B3', 'Sân chơi, đồ chơi ngoài trời, cây xanh, bóng mát', 'Playground, outdoor toys, trees and shade'],
        ['B4', 'Nơi ăn, ngủ; bếp ăn bảo đảm vệ sinh', 'Places to eat and sleep; the kitchen is hygienic'],
        ['B5', 'Nhà vệ sinh sạch, phù hợp với trẻ', 'Toilets are clean and suited to children'],
        ['B6', 'Nước uống, nước sinh hoạt sạch', 'Clean drinking water and water for daily use'],
        [
          'B7',
          'Phòng y tế, phòng chức năng (thể chất, nghệ thuật)',
          'Health room; rooms for special activities (physical education, arts)',
        ],
      ),
    ),
    block(
      'C',
      scales(
        [
          'C1',
          'Nhà trường lắng nghe và trả lời ý kiến của cha mẹ',
          'The school listens to parents and responds to their opinions',
        ],
        [
          'C2',
          'Nhà trường và gia đình phối hợp trong chăm sóc, giáo dục trẻ',
          'School and family work together to care for and educate the child',
        ],
        [
          'C3',
          'Cô giáo yêu thương, tôn trọng, đối xử công bằng với trẻ',
          'Teachers are loving, respectful and fair to children',
        ],
        [
          'C4',
          'Trẻ chơi với nhau thân thiện, biết nhường nhịn',
          'Children play together in a friendly way and know how to give way to each other',
        ],
        ['C5', 'Khung cảnh trường xanh, sạch, đẹp', 'The school grounds are green, clean and pleasant'],
        [
          'C6',
          'An ninh, an toàn trong trường và khu vực cổng trường',
          'Security and safety inside the school and around the gate',
        ],
      ),
    ),
    block(
      'D',
      scales(
        [
          'D1',
          'Hoạt động chơi, học, ngày hội, ngày lễ được tổ chức phong phú, phù hợp lứa tuổi',
          "Play, learning, festivals and celebrations are varied and suit the children's age",
        ],
        ['D2', 'Bữa ăn của trẻ đủ chất, hợp vệ sinh', "Children's meals are nourishing and hygienic"],
        [
          'D3',
          'Theo dõi sức khỏe, cân đo, phòng bệnh cho trẻ',
          'Health monitoring, weighing and measuring, and prevention of illness',
        ],
        ['D4', 'Cô giáo nhiệt tình, quan tâm đến từng trẻ', 'Teachers are dedicated and attentive to every child'],
        [
          'D5',
          'Chuẩn bị tiếng Việt cho trẻ dân tộc thiểu số; tôn trọng tiếng mẹ đẻ của trẻ',
          "Preparing ethnic-minority children in Vietnamese; respect for the child's mother tongue",
        ],
      ),
    ),
    block(
      'E',
      scales(
        ['E1', 'Trẻ khỏe mạnh, phát triển thể chất', 'The child is healthy and develops well physically'],
        [
          'E2',
          'Trẻ phát triển nhận thức, ngôn ngữ, mạnh dạn giao tiếp',
          'The child develops understanding and language, and communicates with confidence',
        ],
        ['E3', 'Trẻ có nền nếp, biết tự phục vụ', 'The child has good habits and does everyday things without help'],
        [
          'E4',
          'Trẻ biết lễ phép, yêu thương, có cảm xúc, thẩm mỹ phù hợp',
          'The child is polite and affectionate, with feelings and a sense of beauty that suit the age',
        ],
        ['E5', 'Trẻ thích đến lớp', 'The child enjoys going to school'],
      ),
      { title: words('Sự phát triển và tiến bộ của trẻ', "Children's development and progress") },
    ),
    ...closing('Ông/Bà', aboutParent('trẻ')),
  ],
})
