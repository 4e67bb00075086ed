import type { Block, Instrument, Item, Option, ScaleItem } from '../instrument.ts'
import type { Text } from '../text.ts'
import { inKhmer, type KHMER } from './khmer.ts'

/**
 * What the forms share. The block structure A-G is the one public education surveys print (for instance the 2023 and 2024
 * reports of Sóc Trăng and Hòa Bình); the wording is this project's own. Before a live round the
 * Department lays it beside the annex of QĐ 3476/QĐ-BGDĐT, which is not reproduced here.
 */
export const SOURCE =
  'Câu chữ tự soạn theo khung khối A–G của khảo sát hài lòng về dịch vụ giáo dục công; không chép phụ lục Quyết định số 3476/QĐ-BGDĐT ngày 04/10/2019. Đối chiếu với phụ lục trước khi dùng chính thức.'

/** The five levels in the order they are shown, best first. */
export const SCALE_LEVELS: readonly Readonly<{ value: 1 | 2 | 3 | 4 | 5; text: Text }>[] = [
  { value: 5, text: { vi: 'Rất hài lòng', en: 'Very satisfied' } },
  { value: 4, text: { vi: 'Hài lòng', en: 'Satisfied', ...inKhmer('satisfied') } },
  { value: 3, text: { vi: 'Bình thường', en: 'Neither satisfied nor dissatisfied', ...inKhmer('neutral') } },
  { value: 2, text: { vi: 'Không hài lòng', en: 'Dissatisfied', ...inKhmer('dissatisfied') } },
  { value: 1, text: { vi: 'Rất không hài lòng', en: 'Very dissatisfied' } },
]

/** The quiet sixth choice; stored as `null`, outside every denominator. */
export const NOT_APPLICABLE: Text = { vi: 'Không biết / không có', en: 'Do not know / does not apply' }

type Row = readonly [id: string, vi: string, en: string]
export const words = (vi: string, en: string): Text => ({ vi, en })
export const scale = ([id, vi, en]: Row): ScaleItem => ({
  id,
  type: 'scale',
  text: words(vi, en),
  required: true,
  notApplicable: true,
})
export const scales = (...rows: readonly Row[]): Item[] => rows.map(scale)

/** Fees must be skippable: from 2025-2026 most pupils pay none, and everybody answering 5 would inflate block A. */
export const fees = (id: string, vi: string, en: string, hint: Text): Item => ({
  ...scale([id, vi, en]),
  required: false,
  hint,
})

type Choice = readonly [value: string, vi: string, en: string, khmer?: keyof typeof KHMER]
const option = ([value, vi, en, khmer]: Choice): Option => ({
  value,
  text: { ...words(vi, en), ...(khmer ? inKhmer(khmer) : {}) },
})
export const single = (id: string, required: boolean, text: Text, ...options: readonly Choice[]): Item => ({
  id,
  type: 'single',
  text,
  required,
  options: options.map(option),
})

export const NO_ANSWER = ['no_answer', 'Không trả lời', 'Prefer not to say', 'noAnswer'] as const
const OTHER = ['other', 'Khác', 'Other'] as const

/** What a block is called where several forms stand together; a form may say its own. */
export const BLOCK_TITLES = {
  A: words('Tiếp cận dịch vụ giáo dục', 'Access to education services'),
  B: words('Cơ sở vật chất, trang thiết bị', 'Facilities and equipment'),
  C: words('Môi trường giáo dục', 'School environment'),
  D: words('Hoạt động giáo dục', 'Educational activities'),
  E: words('Sự phát triển và tiến bộ của người học', "Learners' development and progress"),
  F: words('Đánh giá chung', 'Overall assessment'),
  G: words('Kiến nghị, đề xuất', 'Suggestions'),
  T: words('Thông tin chung về người trả lời', 'About you'),
}
/** From lower secondary school on, the title of block E names civic duty too. */
export const CIVIC_TITLE = words(
  'Sự phát triển, tiến bộ và thực hiện nghĩa vụ công dân của người học',
  "Learners' development, progress and civic duty",
)

export const block = (
  id: keyof typeof BLOCK_TITLES,
  items: Item[],
  more: { lead?: Text; title?: Text } = {},
): Block => ({
  id,
  title: more.title ?? BLOCK_TITLES[id],
  ...(more.lead ? { lead: more.lead } : {}),
  items,
})

