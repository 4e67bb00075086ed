import { z } from 'zod'
import {
  cellName,
  columnName,
  type FrameField,
  fieldOfHeader,
  GRADES,
  GRADES_NEEDED,
  GRADES_OF,
  type Grade,
  levelOf,
  normalForm,
  OWNERSHIPS,
  ownershipOf,
  readNumber,
} from './frame-columns.ts'
import type { Issue } from './issue.ts'
import { isSafeText } from './text-fault.ts'

const count = z.int().min(0).max(50_000)

/** One school of the sampling frame. `pupils` is the sum of `grades` where these are known. */
export const frameRow = z.strictObject({
  code: z.string().min(1).max(200),
  name: z.string().min(1).max(200),
  level: z.enum(['mn', 'th', 'thcs', 'thpt', 'gdtx', 'cd']),
  area: z.string().min(1).max(200),
  commune: z.string().min(1).max(200).nullable(),
  classes: count,
  pupils: count,
  grades: z.partialRecord(z.enum(GRADES), count),
  /** 0 to 1; null where the list does not say. */
  khmerShare: z.number().min(0).max(1).nullable(),
  /** Absent where the list does not say, so that lists without the column keep their hash. */
  ownership: z.enum(OWNERSHIPS).optional(),
})
export type FrameRow = z.infer<typeof frameRow>

/** A province has some thousand schools; more rows mean another file. */
export const MOST_ROWS = 20_000
const TEXT_LIMIT = 200
const COUNT_LIMIT = 50_000
const HEADER_SEARCH = 30
const NEEDED: readonly FrameField[] = ['code', 'name', 'level', 'area', 'classes', 'khmerShare']

export type Cell = string | number | null
type Place = (field: FrameField, row: number) => Issue['detail']

export type FrameReading = Readonly<{
  rows: FrameRow[]
  /** Empty, or nothing of the list may be taken over. */
  issues: Issue[]
  /** Headers of columns that were not needed, and numbers of rows that are sums. */
  ignored: Readonly<{ columns: string[]; rows: number[] }>
}>

/** What people said a header means, by its normal form: it comes before what the header would mean by itself. */
export type NamedColumns = ReadonlyMap<string, FrameField>
const NO_NAMES: NamedColumns = new Map()
type FieldOf = (title: string) => FrameField | undefined

/**
 * A school list as a spreadsheet holds it: any rows above the header, columns in any order, one row a school.
 * Rows are numbered as the spreadsheet does (from 1). Every fault is named with row and column; only a list
 * without any is fit to be imported.
 */
export function readFrame(table: readonly (readonly Cell[])[], named: NamedColumns = NO_NAMES): FrameReading {
  const fieldOf: FieldOf = (title) => named.get(normalForm(title)) ?? fieldOfHeader(title)
  const head = headerRow(table, fieldOf)
  if (head < 0)
    return refused({ path: '/columns', code: 'header_missing', detail: { columns: NEEDED.map(columnName).join(', ') } })
  if (table.length - head - 1 > MOST_ROWS)
    return refused({ path: '/rows', code: 'too_many_rows', detail: { max: MOST_ROWS } })
  const { columns, ignored, issues } = readHeader(table[head] ?? [], fieldOf)
  const place: Place = (field, row) => {
    const at = columns.get(field)
    return { row, column: columnName(field), ...(at === undefined ? {} : { cell: cellName(at + 1, row) }) }
  }
  const body = table.slice(head + 1).map((cells, index) => ({ cells, row: head + index + 2 }))
  const filled = body.filter(({ cells }) => cells.some((cell) => cell !== null && String(cell).trim() !== ''))
  const sums = new Set(filled.filter(({ cells }) => isSumRow(cells, columns)))
  const schools = filled.filter((line) => !sums.has(line))
  const read = schools.map(({ cells, row }) => readRow(cells, columns, row, place))
  const rows = read.flatMap((one) => (one.row ? [one.row] : []))
  const lines = schools.flatMap(({ row }, index) => (read[index]?.row ? [row] : []))
  issues.push(...missingGrades(rows, columns), ...read.flatMap((one) => one.issues))
  if (schools.length === 0) issues.push({ path: '/rows', code: 'frame_empty' })
  if (!issues.some((issue) => issue.code === 'column_missing'))
    issues.push(...rowIssues(rows, (index) => lines[index] ?? index + 1, place))
  return { rows, issues, ignored: { columns: ignored, rows: [...sums].map(({ row }) => row) } }
}

