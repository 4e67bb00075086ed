/** Texts of the minutes of a draw (Biên bản chọn mẫu). Sentences take their numbers as finished text. */
type Texts = Readonly<Record<string, string>>

export const minutesWords = {
  kind: 'Biên bản',
  abstract: (year: number) => [
    `Chọn mẫu điều tra mức độ hài lòng của người dân`,
    `đối với dịch vụ giáo dục công năm ${year}`,
  ],
  today: (p: Texts) =>
    `Hôm nay, hồi ${p.hour} giờ ${p.minute} phút, ngày ${p.day} tháng ${p.month} năm ${p.year}, tại ${p.place}, chúng tôi gồm có:`,
  people: ['Ông (bà)', 'chức vụ', 'chủ trì', 'người thực hiện chọn mẫu, thư ký', 'người giám sát'] as const,
  done: (p: Texts) =>
    `Chúng tôi đã chọn mẫu bằng phần mềm theo ${p.decision} và thống nhất lập biên bản với các nội dung sau:`,
  frame: 'Khung mẫu',
  frameText: (p: Texts) =>
    `Khung mẫu phiên bản ${p.version}, nhập ngày ${p.day}, gồm ${p.schools} trường, ${p.classes} lớp, ${p.pupils} người học thuộc đối tượng điều tra.`,
  excludedText: (count: string) =>
    `Đã loại ${count} trường khỏi khung trước khi chọn, có lý do từng trường tại Bảng 2; các trường này không có khả năng được chọn.`,
  frameHash: 'Mã băm SHA-256 của khung mẫu',
  method: 'Phương pháp chọn mẫu',
  strataText: (columns: string, count: string) => `Các trường được chia thành ${count} tầng theo ${columns}.`,
  schools: {
    pps_systematic_random_order:
      'chọn hệ thống với xác suất tỷ lệ thuận với số người học, sau khi xếp các trường của tầng theo thứ tự ngẫu nhiên',
    pps_systematic_sorted:
      'chọn hệ thống với xác suất tỷ lệ thuận với số người học, trên danh sách xếp theo số học sinh Khmer và số người học',
    systematic_sorted: 'chọn hệ thống với xác suất bằng nhau trên danh sách đã sắp xếp',
    simple: 'chọn ngẫu nhiên đơn giản, không hoàn lại',
    brewer: 'chọn theo phương pháp Brewer, không hoàn lại, xác suất tỷ lệ thuận với số người học',
    sampford: 'chọn theo phương pháp Rao - Sampford, không hoàn lại, xác suất tỷ lệ thuận với số người học',
    max_entropy: 'chọn theo phương pháp Poisson có điều kiện (entropi lớn nhất), xác suất tỷ lệ thuận với số người học',
    cube_size:
      'chọn cân bằng (phương pháp khối) với xác suất tỷ lệ thuận với số người học, cân bằng theo số người học, số lớp và, nếu khung mẫu có đủ, số học sinh Khmer',
    cube_equal: 'chọn cân bằng (phương pháp khối) với xác suất bằng nhau',
  } as Texts,
  stages: [
    (method: string) =>
      `Giai đoạn 1 - trường: trong từng tầng, ${method}. Tầng có số trường không nhiều hơn số cần chọn thì lấy tất cả.`,
    () => 'Giai đoạn 2 - lớp: trong mỗi trường được chọn, chọn ngẫu nhiên đơn giản các lớp.',
    () => 'Giai đoạn 3 - người học: trong mỗi lớp được chọn, chọn ngẫu nhiên đơn giản các số thứ tự của danh sách lớp.',
    () => 'Trường dự phòng được chọn tiếp trong các trường còn lại của tầng, theo thứ tự dùng để thay thế.',
  ] as const,
  again: (p: Texts) =>
    `Việc chọn bắt đầu từ hạt giống “${p.seed}” (bộ sinh số ${p.generator}, phương pháp ${p.method}), ghi nhận lúc ${p.time} ngày ${p.day}. Cùng khung mẫu, cùng phương án và hạt giống này luôn cho đúng danh sách kèm theo; ai có các dữ liệu đó đều chọn lại và đối chiếu được.`,
  ledgerHash: 'Mã băm SHA-256 của sổ chọn mẫu',
  result: 'Kết quả',
  resultText: (p: Texts) =>
    `Chọn được ${p.schools} trường, ${p.classes} lớp, ${p.pupils} người học; ${p.reserves} trường dự phòng. Số liệu từng tầng tại Bảng 1; danh sách trường tại Phụ lục I, trường dự phòng tại Phụ lục II.`,
  strataTable: 'Số trường, lớp, người học được chọn và xác suất chọn trường, theo tầng',
  strataColumns: [
    'Tầng',
    'Trường trong khung',
    'Người học trong khung',
    'Trường chọn',
    'Lớp chọn',
    'Người học chọn',
    'Dự phòng',
    'Xác suất chọn trường',
  ] as const,
  certain: 'chắc chắn',
  exceptionTable: 'Trường lấy chắc chắn và trường loại khỏi khung trước khi chọn',
  exceptionColumns: ['Mã trường', 'Tên trường', 'Cách xử lý', 'Lý do'] as const,
  takeAll: 'Lấy chắc chắn',
  excluded: 'Loại khỏi khung',
  replaced: 'Thay thế trường',
  noneReplaced:
    'Đến khi in biên bản này chưa có trường nào phải thay thế. Chỉ thay khi trường không thể tham gia, theo đúng thứ tự dự phòng của tầng và có ghi lý do.',
  replacedText: (count: string) => `Đã thay ${count} trường bằng trường dự phòng kế tiếp của tầng, theo bảng sau:`,
  replacedTable: 'Trường được thay thế',
  replacedColumns: ['Trường được chọn', 'Trường dự phòng thay vào', 'Lý do'] as const,
  closing: (p: Texts) =>
    `Biên bản kết thúc hồi ${p.hour} giờ ${p.minute} phút cùng ngày, đã đọc cho những người có tên trên cùng nghe, thống nhất và lập thành ${p.copies} bản`,
  signers: ['THƯ KÝ', 'NGƯỜI GIÁM SÁT', 'CHỦ TRÌ'] as const,
  signHere: '(Ký, ghi rõ họ tên)',
  recipients: ['Các thành viên có tên trên'] as const,
  archive: 'VT, TCCB',
  drawnAnnex: 'Danh sách trường được chọn',
  drawnColumns: ['STT', 'Mã trường', 'Tên trường', 'Người học', 'Xác suất', 'Lớp được chọn', 'Số phiếu'] as const,
  reserveAnnex: 'Danh sách trường dự phòng',
  reserveColumns: ['Tầng', 'Thứ tự', 'Mã trường', 'Tên trường', 'Người học', 'Số phiếu nếu dùng'] as const,
  noReserves: 'Không còn trường nào để làm dự phòng: mọi tầng đã được lấy hết hoặc phương án không đặt dự phòng.',
  ofStratum: (name: string) => `Tầng: ${name}`,
  columnNames: {
    level: 'cấp học',
    area: 'địa bàn',
    commune: 'xã, phường',
    ownership: 'loại hình trường',
    khmer: 'tỷ lệ học sinh Khmer',
    size: 'quy mô trường',
    takeAll: 'việc lấy chắc chắn hay chọn ngẫu nhiên',
  } as Texts,
} as const
