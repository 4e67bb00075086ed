import { inKhmer, KHMER } from '../../surveys/forms/khmer.ts'
import type { Text } from '../../surveys/text.ts'

/**
 * Texts of the printed form and of the logic file. Khmer stands here only where `KHMER` has a source for it; elsewhere
 * the sheets show the Vietnamese in brackets.
 */
type Words = Readonly<Record<string, Text>>

/** On the sheets that a respondent fills in. `{name}` is filled in. */
export const paperWords = {
  nation: { vi: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', en: 'SOCIALIST REPUBLIC OF VIET NAM' },
  motto: { vi: 'Độc lập - Tự do - Hạnh phúc', en: 'Independence - Freedom - Happiness' },
  department: { vi: 'Sở Giáo dục và Đào tạo', en: 'Department of Education and Training' },
  page: { vi: 'trang {page}/{pages}', en: 'page {page}/{pages}', km: `${KHMER.page.km} {page}/{pages}` },
  slip: { vi: 'Mã phiếu', en: 'Slip code' },
  form: { vi: 'Mẫu phiếu', en: 'Form' },
  howTitle: { vi: 'Cách trả lời', en: 'How to answer' },
  howTick: {
    vi: 'Mỗi câu xin đánh dấu X vào một ô. Nếu đánh nhầm, khoanh tròn ô sai rồi đánh dấu X vào ô khác.',
    en: 'Please put an X in one box for each question. If you make a mistake, circle the wrong box and put an X in another.',
  },
  howUnknown: {
    vi: 'Cột “{unknown}” dành cho nội dung Ông/Bà, anh/chị hoặc em không biết, hoặc trường không có; không tính vào mức hài lòng.',
    en: 'The column “{unknown}” is for what you do not know or the school does not have; it does not count.',
  },
  howPhone: {
    vi: 'Cũng có thể trả lời trên điện thoại: quét mã ở góc trên. Chỉ trả lời một lần, trên giấy hoặc trên điện thoại.',
    en: 'You can also answer on a phone: scan the code at the top. Answer once only, on paper or on the phone.',
  },
  unknown: { vi: 'Không biết / không liên quan', en: 'Do not know / does not apply' },
  question: { vi: 'Nội dung', en: 'Question', ...inKhmer('question') },
  number: { vi: 'Mã', en: 'No.' },
  several: { vi: '(Có thể chọn nhiều ô.)', en: '(You may tick several boxes.)' },
  severalMost: { vi: '(Chọn nhiều nhất {max} ô.)', en: '(Tick at most {max} boxes.)' },
  severalLeast: { vi: '(Chọn ít nhất {min} ô.)', en: '(Tick at least {min} boxes.)' },
  alone: { vi: '{option} (nếu chọn ô này, không chọn ô khác)', en: '{option} (if you tick this box, tick no other)' },
  rank: {
    vi: '(Ghi số thứ tự ưu tiên vào ô: 1 là trước hết.)',
    en: '(Write the order of preference in the boxes: 1 comes first.)',
  },
  rankMost: {
    vi: '(Ghi số từ 1 đến {max} vào {max} ô ưu tiên: 1 là trước hết.)',
    en: '(Write 1 to {max} in the {max} boxes you prefer: 1 comes first.)',
  },
  optional: { vi: '(Có thể bỏ qua câu này.)', en: '(You may leave this question out.)' },
  earlierAnswer: { vi: '(trả lời ở câu {name})', en: '(your answer to {name})' },
  day: { vi: 'ngày      tháng      năm', en: 'day      month      year' },
  thanks: { vi: 'Trân trọng cảm ơn!', en: 'Thank you very much!' },
  blankHotline: { vi: '........................', en: '........................' },
  until: { vi: 'Xin gửi lại phiếu trước hết ngày {until}.', en: 'Please return the sheets by {until}.' },
} satisfies Words

/** Marks a text that nobody has translated yet; always in Vietnamese and English, for whoever prints it. */
export const awaitingMark = '*'
export const awaitingNote =
  'BẢN DỊCH CHƯA THẨM ĐỊNH. [...]* : chờ người dịch, tạm in tiếng Việt (awaits a translator, shown in Vietnamese).'

export const draftMark = 'BẢN NHÁP - CHƯA BAN HÀNH'

/** The logic file is a document of the Department, so it speaks Vietnamese only. */
export const logicWords = {
  kind: 'Bản mô tả logic phiếu hỏi',
  abstract: (title: string) => title,
  identity: 'Thông tin phiên bản',
  identityRows: {
    id: 'Mẫu phiếu, phiên bản',
    state: 'Tình trạng',
    level: 'Cấp học',
    respondent: 'Người trả lời',
    languages: 'Ngôn ngữ dùng khi hỏi',
    missing: 'Văn bản chờ dịch',
    items: 'Số câu hỏi',
    scale: 'Thang 5 mức',
    notice: 'Thông báo và đồng ý tham gia',
    hash: 'Mã băm nội dung (SHA-256)',
    source: 'Nguồn câu chữ',
  },
  states: { draft: 'Đang soạn', reviewed: 'Đã rà soát', published: 'Đã ban hành', withdrawn: 'Đã rút' },
  respondents: { parent: 'Cha mẹ người học', learner: 'Người học' },
  languageNames: { vi: 'tiếng Việt', km: 'tiếng Khmer', en: 'tiếng Anh' },
  missingText: (km: string, en: string) => `tiếng Khmer: ${km}; tiếng Anh: ${en}`,
  noticeVersion: (version: string) => `phiên bản ${version}, in ở phần II`,
  hashNote:
    'Mã băm được tính từ toàn bộ nội dung của phiên bản (JSON chuẩn hóa theo RFC 8785). Chữ ký dưới đây chỉ có giá trị với đúng mã băm này; sửa một chữ là thành phiên bản khác.',
  noticeTitle: 'Thông báo trước khi trả lời',
  itemsTitle: 'Các câu hỏi',
  block: (id: string, title: string) => `Khối ${id}. ${title}`,
  columns: ['Mã', 'Câu chữ', 'Kiểu và phương án trả lời', 'Khi nào hỏi', 'Ràng buộc'],
  noticeColumns: ['Phần', 'Câu chữ'],
  noticeParts: { title: 'Tiêu đề', point: 'Ý', contact: 'Liên hệ', agree: 'Nút đồng ý', decline: 'Nút không tham gia' },
  awaiting: 'chờ dịch',
  hint: 'Gợi ý',
  lead: 'Lời dẫn',
  message: 'Lời nhắc khi sai',
  image: 'Hình',
  together: 'Các câu của khối hiện trên cùng một màn hình.',
  always: 'Luôn hỏi.',
  asked: (condition: string) => `Chỉ hỏi nếu ${condition}.`,
  formula: (source: string) => `Biểu thức: ${source}`,
  required: 'Bắt buộc: nhắc đến khi trả lời.',
  soft: 'Nên trả lời: chỉ nhắc một lần.',
  optional: 'Được bỏ qua.',
  mustHold: (condition: string) => `Phải đúng: ${condition}.`,
  scale: 'Thang 5 mức (phần I)',
  scaleAndUnknown: 'Thang 5 mức (phần I), có lựa chọn ngoài thang',
  notApplicable: (text: string) => `Ngoài thang: ${text} (không tính vào mẫu số)`,
  single: 'Chọn một',
  multiple: 'Chọn nhiều',
  exclusive: 'chọn riêng',
  ranking: 'Xếp thứ tự',
  other: (id: string, most: string) => `ghi thêm, lưu ở ${id}_text, nhiều nhất ${most} ký tự`,
  percent: 'Số phần trăm, số nguyên',
  wholeNumber: 'Số nguyên',
  decimalNumber: (digits: string) => `Số, nhiều nhất ${digits} chữ số thập phân`,
  shortText: 'Chữ, một dòng',
  longText: 'Chữ, nhiều dòng',
  date: 'Ngày',
  matrix: 'Bảng: mỗi dòng là một câu',
  note: 'Lời nói, không hỏi',
  hidden: (value: string) => `Ẩn, giá trị cố định: ${value}`,
  calculated: (sentence: string) => `Tính từ các câu trước: ${sentence}`,
  from: (min: string) => `Từ ${min} trở lên.`,
  to: (max: string) => `Đến ${max}.`,
  between: (min: string, max: string) => `Từ ${min} đến ${max}.`,
  longest: (most: string) => `Nhiều nhất ${most} ký tự.`,
  most: (most: string) => `Nhiều nhất ${most} lựa chọn.`,
  least: (least: string) => `Ít nhất ${least} lựa chọn.`,
  foot: (id: string, hash: string) => `${id} · SHA-256 ${hash} · trang {page}/{pages}`,
  prepared: 'NGƯỜI LẬP',
  checked: 'NGƯỜI RÀ SOÁT',
  approved: 'LÃNH ĐẠO PHÊ DUYỆT',
  signHint: '(Ký, ghi rõ họ tên)',
  signDay: 'Ngày      tháng      năm',
} as const