export const PARENT_LEAD = words(
  'Xin Ông/Bà cho biết mức độ hài lòng của mình về từng nội dung dưới đây tại trường con đang học, tính trong năm học này.',
  "Please say how satisfied you are with each of the following at your child's school, thinking of this school year.",
)

/** A1-A7; preschool parents read "trẻ" where others read "con". */
export const parentAccess = (child: 'con' | 'trẻ'): Item[] => [
  ...scales(
    [
      'A1',
      'Nhà trường thông tin đầy đủ, kịp thời về tuyển sinh, nhập học, chuyển trường',
      'The school gives full and timely information about enrolment, admission and transfer',
    ],
    [
      'A2',
      'Thủ tục, hồ sơ nhập học, chuyển trường được hướng dẫn rõ và giải quyết thuận tiện',
      'Procedures and papers for admission and transfer are clearly explained and easy to complete',
    ],
    [
      'A3',
      `Vị trí trường (điểm trường) và đường đưa đón ${child} thuận tiện, an toàn`,
      'The location of the school (or school site) and the way there with my child are convenient and safe',
    ],
  ),
  fees(
    'A4',
    'Mức học phí phải nộp (bỏ qua nếu được miễn)',
    'The tuition fee you have to pay (skip if exempt)',
    words(
      `Nếu ${child} được miễn học phí, xin bỏ qua câu này.`,
      'If your child is exempt from tuition, please skip this question.',
    ),
  ),
  ...scales(
    [
      'A5',
      'Các khoản thu, đóng góp ngoài học phí hợp lý, công khai',
      'Charges and contributions other than tuition are reasonable and made public',
    ],
    [
      'A6',
      'Chính sách miễn, giảm, hỗ trợ (ăn trưa, chi phí học tập…) được thực hiện đúng, kịp thời',
      'Exemptions, reductions and support (lunch, study costs…) are provided correctly and on time',
    ],
    [
      'A7',
      `Tôi nhận được thông tin về ${child} bằng cách và bằng tiếng nói tôi dễ hiểu (sổ liên lạc, Zalo, tin nhắn, gặp trực tiếp)`,
      'I receive information about my child in a way and in a language I easily understand (contact book, Zalo, text message, in person)',
    ],
  ),
]

/** B1-B7 of the general schools; the third names the special rooms of the level. */
export const schoolFacilities = (specialRooms: readonly [vi: string, en: string]): Item[] =>
  scales(
    [
      'B1',
      'Phòng học đủ diện tích, chắc chắn, đủ ánh sáng, có quạt, thoáng mát',
      'Classrooms are large enough, sturdy, well lit and airy, with fans',
    ],
    [
      'B2',
      'Bàn ghế, bảng, đồ dùng và thiết bị dạy học đủ, phù hợp',
      'Desks, chairs, boards, teaching aids and equipment are sufficient and suitable',
    ],
    ['B3', ...specialRooms],
    [
      'B4',
      'Thư viện có sách, báo phù hợp và được sử dụng',
      'The library has suitable books and newspapers, and they are used',
    ],
    ['B5', 'Sân chơi, bãi tập, cây xanh, bóng mát', 'Playground, sports ground, trees and shade'],
    ['B6', 'Nhà vệ sinh học sinh sạch, đủ dùng', "Pupils' toilets are clean and sufficient in number"],
    [
      'B7',
      'Nước uống; nơi ăn, nghỉ bán trú (nếu có); y tế trường học',
      'Drinking water; a place to eat and rest at midday (if there is one); school health care',
    ],
  )

/** C1-C6 of the general schools; the fourth speaks of bullying as the age of the pupils asks for. */
export const schoolEnvironment = (amongPupils: readonly [vi: string, en: string]): Item[] =>
  scales(
    [
      'C1',
      'Nhà trường lắng nghe, trả lời ý kiến của cha mẹ học sinh',
      'The school listens to parents and responds to their opinions',
    ],
    [
      'C2',
      'Giáo viên thường xuyên trao đổi, phối hợp với gia đình',
      'Teachers regularly keep in touch and work together with families',
    ],
    [
      'C3',
      'Giáo viên tôn trọng, gần gũi, đối xử công bằng với học sinh',
      'Teachers are respectful, approachable and fair to pupils',
    ],
    ['C4', ...amongPupils],
    ['C5', 'Cảnh quan nhà trường xanh, sạch, đẹp', 'The school grounds are green, clean and pleasant'],
    [
      'C6',
      'An ninh, an toàn trong trường và khu vực cổng trường',
      'Security and safety inside the school and around the gate',
    ],
  )

