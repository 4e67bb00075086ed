import type { RuleKind } from './rule.ts'

/** The workbook of a card, as people see it: names of sheets and columns, and the words that stand for codes. */
export type Cell = string | number | null
export type Workbook = Readonly<Record<string, readonly (readonly Cell[])[]>>

export const SHEETS = {
  about: 'Thông tin',
  lines: 'Tiêu chí',
  steps: 'Bậc',
  extras: 'Thưởng, phạt',
  bands: 'Xếp loại',
} as const

export const ABOUT = {
  group: 'Nhóm đơn vị',
  year: 'Năm',
  version: 'Phiên bản',
  title: 'Tên bộ tiêu chí',
  source: 'Nguồn',
  pointsFrom: 'Cách cho điểm',
  bonusCeiling: 'Trần điểm thưởng',
  penaltyCeiling: 'Trần điểm phạt',
} as const

export const LINE = {
  level: 'Cấp',
  id: 'Mã',
  name: 'Tên',
  points: 'Điểm',
  task: 'Nhiệm vụ số',
  kind: 'Cách tính',
  numerator: 'Tử số (hoặc số được đếm)',
  denominator: 'Mẫu số',
  outOf: 'Mẫu số cố định',
  unit: 'Đơn vị tính',
  direction: 'Chiều',
  target: 'Ngưỡng',
  strict: 'Phải trên ngưỡng',
  bound: 'Mức sàn (hoặc trần)',
  between: 'Giữa sàn và ngưỡng',
  due: 'Hạn',
  lateUntil: 'Nộp muộn đến ngày',
  latePercent: '% điểm khi muộn',
  each: 'Trừ mỗi trường hợp',
  index: 'Mã chỉ số',
  scale: 'Thang của chỉ số',
  evidence: 'Tài liệu kiểm chứng (mỗi dòng một tài liệu)',
  lead: 'Đơn vị chủ trì',
  supporting: 'Đơn vị phối hợp',
  mayNotArise: 'Có thể không phát sinh',
  was: 'Mã năm trước',
} as const
export type LineColumn = keyof typeof LINE

export const STEP = { id: 'Mã thành phần', level: 'Mã bậc', name: 'Tên bậc', at: 'Mốc', percent: '% điểm' } as const
export const EXTRA = { kind: 'Loại', id: 'Mã', name: 'Tên', most: 'Điểm tối đa' } as const
export const BAND = { id: 'Mã', name: 'Tên', from: 'Từ (%)' } as const

export const LEVELS = { area: 'Lĩnh vực', criterion: 'Tiêu chí', component: 'Thành phần' } as const
export const KINDS: Readonly<Record<RuleKind, string>> = {
  yes_no: 'Có / không',
  levels: 'Bậc thang (chọn)',
  steps: 'Bậc thang (số)',
  ratio: 'Tỷ lệ',
  inverse_ratio: 'Tỷ lệ nghịch',
  on_time: 'Đúng hạn',
  deduct: 'Trừ dần',
  index: 'Từ chỉ số khác',
}
export const BETWEENS = {
  of_hundred: 'Theo tỷ lệ đạt',
  of_target: 'Theo phần của ngưỡng',
  nothing: 'Không điểm',
} as const
export const DIRECTIONS = { up: 'Càng nhiều càng tốt', down: 'Càng ít càng tốt' } as const
export const EXTRAS = { bonus: 'Thưởng', penalty: 'Phạt' } as const
export const YES = 'Có'
