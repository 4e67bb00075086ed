import { inKhmer } from '../../surveys/forms/khmer.ts'
import type { Instrument } from '../../surveys/instrument.ts'
import type { Text } from '../../surveys/text.ts'
import type { PluralForms } from './plural-forms.ts'

/**
 * Every text of the parent's page that is not the form's own, whole in Vietnamese and English. In Khmer stands what
 * `KHMER` has a source for; the rest shows its Vietnamese with a mark.
 */
type Words = Record<string, Required<Pick<Text, 'vi' | 'en'>> & Text>

/** The same text to whoever fills in the form: a pupil or a student is no "Ông/Bà", but "bạn", as in the notice. */
export const saidTo = (respondent: Instrument['respondent'], text: Text): Text =>
  respondent === 'parent' || !text.vi.includes('Ông/Bà')
    ? text
    : { ...text, vi: text.vi.replace(/(?<=^|[.!?] )Ông\/Bà/g, 'Bạn').replaceAll('Ông/Bà', 'bạn') }

/** Words that stand in the page as HTML. */
export const pageWords = {
  takePart: { vi: 'Ông/Bà có tham gia không?', en: 'Will you take part?' },
  code: { vi: 'Mã phiếu', en: 'Slip code' },
  codeHint: {
    vi: '16 chữ và số in trên phiếu giấy. Gõ liền hay có dấu gạch đều được.',
    en: '16 letters and digits printed on the paper slip, with or without dashes.',
  },
  back: { vi: 'Quay lại', en: 'Back', ...inKhmer('back') },
  options: { vi: 'Tùy chọn', en: 'Options', ...inKhmer('options') },
  auto: { vi: 'Chọn xong tự sang câu sau', en: 'Go on by itself after a choice' },
  large: { vi: 'Chữ to hơn', en: 'Larger text' },
  contrast: { vi: 'Màu đậm, dễ nhìn hơn', en: 'Stronger colours' },
  faces: { vi: 'Kèm hình khuôn mặt', en: 'Faces beside the answers' },
  list: { vi: 'Hiện mọi câu trong một trang', en: 'All questions on one page' },
  listen: { vi: 'Nghe', en: 'Listen' },
  notSaved: {
    vi: 'Máy này không cho lưu. Xin đừng đóng trang trước khi gửi xong.',
    en: 'This phone does not let the page save. Please keep it open until your answers are sent.',
  },
  begin: { vi: 'Bắt đầu', en: 'Begin', ...inKhmer('begin') },
  resume: { vi: 'Làm tiếp phiếu đang dở', en: 'Go on with the unfinished form on this phone' },
  review: { vi: 'Xem lại trước khi gửi', en: 'Check before sending' },
  mend: { vi: 'Muốn sửa câu nào, xin chạm vào câu đó.', en: 'Touch an answer to change it.' },
  send: { vi: 'Gửi phiếu', en: 'Send', ...inKhmer('send') },
  /** One heading; where the phone keeps nothing its first half is not shown. */
  saved: { vi: 'Đã lưu trên máy, ', en: 'Saved on this phone, ' },
  unsent: { vi: 'chưa gửi', en: 'not sent yet' },
  /** Only where the phone keeps anything. */
  mayClose: {
    vi: 'Nếu đóng trang, xin mở lại khi có mạng để gửi.',
    en: 'If you close this page, please open it again later so that it can be sent.',
  },
  sendNow: { vi: 'Gửi lại ngay', en: 'Send now' },
  sent: { vi: 'Đã gửi. Cảm ơn Ông/Bà!', en: 'Sent. Thank you!' },
  receipt: { vi: 'Mã biên nhận', en: 'Receipt' },
  receiptHint: {
    vi: 'Xin ghi hoặc chụp lại mã này. Khi có kết quả, Ông/Bà dùng mã để xem phiếu đã được tính chưa.',
    en: 'Please write this code down or take a picture of it. When the results are out, it shows whether your answers were counted.',
  },
  wiped: {
    vi: 'Máy này không còn giữ câu trả lời. Có thể đóng trang.',
    en: 'Your answers have been wiped from this phone; you may close this page.',
  },
  declined: { vi: 'Cảm ơn Ông/Bà đã cho biết.', en: 'Thank you for telling us.' },
  declinedHint: {
    vi: 'Không có câu trả lời nào được gửi. Nếu đổi ý, Ông/Bà có thể quay lại bất cứ lúc nào.',
    en: 'No answers were sent. If you change your mind you can come back at any time.',
  },
  kept: { vi: 'Câu trả lời vẫn còn trên máy này.', en: 'Your answers are still on this phone.' },
  reload: { vi: 'Tải lại trang', en: 'Reload', ...inKhmer('reload') },
  otherCode: { vi: 'Nhập mã khác', en: 'Type another code' },
  wipe: { vi: 'Xóa câu trả lời khỏi máy', en: 'Wipe my answers from this phone' },
  languages: { vi: 'Ngôn ngữ', en: 'Language', ...inKhmer('language') },
  noNames: {
    vi: 'Xin đừng ghi tên hay số điện thoại của ai.',
    en: 'Please write no names or telephone numbers.',
  },
  pressure: { vi: 'Có ai gợi ý, ép cách trả lời?', en: 'Did anyone tell or force you how to answer?' },
  pressureReport: { vi: 'Báo riêng cho Sở', en: 'Tell the Department in private' },
  pressureHint: {
    vi: 'Chỉ báo tên trường, không kèm câu trả lời nào.',
    en: 'It names the school only, and none of your answers.',
  },
  callBack: { vi: 'Để Sở gọi lại hỏi thêm', en: 'Let the Department call you back' },
  pressureWaits: {
    vi: 'Chưa gửi đi; sẽ tự báo khi có mạng.',
    en: 'Not sent yet; it will be told when there is a network.',
  },
  pressureTaken: { vi: 'Đã báo. Cảm ơn Ông/Bà.', en: 'Reported. Thank you.' },
} satisfies Words