/** The faults of rows that are already read: unreadable values aside, everything `readFrame` would say. Row numbers count from 1. */
export function checkFrame(rows: readonly FrameRow[]): Issue[] {
  if (rows.length === 0) return [{ path: '/rows', code: 'frame_empty' }]
  return rowIssues(
    rows,
    (index) => index + 1,
    (field, row) => ({ row, column: columnName(field) }),
  )
}

const refused = (issue: Issue): FrameReading => ({ rows: [], issues: [issue], ignored: { columns: [], rows: [] } })
const at = (row: number, field: FrameField): string => `/rows/${row}/${field}`

/** The first of the upper rows in which at least three known columns are named. */
const headerRow = (table: readonly (readonly Cell[])[], fieldOf: FieldOf): number =>
  table
    .slice(0, HEADER_SEARCH)
    .findIndex((cells) => new Set(cells.flatMap((cell) => fieldOf(String(cell ?? '')) ?? [])).size >= 3)

function readHeader(header: readonly Cell[], fieldOf: FieldOf) {
  const columns = new Map<FrameField, number>()
  const ignored: string[] = []
  const issues: Issue[] = []
  header.forEach((cell, index) => {
    const title = String(cell ?? '').trim()
    const field = fieldOf(title)
    if (field === undefined) {
      if (title !== '') ignored.push(title.slice(0, TEXT_LIMIT))
    } else if (columns.has(field))
      issues.push({ path: `/columns/${field}`, code: 'column_duplicate', detail: { column: columnName(field) } })
    else columns.set(field, index)
  })
  issues.push(...NEEDED.filter((field) => !columns.has(field)).map(columnMissing))
  return { columns, ignored, issues }
}

const columnMissing = (field: FrameField): Issue => ({
  path: `/columns/${field}`,
  code: 'column_missing',
  detail: { column: columnName(field) },
})

/** Grade columns are needed for the levels that are in the list, unless the level can do with a total. */
function missingGrades(rows: readonly FrameRow[], columns: ReadonlyMap<FrameField, number>): Issue[] {
  const needed = new Set<FrameField>(
    [...new Set(rows.map((row) => row.level))].flatMap((level) => GRADES_NEEDED[level]),
  )
  const missing = [...needed].filter((field) => !columns.has(field)).map(columnMissing)
  const countable = columns.has('pupils') || GRADES.some((grade) => columns.has(grade))
  return countable || missing.length > 0 ? missing : [columnMissing('pupils')]
}

/** "Tổng cộng" below the list: no code, no level. */
function isSumRow(cells: readonly Cell[], columns: ReadonlyMap<FrameField, number>): boolean {
  const empty = (field: FrameField) => String(cells[columns.get(field) ?? -1] ?? '').trim() === ''
  return empty('code') && empty('level') && cells.some((cell) => /^(tong|cong)\b/.test(normalForm(String(cell ?? ''))))
}

