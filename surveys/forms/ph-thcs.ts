import type { Instrument } from '../instrument.ts'
import {
  aboutParent,
  block,
  CIVIC_TITLE,
  closing,
  NO_VIOLENCE,
  PARENT_LEAD,
  parentAccess,
  published,
  SOURCE,
  SUBJECT_ROOMS,
  scales,
  schoolEnvironment,
  schoolFacilities,
  words,
} from './items.ts'

/** PH-THCS: parents of lower secondary pupils. Own wording on the public block structure; see `SOURCE`. */
export const phThcs: Instrument = published({
  form: 'ph-thcs',
  version: '2021.1',
  title: words(
    'Phiếu hỏi ý kiến cha mẹ học sinh trung học cơ sở',
    'Questionnaire for parents of lower secondary pupils',
  ),
  level: 'thcs',
  respondent: 'parent',
  languages: ['vi', 'en'],
  source: SOURCE,
  blocks: [
    block('A', parentAccess('con'), { lead: PARENT_LEAD }),
    block('B', schoolFacilities(SUBJECT_ROOMS)),
    block('C', schoolEnvironment(NO_VIOLENCE)),
    block(
      'D',
      scales(
        ['D1', 'Cách dạy dễ hiểu, học sinh hứng thú', 'Teaching is easy to follow and keeps pupils interested'],
        [
          'D2',
          'Giáo viên tận tình giúp học sinh, nhất là em gặp khó khăn',
          'Teachers help pupils wholeheartedly, especially those in difficulty',
        ],
        [
          'D3',
          'Nhận xét, đánh giá học sinh công bằng, động viên tiến bộ',
          'Pupils are assessed fairly and encouraged to make progress',
        ],
        [
          'D4',
          'Hoạt động trải nghiệm, văn nghệ, thể thao, câu lạc bộ',
          'Experiential activities, arts, sports and clubs',
        ],
        [
          'D5',
          'Giáo dục kỹ năng sống, sức khỏe lứa tuổi, pháp luật',
          'Education in life skills, health at their age and the law',
        ],
        ['D6', 'Hướng nghiệp, tư vấn chọn hướng đi sau lớp 9', 'Career guidance; advice on what to do after grade 9'],
        ['D7', 'Tư vấn tâm lý, hỗ trợ học sinh khó khăn', 'Counselling; support for pupils in difficulty'],
        ['D8', 'Dạy ngoại ngữ, tin học', 'Teaching of foreign languages and computing'],
      ),
    ),
    block(
      'E',
      scales(
        ['E1', 'Kết quả học tập của con tiến bộ', "My child's school results are improving"],
        [
          'E2',
          'Con biết tự học, giải quyết vấn đề, sử dụng công nghệ',
          'My child can study independently, solve problems and use technology',
        ],
        ['E3', 'Con có phẩm chất, lối sống tốt', 'My child has good character and a good lifestyle'],
        ['E4', 'Con khỏe mạnh, phát triển thể chất', 'My child is healthy and develops well physically'],
        [
          'E5',
          'Con thực hiện nghĩa vụ công dân: chấp hành nội quy, luật giao thông, giúp đỡ gia đình, tham gia việc chung',
          'My child fulfils civic duties: follows school rules and traffic law, helps the family, takes part in shared tasks',
        ],
      ),
      { title: CIVIC_TITLE },
    ),
    ...closing('Ông/Bà', aboutParent('học sinh')),
  ],
})
