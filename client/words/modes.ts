/** How a sheet came in, by the mode stored with it. */
export const modeNames: Readonly<Record<string, string>> = {
  slip: 'Phiếu có mã, trả lời trên điện thoại',
  kiosk: 'Phiếu có mã, trả lời trên máy tính bảng tại trường',
  paper: 'Phiếu giấy, hai người nhập',
  interviewer: 'Phiếu có mã, phỏng vấn viên hỏi và ghi',
  class_link: 'Liên kết chung của lớp, không có phiếu',
  poster: 'Áp phích, không có phiếu',
}

/** Inside a sentence. */
export const modeInText: Readonly<Record<string, string>> = {
  slip: 'phiếu có mã trả lời trên điện thoại',
  kiosk: 'máy tính bảng tại trường',
  paper: 'phiếu giấy',
  interviewer: 'phỏng vấn',
  class_link: 'liên kết chung của lớp (để riêng)',
  poster: 'áp phích (để riêng)',
}

/** What holds for a way of answering, as a plan lays it down before the field work. */
export const modeConduct: Readonly<Record<string, string>> = {
  slip: 'Điện thoại: người được chọn quét mã QR hoặc gõ mã trên phiếu, tự trả lời trên điện thoại của mình; mỗi mã trả lời một lần, câu trả lời đang dở được giữ lại để làm tiếp.',
  kiosk:
    'Máy tính bảng tại trường: máy do Sở cấp, có khóa riêng và thu hồi được. Người trả lời tự gõ mã trên phiếu; hết một lượt hoặc một phút không chạm thì màn hình trở về đầu và không còn câu trả lời nào. Người trông máy chỉ mở máy và hướng dẫn gõ mã, không đứng nhìn màn hình.',
  paper:
    'Phiếu giấy: người trả lời tự điền và bỏ vào phong bì dán kín. Hai người nhập riêng, không xem bài của nhau; chỗ nhập khác nhau được đối chiếu với phiếu giấy rồi mới quyết định. Chưa xử lý xong phiếu giấy thì chưa đóng thu phiếu.',
  interviewer:
    'Phỏng vấn: phỏng vấn viên không phải là người của trường được hỏi, đọc nguyên văn câu hỏi và các mức trả lời, không gợi ý; ghi bằng phiếu có mã của người được chọn.',
  class_link:
    'Liên kết chung của lớp: không có phiếu, ai có liên kết cũng trả lời được, có giới hạn số lượt. Phiếu này được đánh dấu, để bảng riêng, không vào con số suy rộng nào.',
  poster:
    'Áp phích: không có phiếu, ai quét mã cũng trả lời được, có giới hạn số lượt. Phiếu này được đánh dấu, để bảng riêng, không vào con số suy rộng nào.',
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
  used: 'có dùng',
  notUsed: 'không dùng',
  atLeastOne: 'Mỗi mẫu phiếu cần ít nhất một hình thức.',
} as const
