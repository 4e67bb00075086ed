/** The figures of a round told in the units of another day. */
export const resultUnits = {
  title: 'Theo đơn vị hành chính của một ngày khác',
  lead: (own: string) =>
    `Kết quả ở trên theo đơn vị của chính vòng khảo sát (ngày ${own}). Chọn một ngày để xem cùng số liệu đó theo đơn vị hành chính ngày ấy. Chỉ để đối chiếu: số liệu công bố vẫn theo đơn vị của vòng.`,
  day: 'Theo đơn vị ngày',
  show: 'Xem',
  changeDays: 'Những ngày có thay đổi',
  nothing: 'Danh mục Đơn vị chưa có thay đổi nào sau ngày của vòng. Nhập danh mục ở trang Đơn vị rồi quay lại đây.',
  table: (day: string) => `Tỷ lệ hài lòng chung theo đơn vị ngày ${day}`,
  head: 'Đơn vị',
  none: 'Không trường nào của vòng theo được sang đơn vị của ngày này.',
  from: (areas: string) => `từ ${areas}`,
  schools: (count: string) => `${count} trường`,
  left: 'Không chuyển được, giữ tên cũ',
  leftLead:
    'Số liệu của các địa bàn này không thuộc riêng một đơn vị nào của ngày đã chọn, nên không chia ra: chia thế nào cũng là đoán.',
  because: {
    several: (into: string) => `đã chia thành ${into}; trường chưa có trong danh mục Đơn vị`,
    ended: () => 'không còn và chưa ghi đơn vị nào thay',
    unknown: () => 'chưa có trong danh mục Đơn vị',
  } as Readonly<Record<string, (into: string) => string>>,
  moved: (count: string) => `${count} trường nay thuộc địa bàn không phải là đơn vị kế tiếp của địa bàn cũ`,
  movedColumns: ['Trường', 'Địa bàn lúc khảo sát', 'Địa bàn nay thuộc'],
} as const