/** F1, F2: asked as a whole; not to be mixed with the overall value computed from A-E. */
export const overall = (you: string): Item[] => [
  {
    ...scale([
      'F1',
      `Nhìn chung, ${you} hài lòng với nhà trường ở mức nào?`,
      'Overall, how satisfied are you with the school?',
    ]),
    notApplicable: false,
  },
  {
    id: 'F2',
    type: 'percent',
    text: words(
      `Nhà trường đáp ứng được bao nhiêu phần trăm (%) mong đợi của ${you}?`,
      'What percentage of your expectations has the school met?',
    ),
    hint: words(
      'Ghi một số từ 0 đến 150: 100 là đúng như mong đợi, trên 100 là hơn mong đợi.',
      'Write a number from 0 to 150: 100 is just as expected, above 100 is better than expected.',
    ),
    required: true,
    min: 0,
    max: 150,
  },
]

/** G1-G3: short texts, never required, with the request not to name anybody. */
export const suggestions = (you: string): Item[] =>
  [
    ['G1', `Điều ${you} hài lòng nhất về nhà trường`, 'What are you most satisfied with about the school?'] as const,
    ['G2', `Điều ${you} chưa hài lòng nhất`, 'What are you least satisfied with?'] as const,
    ['G3', `Kiến nghị, đề xuất của ${you}`, 'What do you suggest?'] as const,
  ].map(([id, vi, en]) => ({
    id,
    type: 'text' as const,
    text: words(vi, en),
    hint: words(
      'Viết ngắn gọn nếu muốn. Xin không ghi tên người, lớp, số điện thoại.',
      'A few words if you like. Please do not write names, classes or phone numbers.',
    ),
    required: false,
    maxLength: 500,
  }))

const askSex = (id: string) =>
  single(
    id,
    true,
    words('Giới tính', 'Sex'),
    ['male', 'Nam', 'Male', 'male'],
    ['female', 'Nữ', 'Female', 'female'],
    NO_ANSWER,
  )
const askEthnicity = (id: string) =>
  single(
    id,
    true,
    words('Dân tộc', 'Ethnic group'),
    ['kinh', 'Kinh', 'Kinh'],
    ['khmer', 'Khmer', 'Khmer'],
    ['hoa', 'Hoa', 'Hoa (Chinese)'],
    OTHER,
    NO_ANSWER,
  )
const askSupport = (id: string) =>
  single(
    id,
    false,
    words(
      'Gia đình có thuộc diện hỗ trợ (hộ nghèo, cận nghèo) không?',
      'Does your family qualify for support (as a poor or near-poor household)?',
    ),
    ['yes', 'Có', 'Yes', 'yes'],
    ['no', 'Không', 'No', 'no'],
    NO_ANSWER,
  )
/** The two questions that measure how the sheet came about: mode of delivery, and pressure on the answers. */
const askDelivery = (id: string, you: string) =>
  single(
    id,
    true,
    words(
      `Ai đưa phiếu này cho ${you} và ${you} trả lời ở đâu?`,
      'Who gave you this form and where are you filling it in?',
    ),
    ['class', 'Giáo viên phát; trả lời tại lớp hoặc buổi họp', 'From a teacher; completed in class or at a meeting'],
    ['home', 'Nhận từ nhà trường, mang về nhà trả lời', 'From the school; taken home and completed there'],
    ['phone', 'Nhận qua Zalo, tin nhắn điện thoại', 'Through Zalo or a text message'],
    ['interviewer', 'Điều tra viên đến hỏi', 'An interviewer came and asked me'],
    ['other', 'Cách khác', 'Another way'],
  )
const askPressure = (id: string, you: string) =>
  single(
    id,
    true,
    words(
      `Có ai gợi ý hoặc yêu cầu ${you} trả lời theo hướng nào đó không?`,
      'Did anyone suggest or ask you to answer in a particular way?',
    ),
    ['yes', 'Có', 'Yes', 'yes'],
    ['no', 'Không', 'No', 'no'],
  )

