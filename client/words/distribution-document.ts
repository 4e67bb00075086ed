/** Sentences of Kế hoạch phát phiếu điều tra. Numbers come in as finished text. */
type Parts = Readonly<Record<string, string>>

export const distributionWords = {
  abstract: (year: number) => [
    'Phát phiếu điều tra sự hài lòng của người dân',
    `đối với dịch vụ giáo dục công năm ${year}`,
  ],
  opening: (p: Parts) =>
    `${p.body} ban hành Kế hoạch phát phiếu điều tra sự hài lòng của người dân đối với dịch vụ giáo dục công năm ${p.year} như sau:`,

  aims: 'Mục đích, yêu cầu',
  aimList: [
    'Đưa đúng số phiếu đến đúng lớp, đúng người học đã được chọn ngẫu nhiên theo Phương án đã phê duyệt.',
    'Bảo đảm người trả lời tự nguyện, ẩn danh, không bị gợi ý; nhà trường không xem phiếu đã trả lời.',
    'Mỗi phiếu đều được theo dõi từ khi in đến khi thu; số liệu giao nhận khớp nhau ở mọi khâu.',
  ],

  places: 'Địa bàn, số lượng',
  placesText: (p: Parts) =>
    `Phát phiếu tại ${p.schools} trường, ${p.classes} lớp thuộc ${p.areas} địa bàn; số phiếu phát là ${p.drawn}, dự phòng ${p.reserve}, tổng số phiếu in ${p.slips}, đóng trong ${p.packets} túi. Số lượng theo cấp học và loại phiếu nêu tại Bảng 1, theo địa bàn nêu tại Bảng 2, theo từng trường, lớp nêu tại Phụ lục I.`,
  levelTable: 'Số phiếu theo cấp học và loại phiếu',
  levelColumns: ['Cấp học', 'Loại phiếu', 'Trường', 'Lớp', 'Phiếu phát', 'Dự phòng', 'Tổng in'],
  areaTable: 'Số phiếu theo địa bàn',
  areaColumns: ['Địa bàn', 'Trường', 'Lớp', 'Phiếu phát', 'Dự phòng', 'Tổng in'],
  reservesText: (p: Parts) =>
    `Có ${p.schools} trường dự phòng (Phụ lục II). Chỉ phát phiếu tại trường dự phòng khi một trường trong mẫu không thể thực hiện, theo đúng thứ tự trong tầng, sau khi Sở ghi lý do thay thế.`,
  noReserves: 'Mẫu không có trường dự phòng; trường không thể thực hiện được báo cáo về Sở và ghi là không tham gia.',

  form: 'Hình thức',
  formList: [
    'Mỗi phiếu có một mã dùng một lần (chữ và mã QR); người trả lời không đăng nhập, không ghi tên.',
    'Phiếu được đóng túi niêm phong theo lớp, xếp theo thứ tự ngẫu nhiên; không ghi phiếu nào phát cho người nào.',
    'Bìa túi ghi số thứ tự của người học được chọn trong danh sách lớp, số phiếu và quy trình phát.',
  ],

  modesText: 'Theo Phương án, phiếu được trả lời theo các hình thức sau:',

  schedule: 'Tiến độ',
  fieldText: (p: Parts) => `Thời gian thu phiếu: từ ${p.from} đến ${p.to}.`,
  noField: 'Thời gian thu phiếu do Giám đốc Sở thông báo.',
  scheduleTable: 'Các mốc thực hiện và người chịu trách nhiệm',
  noSchedule: 'Phương án chưa có tiến độ chi tiết theo mốc; Sở thông báo lịch giao phiếu cho từng trường.',

  training: 'Tập huấn',
  trainingDays: (p: Parts) => `${p.name}: ${p.days}; ${p.who} chịu trách nhiệm.`,
  trainingUnknown: 'Thời gian tập huấn do Sở thông báo trước khi giao phiếu.',
  trainingText: 'Người dự: đầu mối của mỗi trường trong mẫu. Nội dung:',
  trainingList: [
    'Cách mở túi, đối chiếu số phiếu và phát phiếu theo danh sách số thứ tự.',
    'Lời giới thiệu được đọc nguyên văn; những điều không được làm: gợi ý, thu hộ, trả lời hộ, xem câu trả lời.',
    'Cách giúp người lớn tuổi, người dân tộc thiểu số và người không có điện thoại.',
    'Ghi biên bản, xử lý phiếu hỏng, phiếu nộp lại và sự cố.',
  ],

  handing: 'Quy trình giao nhận, niêm phong, biên bản',
  handingList: [
    'Sở in phiếu, đóng túi và niêm phong; số phiếu in của mỗi túi ghi trên bìa.',
    'Giao túi cho đầu mối của trường; hai bên kiểm tra niêm phong, đếm phiếu và ký biên bản giao nhận.',
    'Đầu mối giao túi cho giáo viên chủ nhiệm trong ngày phát; giáo viên phát đủ, đúng số thứ tự, không giữ lại phiếu.',
    'Phiếu hỏng, phiếu không phát được bỏ lại vào túi, ghi số lượng trên bìa; túi bị mất hoặc bị lộ mã phải báo ngay để thu hồi và in lại.',
    'Hết thời gian thu, trường nộp lại túi; hai bên ký biên bản. Số phiếu in phải bằng phát ra cộng hỏng cộng nộp lại cộng dự phòng.',
    'Biên bản được lưu tại Sở cùng hồ sơ cuộc điều tra.',
  ],

  control: 'Kiểm tra, phúc tra',
  controlList: [
    'Sở theo dõi hằng ngày số phiếu đã trả lời theo trường (chỉ số đếm) và nhắc các trường chậm.',
    'Kiểm tra trực tiếp tại một số trường trong thời gian thu phiếu; lập biên bản kiểm tra.',
    'Phúc tra bằng điện thoại một phần ngẫu nhiên những người tự nguyện để lại số; không phúc tra người không đồng ý.',
    'Phản ánh về việc bị gợi ý, ép trả lời được ghi nhận qua phiếu và đường dây nóng, tổng hợp vào báo cáo kết quả.',
  ],

  hotline: 'Đường dây nóng',
  hotlineText: (p: Parts) =>
    `Người dân và nhà trường liên hệ số ${p.hotline} khi cần hướng dẫn, báo mất phiếu, lộ mã hoặc phản ánh vi phạm.`,

  assignments: 'Phân công',
  byCalendar: 'Theo tiến độ',
  department: [
    'Phòng Tổ chức cán bộ chủ trì: in, đóng túi, giao nhận phiếu, tập huấn, theo dõi thu phiếu, tổng hợp biên bản.',
    'Các phòng chuyên môn hướng dẫn, đôn đốc các trường trong mẫu thuộc cấp học phụ trách.',
  ],
  schools: 'Các trường trong mẫu',
  schoolList: [
    'Cử một người làm đầu mối và thông báo cho Sở trước ngày tập huấn.',
    'Nhận, phát và nộp lại phiếu đúng quy trình; chịu trách nhiệm về số phiếu đã nhận.',
    'Không can thiệp vào câu trả lời; không sao chép mã phiếu.',
  ],
  ending: (p: Parts) =>
    `Trên đây là Kế hoạch phát phiếu điều tra sự hài lòng của người dân đối với dịch vụ giáo dục công năm ${p.year}. Yêu cầu các đơn vị nghiêm túc thực hiện; nếu có vướng mắc, phản ánh về ${p.body} để được hướng dẫn`,
  forReport: (body: string) => `${body} (để báo cáo)`,
  schoolsRecipient: 'Các trường trong mẫu (để thực hiện)',
  leaders: 'Giám đốc, các Phó Giám đốc Sở',

  packetAnnex: 'Số phiếu theo trường, lớp',
  packetColumns: ['Túi số', 'Trường', 'Lớp', 'Loại phiếu', 'Phiếu phát', 'Dự phòng', 'Tổng in'],
  reserveAnnex: 'Danh sách trường dự phòng',
  reserveColumns: ['STT', 'Cấp học', 'Địa bàn', 'Trường', 'Thứ tự trong tầng', 'Số người học'],
} as const