/** What a page says first where no sheet is taken now. */
export const shutWords = {
  not_open: {
    vi: 'Đợt khảo sát chưa mở nên chưa nhận phiếu. Xin Ông/Bà mở lại trang này khi nhà trường báo. Hỏi thêm: {hotline}.',
    en: 'The survey has not opened yet and takes no answers. Please open this page again when the school says so. Questions: {hotline}.',
  },
  closed: {
    vi: 'Đợt khảo sát đã kết thúc nên không nhận phiếu nữa. Cảm ơn Ông/Bà đã quan tâm. Hỏi thêm: {hotline}.',
    en: 'The survey is over and takes no more answers. Thank you for your interest. Questions: {hotline}.',
  },
} satisfies Words

/** What a page says where its language is not all there. Read by people who read Vietnamese, so it stands in that. */
export const awaitingWords = {
  mark: 'chờ dịch',
  unreviewed: 'Bản dịch tiếng Khmer chưa thẩm định. Chỗ nào ghi “chờ dịch” thì chưa có bản dịch, tạm hiện tiếng Việt.',
} as const

const codeWords = {
  codeEmpty: { vi: 'Xin gõ mã in trên phiếu giấy.', en: 'Please type the code printed on the slip.' },
  codeLength: {
    vi: 'Mã có 16 chữ và số; đã gõ {length}.',
    en: 'A code has 16 letters and digits; this has {length}.',
  },
  codeLetter: {
    vi: 'Chữ thứ {position} không có trong mã. Xin so lại với phiếu.',
    en: 'Character {position} cannot be in a code.',
  },
  codeAccent: {
    vi: 'Chữ thứ {position} có dấu. Xin tắt gõ tiếng Việt rồi gõ lại.',
    en: 'Character {position} has an accent. Please switch the Vietnamese keyboard off.',
  },
  codeCheck: {
    vi: 'Mã chưa đúng. Xin so lại từng chữ với phiếu.',
    en: 'That code is not right. Please compare it with the slip.',
  },
} satisfies Words

