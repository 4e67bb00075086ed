import { cellName } from '../../surveys/frame-columns.ts'
import type { Issue } from '../../surveys/issue.ts'
import { dayOfSerial, type NumberKind } from './cell-number.ts'
import { ImportRefused } from './import-refused.ts'
import type { Cell, FindingCode, SheetTable, TableLimits } from './table.ts'
import { isTrue, unescapeText } from './workbook-parts.ts'
import { readXml } from './xml-stream.ts'

/** What the cells of a sheet refer to. `left` counts down over all sheets. */
export type SheetContext = Readonly<{
  strings: readonly string[]
  kinds: readonly NumberKind[]
  date1904: boolean
  limits: TableLimits
  left: { cells: number }
}>

type Open = { row: number; column: number; type: string; style: number; value: string; text: string; formula: boolean }
type Finding = { count: number; first: string }

/**
 * The cells of one sheet. Only cells with a value count: a file that is formatted down to the last row, or that declares
 * a huge dimension, is as small as what stands in it.
 *
 * @throws ImportRefused naming the cell
 */
export async function readSheet(
  { name, part, path }: Readonly<{ name: string; part: string; path: string }>,
  chunks: AsyncIterable<unknown>,
  context: SheetContext,
): Promise<SheetTable> {
  const rows: Cell[][] = []
  const found = new Map<string, Finding>()
  const note = (code: FindingCode, where: string) => {
    const known = found.get(code)
    if (known) known.count++
    else found.set(code, { count: 1, first: where })
  }
  let row = 0
  let column = 0
  let cell: Open | undefined
  let collecting: 'value' | 'text' | undefined
  let aside = 0
  let inData = false
  await readXml(part, chunks, {
    open: (tag, attributes) => {
      if (tag === 'sheetData') inData = true
      else if (tag === 'mergeCell') note('merged_cells', (attributes.ref ?? '').slice(0, 20))
      else if (tag === 'col' && isTrue(attributes.hidden))
        note('hidden_columns', cellName(Number(attributes.min) || 1, 1))
      else if (!inData) return
      else if (tag === 'row') {
        row = rowNumber(attributes.r, row, part)
        column = 0
        if (isTrue(attributes.hidden)) note('hidden_rows', String(row))
      } else if (tag === 'c') {
        column = columnNumber(attributes.r, row, column, part)
        cell = {
          row,
          column,
          type: attributes.t ?? 'n',
          style: Number(attributes.s ?? -1),
          value: '',
          text: '',
          formula: false,
        }
      } else if (cell) {
        if (tag === 'v') collecting = 'value'
        else if (tag === 'rPh') aside++
        else if (tag === 't' && aside === 0) collecting = 'text'
        else if (tag === 'f') cell.formula = true
      }
    },
    text: (text) => {
      if (!cell || !collecting) return
      cell[collecting] += text
      if (cell[collecting].length > context.limits.cellLength * 7)
        throw new ImportRefused('cell_too_long', {
          cell: cellName(cell.column, cell.row),
          max: context.limits.cellLength,
        })
    },
    close: (tag) => {
      if (tag === 'sheetData') inData = false
      else if (tag === 'v' || tag === 't') collecting = undefined
      else if (tag === 'rPh') aside--
      else if (tag === 'c' && cell) {
        const value = cellValue(cell, context, note)
        if (value !== null) place(rows, cell, value, context)
        cell = undefined
      }
    },
  })
  return { name, rows, findings: [...found].map(asIssue(name, path)) }
}

const asIssue =
  (sheet: string, path: string) =>
  ([code, { count, first }]: [string, Finding]): Issue => ({
    path,
    code,
    detail: { sheet, count, first },
  })

/** `r` may be left out: then the row follows the one before. Rows that go back, or a cell twice, have no one meaning. */
function rowNumber(given: string | undefined, before: number, part: string): number {
  const row = given === undefined ? before + 1 : Number(given)
  if (!Number.isInteger(row) || row <= before || row > 1_048_576)
    throw new ImportRefused('cell_misplaced', { part, row: String(given).slice(0, 20) })
  return row
}

function columnNumber(given: string | undefined, row: number, before: number, part: string): number {
  if (given === undefined) return before + 1
  const match = /^([A-Z]{1,3})(\d{1,7})$/.exec(given)
  let column = 0
  for (const letter of match?.[1] ?? '') column = column * 26 + letter.charCodeAt(0) - 64
  if (!match || Number(match[2]) !== row || column <= before || column > 16_384)
    throw new ImportRefused('cell_misplaced', { part, cell: given.slice(0, 20), row })
  return column
}

function place(rows: Cell[][], { row, column }: Open, value: string | number, { limits, left }: SheetContext): void {
  const cell = cellName(column, row)
  if (row > limits.rows) throw new ImportRefused('too_many_rows', { cell, max: limits.rows })
  if (column > limits.columns) throw new ImportRefused('too_many_columns', { cell, max: limits.columns })
  if (--left.cells < 0) throw new ImportRefused('too_many_cells', { cell, max: limits.cells })
  while (rows.length < row) rows.push([])
  const cells = rows[row - 1] as Cell[]
  while (cells.length < column - 1) cells.push(null)
  cells.push(value)
}

function cellValue(cell: Open, context: SheetContext, note: (code: FindingCode, where: string) => void): Cell {
  const where = cellName(cell.column, cell.row)
  if (cell.formula) note(cell.value === '' ? 'formula_without_value' : 'formula', where)
  const text = textOf(cell, context, where)
  if (text !== undefined) {
    if (text.length > context.limits.cellLength)
      throw new ImportRefused('cell_too_long', { cell: where, max: context.limits.cellLength })
    return text === '' ? null : text
  }
  if (cell.value.trim() === '') return null
  if (cell.type === 'e') {
    note('error_cell', where)
    return null
  }
  if (cell.type === 'b') return isTrue(cell.value.trim()) ? 'TRUE' : 'FALSE'
  return numberOf(cell, context, where, note)
}

/** The text of a cell that holds text; undefined for numbers, truth values and errors. */
function textOf(cell: Open, { strings }: SheetContext, where: string): string | undefined {
  switch (cell.type) {
    case 's': {
      if (cell.value === '') return ''
      const index = /^\s*\d{1,9}\s*$/.test(cell.value) ? Number(cell.value) : -1
      const text = strings[index]
      if (text === undefined)
        throw new ImportRefused('shared_string_missing', { cell: where, value: cell.value.slice(0, 20) })
      return text
    }
    case 'inlineStr':
      return unescapeText(cell.text)
    case 'str':
    case 'd':
      return unescapeText(cell.value)
    default:
      return undefined
  }
}

function numberOf(
  cell: Open,
  context: SheetContext,
  where: string,
  note: (code: FindingCode, where: string) => void,
): Cell {
  const text = cell.value.trim()
  const number = /^[-+]?(\d+\.?\d*|\.\d+)(E[-+]?\d+)?$/i.test(text) ? Number(text) : Number.NaN
  if (cell.type !== 'n' || !Number.isFinite(number)) {
    note('cell_unreadable', where)
    return text.slice(0, 100)
  }
  const kind = context.kinds[cell.style] ?? { kind: 'plain' }
  if (kind.kind === 'zeros' && Number.isInteger(number) && number >= 0) return String(number).padStart(kind.digits, '0')
  if (kind.kind !== 'day') return number
  // A code such as 1-2 that the spreadsheet took for a day: the text shows the reader what happened.
  note('day_cell', where)
  return dayOfSerial(number, context.date1904) ?? text
}
