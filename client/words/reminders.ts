import { dayText } from './days.ts'
import { countText } from './numbers.ts'

/** What has to be done, and how one is reminded of it: page, e-mail, calendar. */
const late = (days: number): string =>
  days < 0 ? `quá hạn ${countText(-days)} ngày` : days === 0 ? 'hết hạn hôm nay' : `còn ${countText(days)} ngày`

export const reminders = {
  byDay: 'Báo cáo, nhiệm vụ, kiến nghị, hồ sơ ISO',
  lead: 'Việc của những đơn vị mà tài khoản này phụ trách, việc trễ xếp trước. Việc còn hơn 30 ngày chưa hiện ở đây.',
  late,
  groups: {
    late: 'Đã quá hạn',
    week: 'Trong 7 ngày tới',
    later: 'Trong 30 ngày tới',
    waiting: 'Đang chờ, không ghi hạn',
  },
  kinds: {
    report: 'Gửi báo cáo',
    returned: 'Bổ sung báo cáo được trả lại',
    receive: 'Tiếp nhận báo cáo',
    news: 'Đăng tin, bài',
    task: 'Hoàn thành nhiệm vụ',
    proof_lost: 'Bổ sung minh chứng đã bị rút',
    finding: 'Khắc phục kiến nghị kiểm tra',
    verify: 'Kiểm chứng việc khắc phục',
    draw: 'Chọn đơn vị kiểm tra',
    visit: 'Kiểm tra đơn vị',
    iso_audit: 'Tiến hành đánh giá nội bộ',
    iso_close: 'Kết thúc đánh giá nội bộ',
    iso_finding: 'Khắc phục điểm không phù hợp',
    iso_verify: 'Kiểm chứng điểm không phù hợp',
    iso_law: 'Cập nhật văn bản pháp luật vào quy trình',
    iso_sign: 'Ký biên bản xem xét của lãnh đạo',
    raters_open: 'Mở thu phiếu đánh giá',
    raters_close: 'Đóng đợt đánh giá đã đủ phiếu',
  } as Readonly<Record<string, string>>,
  drawOf: (year: number) => `ít nhất 20 % đơn vị của năm ${year}`,
  visitOf: (year: number) => `đã chọn kiểm tra năm ${year}`,
  last: (day: string) => `Hạn ${dayText(day)}`,

  how: 'Cách nhắc việc',
  mail: 'Gửi thư nhắc việc tới địa chỉ thư điện tử của tài khoản',
  mailHint: 'Thư đi trước hạn 7, 3, 1 ngày, đúng ngày hạn, và mỗi tuần khi đã trễ; nhiều nhất một thư mỗi ngày.',
  noMail: 'Máy chủ chưa cài gửi thư, nên chỉ nhắc trong ứng dụng và trong lịch.',
  feed: 'Lịch trên điện thoại, máy tính',
  feedHint:
    'Thêm địa chỉ này vào lịch (Google, Outlook, iPhone) để các hạn tự hiện và tự cập nhật. Ai có địa chỉ đều xem được hạn, nên đừng chuyển cho người khác. Lịch không có tên người và không có nội dung báo cáo.',
  feedOnce: 'Hãy chép ngay: địa chỉ chỉ hiện một lần.',
  address: 'Địa chỉ lịch',
  make: 'Tạo địa chỉ lịch',
  again: 'Tạo địa chỉ mới, bỏ địa chỉ cũ',
  revoke: 'Hủy địa chỉ lịch',
  made: (moment: string) => `Đang dùng một địa chỉ, tạo lúc ${moment}.`,

  calendar: 'Hạn báo cáo CCHC',
  due: (name: string) => `Hạn: ${name}`,
  dueTask: (number: number) => `Hạn nhiệm vụ ${number} của kế hoạch CCHC`,
  covers: (from: string, to: string, printed: string, last: string) =>
    `Kỳ từ ${dayText(from)} đến ${dayText(to)}.${
      printed === last
        ? ''
        : ` Hạn trong kế hoạch là ${dayText(printed)}, rơi vào ngày nghỉ nên tính đến ${dayText(last)}.`
    }`,

  subject: (count: number) => `Hài Lòng: ${countText(count)} việc cần làm`,
  greeting: 'Các việc sau đã đến hoặc sắp đến hạn:',
  line: (kind: string, what: string, unit: string, day: string | null, days: number | null) =>
    `${kind}: ${what}${unit === '' ? '' : ` (${unit})`}${day === null || days === null ? '' : `; hạn ${dayText(day)}, ${late(days)}`}`,
  oneFinding: 'một kiến nghị',
  open: (address: string) => `Mở ứng dụng: ${address}`,
  off: 'Không muốn nhận thư này: tắt ở trang Việc cần làm, mục Cách nhắc việc.',
} as const
