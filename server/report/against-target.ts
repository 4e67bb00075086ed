import { documentWords as common } from '../../client/words/documents.ts'
import { reportWords as words } from '../../client/words/report.ts'
import { paragraph, part } from '../document/outline.ts'
import type { ParagraphPiece, Piece } from '../document/piece.ts'
import { dataTable, type TableLine, type TableText, tableCaption } from '../document/table.ts'
import { againstBefore } from './beside-text.ts'
import { boundsOf, cellsOf, domainOf, intervalText, isFigure, rateText, targetText, wholeOf } from './cells.ts'
import type { ReportInput, Result } from './report-input.ts'

/** Part III: the three-valued verdict with the sentence behind it, and the bare comparison of the estimate beside it. */
export function againstTarget(input: ReportInput): Piece[] {
  const target = targetText(input.round.target)
  const cells = cellsOf(input)
  const whole = wholeOf(input)
  const line = (name: string, result: Result): TableText[] => [
    name,
    cells.show(result.rate, (each) => rateText(each.value, input.round.target)),
    cells.show(result.rate, (each) => intervalText(each, input.round.target)),
    cells.show(result.rate, () => boundText(input, result)),
    result.verdict === null ? common.hidden : common.verdict[result.verdict],
    pointText(input, result),
  ]
  const blocks: TableLine[] = input.results.blocks.flatMap(({ id, title }) => {
    const result = whole.blocks[id]
    return result ? [line(`${id}. ${title}`, result)] : []
  })
  const domains = (list: ReportInput['areas'], side: 'level' | 'area'): TableLine[] =>
    list.flatMap(({ id, name }) => {
      const domain = side === 'level' ? domainOf(input, id, null) : domainOf(input, null, id)
      return domain ? [line(name, domain.computed)] : []
    })
  return [
    part('III', words.target),
    paragraph(words.targetRule({ target })),
    ...conclusion(input, whole.computed),
    tableCaption(common.table('7', words.targetTable(target))),
    dataTable(
      words.targetColumns.map((title, index) => ({
        title,
        width: [2.4, 1, 1.6, 1.3, 1.3, 1.1][index] ?? 1,
        align: index === 0 ? 'left' : 'center',
      })),
      [
        { cells: line(input.round.whole, whole.computed), bold: true },
        line(words.askedRow, whole.asked),
        ...blocks,
        ...domains(input.levels, 'level'),
        ...domains(input.areas, 'area'),
      ],
    ),
    ...cells.remarks(),
    ...againstBefore(input),
  ]
}

const side = (input: ReportInput, value: number) => (value > input.round.target ? 'above' : 'notAbove')

function pointText(input: ReportInput, { rate }: Result): string {
  return isFigure(rate) ? common.pointVerdict[side(input, rate.value)] : common.hidden
}

/** The bound the verdict rests on: above for a rate that is met or may be, else the upper one. */
function boundText(input: ReportInput, result: Result): string {
  const [low, high] = boundsOf(result) ?? [0, 0]
  if (result.verdict === 'met') return words.lowerBound(rateText(low, input.round.target))
  if (result.verdict === 'missed') return words.upperBound(rateText(high, input.round.target))
  return words.bothBounds(rateText(low, input.round.target), rateText(high, input.round.target))
}

function conclusion(input: ReportInput, result: Result): ParagraphPiece[] {
  const { rate, verdict } = result
  const bounds = boundsOf(result)
  if (!isFigure(rate) || !bounds || verdict === null) return [paragraph(words.noVerdict)]
  const target = targetText(input.round.target)
  const text = (share: number) => rateText(share, input.round.target)
  return [
    paragraph(words.verdictSentence[verdict]({ low: text(bounds[0]), high: text(bounds[1]), target })),
    paragraph(words.pointSentence[side(input, rate.value)]({ value: text(rate.value), target })),
  ]
}
