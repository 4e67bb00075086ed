/** How a sheet came in, by the mode stored with it. */
export const modeNames: Readonly<Record<string, string>> = {
  slip: 'Phiếu có mã, trả lời trên điện thoại',
  kiosk: 'Phiếu có mã, trả lời trên máy tính bảng tại trường',
  paper: 'Phiếu giấy, hai người nhập',
  interviewer: 'Phiếu có mã, phỏng vấn viên hỏi và ghi',
  class_link: 'Liên kết chung của lớp, không có phiếu',
  poster: 'Áp phích, không có phiếu',
}

/** Heads of columns. */
export const modeShort: Readonly<Record<string, string>> = {
  slip: 'Điện thoại',
  kiosk: 'Máy tính bảng',
  paper: 'Giấy',
  interviewer: 'Phỏng vấn',
  class_link: 'Liên kết lớp',
  poster: 'Áp phích',
}

/** Rules of a round, on the page of the plan. */
export const modeRuleWords = {
  title: 'Hình thức trả lời được dùng',
  lead: 'Máy chủ chỉ nhận phiếu theo các hình thức đã chọn. Hai hình thức không có phiếu luôn để riêng, không vào con số nào của mẫu.',
  form: 'Mẫu phiếu',
  atLeastOne: 'Mỗi mẫu phiếu cần ít nhất một hình thức.',
} as const
