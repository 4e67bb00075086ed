/** The page of a coordinator at a commune or school: counts of the own schools, and nothing of any answer. */
export const own = {
  title: 'Trường của tôi',
  rail: 'Trường của tôi',
  lead: (unit: string) =>
    `${unit}: số phiếu đã giao và đã về. Không ai xem được câu trả lời, và không biết ai đã trả lời.`,
  noUnit: 'Tài khoản này chưa gắn với đơn vị nào. Hãy nhờ Sở gắn đơn vị cho tài khoản.',
  emptyTitle: 'Chưa có đợt thu phiếu nào',
  emptyText: 'Khi Sở mở thu phiếu ở trường thuộc đơn vị này, số phiếu sẽ hiện ở đây.',
  until: (day: string) => `Thu đến hết ngày ${day}`,
  closed: 'Đã đóng thu phiếu',
  todo: 'Việc nên làm',
  advice: [
    'Nhắc chung cả lớp, không hỏi riêng từng người đã trả lời chưa.',
    'Không gợi ý cách trả lời, không thu phiếu đã ghi.',
    'Phiếu hỏng: lấy phiếu dự phòng trong tập và ghi vào biên bản.',
  ],
  hotline: (number: string) => `Vướng mắc, gọi Sở: ${number}`,
  few: 'Trường có dưới 5 phiếu về chỉ ghi “dưới 5”, để không đoán được ai đã trả lời.',
} as const

/** Counts of classes, for the Department alone. */
export const classes = {
  title: 'Phiếu về theo lớp',
  lead: 'Chỉ lớp có từ 5 phiếu, và chỉ phiếu của những ngày trước hôm nay: như vậy không đoán được ai vừa trả lời.',
  open: 'Phiếu về theo lớp',
  emptyTitle: 'Chưa có lớp nào đủ 5 phiếu',
  emptyText: 'Số phiếu của một lớp hiện ra sau một ngày, khi lớp đã có từ 5 phiếu.',
  school: 'Trường',
  className: 'Lớp',
  received: 'Phiếu về',
  find: 'Tìm trường hoặc lớp',
  sum: (classes: string, sheets: string) => `${classes} lớp, ${sheets} phiếu`,
} as const
