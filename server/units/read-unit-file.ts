import type { Issue } from '../../surveys/issue.ts'
import { type Kind, readUnits, type UnitReading } from '../../surveys/units/table.ts'
import { formulaPlain } from '../export/formula-safe.ts'
import { type ReadTableOptions, readTable } from '../table/read-table.ts'
import type { Cell } from '../table/table.ts'

export type UnitFile = Readonly<{ reading: UnitReading; sheet: string; findings: Issue[] }>

/**
 * A list of units out of an XLSX or CSV file, by the reader that reads school lists: the first sheet with a header of known columns.
 * The list that the server itself writes comes back with the names it was written from.
 *
 * @throws Problem import_refused or too_large when the file cannot be read at all
 */
export async function readUnitFile(
  bytes: Uint8Array,
  kinds: readonly Kind[],
  options: ReadTableOptions = {},
): Promise<UnitFile> {
  const workbook = await readTable(bytes, options)
  const read = workbook.sheets.map((sheet) => ({ sheet, reading: readUnits(sheet.rows.map(asWritten), kinds) }))
  const chosen = read.find(({ reading }) => reading.facts.length > 0 || !isHeadless(reading)) ?? read[0]
  if (chosen === undefined) throw new Error('a workbook that was read has a sheet')
  const unread = workbook.sheets.filter((sheet) => sheet !== chosen.sheet && sheet.rows.length > 0)
  return {
    reading: chosen.reading,
    sheet: chosen.sheet.name,
    findings: [
      ...workbook.findings,
      ...chosen.sheet.findings,
      ...unread.map(({ name }): Issue => ({ path: '/sheets', code: 'sheet_not_read', detail: { sheet: name } })),
    ],
  }
}

const asWritten = (row: readonly Cell[]): Cell[] =>
  row.map((cell) => (typeof cell === 'string' ? formulaPlain(cell) : cell))

const isHeadless = ({ issues }: UnitReading): boolean => issues.some(({ code }) => code === 'header_missing')
