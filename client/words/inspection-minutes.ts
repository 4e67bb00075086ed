/** Texts of the minutes of a draw of units to be inspected. Sentences take their numbers as finished text. */
type Texts = Readonly<Record<string, string>>

export const inspectionMinutes = {
  kind: 'Biên bản',
  abstract: (year: number) => ['Chọn đơn vị kiểm tra công tác cải cách hành chính', `năm ${year}`],
  today: (p: Texts) =>
    `Hôm nay, hồi ${p.hour} giờ ${p.minute} phút, ngày ${p.day} tháng ${p.month} năm ${p.year}, tại ${p.place}, chúng tôi gồm có:`,
  people: ['Ông (bà)', 'chức vụ', 'chủ trì', 'người thực hiện chọn, thư ký', 'người giám sát'] as const,
  done: (p: Texts) =>
    `Chúng tôi đã chọn bằng phần mềm các đơn vị được kiểm tra theo Kế hoạch cải cách hành chính năm ${p.year} và thống nhất lập biên bản với các nội dung sau:`,
  frame: 'Danh sách để chọn',
  frameText: (p: Texts) =>
    `Nhóm “${p.group}” gồm ${p.units} đơn vị; tỷ lệ kiểm tra ${p.percent}%, làm tròn lên thành ${p.sampled} đơn vị. Danh sách đầy đủ kèm năm được kiểm tra gần nhất ở Phụ lục.`,
  method: 'Cách chọn',
  methodText:
    'Đơn vị chưa từng được kiểm tra được chọn trước, sau đó đến đơn vị có lần kiểm tra gần nhất cách đây lâu nhất. Nhóm nào không lấy hết thì chọn ngẫu nhiên đơn giản, không hoàn lại, mọi đơn vị trong nhóm có khả năng được chọn như nhau.',
  groupTable: 'Số đơn vị theo năm được kiểm tra gần nhất',
  groupColumns: ['Lần kiểm tra gần nhất', 'Số đơn vị', 'Được chọn', 'Khả năng được chọn'] as const,
  never: 'Chưa từng',
  year: (year: string) => `Năm ${year}`,
  again: (p: Texts) =>
    `Việc chọn bắt đầu từ hạt giống “${p.seed}” (bộ sinh số ${p.generator}, phương pháp ${p.method}), ghi nhận lúc ${p.time} ngày ${p.day}. Cùng danh sách và hạt giống này luôn cho đúng kết quả dưới đây; ai có các dữ liệu đó đều chọn lại và đối chiếu được.`,
  hash: 'Mã băm SHA-256 của sổ chọn',
  result: 'Kết quả',
  resultText: (count: string) => `Chọn được ${count} đơn vị:`,
  resultTable: 'Đơn vị được kiểm tra',
  resultColumns: ['STT', 'Đơn vị', 'Lần kiểm tra gần nhất', 'Khả năng được chọn'] as const,
  certain: 'chắc chắn',
  superseded: (reason: string) => `LẦN CHỌN ĐÃ ĐƯỢC THAY THẾ - ${reason}`,
  closing: (p: Texts) =>
    `Biên bản kết thúc hồi ${p.hour} giờ ${p.minute} phút cùng ngày, đã đọc cho những người có tên trên cùng nghe, thống nhất và lập thành ${p.copies} bản`,
  signers: ['THƯ KÝ', 'NGƯỜI GIÁM SÁT', 'CHỦ TRÌ'] as const,
  signHere: '(Ký, ghi rõ họ tên)',
  recipients: ['Các thành viên có tên trên', 'Đơn vị được chọn'] as const,
  archive: 'VT, TCCB',
  frameAnnex: 'Danh sách đơn vị để chọn',
  frameColumns: ['STT', 'Đơn vị', 'Lần kiểm tra gần nhất', 'Kết quả'] as const,
  drawn: 'Được chọn',
} as const
