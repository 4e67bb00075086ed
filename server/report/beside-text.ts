import { documentWords as common, levelInText, listed } from '../../client/words/documents.ts'
import { reportWords as words } from '../../client/words/report.ts'
import { annexWords } from '../../client/words/report-annexes.ts'
import { count, decimal } from '../document/number.ts'
import { dash, paragraph } from '../document/outline.ts'
import type { ParagraphPiece, Piece } from '../document/piece.ts'
import { dataTable, type TableText, tableCaption } from '../document/table.ts'
import type { ChangeRow } from '../estimates/extras/extras-result.ts'
import { cellsOf, isFigure, nameIn, rateText, wholeOf } from './cells.ts'
import type { ReportInput } from './report-input.ts'

const signed = (share: number): string =>
  `${share > 0 ? '+' : share < 0 ? '-' : ''}${decimal(Math.abs(share) * 100, 1)}`

/** Part III, second half: change since the earlier round, or why there is none. */
export function againstBefore(input: ReportInput): Piece[] {
  const change = input.beside?.change
  if (!change) return [paragraph(words.noComparison)]
  const cells = cellsOf(input)
  const { target } = input.round
  const place = (level: string | null) => (level === null ? input.round.whole : nameIn(input.levels, level))
  const of = (id: string) =>
    id === 'computed'
      ? words.meanBlocks
      : id === 'asked'
        ? words.askedRow
        : `${id}. ${input.results.blocks.find((block) => block.id === id)?.title ?? id}`
  const sum = (key: 'same' | 'of') => count(change.items.reduce((all, item) => all + item[key], 0))
  const year = String(change.before.year)
  const lines = change.rows.map((row): TableText[] => {
    const moved = row.change
    const said = !moved ? common.hidden : moved.low > 0 ? words.risen : moved.high < 0 ? words.fallen : words.unmoved
    return [
      place(row.level),
      of(row.of),
      cells.show(row.before, (each) => rateText(each.value, target)),
      cells.show(row.after, (each) => rateText(each.value, target)),
      moved ? `${signed(moved.value)} (${signed(moved.low)}; ${signed(moved.high)})` : common.hidden,
      said,
    ]
  })
  return [
    paragraph(words.changeText({ year, same: sum('same'), of: sum('of'), both: count(drawnTwice(change.rows)) })),
    tableCaption(common.table('7b', words.changeTable(year))),
    dataTable(
      words.changeColumns(year).map((title, index) => ({
        title,
        width: [1.4, 2.3, 1, 1, 1.7, 1.3][index] ?? 1,
        align: index < 2 ? 'left' : 'center',
      })),
      lines,
    ),
    ...cells.remarks(),
  ]
}

/** Schools that have answers in both rounds. */
const drawnTwice = (rows: readonly ChangeRow[]): number => Math.max(0, ...rows.map((row) => row.change?.matched ?? 0))

/** How many pairs of areas are truly different: the sentence beside the table of areas. */
export function areaDifferences({ beside }: ReportInput): ParagraphPiece[] {
  const areas = beside?.ranks?.areas.filter(({ rank }) => rank !== null) ?? []
  if (areas.length < 2) return []
  const pairs = areas.reduce((sum, { higher }) => sum + higher.length, 0)
  const all = count((areas.length * (areas.length - 1)) / 2)
  return [paragraph(pairs === 0 ? words.noDifferentAreas({ all }) : words.differentAreas({ pairs: count(pairs), all }))]
}

/** The index as 0..1, the share of 5, the share of 1 and 2, and the net score of the province. */
export function endsText(input: ReportInput): ParagraphPiece[] {
  const row = input.beside?.ends?.find(({ level, of }) => level === null && of === 'computed')
  const { rate } = wholeOf(input).computed
  if (!row || !isFigure(rate) || !isFigure(row.top) || !isFigure(row.bottom) || !isFigure(row.net)) return []
  const share = (value: number) => rateText(value, input.round.target)
  return [
    paragraph(
      words.endsText({
        hli: decimal(rate.value, 3),
        top: share(row.top.value),
        bottom: share(row.bottom.value),
        net: signed(row.net.value),
      }),
    ),
  ]
}

/** Annex II: reliability of the scales, and the items most often left blank. */
export function reliabilityPieces(input: ReportInput): Piece[] {
  const rows = input.beside?.reliability ?? []
  if (rows.length === 0) return []
  const blank = [...(input.beside?.itemNonresponse ?? [])]
    .flatMap((row) => (isFigure(row.blank) ? [{ ...row, share: row.blank.value }] : []))
    // What is printed as 0,0% was not left blank.
    .filter(({ share }) => share >= 0.0005)
    .sort((a, b) => b.share - a.share)
    .slice(0, 3)
  const named = blank.map(({ level, item, share }) =>
    annexWords.blankItem({
      item,
      level: levelInText(nameIn(input.levels, level)),
      share: rateText(share, input.round.target),
    }),
  )
  return [
    paragraph(annexWords.reliabilityText),
    tableCaption(common.table('PP2', annexWords.reliabilityTable)),
    dataTable(
      annexWords.reliabilityColumns.map((title, index) => ({
        title,
        width: [1.6, 1.4, 0.8, 0.9, 1.7, 1][index] ?? 1,
        align: index < 2 ? 'left' : 'center',
      })),
      rows.map(({ level, block, items, value, low, high, n }) => [
        nameIn(input.levels, level),
        block === null ? annexWords.blockScores : annexWords.blockName(block),
        count(items),
        value === null ? common.hidden : decimal(value, 2),
        low === null || high === null ? common.hidden : `${decimal(low, 2)} - ${decimal(high, 2)}`,
        count(n),
      ]),
    ),
    ...(named.length > 0 ? [dash(annexWords.blankText({ list: listed(named) }))] : []),
  ]
}
