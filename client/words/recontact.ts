import type { Text } from '../../surveys/text.ts'

/** The page on which somebody leaves a number to be called again (phúc tra); a page of its own, apart from every sheet. */
export const recontactPage = {
  title: { vi: 'Để Sở gọi lại hỏi thêm', en: 'Let the Department call you back' },
  lead: {
    vi: 'Sau đợt khảo sát, Sở gọi cho một số người để hỏi: phiếu có do chính mình trả lời không, có ai gợi ý không. Để lại số hay không là tùy ý.',
    en: 'After the survey the Department calls some people and asks whether they answered themselves and whether anyone told them how. Leaving a number is your choice.',
  },
  apart: {
    vi: 'Số điện thoại được khóa, để riêng, không nối với câu trả lời nào, và bị xóa muộn nhất 30 ngày sau khi khảo sát xong. Lúc nào cũng xóa được ở trang này.',
    en: 'The number is locked, kept by itself, joined to no answer, and deleted at the latest 30 days after the survey closes. You can delete it on this page at any time.',
  },
  slip: { vi: 'Mã in trên phiếu giấy', en: 'Code printed on the slip' },
  phone: { vi: 'Số điện thoại', en: 'Telephone number' },
  agree: {
    vi: 'Tôi đồng ý để Sở gọi số này một lần về đợt khảo sát này.',
    en: 'I agree that the Department calls this number once about this survey.',
  },
  leave: { vi: 'Để lại số', en: 'Leave my number' },
  withdraw: { vi: 'Xóa số đã để lại', en: 'Delete my number' },
  left: {
    vi: 'Đã nhận số. Xin cảm ơn! Nếu đổi ý, xin mở lại trang này và bấm “Xóa số đã để lại”.',
    en: 'We have your number. Thank you. If you change your mind, open this page again and press “Delete my number”.',
  },
  withdrawn: {
    vi: 'Không còn số điện thoại nào của phiếu này.',
    en: 'No number is kept for this slip any more.',
  },
  /** What the person can do about each refusal. */
  slip_unknown: {
    vi: 'Không tìm thấy mã này. Xin so lại từng chữ với phiếu giấy.',
    en: 'No slip has this code. Please look at each letter again.',
  },
  slip_revoked: { vi: 'Phiếu này không dùng được nữa.', en: 'This slip has been withdrawn.' },
  sheet_first: {
    vi: 'Phiếu này chưa gửi. Xin trả lời và gửi phiếu trước, rồi để lại số.',
    en: 'This slip has not been answered yet. Please send your answers first.',
  },
  round_closed: {
    vi: 'Đợt khảo sát đã xong nên không nhận thêm số. Số đã để lại vẫn xóa được.',
    en: 'The survey has closed, so no more numbers are taken. You can still delete yours.',
  },
  round_not_open: { vi: 'Đợt khảo sát chưa mở.', en: 'The survey is not open yet.' },
  slow_down: { vi: 'Đã thử nhiều lần. Xin đợi một phút rồi thử lại.', en: 'Too many tries. Please wait a minute.' },
  wrong_phone: {
    vi: 'Số điện thoại chưa đúng: cần 10 chữ số, bắt đầu bằng 0.',
    en: 'The number is not right: ten digits, beginning with 0.',
  },
  wrong_agree: {
    vi: 'Xin đánh dấu vào ô đồng ý: có vậy Sở mới được gọi.',
    en: 'Please tick the box: without it nobody may call.',
  },
} satisfies Readonly<Record<string, Text>>

