import { formulaSafe } from './formula-safe.ts'
import { type Cell, utf8 } from './table.ts'

/** Spreadsheets need it to see that the text is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff'

/** Whatever the separator of the country that opens the file is, it stands between quotes. */
const quoted = (cell: string): string => (/[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** RFC 4180 in UTF-8, as a spreadsheet opens it: every text, headers too, is safe from being taken for a formula. */
export const csvFile = (rows: readonly (readonly Cell[])[]): Uint8Array<ArrayBuffer> =>
  utf8(`${BYTE_ORDER_MARK}${rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('')}`)

function cellText(cell: Cell): string {
  if (cell === null) return ''
  // A number is written by us, so it is none that could be a formula.
  return typeof cell === 'number' ? String(cell) : quoted(formulaSafe(printable(cell)))
}

/** Without control characters, which no table can show. */
const printable = (text: string): string => text.replace(/(?![\t\r\n])\p{Cc}/gu, '')
