import { cellName, levelOf, normalForm } from '../frame-columns.ts'
import type { Issue } from '../issue.ts'
import { day } from '../round.ts'
import { isSafeText } from '../text-fault.ts'
import type { UnitFact } from './facts.ts'

export type Kind = Readonly<{ code: string; name: string }>
export type Cell = string | number | null

/** What the columns of a list of units are called; the first name is the one that is written and shown. */
export const UNIT_COLUMNS = {
  code: ['Mã đơn vị', 'Mã trường', 'Mã'],
  name: ['Tên đơn vị', 'Tên trường', 'Tên'],
  kind: ['Loại đơn vị', 'Loại'],
  level: ['Cấp học', 'Cấp'],
  validFrom: ['Từ ngày', 'Có từ ngày', 'Hiệu lực từ'],
  validTo: ['Đến ngày', 'Đến hết ngày', 'Hiệu lực đến'],
  administrative: ['Mã đơn vị cấp trên', 'Cấp trên hành chính', 'Trực thuộc'],
  professional: ['Mã đơn vị quản lý chuyên môn', 'Cấp trên chuyên môn', 'Quản lý chuyên môn'],
  area: ['Mã địa bàn', 'Địa bàn'],
  replaces: ['Thay cho đơn vị', 'Thay cho', 'Hợp nhất từ'],
  reason: ['Lý do', 'Lý do thay đổi'],
  decisionNumber: ['Số quyết định', 'Văn bản', 'Số văn bản'],
} as const satisfies Record<string, readonly string[]>
export type UnitColumn = keyof typeof UNIT_COLUMNS
const COLUMNS = Object.keys(UNIT_COLUMNS) as UnitColumn[]
const NEEDED: readonly UnitColumn[] = ['code', 'name', 'kind', 'validFrom']
const MOST_ROWS = 20_000
const MOST_TEXT = 200
const HEADER_SEARCH = 30

const COLUMN_OF = new Map(
  COLUMNS.flatMap((column) => UNIT_COLUMNS[column].map((name): [string, UnitColumn] => [normalForm(name), column])),
)
const titleOf = (column: UnitColumn): string => UNIT_COLUMNS[column][0]

export type UnitReading = Readonly<{
  facts: UnitFact[]
  issues: Issue[]
  ignored: string[]
  rows: ReadonlyMap<string, number>
}>

/** A day as a cell holds it: `2025-07-01` out of a workbook, `01/7/2025` out of a text. */
export function readDay(text: string): string | undefined {
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  const iso = local ? `${local[3]}-${local[2]?.padStart(2, '0')}-${local[1]?.padStart(2, '0')}` : text
  return day.safeParse(iso).success ? iso : undefined
}

/** A list of units as a spreadsheet holds it, each fault named with its cell. */
export function readUnits(table: readonly (readonly Cell[])[], kinds: readonly Kind[]): UnitReading {
  const head = table
    .slice(0, HEADER_SEARCH)
    .findIndex(
      (cells) => new Set(cells.flatMap((cell) => COLUMN_OF.get(normalForm(String(cell ?? ''))) ?? [])).size >= 3,
    )
  const refused = (issue: Issue): UnitReading => ({ facts: [], issues: [issue], ignored: [], rows: new Map() })
  if (head < 0)
    return refused({ path: '/columns', code: 'header_missing', detail: { columns: NEEDED.map(titleOf).join(', ') } })
  if (table.length - head > MOST_ROWS)
    return refused({ path: '/rows', code: 'too_many_rows', detail: { max: MOST_ROWS } })
  const columns = new Map<UnitColumn, number>()
  const ignored: string[] = []
  const issues: Issue[] = []
  ;(table[head] ?? []).forEach((cell, place) => {
    const title = String(cell ?? '').trim()
    const column = COLUMN_OF.get(normalForm(title))
    if (column === undefined) {
      if (title !== '') ignored.push(title.slice(0, MOST_TEXT))
    } else if (columns.has(column))
      issues.push({ path: `/columns/${column}`, code: 'column_duplicate', detail: { column: titleOf(column) } })
    else columns.set(column, place)
  })
  for (const column of NEEDED)
    if (!columns.has(column))
      issues.push({ path: `/columns/${column}`, code: 'column_missing', detail: { column: titleOf(column) } })
  const facts: UnitFact[] = []
  const rows = new Map<string, number>()
  table.slice(head + 1).forEach((cells, place) => {
    const row = head + place + 2
    if (cells.every((cell) => cell === null || String(cell).trim() === '')) return
    const read = readLine(cells, columns, row, kinds)
    issues.push(...read.issues)
    if (!read.fact) return
    const key = `${read.fact.code} ${read.fact.validFrom}`
    const first = rows.get(key)
    if (first !== undefined)
      issues.push(issueAt(columns, row, 'code', 'unit_line_duplicate', { value: read.fact.code, first }))
    else rows.set(key, row)
    facts.push(read.fact)
  })
  if (facts.length === 0 && issues.length === 0) issues.push({ path: '/rows', code: 'units_empty' })
  return { facts, issues, ignored, rows }
}

