import { normalForm } from '../frame-columns.ts'
import type { Issue } from '../issue.ts'
import type { Cell, Workbook } from './sheets.ts'

/** One row of a sheet, cell by cell, each asked for as what it should be; what is not goes to `issues` with its place. */
export type Row<Column extends string> = Readonly<{
  row: number
  has: (column: Column) => boolean
  text: (column: Column) => string
  number: (column: Column) => number
  /** undefined where the cell is empty */
  numberIn: (column: Column) => number | undefined
  yes: (column: Column) => boolean
  oneOf: <Code extends string>(column: Column, words: Readonly<Record<Code, string>>) => Code | undefined
}>

/** A place in the file, as people find it there. */
export const placeIn = (sheet: string, row: number, column?: string): Pick<Issue, 'path' | 'detail'> => ({
  path: `/${sheet}/${row}${column === undefined ? '' : `/${column}`}`,
  detail: { sheet, row, ...(column === undefined ? {} : { column }) },
})

const textOf = (cell: Cell | undefined): string =>
  String(cell ?? '')
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .trim()

/** The rows of a sheet under its header. Columns are found by name, in any order, case and accents' form aside. */
export function rowsOf<Column extends string>(
  workbook: Workbook,
  sheet: string,
  columns: Readonly<Record<Column, string>>,
  issues: Issue[],
): Row<Column>[] {
  const name = Object.keys(workbook).find((one) => normalForm(one) === normalForm(sheet))
  const rows = name === undefined ? undefined : workbook[name]
  if (rows === undefined) {
    issues.push({ path: `/${sheet}`, code: 'sheet_lacks', detail: { sheet } })
    return []
  }
  const header = (rows[0] ?? []).map((cell) => normalForm(textOf(cell)))
  const place = new Map<Column, number>()
  for (const column of Object.keys(columns) as Column[]) {
    const at = header.indexOf(normalForm(columns[column]))
    if (at >= 0) place.set(column, at)
    else issues.push({ ...placeIn(sheet, 1, columns[column]), code: 'column_lacks' })
  }
  if (place.size < Object.keys(columns).length) return []
  return rows.slice(1).flatMap((cells, index) => {
    if (cells.every((cell) => textOf(cell) === '')) return []
    return [rowOf(cells, index + 2, sheet, columns, place, issues)]
  })
}

function rowOf<Column extends string>(
  cells: readonly Cell[],
  row: number,
  sheet: string,
  columns: Readonly<Record<Column, string>>,
  place: ReadonlyMap<Column, number>,
  issues: Issue[],
): Row<Column> {
  const text = (column: Column) => textOf(cells[place.get(column) ?? -1])
  const wrong = (column: Column, code: string) => {
    issues.push({ ...placeIn(sheet, row, columns[column]), code })
  }
  const numberIn = (column: Column): number | undefined => {
    const written = text(column)
    if (written === '') return undefined
    // A comma before the decimals, as people write here; a dot as programs do. Both at once is neither.
    if (/^-?\d{1,15}(?:[.,]\d{1,10})?$/.test(written)) return Number(written.replace(',', '.'))
    wrong(column, 'number_expected')
    return 0
  }
  return {
    row,
    text,
    numberIn,
    has: (column) => text(column) !== '',
    number: (column) => {
      if (text(column) === '') wrong(column, 'cell_blank')
      return numberIn(column) ?? 0
    },
    yes: (column) => {
      const written = normalForm(text(column))
      if (['', 'khong', 'k', '0'].includes(written)) return false
      if (!['co', 'c', 'x', '1'].includes(written)) wrong(column, 'yes_no_expected')
      return true
    },
    oneOf: <Code extends string>(column: Column, words: Readonly<Record<Code, string>>): Code | undefined => {
      const written = normalForm(text(column))
      const found = (Object.keys(words) as Code[]).find((code) => normalForm(words[code]) === written)
      if (found === undefined) wrong(column, written === '' ? 'cell_blank' : 'word_unknown')
      return found
    },
  }
}
