/**
 * Texts of the official documents. They are Vietnamese only: NĐ 30/2020 fixes their language and their set phrases.
 * A sentence takes its numbers as finished text, so that no wording rounds or computes.
 */
type Kind = 'BC' | 'PA' | 'KH' | 'TTr' | 'BB' | 'QĐ'
type Head = Readonly<{ bodySymbol: string; bodyInText: string; year: number }>

/** `a, b và c` */
export const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} và ${parts.at(-1)}`

/** A name inside a sentence: `Huyện Kế Sách` is `huyện Kế Sách`, `Mầm non` is `mầm non`; `THCS` and names of places stay. */
export const areaInText = (name: string): string =>
  name.replace(/^(Huyện|Thị xã|Thị trấn|Thành phố|Quận|Xã|Phường|Tỉnh)(?= )/, (word) => word.toLocaleLowerCase('vi'))
export const levelInText = (name: string): string =>
  /^\p{Lu}\p{Ll}/u.test(name) ? `${name.charAt(0).toLocaleLowerCase('vi')}${name.slice(1)}` : name

/** What a level of schooling is called. */
export const levelNames: Readonly<Record<string, string>> = {
  mn: 'Mầm non',
  th: 'Tiểu học',
  thcs: 'Trung học cơ sở',
  thpt: 'Trung học phổ thông',
  gdtx: 'Giáo dục thường xuyên',
  cd: 'Cao đẳng',
}

const kinds: Record<Kind, string> = {
  BC: 'Báo cáo',
  PA: 'Phương án',
  KH: 'Kế hoạch',
  TTr: 'Tờ trình',
  BB: 'Biên bản',
  QĐ: 'Quyết định',
}

export const documentWords = {
  nation: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  motto: 'Độc lập - Tự do - Hạnh phúc',
  number: 'Số',
  to: 'Kính gửi',
  basis: 'Căn cứ',
  recipients: 'Nơi nhận',
  sameAsAbove: 'Như trên',
  archive: 'Lưu',
  annex: 'Phụ lục',
  kinds,
  attachedTo: (kind: string, head: Head) =>
    `(Kèm theo ${kinds[kind as Kind] ?? kind} số ${'\u00a0'.repeat(8)}/${kind}-${head.bodySymbol} ngày ${'\u00a0'.repeat(6)} tháng ${'\u00a0'.repeat(6)} năm ${head.year} của ${head.bodyInText})`,
  table: (number: string, title: string) => `Bảng ${number}. ${title}`,
  figure: (number: string, title: string) => `Biểu đồ ${number}. ${title}`,
  total: 'Tổng cộng',
  serial: 'STT',
  demonstration: 'VĂN BẢN MÔ PHỎNG - KHÔNG CÓ GIÁ TRỊ PHÁP LÝ',
  synthetic: 'SỐ LIỆU MÔ PHỎNG - KHÔNG PHẢI KẾT QUẢ ĐIỀU TRA THẬT',

  verdict: { met: 'Đạt', inconclusive: 'Chưa đủ căn cứ', missed: 'Không đạt' },
  pointVerdict: { above: 'Trên', notAbove: 'Không trên' },
  hidden: '–',
  suppression: {
    few_answers: (least: string) => `không công bố vì có dưới ${least} câu trả lời`,
    no_variance: () => 'không công bố vì không ước lượng được sai số (quá ít trường)',
    secondary: () => 'không công bố để không suy ngược được ô đã ẩn',
    not_asked: () => 'không hỏi trong phiếu này',
  },
  hiddenRemark: (mark: string, reason: string) => `(${mark}) Dấu “–”: ${reason}.`,

  respondents: {
    parent: {
      mn: 'cha mẹ trẻ mầm non',
      th: 'cha mẹ học sinh tiểu học',
      thcs: 'cha mẹ học sinh trung học cơ sở',
      thpt: 'cha mẹ học sinh trung học phổ thông',
      gdtx: 'cha mẹ học viên giáo dục thường xuyên',
      cd: 'cha mẹ sinh viên cao đẳng',
    },
    learner: {
      mn: 'trẻ mầm non',
      th: 'học sinh tiểu học',
      thcs: 'học sinh trung học cơ sở',
      thpt: 'học sinh trung học phổ thông',
      gdtx: 'học viên giáo dục thường xuyên',
      cd: 'sinh viên cao đẳng',
    },
  },
  unit: { school: 'trường', class: 'lớp', pupil: 'người học' },
  unitWithin: { school: 'trong từng tầng', class: 'trong trường được chọn', pupil: 'trong lớp được chọn' },
  drawMethod: {
    pps_systematic: 'chọn hệ thống với xác suất tỷ lệ thuận với số người học',
    systematic: 'chọn ngẫu nhiên hệ thống',
    simple: 'chọn ngẫu nhiên đơn giản',
    all: 'lấy toàn bộ',
  },
} as const

/** The list of schools to remind. */
export const fieldSheetWords = {
  reminderColumns: ['ma_truong', 'ten_truong', 'cap_hoc', 'dia_ban', 'so_phieu_giao', 'so_phieu_thu', 'ty_le'],
  few: 'dưới 5',
} as const
