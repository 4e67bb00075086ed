import type { Instrument } from '../instrument.ts'
import {
  aboutParent,
  block,
  closing,
  PARENT_LEAD,
  parentAccess,
  published,
  SOURCE,
  scales,
  schoolEnvironment,
  schoolFacilities,
  words,
} from './items.ts'

/** PH-TH: parents of primary pupils. Own wording on the public block structure; see `SOURCE`. */
export const phTh: Instrument = published({
  form: 'ph-th',
  version: '2021.1',
  title: words('Phiếu hỏi ý kiến cha mẹ học sinh tiểu học', 'Questionnaire for parents of primary pupils'),
  level: 'th',
  respondent: 'parent',
  languages: ['vi', 'en'],
  source: SOURCE,
  blocks: [
    block('A', parentAccess('con'), { lead: PARENT_LEAD }),
    block(
      'B',
      schoolFacilities([
        'Phòng tin học, ngoại ngữ, nghệ thuật; máy tính và Internet phục vụ học tập',
        'Rooms for computing, languages and arts; computers and Internet for learning',
      ]),
    ),
    block(
      'C',
      schoolEnvironment([
        'Học sinh đoàn kết, thân thiện; không có bắt nạt',
        'Pupils are united and friendly; there is no bullying',
      ]),
    ),
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
          'Giáo dục kỹ năng sống (phòng đuối nước, an toàn giao thông, tự bảo vệ)',
          'Life skills (prevention of drowning, road safety, self-protection)',
        ],
        ['D6', 'Dạy ngoại ngữ, tin học', 'Teaching of foreign languages and computing'],
        [
          'D7',
          'Dạy và học tiếng Khmer, tiếng Hoa (ở trường có tổ chức)',
          'Teaching and learning of Khmer or Chinese (where the school offers it)',
        ],
      ),
    ),
    block(
      'E',
      scales(
        ['E1', 'Kết quả học tập của con tiến bộ', "My child's school results are improving"],
        [
          'E2',
          'Con biết tự học, tự phục vụ, hợp tác, giao tiếp',
          'My child can study and do things independently, cooperate and communicate',
        ],
        ['E3', 'Con chăm ngoan, lễ phép, trung thực', 'My child is diligent, polite and honest'],
        ['E4', 'Con khỏe mạnh, phát triển thể chất', 'My child is healthy and develops well physically'],
        ['E5', 'Con được phát triển sở thích, năng khiếu', "My child's interests and talents are developed"],
      ),
    ),
    ...closing('Ông/Bà', aboutParent('học sinh')),
  ],
})