const RESPONDENT_LEAD = words(
  'Vài thông tin chung để so sánh ý kiến giữa các nhóm. Phiếu không ghi tên.',
  'A few general facts, so that the views of different groups can be compared. No name is asked for.',
)

export const aboutParent = (pupil: 'học sinh' | 'trẻ'): Block =>
  block(
    'T',
    [
      single(
        'T1',
        true,
        words(`Ông/Bà là ai đối với ${pupil}?`, 'How are you related to the child?'),
        ['father', 'Cha', 'Father'],
        ['mother', 'Mẹ', 'Mother'],
        ['grandparent', 'Ông, bà', 'Grandparent'],
        ['guardian', 'Người giám hộ khác', 'Another guardian'],
      ),
      askSex('T2'),
      single(
        'T3',
        false,
        words('Nhóm tuổi', 'Age group'),
        ['under_30', 'Dưới 30 tuổi', 'Under 30'],
        ['30_39', '30–39 tuổi', '30–39'],
        ['40_49', '40–49 tuổi', '40–49'],
        ['50_over', 'Từ 50 tuổi trở lên', '50 or over'],
      ),
      askEthnicity('T4'),
      single(
        'T5',
        true,
        words('Trình độ học vấn cao nhất', 'Highest schooling completed'),
        ['below_primary', 'Chưa học hết tiểu học', 'Primary school not completed'],
        ['primary', 'Tiểu học', 'Primary school'],
        ['lower_secondary', 'Trung học cơ sở', 'Lower secondary school'],
        ['upper_secondary', 'Trung học phổ thông', 'Upper secondary school'],
        ['vocational', 'Trung cấp, cao đẳng', 'Vocational school or college'],
        ['university', 'Đại học trở lên', 'University or higher'],
        NO_ANSWER,
      ),
      askSupport('T6'),
      askDelivery('T7', 'Ông/Bà'),
      askPressure('T8', 'Ông/Bà'),
    ],
    { lead: RESPONDENT_LEAD },
  )

/** Learners are asked less: the ids keep the meaning they have in the parents' block. */
export const aboutLearner = (you: 'em' | 'anh/chị', more: readonly Item[] = []): Block =>
  block(
    'T',
    [askSex('T2'), ...more, askEthnicity('T4'), askSupport('T6'), askDelivery('T7', you), askPressure('T8', you)],
    {
      lead: RESPONDENT_LEAD,
    },
  )

/** Age groups of adult learners; younger than those of parents. */
export const LEARNER_AGE: Item = single(
  'T3',
  false,
  words('Nhóm tuổi', 'Age group'),
  ['under_18', 'Dưới 18 tuổi', 'Under 18'],
  ['18_24', '18–24 tuổi', '18–24'],
  ['25_34', '25–34 tuổi', '25–34'],
  ['35_over', 'Từ 35 tuổi trở lên', '35 or over'],
)

export const learnerLead = (you: 'Em' | 'Anh/chị'): Text =>
  words(
    `${you} hài lòng ở mức nào về từng nội dung dưới đây tại trường mình đang học, tính trong năm học này?`,
    'How satisfied are you with each of the following at your school, thinking of this school year?',
  )

/** The special rooms of lower and upper secondary schools (B3 of the parents' forms). */
export const SUBJECT_ROOMS = [
  'Phòng học bộ môn, phòng thí nghiệm, phòng đa năng; máy tính và Internet',
  'Subject rooms, laboratories, multi-purpose rooms; computers and Internet',
] as const
/** C4 from lower secondary school on. */
export const NO_VIOLENCE = [
  'Học sinh đoàn kết, thân thiện; không có bạo lực, bắt nạt học đường, kể cả trên mạng',
  'Pupils are united and friendly; there is no violence or bullying at school, including online',
] as const

/**
 * The parts every form ends with. T stands behind the judgements although printed forms begin with it: personal questions
 * first cost answers. The open texts come last, as they are the easiest to leave out.
 */
export const closing = (you: string, about: Block): Block[] => [
  block('F', overall(you)),
  about,
  block('G', suggestions(you)),
]

/** A published version never changes, not even by mistake in memory. */
export function published(instrument: Instrument): Instrument {
  const freeze = (value: unknown) => {
    if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return
    Object.freeze(value)
    Object.values(value).forEach(freeze)
  }
  freeze(instrument)
  return instrument
}