/** The page of the calls, for those who make them. */
export const recontact = {
  title: 'Phúc tra qua điện thoại',
  lead: 'Gọi lại một phần những người đã đồng ý, để biết phiếu có do chính họ trả lời và có ai gợi ý không. Số điện thoại để riêng, không nối với phiếu trả lời nào.',
  open: 'Phúc tra',
  before: 'Chọn mẫu phúc tra được sau khi đóng thu phiếu.',
  choose: 'Chọn câu trả lời',
  left: (count: string) => `${count} người đồng ý được gọi`,
  deleteOn: (day: string) => `Mọi số điện thoại bị xóa sau ngày ${day}.`,
  share: 'Tỷ lệ phúc tra (% số phiếu của mỗi trường)',
  shareHint: 'Thường 5–10 %. Mỗi trường lấy tròn lên, nhiều nhất bằng số người đồng ý.',
  seed: 'Số khởi tạo (để trống thì máy tự chọn)',
  draw: 'Chọn mẫu phúc tra',
  drawTitle: 'Chọn mẫu phúc tra',
  drawLead: 'Máy chọn ngẫu nhiên trong những người đồng ý của từng trường. Sau khi chọn:',
  drawConsequences: [
    'số điện thoại của những người không được chọn bị xóa ngay;',
    'không chọn lại được cho vòng này;',
    'số khởi tạo và danh sách chọn được ghi vào sổ.',
  ],
  none: 'Chưa có ai để lại số điện thoại.',
  waiting: 'Cần gọi',
  waitingNone: 'Đã gọi hết những người được chọn.',
  school: 'Trường',
  language: 'Ngôn ngữ',
  show: 'Xem số',
  showWhy: 'Mỗi lần xem số đều được ghi vào nhật ký. Ghi kết quả xong, số bị xóa.',
  record: 'Ghi kết quả',
  outcome: 'Cuộc gọi',
  outcomes: {
    talked: 'Đã nói chuyện',
    not_reached: 'Không gặp (đã gọi vài lần)',
    declined: 'Không muốn trả lời',
  } as Readonly<Record<string, string>>,
  self: 'Phiếu có do chính Ông/Bà trả lời không?',
  suggested: 'Có ai gợi ý hoặc yêu cầu trả lời theo hướng nào không?',
  handedBy: 'Ai đưa phiếu, trả lời ở đâu?',
  overall: 'Nhìn chung Ông/Bà hài lòng với nhà trường ở mức nào? (1–5, bỏ trống nếu không nói)',
  answers: { yes: 'Có', no: 'Không', unsure: 'Không rõ' } as Readonly<Record<string, string>>,
  results: 'Kết quả phúc tra',
  drawn: (p: Readonly<Record<string, string>>) =>
    `Chọn ngày ${p.day}, tỷ lệ ${p.share}, số khởi tạo ${p.seed}: ${p.left} người đồng ý, cần ${p.wanted}, chọn ${p.drawn}. Đã nói chuyện ${p.talked}, không gặp ${p.notReached}, từ chối ${p.declined}.`,
  short: 'Số người đồng ý ít hơn số cần gọi, nên mẫu phúc tra nhỏ hơn tỷ lệ đã định.',
  question: 'Câu hỏi',
  calls: 'Qua điện thoại',
  interval: 'Khoảng tin cậy 95 %',
  sheets: 'Trên phiếu, cùng trường',
  agrees: 'Khớp',
  agreesWords: { yes: 'khớp', no: 'lệch' } as Readonly<Record<string, string>>,
  shareNames: {
    self: 'Tự trả lời phiếu',
    suggested: 'Có người gợi ý, yêu cầu',
    inClass: 'Giáo viên phát, trả lời tại lớp hoặc buổi họp',
    satisfied: 'Hài lòng hoặc rất hài lòng (nhìn chung)',
  } as Readonly<Record<string, string>>,
  ofN: (yes: string, n: string) => `${yes} / ${n}`,
  agreesWhy:
    'Khớp: tỷ lệ trên phiếu nằm trong khoảng tin cậy của các cuộc gọi. Người đồng ý được gọi không giống mọi người trả lời, nên kết quả này chỉ nói về việc thu phiếu và không sửa con số nào.',
  bySchool: 'Theo trường',
  agreed: 'Đồng ý',
  chosen: 'Chọn',
  talked: 'Đã nói',
  notSelf: 'Không tự trả lời',
  pressed: 'Bị gợi ý',
} as const

type Parts = Readonly<Record<string, string>>

/** The paragraph of the report. */
export const recontactReport = {
  drawn: (p: Parts) =>
    `Phúc tra: trong ${p.left} người đồng ý để Sở gọi lại, chọn ngẫu nhiên theo trường ${p.drawn} người (mức tối thiểu ${p.share} số phiếu của mỗi trường, số khởi tạo ${p.seed}). Đã nói chuyện với ${p.talked} người; ${p.notReached} người không gặp được, ${p.declined} người không muốn trả lời.`,
  few: (p: Parts) => `Số cuộc nói chuyện dưới ${p.least} nên không nêu tỷ lệ.`,
  results: (p: Parts) => `Kết quả phúc tra, khoảng tin cậy 95%: ${p.list}.`,
  share: (p: Parts) => `${p.name} ${p.rate} (${p.yes}/${p.n} người; từ ${p.low} đến ${p.high})`,
  onSheets: (p: Parts) => `trên phiếu của các trường đó là ${p.rate} (${p.n} phiếu)`,
  limit:
    'Người đồng ý được gọi lại không đại diện cho mọi người trả lời; số điện thoại để riêng, không nối với phiếu nào. Vì vậy phúc tra chỉ để đánh giá việc thu phiếu, không sửa số liệu.',
  shares: {
    self: 'tự trả lời phiếu',
    suggested: 'có người gợi ý hoặc yêu cầu cách trả lời',
    inClass: 'giáo viên phát, trả lời tại lớp hoặc buổi họp',
    satisfied: 'nhìn chung hài lòng hoặc rất hài lòng',
  },
} as const
