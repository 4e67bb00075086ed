import { cellName } from '../../surveys/frame-columns.ts'
import { ImportRefused } from './import-refused.ts'
import { type Cell, TABLE_LIMITS, type TableLimits, type Workbook } from './table.ts'

const SEPARATORS = [';', '\t', ','] as const
const LINES_TO_LOOK_AT = 20

/**
 * A text table: UTF-8 with or without a mark, or UTF-16. Bytes of an older Vietnamese code (Windows-1258, TCVN3, VNI) are
 * refused, because letters guessed wrong would be stored as if they were right. Every cell is text; empty ones are null.
 *
 * @throws ImportRefused
 */
export function readCsv(bytes: Uint8Array, limits: TableLimits = TABLE_LIMITS): Workbook {
  if (bytes.length === 0) throw new ImportRefused('file_empty')
  if (bytes.length > limits.fileBytes)
    throw new ImportRefused('file_too_large', { bytes: bytes.length, max: limits.fileBytes })
  const whole = decode(bytes)
  const told = /^sep=([;,|\t])\r?\n/i.exec(whole)
  const start = told?.[0].length ?? 0
  const separator = told?.[1] ?? likelySeparator(whole)
  // The line `sep=;` stays row 1, as a spreadsheet counts it.
  return {
    sheets: [{ name: 'CSV', rows: readRows(whole, start, separator, limits, told ? [[]] : []), findings: [] }],
    findings: [],
  }
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes
  const even = bytes.length % 2 === 0
  try {
    if (first === 0xff && second === 0xfe && even) return decodeAs('utf-16le', bytes)
    if (first === 0xfe && second === 0xff && even) return decodeAs('utf-16be', bytes)
    // UTF-16 without a mark: the high bytes of the separators and digits are zero.
    if (even && first !== 0 && second === 0) return decodeAs('utf-16le', bytes)
    if (even && first === 0 && second !== 0) return decodeAs('utf-16be', bytes)
    return decodeAs('utf-8', bytes)
  } catch {
    throw new ImportRefused('encoding_unknown')
  }
}

function decodeAs(encoding: string, bytes: Uint8Array): string {
  const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
  if (text.includes('\0')) throw new TypeError('a text has no NUL')
  return text
}

/** The separator that stands most often outside quotes in the first lines; a comma only if there is nothing else. */
function likelySeparator(text: string): string {
  const lines = text
    .slice(0, 100_000)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\r|\n/, LINES_TO_LOOK_AT)
  const counts = SEPARATORS.map((separator) => lines.reduce((sum, line) => sum + line.split(separator).length - 1, 0))
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ','
}

function readRows(text: string, start: number, separator: string, limits: TableLimits, rows: Cell[][]): Cell[][] {
  let row: Cell[] = []
  let left = limits.cells
  const stop = new RegExp(`[\r\n${separator}]`, 'g')
  const keep = (value: string) => {
    const cell = cellName(row.length + 1, rows.length + 1)
    if (value.length > limits.cellLength) throw new ImportRefused('cell_too_long', { cell, max: limits.cellLength })
    if (value !== '' && --left < 0) throw new ImportRefused('too_many_cells', { cell, max: limits.cells })
    if (row.length >= limits.columns && value !== '')
      throw new ImportRefused('too_many_columns', { cell, max: limits.columns })
    if (row.length < limits.columns) row.push(value === '' ? null : value)
  }
  const endRow = () => {
    while (row.length > 0 && row.at(-1) === null) row.pop()
    if (rows.push(row) > limits.rows)
      throw new ImportRefused('too_many_rows', { cell: cellName(1, rows.length), max: limits.rows })
    row = []
  }
  let at = start
  while (at < text.length) {
    const opened = rows.length + 1
    let value = ''
    if (text[at] === '"') {
      const end = closingQuote(text, at + 1)
      if (end < 0) throw new ImportRefused('quote_unclosed', { row: opened })
      value = text.slice(at + 1, end).replaceAll('""', '"')
      at = end + 1
    }
    stop.lastIndex = at
    const next = stop.exec(text)?.index ?? text.length
    keep(value + text.slice(at, next))
    at = next + 1
    if (next >= text.length) break
    if (text[next] === separator) {
      if (at >= text.length) break
      continue
    }
    if (text[next] === '\r' && text[at] === '\n') at++
    endRow()
  }
  if (row.length > 0) endRow()
  while (rows.length > 0 && rows.at(-1)?.length === 0) rows.pop()
  return rows
}

/** The quote that ends a quoted cell: the first one that is not doubled. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from)
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  return at
}
