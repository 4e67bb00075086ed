import { documentWords as words } from '../../client/words/documents.ts'
import { count, decimal, letter, percent } from '../document/number.ts'
import type { ParagraphPiece } from '../document/piece.ts'
import { remark, type TableText } from '../document/table.ts'
import type { Cell, DomainResult, Figure, ReportInput, Result, Suppression } from './report-input.ts'

export const isFigure = (cell: Cell | null | undefined): cell is Figure => cell != null && 'value' in cell

/** The bounds a verdict rests on; null where the rate is not shown. */
export const boundsOf = ({ rate, bounds }: Result): readonly [number, number] | null =>
  isFigure(rate) ? (bounds ?? [rate.low, rate.high]) : null

/**
 * A share with one decimal, or with as many as it takes to see on which side of the target it lies: 90,02% must not be
 * printed as 90,0% beside the words "above 90%".
 */
export function rateText(share: number, target: number): string {
  for (let digits = 1; digits < 4; digits++)
    if (share === target || decimal(share * 100, digits) !== decimal(target * 100, digits))
      return percent(share, digits)
  return percent(share, 4)
}

export const targetText = (target: number): string =>
  percent(target, Number.isInteger(Math.round(target * 1e6) / 1e4) ? 0 : 1)

export const intervalText = (figure: Figure, target: number): string =>
  `${rateText(figure.low, target)} - ${rateText(figure.high, target)}`
export const meanText = (figure: Figure): string => decimal(figure.value, 2)
/** Expectation is asked and answered in percent. */
export const expectationText = (value: number): string => `${decimal(value, 1)}%`

export type Format = (figure: Figure) => string
export type Cells = Readonly<{
  show: (cell: Cell, format: Format) => TableText
  remarks: () => ParagraphPiece[]
}>

/** The cells of one table: a hidden one becomes a dash with a letter, explained once below the table. */
export function cellsOf(input: ReportInput): Cells {
  const seen: Suppression[] = []
  return {
    show(cell, format) {
      if (isFigure(cell)) return format(cell)
      if (!seen.includes(cell.suppressed)) seen.push(cell.suppressed)
      return { text: words.hidden, note: letter(seen.indexOf(cell.suppressed)) }
    },
    remarks: () =>
      seen.map((reason, index) =>
        remark(words.hiddenRemark(letter(index), reasonText(reason, input.method.minAnswers))),
      ),
  }
}

export const reasonText = (reason: Suppression, least: number): string => words.suppression[reason](count(least))

export function domainOf(input: ReportInput, level: string | null, area: string | null): DomainResult | undefined {
  return input.results.domains.find((domain) => domain.level === level && domain.area === area)
}

/**
 * Whether the sheets of a place are not counted in print. Where its figures are kept back, its number of sheets is: the pattern of
 * hidden cells was chosen, and audited, against a reader who does not know it.
 */
export function sheetsHidden(input: ReportInput, level: string | null, area: string | null): boolean {
  const rate = domainOf(input, level, area)?.computed.rate
  return rate !== undefined && 'suppressed' in rate && ['few_answers', 'secondary'].includes(rate.suppressed)
}

/** `checkReport` makes sure that it is there. */
export function wholeOf(input: ReportInput): DomainResult {
  const whole = domainOf(input, null, null)
  if (!whole) throw new Error('the report has no result for all areas together')
  return whole
}

export const nameIn = (list: readonly Readonly<{ id: string; name: string }>[], id: string): string =>
  list.find((entry) => entry.id === id)?.name ?? id

export function sumOf<Row>(rows: readonly Row[], number: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + number(row), 0)
}

/** A share of counts as text; a dash where there is nothing to divide by. */
export const shareText = (part: number, whole: number): string => (whole > 0 ? percent(part / whole) : words.hidden)
