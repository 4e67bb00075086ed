/** Texts of the printed slips and of the cover of a class packet. */
type Parts = Readonly<Record<string, string>>

export const slipWords = {
  invitation: {
    parent: 'Kính mời Ông/Bà cho biết ý kiến về trường của con. Quét mã bằng máy ảnh điện thoại, khoảng 4 phút.',
    learner:
      'Mời em (anh/chị) cho biết ý kiến về trường mình đang học. Quét mã bằng máy ảnh điện thoại, khoảng 4 phút.',
  },
  promise: {
    parent: 'Không ghi tên. Không ai biết phiếu này của ai. Trả lời hay không là tùy Ông/Bà.',
    learner: 'Không ghi tên. Không ai biết phiếu này của ai. Trả lời hay không là tùy ý.',
  },
  typed: (p: Parts) => `Không quét được: vào ${p.address} và gõ mã:`,
  once: (p: Parts) => `Mỗi mã dùng một lần, đến hết ngày ${p.until}. Hỗ trợ: ${p.hotline}`,
  synthetic: 'BẢN THỬ - SỐ LIỆU MÔ PHỎNG',

  coverTitle: 'Biên bản giao nhận gói phiếu',
  packet: (p: Parts) => `Gói số ${p.number}`,
  rows: {
    school: 'Trường',
    area: 'Địa bàn',
    level: 'Cấp học',
    className: 'Lớp',
    form: 'Loại phiếu',
    total: 'Số phiếu trong gói',
    printedOn: 'Ngày in',
  },
  totalText: (p: Parts) => `${p.total} phiếu, gồm ${p.drawn} phiếu để phát và ${p.reserve} phiếu dự phòng`,
  noReserveText: (p: Parts) => `${p.total} phiếu để phát`,
  drawnTitle: 'Số thứ tự trong danh sách lớp của người học được chọn',
  stepsTitle: 'Cách phát',
  steps: [
    'Phát cho gia đình của mỗi người học có số thứ tự ở trên một phiếu bất kỳ. Các phiếu đã được xáo trộn, không phiếu nào dành riêng cho ai.',
    'Không ghi tên, số thứ tự hay dấu hiệu nào lên phiếu. Không gợi ý cách trả lời, không hỏi đã trả lời thế nào.',
    'Phiếu hỏng được thay bằng phiếu dự phòng. Phiếu hỏng và phiếu chưa phát nộp lại cùng biên bản này.',
  ],
  stepsLearner: [
    'Phát cho mỗi người học có số thứ tự ở trên một phiếu bất kỳ. Các phiếu đã được xáo trộn, không phiếu nào dành riêng cho ai.',
    'Không ghi tên, số thứ tự hay dấu hiệu nào lên phiếu. Không gợi ý cách trả lời, không hỏi đã trả lời thế nào.',
    'Phiếu hỏng được thay bằng phiếu dự phòng. Phiếu hỏng và phiếu chưa phát nộp lại cùng biên bản này.',
  ],
  sumTitle: 'Đối chiếu khi nộp lại (số in phải bằng tổng bốn số còn lại)',
  sumColumns: ['Số in', 'Đã phát', 'Hỏng', 'Nộp lại chưa phát', 'Dự phòng chưa dùng'],
  handedOut: 'Giao phiếu',
  handedIn: 'Nộp lại',
  giver: 'Người giao',
  taker: 'Người nhận',
  day: 'Ngày ...... tháng ...... năm ..........',
  hotline: (p: Parts) => `Vướng mắc hoặc bị gợi ý, ép cách trả lời: gọi ${p.hotline}.`,
} as const

/** A link without slips, to hang up. */
export const posterWords = {
  synthetic: 'DỮ LIỆU MÔ PHỎNG',
  scan: 'Quét mã để cho ý kiến, khoảng 4 phút',
  type: (p: Parts) => `Hoặc mở ${p.address} và gõ mã:`,
  promise: 'Không ghi tên, không bắt buộc. Nhà trường và giáo viên không xem được từng phiếu.',
  until: (p: Parts) => `Nhận ý kiến đến hết ngày ${p.until}. Đường dây nóng: ${p.hotline}`,
} as const