function issueAt(
  columns: ReadonlyMap<UnitColumn, number>,
  row: number,
  column: UnitColumn,
  code: string,
  more: Issue['detail'] = {},
): Issue {
  const at = columns.get(column)
  const place = { row, column: titleOf(column) }
  const detail = at === undefined ? place : { ...place, cell: cellName(at + 1, row) }
  return { path: `/rows/${row}/${column}`, code, detail: { ...detail, ...more } }
}

/** Puts what is wrong with the whole list back at the row and cell it comes from. */
export function issuesAtRows(issues: readonly Issue[], reading: UnitReading): Issue[] {
  return issues.map((issue) => {
    const row = reading.rows.get(`${issue.detail?.unit} ${issue.detail?.day}`)
    return row === undefined ? issue : { ...issue, detail: { ...issue.detail, row } }
  })
}

function readLine(
  cells: readonly Cell[],
  columns: ReadonlyMap<UnitColumn, number>,
  row: number,
  kinds: readonly Kind[],
): { fact?: UnitFact; issues: Issue[] } {
  const issues: Issue[] = []
  const wrong = (column: UnitColumn, code: string, more?: Issue['detail']) => {
    issues.push(issueAt(columns, row, column, code, more))
    return null
  }
  const text = (column: UnitColumn): string | null => {
    const value = String(cells[columns.get(column) ?? -1] ?? '')
      .normalize('NFC')
      .trim()
      .replace(/\s+/g, ' ')
    if (value === '') return NEEDED.includes(column) && columns.has(column) ? wrong(column, 'cell_missing') : null
    if (!isSafeText(value)) return wrong(column, 'char_forbidden')
    return value.length > MOST_TEXT ? wrong(column, 'too_long', { max: MOST_TEXT }) : value
  }
  const date = (column: UnitColumn): string | null => {
    const value = text(column)
    return value === null ? null : (readDay(value) ?? wrong(column, 'day_unreadable', { value: value.slice(0, 40) }))
  }
  const [code, name, kindName, levelName] = [text('code'), text('name'), text('kind'), text('level')]
  const kind = kindName === null ? undefined : kinds.find((one) => sameKind(one, kindName))
  if (kindName !== null && !kind) wrong('kind', 'kind_unknown', { value: kindName.slice(0, 40) })
  const level =
    levelName === null ? null : (levelOf(levelName) ?? wrong('level', 'level_unknown', { value: levelName }))
  const [validFrom, validTo] = [date('validFrom'), date('validTo')]
  const replaces = (text('replaces') ?? '').split(/[;,]/).map((part) => part.trim())
  const rest = {
    administrative: text('administrative'),
    professional: text('professional'),
    area: text('area'),
    replaces: [...new Set(replaces)].filter(Boolean).sort(),
    reason: text('reason'),
    decisionNumber: text('decisionNumber'),
  }
  if (issues.length > 0 || code === null || name === null || !kind || validFrom === null) return { issues }
  return { issues, fact: { code, kind: kind.code, level, name, validFrom, validTo, ...rest } }
}

const sameKind = ({ code, name }: Kind, wanted: string): boolean =>
  normalForm(code) === normalForm(wanted) || normalForm(name) === normalForm(wanted)
