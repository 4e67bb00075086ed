import { indexResults as words } from '../../client/words/index-results.ts'
import { csvFile } from '../export/csv-file.ts'
import type { Cell, ExportFile } from '../export/table.ts'
import { writeSheets, XLSX } from '../export/workbook.ts'
import type { ResultTable } from './result-table.ts'

export const RESULT_FORMATS = ['csv', 'xlsx'] as const
type Format = (typeof RESULT_FORMATS)[number]

/** The table as it stands on the page; numbers are numbers. */
export async function resultFile(table: ResultTable, format: Format): Promise<ExportFile> {
  const { card } = table
  const name = `chi-so-cchc-${card.group}-${card.year}.${card.version}.${format}`
  const rows = rowsOf(table)
  if (format === 'csv') return { name, type: 'text/csv; charset=utf-8', bytes: csvFile(rows) }
  const widths = [6, 44, 18, 12, 12, 12, 14, 14, 14, 8, 10, 10, ...card.areas.map(() => 14)]
  return { name, type: XLSX, bytes: await writeSheets([{ name: words.title, rows, widths }]) }
}

function rowsOf({ card, rows }: ResultTable): Cell[][] {
  const bandName = new Map(card.bands.map(({ id, name }) => [id, name]))
  const difference = (one: number | undefined, two: number | undefined): Cell =>
    one === undefined || two === undefined ? null : Math.round((one - two) * 100) / 100
  return [
    [...words.fileColumns, ...card.areas.map(({ name }) => name)],
    ...rows.map((row, at): Cell[] => [
      at + 1,
      row.unit.name,
      words.states[row.state] ?? row.state,
      row.self?.index ?? null,
      row.first?.index ?? null,
      row.second?.index ?? null,
      difference(row.first?.index, row.self?.index),
      difference(row.second?.index, row.first?.index),
      row.second ? (bandName.get(row.second.band) ?? row.second.band) : null,
      row.rank,
      row.best,
      row.worst,
      ...row.areas.map(({ second }) => second),
    ]),
  ]
}
