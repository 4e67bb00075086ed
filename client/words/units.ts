import { countText } from './numbers.ts'

/** The organisation, as the office reads it. */
export const units = {
  title: 'Đơn vị',
  below: (name: string) => `Các đơn vị thuộc ${name}`,
  lead: 'Đơn vị hành chính, cơ quan quản lý giáo dục và trường, mỗi đơn vị có ngày bắt đầu và ngày kết thúc. Vòng khảo sát của năm nào được báo cáo theo đơn vị của năm đó.',
  day: 'Theo địa giới ngày',
  role: 'Cây theo',
  roles: {
    administrative: 'Trực thuộc hành chính',
    professional: 'Quản lý chuyên môn',
    area: 'Địa bàn',
  } as Readonly<Record<string, string>>,
  find: 'Tìm đơn vị',
  count: (count: string, day: string) => `${count} đơn vị vào ngày ${day}`,
  found: (shown: string, all: string) => `Tìm thấy ${shown} trong ${all} đơn vị`,
  changeDays: 'Những ngày có thay đổi',
  emptyTitle: 'Chưa có đơn vị nào',
  emptyText:
    'Hãy nạp danh mục có sẵn (tỉnh Sóc Trăng với 11 huyện, thị xã, thành phố và thành phố Cần Thơ từ 01/7/2025), rồi bổ sung xã, phường và trường bằng tệp danh sách.',
  nobody: 'Vào ngày này chưa có đơn vị nào trong danh mục.',
  shipped: 'Nạp danh mục có sẵn',
  importTitle: 'Nhập danh sách đơn vị',
  importLead:
    'Mỗi dòng cho biết từ ngày nào đơn vị có tên và cấp trên nào. Đơn vị đổi tên hoặc đổi cấp trên thì thêm một dòng với ngày mới, giữ nguyên mã. Đơn vị mới thay cho đơn vị cũ thì ghi mã cũ ở cột “Thay cho đơn vị”, kèm lý do và số quyết định.',
  choose: 'Chọn tệp danh sách đơn vị',
  columns:
    'Các cột: Mã đơn vị, Tên đơn vị, Loại đơn vị, Từ ngày; có thể thêm Đến ngày, Mã đơn vị cấp trên, Mã đơn vị quản lý chuyên môn, Mã địa bàn, Cấp học, Thay cho đơn vị, Lý do, Số quyết định.',
  list: 'Tải danh sách hiện có (CSV)',
  trialGood: (added: string, changed: string, same: string) =>
    `Tệp đọc được: ${added} đơn vị mới, ${changed} đơn vị có thay đổi, ${same} đơn vị giữ nguyên. Chưa có gì được nhập cho đến khi bấm “Nhập danh sách”.`,
  done: (added: string, changed: string) => `Đã nhập: ${added} đơn vị mới, ${changed} đơn vị có thay đổi.`,
  act: 'Nhập danh sách',
  another: 'Chọn tệp khác',
  errors: 'Lỗi cần sửa',
  notices: 'Điều cần biết',
  line: 'Dòng',
  code: 'Mã',
  kind: 'Loại',
  from: 'Từ ngày',
  to: 'Đến ngày',
  still: 'nay',
  names: 'Tên qua các thời kỳ',
  name: 'Tên',
  links: 'Cấp trên qua các thời kỳ',
  parent: 'Đơn vị cấp trên',
  noParent: 'Không ghi đơn vị cấp trên.',
  replaces: 'Thay cho',
  replacedBy: 'Được thay bởi',
  onDay: (day: string) => `từ ngày ${day}`,
  decision: (number: string) => `theo ${number}`,
  followed: {
    same: (day: string) => `Ngày ${day}: đơn vị vẫn còn.`,
    one: (day: string) => `Ngày ${day}: đã thành đơn vị sau; số liệu cũ được cộng chuyển sang đó.`,
    several: (day: string) => `Ngày ${day}: đã chia thành nhiều đơn vị; số liệu cũ giữ nguyên theo đơn vị cũ.`,
    ended: (day: string) => `Ngày ${day}: không còn và chưa ghi đơn vị nào thay.`,
  } as Readonly<Record<string, (day: string) => string>>,
} as const

/** The picker of units, wherever some of them are chosen. */
export const unitChoice = {
  kind: 'Loại đơn vị',
  all: 'Tất cả',
  find: 'Tìm đơn vị',
  chooseShown: (count: number) => `Chọn ${countText(count)} đơn vị đang hiện`,
  clear: 'Bỏ chọn hết',
  chosen: (count: number) => (count === 0 ? 'Chưa chọn đơn vị nào' : `Đã chọn ${countText(count)} đơn vị`),
  noneFound: 'Không có đơn vị nào hợp với điều kiện tìm.',
}
