import ExcelJS from 'exceljs'
import type { FrameRow } from '../../surveys/frame.ts'
import { columnName, type FrameField, GRADES, GRADES_OF } from '../../surveys/frame-columns.ts'
import type { Province } from './province.ts'
import { withFixedTimes } from './zip-times.ts'

const COLUMNS: readonly FrameField[] = [
  'code',
  'name',
  'level',
  'area',
  'commune',
  'classes',
  ...GRADES,
  'pupils',
  'khmerShare',
]
const WIDTHS: Partial<Record<FrameField, number>> = {
  code: 18,
  name: 36,
  level: 10,
  area: 22,
  commune: 18,
  khmerShare: 12,
}
const LEVEL_TEXT: Readonly<Record<FrameRow['level'], string>> = {
  mn: 'Mầm non',
  th: 'Tiểu học',
  thcs: 'THCS',
  thpt: 'THPT',
  gdtx: 'GDTX',
  cd: 'Cao đẳng',
}
const MARK = 'DỮ LIỆU MÔ PHỎNG — không phải trường thật'

/** The school list as a department keeps it: header first, one row a school. The mark stands in a column and on a sheet of its own. Same province, same bytes. */
export async function provinceWorkbook(province: Province): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  workbook.creator = 'Hài Lòng'
  workbook.created = workbook.modified = new Date(Date.UTC(2021, 8, 5))
  const list = workbook.addWorksheet('Danh sách trường (mô phỏng)', {
    views: [{ state: 'frozen', ySplit: 1, xSplit: 2 }],
  })
  list.addRow([...COLUMNS.map(columnName), 'Ghi chú'])
  for (const school of province.schools) list.addRow([...COLUMNS.map((field) => cellOf(school, field)), 'mô phỏng'])
  list.getRow(1).font = { bold: true }
  COLUMNS.forEach((field, at) => {
    list.getColumn(at + 1).width = WIDTHS[field] ?? 10
    if (field === 'khmerShare') list.getColumn(at + 1).numFmt = '0.0%'
  })
  const notes = workbook.addWorksheet('Ghi chú')
  notes.getColumn(1).width = 110
  for (const line of notesOf(province)) notes.addRow([line])
  notes.getRow(1).font = { bold: true, size: 14 }
  return withFixedTimes(new Uint8Array(await workbook.xlsx.writeBuffer()))
}

const notesOf = ({ seed, schools }: Province) => [
  MARK,
  'Tên huyện, thị xã, thành phố là tên thật của tỉnh Sóc Trăng năm 2021; tên xã, phường, tên trường và mọi con số đều do máy tạo ra.',
  'Chỉ dùng để chạy thử và tập huấn. Không dùng làm số liệu của bất kỳ đơn vị nào.',
  `Hạt giống: ${seed}. Số trường: ${schools.length}. Số học sinh, trẻ: ${schools.reduce((sum, { pupils }) => sum + pupils, 0)}.`,
]

function cellOf(school: FrameRow, field: FrameField): string | number | null {
  if (field === 'level') return LEVEL_TEXT[school.level]
  const grade = GRADES.find((one) => one === field)
  if (grade) return GRADES_OF[school.level].includes(grade) ? (school.grades[grade] ?? 0) : null
  return school[field as Exclude<FrameField, 'level' | (typeof GRADES)[number]>] ?? null
}
