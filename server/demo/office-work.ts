import type { OFFICES } from './demo-units.ts'

type OfficeKey = keyof typeof OFFICES
export const REPORTS = ['quy-1', '6-thang', 'quy-3', 'nam'] as const
export type ReportCode = (typeof REPORTS)[number]
/** A count and what it is out of, null where it stands alone. */
type Counted = readonly [number, number | null]
type By<T> = Readonly<Partial<Record<ReportCode, T>>>

/** What an office says of one task of the plan, by report; the counts are of the component of the Department's card they prove. */
export type Work = Readonly<{
  task: number
  office: OfficeKey
  component?: string
  said: By<string>
  counts?: By<Counted>
  difficulties?: By<string>
}>

const often = (text: string): By<string> => ({ 'quy-1': text, '6-thang': text, 'quy-3': text, nam: text })
const twice = (text: string): By<string> => ({ '6-thang': text, nam: text })
const ON_TIME = 'Hồ sơ được trả đúng ngày hẹn; hồ sơ trễ hẹn đều có thư xin lỗi.'
const ONE_STOP = 'Hồ sơ được tiếp nhận và xử lý trên phần mềm một cửa điện tử.'

/**
 * The tasks of the plan of 2021 as the simulated offices report on them. A report of a quarter counts the quarter, the one of the
 * half year and of the year count from January, so a year has at least what its half and its third quarter have together.
 */
