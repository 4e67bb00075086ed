import { documentWords as common, listed } from '../../client/words/documents.ts'
import { unitAnnexWords as words } from '../../client/words/report-units.ts'
import { count, vietnameseDay } from '../document/number.ts'
import { paragraph } from '../document/outline.ts'
import type { Piece } from '../document/piece.ts'
import { type Column, dataTable, type TableText, tableCaption } from '../document/table.ts'
import { cellsOf } from './cells.ts'
import { resultCells } from './findings.ts'
import type { ReportInput, ReportUnits, Result } from './report-input.ts'

const SMALL = 22
const WIDTHS = [0.5, 2.2, 2, 0.8, 1, 1.6, 0.9, 0.9, 1.2]
const columns = (titles: readonly string[]): Column[] =>
  titles.map((title, index) => ({
    title,
    width: WIDTHS[index] ?? 1,
    align: index === 1 || index === 2 ? 'left' : 'center',
  }))

/** The same results in the areas of another day, what could not be told in them, and the schools that stand elsewhere now. */
export function unitAnnex(input: ReportInput, { day, own, units, left, moved }: ReportUnits): Piece[] {
  const table = (caption: string, titles: readonly string[], rows: readonly Row[]): Piece[] => {
    const cells = cellsOf(input)
    const lines = rows.map(({ name, second, schools, result }, index): TableText[] => [
      ...[count(index + 1), name, second, count(schools)],
      ...resultCells(input, cells, result),
      result.verdict === null ? common.hidden : common.verdict[result.verdict],
    ])
    return [tableCaption(caption), dataTable(columns(titles), lines, SMALL), ...cells.remarks()]
  }
  const told = units.map(({ from, ...row }) => ({ ...row, second: from.join(', ') }))
  const kept = left.map(({ because, into, ...row }) => ({ ...row, second: words.because[because](into.join(', ')) }))
  return [
    paragraph(words.opening({ own: vietnameseDay(own), day: vietnameseDay(day) })),
    ...(told.length > 0 ? table(common.table('ĐV1', words.table(vietnameseDay(day))), words.columns, told) : []),
    ...(kept.length > 0
      ? [
          paragraph(words.left({ count: count(kept.length), areas: listed(kept.map(({ name }) => name)) })),
          ...table(common.table(told.length > 0 ? 'ĐV2' : 'ĐV1', words.leftTable), words.leftColumns, kept),
        ]
      : []),
    paragraph(moved === 0 ? words.nobodyMoved : words.moved(count(moved))),
  ]
}

type Row = Readonly<{ name: string; second: string; schools: number; result: Result }>
