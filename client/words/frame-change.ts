/** Differences between school lists, as the office reads them. */
export const frameChange = {
  againstVersion: (version: number) => `So với phiên bản ${version} đang có`,
  againstYear: (year: number, round: string) => `So với năm trước: ${round} (${year})`,
  counts: (added: string, removed: string, changed: string, same: string) =>
    `${added} trường thêm, ${removed} trường bớt, ${changed} trường thay đổi, ${same} trường giữ nguyên.`,
  none: 'Hai danh sách giống nhau.',
  large: (count: number) =>
    `${count} dòng thay đổi trên 10 % số học sinh (và trên 60 em) hoặc chỉ có ở một năm: hãy xem lại trước khi dùng.`,
  added: 'Trường thêm',
  removed: 'Trường bớt',
  changed: 'Trường thay đổi',
  totals: 'Tổng theo cấp học và địa bàn, trước và sau',
  before: 'Trước',
  after: 'Sau',
  change: 'Thay đổi',
  look: 'Xem lại',
  more: (count: string) => `và ${count} trường nữa`,
  fields: {
    name: 'tên',
    level: 'cấp học',
    area: 'địa bàn',
    commune: 'xã, phường',
    classes: 'số lớp',
    pupils: 'số học sinh',
    khmerShare: 'tỷ lệ học sinh Khmer',
    ownership: 'loại hình',
  } as Readonly<Record<string, string>>,
  ownership: { public: 'công lập', private: 'ngoài công lập' } as Readonly<Record<string, string>>,
  fromTo: (field: string, before: string, after: string) => `${field}: ${before} → ${after}`,
  nameColumns: 'Cột chưa nhận ra',
  nameColumnsLead:
    'Nếu một cột dưới đây là thông tin cần dùng, hãy chọn nghĩa của nó. Lựa chọn được nhớ khi nhập, để lần sau không phải chọn lại.',
  notUsed: 'Không dùng',
  versions: 'Các phiên bản',
  version: (version: number) => `Phiên bản ${version}`,
  show: 'Xem thay đổi của phiên bản',
  first: 'Đây là phiên bản đầu và chưa có vòng của năm trước để so sánh.',
} as const