export const WORK: readonly Work[] = [
  {
    ...{ task: 1, office: 'tccb' },
    said: {
      'quy-1': 'Kế hoạch CCHC của Sở đã ban hành ngày 20/01, phân công từng phòng chủ trì.',
      nam: 'Kế hoạch CCHC của Sở ban hành ngày 20/01 đã được triển khai đến tất cả các phòng và đơn vị trực thuộc.',
    },
  },
  {
    ...{ task: 3, office: 'tccb', component: 'N03.2' },
    said: {
      'quy-1': 'Đã lập kế hoạch tuyên truyền CCHC; tin, bài đăng hằng tháng trên trang thông tin điện tử của Sở.',
      ...twice('Tin, bài về CCHC được đăng trên trang thông tin điện tử của Sở.'),
    },
    counts: { '6-thang': [5, 12], nam: [10, 12] },
    difficulties: { nam: 'Tháng 6 chưa có tin, bài.' },
  },
  {
    ...{ task: 9, office: 'tccb' },
    said: {
      'quy-1': 'Đang xây dựng Phương án điều tra sự hài lòng của người dân.',
      'quy-3': 'Đang chuẩn bị khung mẫu và phiếu cho đợt điều tra mùa thu.',
      nam: 'Đợt điều tra mùa thu đang thu phiếu tại các trường trong mẫu.',
    },
  },
  {
    ...{ task: 10, office: 'tccb', component: 'N10.2' },
    said: twice('Văn bản có vướng mắc phát hiện qua rà soát được kiến nghị xử lý.'),
    counts: { '6-thang': [4, 6], nam: [9, 9] },
  },
  {
    ...{ task: 23, office: 'tccb', component: 'N23.1' },
    said: twice('Số công chức, người lao động hiện có không vượt biên chế được giao.'),
    counts: { '6-thang': [57, 60], nam: [58, 60] },
  },
  {
    ...{ task: 26, office: 'tccb', component: 'N26.1' },
    said: twice('Đã giải quyết chế độ tinh giản biên chế theo kế hoạch được duyệt.'),
    counts: { '6-thang': [5, 12], nam: [11, 12] },
    difficulties: { nam: 'Một trường hợp còn thiếu hồ sơ bảo hiểm.' },
  },
  {
    ...{ task: 28, office: 'tccb', component: 'N28.1' },
    said: twice('Bổ nhiệm, bổ nhiệm lại đúng tiêu chuẩn, quy trình và thẩm quyền.'),
    counts: { '6-thang': [14, 14], nam: [23, 23] },
  },
  {
    ...{ task: 30, office: 'tccb', component: 'N30.1' },
    said: twice('Các lớp đào tạo, bồi dưỡng được mở theo kế hoạch.'),
    counts: { '6-thang': [420, 1250], nam: [1180, 1250] },
  },
  {
    ...{ task: 5, office: 'vp' },
    said: twice('Bản cam kết trách nhiệm được niêm yết tại nơi tiếp nhận; chưa có phản ánh về việc thực hiện.'),
  },
  {
    ...{ task: 13, office: 'vp' },
    said: {
      'quy-1': 'Đã ban hành kế hoạch rà soát, đánh giá thủ tục hành chính (TTHC).',
      '6-thang': 'Đang rà soát 18 TTHC, lấy ý kiến các phòng.',
      'quy-3': 'Đã trình phương án đơn giản hóa 3 TTHC.',
      nam: 'Đã rà soát 18 TTHC, trình phương án đơn giản hóa 3 TTHC và thông báo rút ngắn thời gian giải quyết.',
    },
  },
  {
    ...{ task: 15, office: 'vp', component: 'N15.1' },
    said: often(
      'TTHC được niêm yết tại Trung tâm Phục vụ hành chính công và công khai trên trang thông tin điện tử của Sở.',
    ),
    counts: { 'quy-1': [104, 104], '6-thang': [104, 104], 'quy-3': [104, 104], nam: [104, 104] },
  },
  {
    ...{ task: 16, office: 'vp', component: 'N16.1' },
    said: often('Phản ánh, kiến nghị được xử lý và trả lời trong thời hạn.'),
    counts: { 'quy-1': [2, 2], '6-thang': [6, 6], 'quy-3': [3, 3], nam: [13, 13] },
  },
  {
    ...{ task: 18, office: 'vp', component: 'N18.1' },
    said: twice('Quy trình nội bộ được xây dựng, trình phê duyệt cho từng TTHC.'),
    counts: { '6-thang': [98, 104], nam: [104, 104] },
    difficulties: { '6-thang': 'Sáu TTHC mới công bố chưa có quy trình được phê duyệt.' },
  },
  {
    ...{ task: 19, office: 'vp', component: 'N19.1', said: often(ON_TIME) },
    counts: { 'quy-1': [212, 214], '6-thang': [498, 503], 'quy-3': [231, 236], nam: [1004, 1019] },
  },
  {
    ...{ task: 19, office: 'gdtrh', component: 'N19.1', said: often(ON_TIME) },
    counts: { 'quy-1': [180, 180], '6-thang': [655, 661], 'quy-3': [402, 409], nam: [1390, 1404] },
    difficulties: { 'quy-3': 'Hồ sơ cấp bản sao văn bằng tăng nhiều vào mùa tuyển sinh.' },
  },
  {
    ...{ task: 19, office: 'tccb', component: 'N19.1', said: often(ON_TIME) },
    counts: { 'quy-1': [64, 64], '6-thang': [150, 152], 'quy-3': [71, 71], nam: [297, 300] },
  },
  {
    ...{ task: 38, office: 'vp', component: 'N38.1' },
    said: twice('Văn bản đi được ký số và gửi trên hệ thống quản lý văn bản.'),
    counts: { '6-thang': [1810, 1902], nam: [4025, 4138] },
  },
  {
    ...{ task: 39, office: 'vp', component: 'N39.1', said: twice(ONE_STOP) },
    counts: { '6-thang': [515, 515], nam: [1040, 1040] },
  },
  {
    ...{ task: 39, office: 'gdtrh', component: 'N39.1', said: twice(ONE_STOP) },
    counts: { '6-thang': [668, 680], nam: [1418, 1431] },
  },
  {
    ...{ task: 39, office: 'tccb', component: 'N39.1', said: twice(ONE_STOP) },
    counts: { '6-thang': [155, 155], nam: [305, 305] },
  },
  {
    ...{ task: 41, office: 'vp', component: 'N41.1' },
    said: often('Nhiệm vụ do Ủy ban nhân dân tỉnh giao được cập nhật tiến độ trên phần mềm theo dõi.'),
    counts: { 'quy-1': [9, 11], '6-thang': [22, 27], 'quy-3': [14, 16], nam: [49, 55] },
  },
  {
    ...{ task: 44, office: 'vp', component: 'N44.1' },
    said: twice('Đã hướng dẫn tổ chức, cá nhân nộp hồ sơ trực tuyến ngay tại nơi tiếp nhận.'),
    counts: { '6-thang': [330, 912], nam: [862, 1905] },
    difficulties: { '6-thang': 'Nhiều người dân còn quen nộp hồ sơ trực tiếp.' },
  },
  {
    ...{ task: 47, office: 'vp', component: 'N47.1' },
    said: twice('Đã phối hợp với bưu điện tiếp nhận hồ sơ tại nhà.'),
    counts: { '6-thang': [96, 720], nam: [262, 1580] },
  },
  {
    ...{ task: 50, office: 'vp' },
    said: {
      'quy-3': 'Đã đánh giá nội bộ ngày 06/7, khắc phục xong điểm không phù hợp; lãnh đạo đã xem xét hệ thống.',
      nam: 'Đã đánh giá nội bộ ngày 06/7 và xem xét của lãnh đạo ngày 10/8; hệ thống được duy trì, cải tiến.',
    },
  },
  {
    ...{ task: 32, office: 'khtc' },
    said: {
      'quy-1': 'Đã giao dự toán và quyền tự chủ cho Sở và các đơn vị trực thuộc.',
      ...twice('Sở và các đơn vị trực thuộc thực hiện dự toán theo cơ chế tự chủ.'),
    },
  },
  {
    ...{ task: 36, office: 'khtc', component: 'N36.1' },
    said: { nam: 'Đã chi thu nhập tăng thêm cho công chức, người lao động từ kinh phí tiết kiệm.' },
    counts: { nam: [0.6, null] },
    difficulties: { nam: 'Kinh phí tiết kiệm chưa đủ để đạt mức 1,0 lần lương cơ sở.' },
  },
  {
    ...{ task: 37, office: 'khtc' },
    said: {
      ...{
        'quy-1': 'Đang sửa đổi Quy chế chi tiêu nội bộ.',
        'quy-3': 'Quy chế chi tiêu nội bộ đã áp dụng từ tháng 4.',
      },
      ...twice('Quy chế chi tiêu nội bộ gắn phân phối thu nhập với mức độ hoàn thành nhiệm vụ.'),
    },
  },
  {
    ...{ task: 11, office: 'tt' },
    said: {
      'quy-1': 'Đã ban hành kế hoạch theo dõi tình hình thi hành pháp luật.',
      '6-thang': 'Đã kiểm tra tình hình thi hành pháp luật tại hai đơn vị.',
      nam: 'Đã kiểm tra bốn đơn vị, có thông báo kết luận; các đơn vị đã báo cáo khắc phục.',
    },
  },
  {
    ...{ task: 24, office: 'tt', component: 'N24.2' },
    said: twice('Vấn đề phát hiện qua kiểm tra nhiệm vụ phân cấp cho cấp huyện được đôn đốc xử lý.'),
    counts: { '6-thang': [3, 5], nam: [8, 9] },
  },
  {
    ...{ task: 40, office: 'gdtrh', component: 'N40.1' },
    said: often('Thống kê đăng nhập phần mềm quản lý văn bản được gửi từng phòng hằng tháng.'),
    counts: { 'quy-1': [48, 58], '6-thang': [50, 58], 'quy-3': [53, 58], nam: [54, 58] },
    difficulties: { '6-thang': 'Một số công chức chưa đăng nhập thường xuyên.' },
  },
  {
    ...{ task: 49, office: 'gdtrh' },
    said: twice('Trang thông tin điện tử có đủ chuyên mục theo quy định, thông tin liên hệ được cập nhật.'),
  },
]

