import { areaOf, atMost, BANDS, onTime, ratio, type Task, yesNo } from './build.ts'
import type { CriteriaSet } from './criteria-set.ts'

/**
 * The card of the units under the Department, 2021: what the plan asks of them themselves (IV.2: plan in January, reports on 29/5
 * and 18/11) and the tasks of its annex in which they take part. The words are ours; `task` is the task of the annex it comes from.
 */

const HEAD = 'Thủ trưởng đơn vị'
const TCCB = 'Phòng TCCB'
const VP = 'Văn phòng Sở'
const KHTC = 'Phòng KH-TC'

const asked = (
  number: number,
  task: number | null,
  name: string,
  supporting: string,
  rule: Task['parts'][number]['rule'],
  evidence: string[],
  mayNotArise = false,
): Task => ({
  id: `D${String(number).padStart(2, '0')}`,
  task,
  name,
  lead: HEAD,
  supporting,
  parts: [{ rule, evidence, mayNotArise }],
})

const EACH = 4
const PLAN = 'Kế hoạch CCHC năm 2021 của đơn vị (file pdf)'

export const units2021: CriteriaSet = {
  group: 'don-vi-truc-thuoc',
  year: 2021,
  version: 1,
  title: 'Bộ tiêu chí chấm điểm cải cách hành chính của đơn vị trực thuộc Sở Giáo dục và Đào tạo năm 2021',
  source:
    'Kế hoạch thực hiện cải cách hành chính năm 2021 của Sở Giáo dục và Đào tạo tỉnh Sóc Trăng (tháng 01/2021): mục IV.2, và các nhiệm vụ của Phụ lục mà đơn vị trực thuộc tham gia',
  pointsFrom:
    'Kế hoạch nhắc đến tiêu chí chấm điểm đơn vị trực thuộc nhưng không kèm theo và không cho điểm. Bộ này lấy từ các việc mà kế hoạch giao cho đơn vị, mỗi tiêu chí được chia đều 4 điểm (25 tiêu chí, 100 điểm). Kết quả dưới ngưỡng được tính theo phần đạt được của ngưỡng. Điểm, quy tắc và thang xếp loại đều sửa được trước khi ban hành.',
  areas: [
    areaOf('B1', 'Công tác chỉ đạo, điều hành', EACH, [
      asked(1, 1, 'Ban hành kế hoạch CCHC của đơn vị, chậm nhất trong tháng 01/2021', TCCB, onTime('2021-01-31'), [
        PLAN,
      ]),
      asked(2, 2, 'Báo cáo 6 tháng, chậm nhất ngày 29/5', TCCB, onTime('2021-05-29'), ['Báo cáo 6 tháng (file pdf)']),
      asked(3, 2, 'Báo cáo năm, chậm nhất ngày 18/11', TCCB, onTime('2021-11-18'), ['Báo cáo năm (file pdf)']),
      asked(4, 3, 'Tuyên truyền CCHC tại đơn vị', TCCB, yesNo, [
        'Kế hoạch và kết quả tuyên truyền; đường dẫn tin, bài',
      ]),
      asked(5, 6, 'Gắn công tác CCHC với thi đua, khen thưởng', VP, yesNo, [
        'Quy định thi đua, khen thưởng của đơn vị',
      ]),
      asked(6, 7, 'Người đứng đầu phụ trách công tác CCHC của đơn vị', VP, yesNo, ['Văn bản phân công nhiệm vụ']),
      asked(7, 8, 'Có sáng kiến, giải pháp mới trong CCHC', TCCB, yesNo, ['Thuyết minh sáng kiến']),
      asked(
        8,
        4,
        'Khắc phục hạn chế sau kiểm tra công tác CCHC',
        TCCB,
        ratio(100, 'Số hạn chế đã khắc phục', 'Số hạn chế nêu trong kết quả kiểm tra'),
        ['Kết quả kiểm tra; báo cáo khắc phục'],
        true,
      ),
      asked(
        9,
        9,
        'Phối hợp phát phiếu điều tra sự hài lòng của người dân',
        TCCB,
        ratio(100, 'Số phiếu đã phát', 'Số phiếu được giao'),
        ['Biên bản giao nhận phiếu'],
        true,
      ),
    ]),
    areaOf('B2', 'Cải cách thể chế', EACH, [
      asked(
        10,
        null,
        'Triển khai, phổ biến kịp thời văn bản quy phạm pháp luật',
        'Chuyên viên phụ trách pháp chế',
        yesNo,
        ['Kế hoạch và kết quả phổ biến pháp luật'],
      ),
      asked(
        11,
        11,
        'Khắc phục sau kiểm tra tình hình thi hành pháp luật',
        'Thanh tra',
        yesNo,
        ['Báo cáo khắc phục của đơn vị được kiểm tra'],
        true,
      ),
    ]),
    areaOf('B3', 'Cải cách thủ tục hành chính', EACH, [
      asked(
        12,
        15,
        'Niêm yết, công khai đầy đủ, kịp thời 100% TTHC thuộc thẩm quyền tiếp nhận',
        VP,
        ratio(100, 'Số TTHC được niêm yết, công khai', 'Số TTHC đơn vị tiếp nhận'),
        ['Thống kê các TTHC được niêm yết'],
        true,
      ),
      asked(
        13,
        19,
        'Giải quyết đúng hẹn hồ sơ TTHC (từ 95% trở lên)',
        VP,
        ratio(95, 'Số hồ sơ giải quyết đúng hẹn', 'Số hồ sơ đã giải quyết'),
        ['Báo cáo kết quả thực hiện; thông báo xin lỗi nếu có trễ hẹn'],
        true,
      ),
      asked(
        14,
        16,
        'Xử lý phản ánh, kiến nghị của cá nhân, tổ chức',
        VP,
        ratio(100, 'Số phản ánh, kiến nghị đã xử lý', 'Số phản ánh, kiến nghị đã tiếp nhận'),
        ['Báo cáo kết quả tiếp nhận và xử lý phản ánh, kiến nghị'],
        true,
      ),
    ]),
    areaOf('B4', 'Cải cách tổ chức bộ máy', EACH, [
      asked(
        15,
        23,
        'Số người làm việc hiện có mặt không vượt so với biên chế giao',
        TCCB,
        atMost(100, 'Số người làm việc hiện có mặt', '%', 'Số biên chế được giao'),
        ['Báo cáo tình hình sử dụng biên chế'],
      ),
    ]),
    areaOf('B5', 'Cải cách công vụ', EACH, [
      asked(
        16,
        25,
        'Rà soát, hoàn chỉnh bản mô tả vị trí việc làm khi có quy định mới',
        TCCB,
        yesNo,
        ['Bản mô tả vị trí việc làm'],
        true,
      ),
      asked(17, 29, 'Không có viên chức, người lao động bị kỷ luật', TCCB, atMost(0, 'Số người bị kỷ luật', 'người'), [
        'Báo cáo kết quả kỷ luật năm 2021',
      ]),
      asked(
        18,
        30,
        'Đào tạo, bồi dưỡng viên chức đạt từ 80% trở lên so với kế hoạch',
        TCCB,
        ratio(80, 'Số lượt người đã đào tạo, bồi dưỡng', 'Số lượt người theo kế hoạch'),
        ['Kế hoạch và báo cáo kết quả đào tạo, bồi dưỡng năm 2021'],
      ),
      asked(
        19,
        27,
        'Tuyển dụng, ký kết hợp đồng lao động đúng quy trình, thẩm quyền',
        TCCB,
        ratio(100, 'Số trường hợp đúng quy trình, thẩm quyền', 'Số trường hợp tuyển dụng, ký hợp đồng'),
        ['Quyết định tuyển dụng, hợp đồng và hồ sơ có liên quan'],
        true,
      ),
    ]),
    areaOf('B6', 'Cải cách tài chính công', EACH, [
      asked(20, 34, 'Triển khai cơ chế tự chủ, tự chịu trách nhiệm', KHTC, yesNo, [
        'Báo cáo theo Phụ lục 06 Thông tư 145/2017/TT-BTC',
      ]),
      asked(21, 35, 'Phân phối kết quả tài chính hoặc sử dụng kinh phí tiết kiệm đúng quy định', KHTC, yesNo, [
        'Công văn thống nhất của Sở Tài chính',
      ]),
      asked(22, 37, 'Quy chế chi tiêu nội bộ gắn thu nhập với mức độ hoàn thành nhiệm vụ', KHTC, yesNo, [
        'Quy chế chi tiêu nội bộ năm 2021',
      ]),
    ]),
    areaOf('B7', 'Xây dựng và phát triển Chính phủ điện tử', EACH, [
      asked(
        23,
        38,
        'Trao đổi văn bản điện tử có sử dụng chữ ký số',
        VP,
        ratio(100, 'Số văn bản điện tử có sử dụng chữ ký số', 'Số văn bản đi được gửi dưới dạng điện tử'),
        ['Thống kê văn bản đi năm 2021'],
      ),
      asked(
        24,
        40,
        'Viên chức thường xuyên sử dụng phần mềm quản lý văn bản đạt từ 90% trở lên',
        'Tổ CNTT',
        ratio(90, 'Số người thường xuyên sử dụng', 'Số người được cấp tài khoản'),
        ['Thống kê số người được cấp tài khoản và thường xuyên sử dụng'],
      ),
      asked(25, 49, 'Trang thông tin điện tử công khai số điện thoại, email và được cập nhật', 'Tổ CNTT', yesNo, [
        'Đường dẫn trang thông tin điện tử',
      ]),
    ]),
  ],
  bonus: { ceiling: 0, items: [] },
  penalty: { ceiling: 0, items: [] },
  bands: BANDS,
}
