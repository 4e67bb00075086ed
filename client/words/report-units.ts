type Parts = Readonly<Record<string, string>>

/** Annex of the report: the results in the administrative units of another day. */
export const unitAnnexWords = {
  title: (day: string) => `Kết quả theo đơn vị hành chính ${day}`,
  opening: (p: Parts) =>
    `Báo cáo dùng đơn vị hành chính tại thời điểm điều tra (${p.own}). Phụ lục này tính lại tỷ lệ hài lòng chung từ cùng số liệu đã khóa theo đơn vị hành chính ${p.day}: trường có trong danh mục đơn vị được xếp theo địa bàn nay trường thuộc về; trường chưa có trong danh mục đi theo địa bàn cũ nếu địa bàn ấy chuyển nguyên vẹn. Không có số liệu nào được chia theo tỷ lệ ước đoán.`,
  table: (day: string) => `Tỷ lệ hài lòng chung theo đơn vị hành chính ${day}`,
  columns: [
    'STT',
    'Đơn vị',
    'Từ địa bàn',
    'Số trường',
    'Tỷ lệ hài lòng',
    'Khoảng tin cậy 95%',
    'Điểm trung bình',
    'Số câu trả lời',
    'Kết luận',
  ],
  left: (p: Parts) =>
    `Có ${p.count} địa bàn không chuyển được và giữ tên cũ: ${p.areas}. Số liệu của các địa bàn này không thuộc riêng một đơn vị nào của ngày đã chọn.`,
  leftTable: 'Địa bàn giữ theo tên cũ',
  leftColumns: [
    'STT',
    'Địa bàn',
    'Lý do',
    'Số trường',
    'Tỷ lệ hài lòng',
    'Khoảng tin cậy 95%',
    'Điểm trung bình',
    'Số câu trả lời',
    'Kết luận',
  ],
  because: {
    several: (into: string) => `đã chia thành ${into}`,
    ended: () => 'không còn, chưa ghi đơn vị thay thế',
    unknown: () => 'chưa có trong danh mục đơn vị',
  } as Readonly<Record<'several' | 'ended' | 'unknown', (into: string) => string>>,
  nobodyMoved: 'Không có trường nào chuyển sang địa bàn không kế tiếp địa bàn cũ của trường.',
  moved: (count: string) => `Có ${count} trường nay thuộc địa bàn không phải là đơn vị kế tiếp của địa bàn cũ.`,
} as const