/** What each office says of a period as a whole. */
export const OVERVIEW: Readonly<Record<OfficeKey, string>> = {
  vp: 'Văn phòng thực hiện các nhiệm vụ đến hạn trong kỳ; việc niêm yết, tiếp nhận và trả kết quả TTHC đi vào nền nếp.',
  tccb: 'Phòng triển khai các nhiệm vụ được giao theo kế hoạch, theo dõi và đôn đốc các đơn vị báo cáo.',
  khtc: 'Phòng hướng dẫn các đơn vị thực hiện cơ chế tự chủ, bảo đảm kinh phí cho công tác CCHC.',
  tt: 'Thanh tra thực hiện kế hoạch kiểm tra trong năm, theo dõi việc khắc phục sau kiểm tra.',
  gdtrh: 'Phòng giải quyết hồ sơ đúng hẹn, phối hợp Tổ CNTT duy trì phần mềm và trang thông tin điện tử.',
}

/** Days from the last day to when a report came: below zero before it, above it late, null not at all. */
export const CAME: Readonly<Record<ReportCode, Readonly<Record<OfficeKey, number | null>>>> = {
  'quy-1': { vp: -14, tccb: -11, khtc: -12, tt: -13, gdtrh: -11 },
  '6-thang': { vp: -3, tccb: -2, khtc: 4, tt: -6, gdtrh: 0 },
  'quy-3': { vp: -1, tccb: -2, khtc: 3, tt: null, gdtrh: -5 },
  nam: { vp: -4, tccb: -1, khtc: -2, tt: 2, gdtrh: -6 },
}