function readRow(cells: readonly Cell[], columns: ReadonlyMap<FrameField, number>, line: number, place: Place) {
  const issues: Issue[] = []
  const wrong = (field: FrameField, code: string, more?: Issue['detail']) => {
    issues.push({ path: at(line, field), code, detail: { ...place(field, line), ...more } })
    return null
  }
  const raw = (field: FrameField): Cell => cells[columns.get(field) ?? -1] ?? null
  const text = (field: FrameField, needed = true): string | null => {
    const value = String(raw(field) ?? '')
      .normalize('NFC')
      .trim()
      .replace(/\s+/g, ' ')
    if (value === '') return needed && columns.has(field) ? wrong(field, 'cell_missing') : null
    if (!isSafeText(value)) return wrong(field, 'char_forbidden')
    return value.length > TEXT_LIMIT ? wrong(field, 'too_long', { max: TEXT_LIMIT }) : value
  }
  const number = (field: FrameField): number | null => {
    const cell = raw(field)
    if (cell === null || String(cell).trim() === '') return null
    return readNumber(cell) ?? wrong(field, 'number_unreadable', { value: String(cell).slice(0, 40) })
  }
  const whole = (field: FrameField): number | null => {
    const value = number(field)
    if (value === null) return null
    if (!Number.isInteger(value)) return wrong(field, 'not_whole', { value })
    if (value < 0) return wrong(field, 'negative', { value })
    return value > COUNT_LIMIT ? wrong(field, 'too_large', { value, max: COUNT_LIMIT }) : value
  }
  const named = text('level')
  const level = named === null ? undefined : levelOf(named)
  if (named !== null && level === undefined) wrong('level', 'level_unknown', { value: named.slice(0, 40) })
  const classes = whole('classes')
  if (classes === null && columns.has('classes') && issues.every((issue) => issue.path !== at(line, 'classes')))
    wrong('classes', 'cell_missing')
  const khmerShare = number('khmerShare')
  if (khmerShare !== null && (khmerShare < 0 || khmerShare > 1))
    wrong('khmerShare', 'share_out_of_range', { value: khmerShare, min: 0, max: 1 })
  const owned = text('ownership', false)
  const ownership = owned === null ? undefined : ownershipOf(owned)
  if (owned !== null && ownership === undefined) wrong('ownership', 'ownership_unknown', { value: owned.slice(0, 40) })
  const grades: Partial<Record<Grade, number>> = {}
  for (const grade of GRADES) {
    const value = whole(grade)
    if (value !== null && (value > 0 || (level && GRADES_OF[level].includes(grade)))) grades[grade] = value
  }
  const total = whole('pupils')
  const [code, name, area] = [text('code'), text('name'), text('area')]
  const commune = text('commune', false)
  if (issues.length > 0 || code === null || name === null || area === null || classes === null || !level)
    return { issues }
  const pupils = total ?? Object.values(grades).reduce((sum, value) => sum + value, 0)
  const row: FrameRow = { code, name, level, area, commune, classes, pupils, grades, khmerShare }
  return { issues, row: ownership ? { ...row, ownership } : row }
}

function rowIssues(rows: readonly FrameRow[], lineOf: (index: number) => number, place: Place): Issue[] {
  const firstLine = new Map<string, number>()
  return rows.flatMap((row, index) => {
    const line = lineOf(index)
    const issues: Issue[] = []
    const wrong = (field: FrameField, code: string, more?: Issue['detail']) =>
      issues.push({ path: at(line, field), code, detail: { ...place(field, line), ...more } })
    const key = row.code.normalize('NFC').trim().toUpperCase()
    const first = firstLine.get(key)
    if (first === undefined) firstLine.set(key, line)
    else wrong('code', 'code_duplicate', { value: row.code, first })
    const counts: [FrameField, number][] = [
      ['classes', row.classes],
      ['pupils', row.pupils],
    ]
    for (const grade of GRADES) if (row.grades[grade] !== undefined) counts.push([grade, row.grades[grade]])
    for (const [field, value] of counts) {
      if (!Number.isInteger(value)) wrong(field, 'not_whole', { value })
      else if (value < 0) wrong(field, 'negative', { value })
    }
    if (row.khmerShare !== null && !(row.khmerShare >= 0 && row.khmerShare <= 1))
      wrong('khmerShare', 'share_out_of_range', { value: row.khmerShare, min: 0, max: 1 })
    for (const grade of GRADES)
      if ((row.grades[grade] ?? 0) > 0 && !GRADES_OF[row.level]?.includes(grade))
        wrong(grade, 'grade_unexpected', { level: row.level })
    const inGrades = Object.values(row.grades).reduce((sum, value) => sum + value, 0)
    if (Object.keys(row.grades).length > 0 && inGrades !== row.pupils)
      wrong('pupils', 'sum_mismatch', { value: row.pupils, sum: inGrades })
    if (row.pupils > 0 && row.classes === 0) wrong('classes', 'classes_zero', { pupils: row.pupils })
    if (row.classes > 0 && row.pupils === 0) wrong('pupils', 'pupils_zero', { classes: row.classes })
    else if (row.classes > row.pupils)
      wrong('classes', 'classes_exceed_pupils', { classes: row.classes, pupils: row.pupils })
    return issues
  })
}
