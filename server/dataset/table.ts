import { formulaPlain, formulaSafe } from '../export/formula-safe.ts'

/** A frozen dataset read back: columns of text by name, all of one length. */
export type DatasetTable = Readonly<{
  rows: number
  column: (name: string) => readonly string[]
  has: (name: string) => boolean
  names: readonly string[]
}>

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** An answer below zero stays a number. */
const isNumber = (cell: string): boolean => /^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(cell)
const safe = (cell: string): string => (isNumber(cell) ? cell : formulaSafe(cell))

/**
 * RFC 4180 with line feeds: the same rows give the same bytes on every machine. People open them in a spreadsheet, where the
 * name of an area must not become a formula.
 */
export const csvOf = (rows: readonly (readonly string[])[]): Uint8Array =>
  new TextEncoder().encode(rows.map((row) => `${row.map((cell) => quoted(safe(cell))).join(',')}\n`).join(''))

/** Reads back what `csvOf` wrote. */
export function readDataset(bytes: Uint8Array): DatasetTable {
  const [names, ...body] = cellsOf(new TextDecoder().decode(bytes))
  if (!names) throw new Error('a dataset has a header')
  const places = new Map(names.map((name, place) => [name, place]))
  const column = (name: string): readonly string[] => {
    const place = places.get(name)
    if (place === undefined) throw new Error(`the dataset has no column ${name}`)
    return body.map((row) => row[place])
  }
  return { rows: body.length, column, has: (name) => places.has(name), names }
}

/** Line by line; only one with a quote in it, which may go on behind its end, is read letter by letter. */
function cellsOf(text: string): string[][] {
  const rows: string[][] = []
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at)
    const line = text.slice(at, end === -1 ? text.length : end)
    if (end !== -1 && !line.includes('"')) {
      rows.push(line.split(',').map(formulaPlain))
      at = end + 1
      continue
    }
    const row: string[] = []
    let behind: string | undefined
    CELL.lastIndex = at
    for (let found = CELL.exec(text); found; found = behind === '\n' ? null : CELL.exec(text)) {
      const [, inQuotes, plain = ''] = found
      row.push(formulaPlain(inQuotes === undefined ? plain : inQuotes.replaceAll('""', '"')))
      behind = found[3]
      at = CELL.lastIndex
    }
    // What does not end as `csvOf` ends a row is none.
    if (behind !== '\n') break
    rows.push(row)
  }
  return rows
}
const CELL = /(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/y
