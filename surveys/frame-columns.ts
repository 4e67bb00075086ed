import type { Level } from './instrument.ts'

/** Year groups a school can have pupils in: nursery, the three preschool years, grades 1 to 12. */
export const GRADES = [
  ...(['nursery', 'age3', 'age4', 'age5'] as const),
  ...(['g1', 'g2', 'g3', 'g4', 'g5', 'g6', 'g7', 'g8', 'g9', 'g10', 'g11', 'g12'] as const),
] as const
export type Grade = (typeof GRADES)[number]

/** The grades a school of a level may have; a college has none. */
export const GRADES_OF: Readonly<Record<Level, readonly Grade[]>> = {
  mn: ['nursery', 'age3', 'age4', 'age5'],
  th: ['g1', 'g2', 'g3', 'g4', 'g5'],
  thcs: ['g6', 'g7', 'g8', 'g9'],
  thpt: ['g10', 'g11', 'g12'],
  gdtx: ['g6', 'g7', 'g8', 'g9', 'g10', 'g11', 'g12'],
  cd: [],
}
/** The grades that must have a column as soon as one school of the level is in the frame. */
export const GRADES_NEEDED: Readonly<Record<Level, readonly Grade[]>> = {
  ...GRADES_OF,
  mn: ['age3', 'age4', 'age5'],
  gdtx: [],
}

/** Who runs a school: the state, or somebody else. */
export const OWNERSHIPS = ['public', 'private'] as const
export type Ownership = (typeof OWNERSHIPS)[number]

export type FrameField =
  | 'code'
  | 'name'
  | 'level'
  | 'area'
  | 'commune'
  | 'classes'
  | 'pupils'
  | 'khmerShare'
  | 'ownership'
  | Grade

/** Letters without marks, small, words apart by one blank: how two headers, or two names of a level, are compared. */
export const normalForm = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9%]+/g, ' ')
    .trim()

const grade = (number: number): readonly string[] => [
  `Khối ${number}`,
  `Lớp ${number}`,
  `Học sinh khối ${number}`,
  `Số học sinh khối ${number}`,
]

/** What the columns are called in school lists; the first name is the one that is written and shown. */
export const COLUMN_NAMES: Readonly<Record<FrameField, readonly string[]>> = {
  code: ['Mã trường', 'Mã đơn vị', 'Mã cơ sở', 'Mã số trường'],
  name: ['Tên trường', 'Tên đơn vị', 'Trường', 'Tên cơ sở giáo dục'],
  level: ['Cấp học', 'Cấp', 'Bậc học', 'Mã cấp học'],
  area: ['Huyện/thị xã/thành phố', 'Huyện', 'Quận/huyện', 'Huyện/TX/TP', 'Địa bàn', 'Phòng GDĐT'],
  commune: ['Xã/phường', 'Xã/phường/thị trấn', 'Xã', 'Phường/xã'],
  classes: ['Số lớp', 'Tổng số lớp', 'Số nhóm, lớp', 'Số nhóm lớp'],
  pupils: [
    'Tổng số học sinh',
    'Số học sinh',
    'Tổng số trẻ',
    'Số trẻ',
    'Tổng số học sinh, trẻ',
    'Tổng số HS',
    'Tổng cộng học sinh',
  ],
  khmerShare: [
    'Tỷ lệ học sinh Khmer',
    'Tỉ lệ học sinh Khmer',
    'Tỷ lệ HS Khmer',
    'Tỷ lệ Khmer',
    '% Khmer',
    '% học sinh Khmer',
  ],
  ownership: ['Loại hình', 'Loại hình trường', 'Loại hình cơ sở', 'Công lập/ngoài công lập'],
  nursery: ['Nhà trẻ', 'Trẻ nhà trẻ'],
  age3: ['Mẫu giáo 3-4 tuổi', 'MG 3-4 tuổi', 'Mẫu giáo bé', 'Lớp mầm'],
  age4: ['Mẫu giáo 4-5 tuổi', 'MG 4-5 tuổi', 'Mẫu giáo nhỡ', 'Lớp chồi'],
  age5: ['Mẫu giáo 5-6 tuổi', 'MG 5-6 tuổi', 'Mẫu giáo lớn', 'Lớp lá'],
  g1: grade(1),
  g2: grade(2),
  g3: grade(3),
  g4: grade(4),
  g5: grade(5),
  g6: grade(6),
  g7: grade(7),
  g8: grade(8),
  g9: grade(9),
  g10: grade(10),
  g11: grade(11),
  g12: grade(12),
}

export const columnName = (field: FrameField): string => COLUMN_NAMES[field][0] ?? field

const FIELD_OF_HEADER: ReadonlyMap<string, FrameField> = new Map(
  (Object.keys(COLUMN_NAMES) as FrameField[]).flatMap((field) =>
    [field, ...COLUMN_NAMES[field]].map((name): [string, FrameField] => [normalForm(name), field]),
  ),
)

/** The field a header means, whatever its case, marks and blanks; undefined for a column of no interest. */
export const fieldOfHeader = (header: string): FrameField | undefined => FIELD_OF_HEADER.get(normalForm(header))

const LEVEL_NAMES: ReadonlyMap<string, Level> = new Map(
  Object.entries({
    mn: ['mn', 'mầm non', 'mẫu giáo', 'nhà trẻ'],
    th: ['th', 'tiểu học'],
    thcs: ['thcs', 'trung học cơ sở'],
    thpt: ['thpt', 'trung học phổ thông'],
    gdtx: ['gdtx', 'giáo dục thường xuyên', 'gdnn-gdtx'],
    cd: ['cd', 'cao đẳng'],
  }).flatMap(([level, names]) => names.map((name): [string, Level] => [normalForm(name), level as Level])),
)

const OWNERSHIP_NAMES: ReadonlyMap<string, Ownership> = new Map(
  Object.entries({
    public: ['public', 'công lập', 'cl'],
    private: ['private', 'ngoài công lập', 'ncl', 'tư thục', 'dân lập', 'dân lập tư thục'],
  }).flatMap(([kind, names]) => names.map((name): [string, Ownership] => [normalForm(name), kind as Ownership])),
)

export const ownershipOf = (text: string): Ownership | undefined => OWNERSHIP_NAMES.get(normalForm(text))

export const levelOf = (text: string): Level | undefined => LEVEL_NAMES.get(normalForm(text))

/**
 * A number out of a cell, or undefined. Text is read the Vietnamese way (`1.234`, `12,5`); `1,234` could be either
 * a thousand or a decimal and is refused, because guessing wrong would move a school a thousandfold.
 */
export function readNumber(cell: string | number): number | undefined {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : undefined
  const text = cell.trim().replace(/[\u00a0\u202f]/g, ' ')
  const percent = /^(-?\d{1,3}(?:[.,]\d{1,9})?)\s*%$/.exec(text)
  if (percent) return Number((percent[1] ?? '').replace(',', '.')) / 100
  if (/^-?\d{1,12}$/.test(text)) return Number(text)
  if (/^-?[1-9]\d{0,2}([. ]\d{3})+$/.test(text)) return Number(text.replace(/[. ]/g, ''))
  if (/^-?\d{1,9}[.,]\d{1,9}$/.test(text) && !/^-?[1-9]\d{0,2},\d{3}$/.test(text)) return Number(text.replace(',', '.'))
  return undefined
}

/** `D7`: the cell as a spreadsheet names it; both counted from 1. */
export function cellName(column: number, row: number): string {
  let letters = ''
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters
  return `${letters}${row}`
}
