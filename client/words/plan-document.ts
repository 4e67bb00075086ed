/**
 * Sentences of Tờ trình and Phương án điều tra. Numbers come in as finished text. Laws and decisions are cited only where
 * their published text was read.
 */
type Parts = Readonly<Record<string, string>>

const SUBJECT = ['Điều tra sự hài lòng của người dân', 'đối với dịch vụ giáo dục công'] as const

export const planDocumentWords = {
  abstract: (year: number) => [SUBJECT[0], `${SUBJECT[1]} năm ${year}`],
  submissionAbstract: (year: number) => [
    'Về việc phê duyệt Phương án điều tra sự hài lòng của người dân',
    `${SUBJECT[1]} năm ${year}`,
  ],
  opening: (p: Parts) =>
    `${p.body} xây dựng Phương án điều tra sự hài lòng của người dân đối với dịch vụ giáo dục công năm ${p.year} như sau:`,

  aims: 'Mục đích, yêu cầu',
  purpose: 'Mục đích',
  purposes: (p: Parts) => [
    `Đo lường mức độ hài lòng của người dân đối với dịch vụ giáo dục công trên địa bàn ${p.province} năm ${p.year}; đánh giá việc thực hiện chỉ tiêu tỷ lệ hài lòng trên ${p.target}.`,
    'Xác định những nội dung người dân chưa hài lòng theo lĩnh vực, cấp học và địa bàn để có giải pháp khắc phục.',
    'Cung cấp số liệu tin cậy cho công tác quản lý giáo dục và công tác cải cách hành chính của địa phương.',
  ],
  demand: 'Yêu cầu',
  demands: [
    'Thực hiện đúng các bước: chọn mẫu, cỡ mẫu, hướng dẫn người trả lời, thu phiếu, chỉnh lý, xử lý, phân tích số liệu và báo cáo.',
    'Người trả lời tự nguyện, không phải ghi tên, không bị gợi ý hoặc ép buộc; nhà trường và giáo viên không xem phiếu đã trả lời.',
    'Kết quả được công bố kèm sai số và phương pháp tính; không dùng để xếp hạng trường hoặc đánh giá giáo viên.',
  ],

  scope: 'Phạm vi, đối tượng, đơn vị điều tra',
  area: 'Phạm vi',
  areaText: (p: Parts) =>
    `Cuộc điều tra được tiến hành trên địa bàn ${p.province}, gồm ${p.areas} đơn vị${p.areaNames}; ở các cơ sở giáo dục ${p.levels}.`,
  areaNames: (names: string) => `: ${names}`,
  areasInAnnex: (annex: string) => ` (danh sách tại Phụ lục ${annex})`,
  subjects: 'Đối tượng trả lời',
  subjectsText: (p: Parts) => `Người trả lời là ${p.respondents} đang học tại các trường được chọn vào mẫu.`,
  units: 'Đơn vị điều tra',
  unitsText:
    'Đơn vị chọn mẫu bước một là trường, bước hai là lớp, bước ba là người học trong danh sách lớp. Mỗi người học được chọn ứng với một phiếu.',

  method: 'Loại điều tra, phương pháp chọn mẫu, cỡ mẫu',
  type: 'Loại điều tra',
  typeText: 'Điều tra chọn mẫu ngẫu nhiên nhiều bước có phân tầng, suy rộng cho toàn bộ người học trong khung mẫu.',
  frame: 'Khung mẫu',
  frameText: (p: Parts) =>
    `Khung mẫu là danh sách trường do Sở lập (bản số ${p.version}, nhập ngày ${p.asOf}), gồm ${p.schools} trường, ${p.classes} lớp, ${p.pupils} người học thuộc các cấp học được điều tra. Mã băm của khung mẫu bắt đầu bằng ${p.hash}.`,
  leftOutText: (p: Parts) =>
    `Có ${p.schools} trường (${p.pupils} người học) trong danh sách không đưa vào diện chọn mẫu: ${p.list}.`,
  takeAllText: (p: Parts) => `Có ${p.schools} trường chắc chắn được chọn: ${p.list}.`,
  withReason: (p: Parts) => `${p.name} (${p.reason})`,
  andMore: (rest: string) => `và ${rest} trường khác`,
  noPupils: 'không có người học',
  selection: 'Phương pháp chọn mẫu',
  selectionList: (p: Parts) => [
    `Phân tầng theo ${p.columns}, được ${p.strata} tầng.`,
    `Bước một: chọn trường trong từng tầng theo cách: ${p.selection}; tầng có ít trường hơn số cần chọn thì lấy toàn bộ.`,
    `Bước hai: chọn ngẫu nhiên ${p.classes} trong mỗi trường được chọn.`,
    `Bước ba: chọn ngẫu nhiên ${p.pupils} trong danh sách mỗi lớp được chọn.`,
    `Mỗi tầng chọn thêm tối đa ${p.reserves} trường dự phòng. Chỉ thay trường bằng trường dự phòng theo đúng thứ tự đã chọn và phải ghi lý do.`,
    'Việc chọn mẫu dùng số khởi tạo ngẫu nhiên được lưu lại để có thể chọn lại đúng danh sách; kết quả ghi vào biên bản chọn mẫu.',
  ],
  classesOf: (number: string | null) => (number === null ? 'số lớp theo từng tầng' : `tối đa ${number} lớp`),
  pupilsOf: (number: string | null) => (number === null ? 'số người học theo từng tầng' : `tối đa ${number} người học`),
  size: 'Cỡ mẫu',
  sizeText: (p: Parts) =>
    `Mẫu gồm ${p.schools} trường, tối đa ${p.classes} lớp và tối đa ${p.slips} phiếu; ngoài ra có ${p.reserves} trường dự phòng. Phân bổ theo cấp học nêu tại Bảng 1, theo từng tầng nêu tại Phụ lục ${p.annex}.`,
  sizeTable: 'Phân bổ mẫu theo cấp học',
  sizeColumns: [
    'Cấp học',
    'Trường (khung)',
    'Người học (khung)',
    'Trường (mẫu)',
    'Lớp (tối đa)',
    'Phiếu (tối đa)',
    'Trường dự phòng',
  ],

  content: 'Nội dung, phiếu điều tra',
  blocks: 'Nội dung',
  blocksText: (p: Parts) => `Phiếu hỏi về các nội dung: ${p.blocks}.`,
  scaleText:
    'Mức độ hài lòng được trả lời theo năm mức: rất không hài lòng, không hài lòng, bình thường, hài lòng, rất hài lòng; nội dung người trả lời không biết hoặc không liên quan được ghi riêng và không tính vào mẫu số.',
  forms: 'Phiếu điều tra',
  formText: (p: Parts) => `${p.title} (mã ${p.id}, ${p.items} câu hỏi), dành cho ${p.respondents}.`,
  formsAnnex: (p: Parts) => `Nội dung từng phiếu nêu tại Phụ lục ${p.annex}.`,

  time: 'Thời điểm, thời gian điều tra',
  timeText: (p: Parts) => `Thời gian thu phiếu: từ ${p.from} đến ${p.to}.`,
  noTime: 'Thời gian thu phiếu do Giám đốc Sở quyết định sau khi Phương án được phê duyệt.',
  askedYear: 'Người trả lời đánh giá về năm học đang diễn ra tại thời điểm trả lời.',
  calendarAnnex: (p: Parts) => `Tiến độ thực hiện gồm ${p.count} mốc, nêu tại Phụ lục ${p.annex}.`,
  noCalendar: 'Tiến độ chi tiết được ban hành cùng Kế hoạch phát phiếu.',

  collecting: 'Phương pháp thu thập thông tin',
  collectingGeneral: 'Quy định chung',
  collectingList: (p: Parts) => [
    'Mỗi người được chọn nhận một phiếu có mã dùng một lần; không phải đăng nhập và không phải ghi tên.',
    'Phiếu được đóng túi theo lớp, giao nhận có biên bản; giáo viên chỉ phát phiếu, không hướng dẫn chọn câu trả lời.',
    'Trang trả lời có lời giới thiệu về mục đích, tính tự nguyện và ẩn danh; người được mời có quyền từ chối và việc từ chối chỉ được đếm.',
    'Hình thức trả lời được ghi cùng từng phiếu và phân biệt trong mọi số liệu.',
    `Người cần giúp đỡ gọi đường dây nóng ${p.hotline}.`,
  ],
  modes: 'Hình thức trả lời',
  modesText: (p: Parts) =>
    `Mỗi mẫu phiếu chỉ được trả lời theo các hình thức đánh dấu x tại Bảng ${p.table}; phiếu đến theo hình thức khác không được nhận.`,
  modesTable: 'Hình thức trả lời của từng mẫu phiếu',
  modesForm: 'Mẫu phiếu',
  modesMark: 'x',
  modesRules: 'Quy định của từng hình thức như sau:',

  processing: 'Xử lý, tổng hợp, tính chỉ số, công bố',
  rules: 'Quy tắc loại phiếu',
  rulesText: 'Các quy tắc sau được định trước khi thu phiếu và không thay đổi sau khi có số liệu:',
  noRules: 'Không loại phiếu nào sau khi thu.',
  indices: 'Tính chỉ số',
  indicesList: (p: Parts) => [
    'Tỷ lệ hài lòng của một nội dung là tỷ lệ câu trả lời “hài lòng” và “rất hài lòng” trong các câu trả lời hợp lệ; điểm trung bình tính trên thang 5 mức.',
    'Tỷ lệ hài lòng của một lĩnh vực là bình quân tỷ lệ của các nội dung trong lĩnh vực; tỷ lệ chung là bình quân của các lĩnh vực. Tỷ lệ theo câu hỏi đánh giá chung được công bố riêng.',
    'Mọi số liệu được tính có trọng số theo xác suất chọn mẫu, kèm khoảng tin cậy 95%.',
    `So với chỉ tiêu trên ${p.target}, kết luận gồm ba mức: đạt, chưa đủ căn cứ, không đạt, dựa trên cận của khoảng tin cậy.`,
  ],
  publishing: 'Công bố',
  publishingText:
    'Số liệu được khóa và lấy mã băm trước khi tính. Báo cáo kết quả trình cấp có thẩm quyền phê duyệt rồi công bố. Không công bố số liệu của nhóm có dưới 10 câu trả lời và không công bố số liệu của từng trường.',

  control: 'Kiểm tra, giám sát, phúc tra',
  controlList: [
    'Số phiếu in phải bằng tổng số phiếu phát ra, hỏng, nộp lại và dự phòng của từng túi; chênh lệch phải được giải trình.',
    'Sở theo dõi tiến độ thu phiếu theo trường, chỉ bằng số đếm; kiểm tra trực tiếp một số trường trong thời gian thu phiếu.',
    'Phiếu có dấu hiệu bất thường được đánh dấu để xem xét, không tự động loại; câu hỏi “có ai gợi ý cách trả lời không” được tổng hợp vào báo cáo.',
    'Phúc tra bằng điện thoại một phần ngẫu nhiên những người tự nguyện để lại số, hỏi lại một số nội dung và công bố tỷ lệ trùng khớp.',
  ],

  privacy: 'Bảo mật, bảo vệ dữ liệu cá nhân',
  privacyLaw:
    'Việc xử lý dữ liệu tuân thủ Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 và Nghị định số 356/2025/NĐ-CP của Chính phủ.',
  privacyList: [
    'Phiếu không hỏi tên, số điện thoại, địa chỉ hoặc mã của người học; không lưu địa chỉ mạng và thiết bị của người trả lời.',
    'Mã phiếu chỉ dùng để bảo đảm mỗi phiếu trả lời một lần; sau khi nhận, câu trả lời không còn liên hệ với mã.',
    'Số điện thoại phúc tra được lưu riêng, mã hóa và xóa đúng hạn.',
    'Người tổ chức thu phiếu tại trường không có quyền xem câu trả lời.',
  ],

  money: 'Kinh phí',
  moneyText: (p: Parts) =>
    `Tổng kinh phí dự kiến: ${p.total} đồng (bằng chữ: ${p.words}), chi tiết nêu tại Phụ lục ${p.annex}.`,
  shortMoney: (p: Parts) => `Kinh phí dự kiến: ${p.total} đồng.`,
  noMoney: 'Phương án này chưa kèm dự toán kinh phí.',

  organising: 'Tổ chức thực hiện',
  department: (p: Parts) => p.body ?? '',
  departmentList: [
    'Phòng Tổ chức cán bộ chủ trì tham mưu, tổ chức điều tra; lập Kế hoạch phát phiếu; tổng hợp và báo cáo kết quả.',
    'Các phòng chuyên môn phối hợp hướng dẫn các trường trong mẫu theo cấp học phụ trách.',
  ],
  localities: 'Ủy ban nhân dân các địa phương',
  localitiesText:
    'Chỉ đạo các trường trên địa bàn phối hợp theo Kế hoạch phát phiếu và tuyên truyền để người dân tự nguyện tham gia.',
  schools: 'Các trường được chọn vào mẫu',
  schoolsText:
    'Cử một người làm đầu mối; nhận, phát và bàn giao phiếu đúng quy trình; không can thiệp vào câu trả lời.',
  ending: (p: Parts) =>
    `Trên đây là Phương án điều tra sự hài lòng của người dân đối với dịch vụ giáo dục công năm ${p.year}. Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh về ${p.body} để được hướng dẫn`,
  schoolsRecipient: 'Các trường trong mẫu',
  approverRecipient: (approver: string) => `${approver} (để phê duyệt)`,

  allocationAnnex: 'Bảng phân bổ mẫu theo tầng',
  allocationColumns: [
    'STT',
    'Tầng',
    'Trường (khung)',
    'Người học (khung)',
    'Trường (mẫu)',
    'Lớp (tối đa)',
    'Phiếu (tối đa)',
    'Trường dự phòng',
  ],
  allocationRemark: 'Số lớp và số phiếu là mức tối đa: trường có ít lớp hơn, lớp có ít người học hơn thì lấy toàn bộ.',
  areaTable: 'Phân bổ mẫu theo địa bàn',
  areaColumn: 'Địa bàn',
  strataTable: 'Phân bổ mẫu theo tầng',
  formsAnnexTitle: 'Nội dung các phiếu điều tra',
  formSource: (p: Parts) => `Mã phiếu: ${p.id}. Nguồn: ${p.source}`,
  formColumns: ['Mã', 'Nội dung hỏi', 'Cách trả lời'],
  calendarAnnexTitle: 'Tiến độ thực hiện',
  calendarColumns: ['STT', 'Nội dung', 'Thời gian', 'Người, đơn vị chịu trách nhiệm'],
  budgetAnnexTitle: 'Dự toán kinh phí',
  budgetUnit: 'Đơn vị tính: đồng',
  budgetColumns: ['STT', 'Nội dung', 'ĐVT', 'Số lượng', 'Đơn giá', 'Thành tiền', 'Căn cứ'],
  otherSection: 'Chi khác',

  answers: {
    scale: 'Năm mức hài lòng',
    single: 'Chọn một',
    multiple: 'Chọn nhiều',
    ranking: 'Xếp thứ tự',
    matrix: 'Trả lời từng dòng',
    percent: 'Số phần trăm',
    number: 'Số',
    text: 'Viết tự do',
    date: 'Ngày',
    note: '(Lời dẫn)',
    hidden: '(Ghi sẵn)',
    calculated: '(Tự tính)',
  },

  submissionOpening: (p: Parts) =>
    `${p.body} kính trình ${p.approver} xem xét, phê duyệt Phương án điều tra sự hài lòng của người dân đối với dịch vụ giáo dục công năm ${p.year}, với các nội dung chính như sau:`,
  need: 'Sự cần thiết',
  needText: (p: Parts) =>
    `Đo lường sự hài lòng của người dân đối với dịch vụ giáo dục công là nhiệm vụ thường xuyên của ngành giáo dục và là một nội dung của cải cách hành chính. Theo điểm c khoản 1 Điều 30 Luật Thống kê năm 2015, cuộc điều tra thu thập thông tin có tính đặc thù của địa phương do cấp tỉnh quyết định; vì vậy ${p.body} lập Phương án điều tra để trình phê duyệt trước khi thực hiện.`,
  mainPoints: 'Nội dung chính của Phương án',
  mainList: (p: Parts) => [
    `Mục đích: đo lường mức độ hài lòng, đánh giá việc thực hiện chỉ tiêu trên ${p.target} và xác định nội dung cần khắc phục.`,
    `Phạm vi, đối tượng: ${p.respondents}, trên địa bàn ${p.areas} đơn vị hành chính.`,
    `Cỡ mẫu: ${p.schools} trường, tối đa ${p.classes} lớp và tối đa ${p.slips} phiếu, chọn ngẫu nhiên nhiều bước có phân tầng.`,
    `Phiếu điều tra: ${p.forms} mẫu phiếu, kèm theo Phương án.`,
    p.time ?? '',
    `Hình thức: ${p.modes}; tự nguyện và ẩn danh.`,
    p.money ?? '',
  ],
  request: 'Đề nghị',
  requestText: (p: Parts) =>
    `${p.body} kính đề nghị ${p.approver} xem xét, ban hành Quyết định phê duyệt Phương án điều tra để làm căn cứ tổ chức thực hiện.`,
  attached: (p: Parts) => `(Gửi kèm: dự thảo Phương án điều tra và ${p.annexes} phụ lục.)`,
  submissionEnding: (p: Parts) => `Kính trình ${p.approver} xem xét, quyết định`,
} as const