/** Words the program needs; they travel once, as JSON in the page. */
export const programWords = {
  next: { vi: 'Tiếp', en: 'Next', ...inKhmer('next') },
  skip: { vi: 'Bỏ qua', en: 'Skip', ...inKhmer('skip') },
  chooseOne: { vi: 'Xin chọn một câu trả lời.', en: 'Please choose an answer.', ...inKhmer('chooseAnswer') },
  wrongNumber: { vi: 'Xin ghi một số từ {min} đến {max}.', en: 'Please write a number from {min} to {max}.' },
  ...codeWords,
  missing: {
    vi: 'Còn {count} câu chưa trả lời',
    en: '{count, plural, one {# question} other {# questions}} still open',
  },
  unanswered: { vi: 'Chưa trả lời', en: 'Not answered' },
  wipeSure: { vi: 'Bấm lần nữa để xóa hẳn', en: 'Press again to wipe for good' },
  waitingCount: {
    vi: 'Còn {count} phiếu chưa gửi.',
    en: '{count, plural, one {# form} other {# forms}} not sent yet.',
  },
  sending: { vi: 'Đang gửi…', en: 'Sending…' },
  offline: {
    vi: 'Chưa có mạng. Phiếu sẽ tự gửi khi có mạng lại.',
    en: 'No network. It will be sent by itself when there is one.',
  },
  captive: {
    vi: 'Mạng này chưa cho qua. Nếu dùng Wi-Fi, xin đăng nhập Wi-Fi hoặc đổi sang 4G; phiếu sẽ tự gửi.',
    en: 'This network does not let us through. Sign in to the Wi-Fi or use mobile data; it will be sent by itself.',
  },
  busy: {
    vi: 'Nơi nhận phiếu đang bận. Phiếu sẽ tự gửi lại sau ít phút.',
    en: 'The server is busy. It will be sent again in some minutes.',
  },
  slip_unknown: {
    vi: 'Không tìm thấy mã phiếu này. Xin so lại mã với phiếu giấy.',
    en: 'This slip code was not found. Please compare it with the paper slip.',
  },
  slip_used: {
    vi: 'Mã phiếu này đã được dùng. Nếu không phải Ông/Bà gửi, xin nhà trường cho phiếu khác.',
    en: 'This slip code has been used. If it was not you, please ask the school for another slip.',
  },
  slip_revoked: {
    vi: 'Mã phiếu này không dùng được nữa. Xin nhà trường cho phiếu khác.',
    en: 'This slip code was withdrawn. Please ask the school for another slip.',
  },
  idempotency_conflict: {
    vi: 'Phiếu này đã được gửi trước đó. Ông/Bà không cần làm gì thêm.',
    en: 'This form was sent before. There is nothing more to do.',
  },
  form_superseded: {
    vi: 'Bộ câu hỏi vừa có bản mới. Xin tải lại trang, xem lại rồi gửi.',
    en: 'There is a newer version of the form. Please reload, check your answers and send.',
  },
  round_not_open: {
    vi: 'Đợt khảo sát chưa mở. Xin gửi lại khi đợt khảo sát bắt đầu.',
    en: 'The survey has not opened yet. Please send again when it has.',
  },
  round_closed: {
    vi: 'Đợt khảo sát đã kết thúc nên không nhận phiếu nữa.',
    en: 'The survey is over and takes no more answers.',
  },
  answer_invalid: { vi: 'Có câu cần xem lại trước khi gửi.', en: 'Some answers need another look before sending.' },
  refused: {
    vi: 'Chưa gửi được phiếu này. Xin tải lại trang rồi gửi lại.',
    en: 'The server did not take this form. Please reload and send again.',
  },
} satisfies Words

/** Words for conditions and rare types of questions, only in the pages of forms that have them. The key is the code where there is one. */
export const moreWords = {
  answerPlease: {
    vi: 'Câu này chưa có câu trả lời. Nếu muốn bỏ qua, xin bấm nút một lần nữa.',
    en: 'This question has no answer yet. Press the button once more to leave it out.',
  },
  notFitting: { vi: 'Câu trả lời này chưa phù hợp, xin xem lại.', en: 'This answer does not fit. Please look again.' },
  wrongFigure: { vi: 'Xin ghi một số.', en: 'Please write a number.' },
  too_many_decimals: {
    vi: 'Xin ghi số có nhiều nhất {max} chữ số sau dấu phẩy.',
    en: 'Please write at most {max} digits behind the point.',
  },
  date_invalid: { vi: 'Ngày này không có trong lịch.', en: 'That day is not in the calendar.' },
  out_of_range: { vi: 'Xin chọn một ngày từ {min} đến {max}.', en: 'Please choose a day from {min} to {max}.' },
  choice_too_few: { vi: 'Xin chọn ít nhất {min} mục.', en: 'Please choose at least {min}.' },
  choice_conflict: { vi: 'Mỗi mục chỉ chọn một lần.', en: 'Each can be chosen once only.' },
  ranking_incomplete: { vi: 'Xin xếp đủ {places} vị trí.', en: 'Please fill all {places} places.' },
} satisfies Words

/** Words of the page on which a code is typed (`GET /p`). */
export const entryWords = {
  ...codeWords,
  slip_unknown: programWords.slip_unknown,
  slow_down: { vi: 'Đã thử nhiều lần. Xin đợi vài phút rồi thử lại.', en: 'Too many tries. Please wait some minutes.' },
  offline: { vi: 'Chưa có mạng. Xin thử lại khi có mạng.', en: 'No network. Please try again when there is one.' },
} satisfies Words

export type EntryWords = Readonly<Record<keyof typeof entryWords, string>>
export type MoreWords = Readonly<Record<keyof typeof moreWords, string>>
export type ProgramKey = keyof typeof programWords
/** Keys whose words depend on a count. */
type CountedKey = 'missing' | 'waitingCount'
export type ProgramWords = Readonly<
  Record<Exclude<ProgramKey, CountedKey>, string> & Record<CountedKey, string | PluralForms>
>
