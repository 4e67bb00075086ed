import type { IntervalChart } from '../../client/charts/interval-chart.ts'
import { documentWords as common, levelInText, listed } from '../../client/words/documents.ts'
import { reportWords as words } from '../../client/words/report.ts'
import { intervalPicture } from '../document/chart.ts'
import { figure } from '../document/figure.ts'
import { count, decimal } from '../document/number.ts'
import { clause, paragraph, part } from '../document/outline.ts'
import type { ParagraphPiece, Piece } from '../document/piece.ts'
import { type Column, dataTable, type TableText, tableCaption } from '../document/table.ts'
import { areaDifferences, endsText } from './beside-text.ts'
import {
  type Cells,
  cellsOf,
  domainOf,
  expectationText,
  intervalText,
  isFigure,
  meanText,
  nameIn,
  rateText,
  reasonText,
  targetText,
  wholeOf,
} from './cells.ts'
import { ranked } from './ranking.ts'
import type { Cell, DomainResult, ReportInput, Result } from './report-input.ts'

/** Part II: what the answers say. */
export function findings(input: ReportInput): Piece[] {
  const clauses = [overall, byBlock, byLevel, byArea, byGroup, expectation, openTexts]
  const children: Piece[] = [
    part('II', words.results),
    paragraph(words.readingText({ hash: words.hashShort({ hash: input.dataset.hash.slice(0, 12) }) })),
  ]
  let number = 0
  for (const make of clauses) {
    const made = make(input, number + 1)
    if (made.length > 0) number += 1
    children.push(...made)
  }
  return children
}

/** One sentence about a result, or why there is none. */
function sentence(
  input: ReportInput,
  result: Result,
  say: (p: Record<string, string>) => string,
  subject: string,
  extra: Record<string, string> = {},
): ParagraphPiece {
  const { rate, mean } = result
  if (!isFigure(rate))
    return paragraph(words.hiddenText({ subject, reason: reasonText(rate.suppressed, input.method.minAnswers) }))
  const { target } = input.round
  const texts = { rate: rateText(rate.value, target), interval: intervalText(rate, target) }
  return paragraph(say({ ...extra, ...texts, mean: isFigure(mean) ? meanText(mean) : common.hidden }))
}

function overall(input: ReportInput, number: number) {
  const whole = wholeOf(input)
  const blocks = { blocks: count(input.results.blocks.length) }
  return [
    clause(number, words.overall),
    sentence(input, whole.computed, words.computedText, words.computedName, blocks),
    sentence(input, whole.asked, words.askedText, words.askedName),
    paragraph(words.twoMeasuresText),
    ...endsText(input),
  ]
}

/** Rate, interval, mean and number of answers of one result. */
export function resultCells(input: ReportInput, cells: Cells, { rate, mean }: Result): TableText[] {
  const { target } = input.round
  return [
    cells.show(rate, (each) => rateText(each.value, target)),
    cells.show(rate, (each) => intervalText(each, target)),
    cells.show(mean, meanText),
    cells.show(rate, (each) => count(each.n)),
  ]
}

const columns = (titles: readonly string[], widths: readonly number[]): Column[] =>
  titles.map((title, index) => ({ title, width: widths[index] ?? 1, align: index === 0 ? 'left' : 'center' }))

function chart(input: ReportInput, rows: readonly Readonly<{ label: string; result: Result }>[]): IntervalChart {
  const of = (cell: Cell, number: 'value' | 'low' | 'high') => (isFigure(cell) ? cell[number] * 100 : null)
  const target = input.round.target
  return {
    target: target * 100,
    targetLabel: words.targetMark({ target: targetText(target) }),
    hidden: common.hidden,
    legend: common.verdict,
    format: (value) => `${decimal(value, Number.isInteger(value) ? 0 : 1)}%`,
    rows: rows.map(({ label, result }) => ({
      label,
      value: of(result.rate, 'value'),
      low: of(result.rate, 'low'),
      high: of(result.rate, 'high'),
      verdict: result.verdict,
    })),
  }
}

function byBlock(input: ReportInput, number: number) {
  const whole = wholeOf(input)
  const { blocks } = input.results
  const { target } = input.round
  const cells = cellsOf(input)
  const order = ranked(blocks, ({ id }) => whole.blocks[id]?.rate)
  const [best, worst] = [order[0], order.at(-1)]
  const text = { best: best?.thing.title ?? '', bestRate: best ? rateText(best.figure.value, target) : '' }
  const rows = blocks.flatMap(({ id, title }) => {
    const result = whole.blocks[id]
    return result ? [{ label: `${id}. ${title}`, result }] : []
  })
  const lines = rows.map(({ label, result }) => [label, ...resultCells(input, cells, result)])
  const mean = { cells: [words.meanBlocks, ...resultCells(input, cells, whole.computed)], bold: true } as const
  const asked = [words.askedRow, ...resultCells(input, cells, whole.asked)]
  return [
    clause(number, words.byBlock),
    ...(order.length > 1 && worst
      ? [
          paragraph(
            words.byBlockText({ ...text, worst: worst.thing.title, worstRate: rateText(worst.figure.value, target) }),
          ),
        ]
      : best
        ? [paragraph(words.oneBlockText(text))]
        : []),
    tableCaption(common.table('3', words.blockTable)),
    dataTable(columns(words.blockColumns, [3, 1.1, 1.7, 1, 1]), [...lines, mean, asked]),
    ...cells.remarks(),
    ...figure(intervalPicture(chart(input, rows)), 1, common.figure('1', words.blockChart), words.blockChart),
  ]
}

function byLevel(input: ReportInput, number: number) {
  const { target } = input.round
  const domains = input.levels.flatMap(({ id, name }) => {
    const domain = domainOf(input, id, null)
    return domain ? [{ name, domain }] : []
  })
  if (domains.length === 0) return []
  const cells = cellsOf(input)
  const rate = (result: Result | undefined): TableText =>
    result ? cells.show(result.rate, (each) => rateText(each.value, target)) : common.hidden
  const rows = (pick: (domain: DomainResult) => Result | undefined) => domains.map(({ domain }) => rate(pick(domain)))
  const lines = input.results.blocks.map(({ id, title }) => [
    `${id}. ${title}`,
    ...rows((domain) => domain.blocks[id]),
    rate(wholeOf(input).blocks[id]),
  ])
  const means = domains.map(({ domain }) => cells.show(domain.computed.mean, meanText))
  return [
    clause(number, words.byLevel),
    ...levelSentence(input, domains),
    tableCaption(common.table('4', words.levelTable)),
    dataTable(
      columns(
        [words.blockColumns[0], ...domains.map(({ name }) => name), input.round.whole],
        [2.6, ...domains.map(() => 1), 1],
      ),
      [
        ...lines,
        { cells: [words.meanBlocks, ...rows((d) => d.computed), rate(wholeOf(input).computed)], bold: true },
        [words.askedRow, ...rows((d) => d.asked), rate(wholeOf(input).asked)],
        [words.blockColumns[3], ...means, cells.show(wholeOf(input).computed.mean, meanText)],
      ],
    ),
    ...cells.remarks(),
  ]
}

function levelSentence(input: ReportInput, domains: readonly Readonly<{ name: string; domain: DomainResult }>[]) {
  const { target } = input.round
  const rates = ranked(domains, ({ domain }) => domain.computed.rate)
  const means = ranked(domains, ({ domain }) => domain.computed.mean)
  const [best, worst, bestMean, worstMean] = [rates[0], rates.at(-1), means[0], means.at(-1)]
  if (rates.length < 2 || means.length < 2 || !best || !worst || !bestMean || !worstMean) return []
  return [
    paragraph(
      words.levelText({
        best: levelInText(best.thing.name),
        bestRate: rateText(best.figure.value, target),
        worst: levelInText(worst.thing.name),
        worstRate: rateText(worst.figure.value, target),
        bestByMean: levelInText(bestMean.thing.name),
        bestMean: meanText(bestMean.figure),
        worstByMean: levelInText(worstMean.thing.name),
        worstMean: meanText(worstMean.figure),
      }),
    ),
  ]
}

function byArea(input: ReportInput, number: number) {
  const { target } = input.round
  const cells = cellsOf(input)
  const rows = input.areas.flatMap(({ id, name }) => {
    const domain = domainOf(input, null, id)
    return domain ? [{ label: name, domain, result: domain.computed }] : []
  })
  if (rows.length === 0) return []
  const line = (label: string, { computed, asked }: DomainResult): TableText[] => {
    const [rate = '', interval = '', mean = '', n = ''] = resultCells(input, cells, computed)
    return [label, rate, interval, mean, cells.show(asked.rate, (each) => rateText(each.value, target)), n]
  }
  return [
    clause(number, words.byArea),
    paragraph(words.overlapText),
    ...areaDifferences(input),
    tableCaption(common.table('5', words.areaTable)),
    dataTable(columns(words.areaColumns, [2, 1.1, 1.7, 1, 1, 1]), [
      ...rows.map(({ label, domain }) => line(label, domain)),
      { cells: line(input.round.whole, wholeOf(input)), bold: true },
    ]),
    ...cells.remarks(),
    ...figure(intervalPicture(chart(input, rows)), 2, common.figure('2', words.areaChart), words.areaChart),
  ]
}

function byGroup(input: ReportInput, number: number) {
  const { groups } = input.results
  const { target } = input.round
  if (groups.length === 0) return []
  return [
    clause(number, words.byGroup),
    ...groups.flatMap(({ title, rows }, index) => {
      const cells = cellsOf(input)
      const lines = rows.map(({ name, computed, asked }) => {
        const [rate = '', interval = '', , n = ''] = resultCells(input, cells, computed)
        return [name, rate, interval, cells.show(asked.rate, (each) => rateText(each.value, target)), n]
      })
      const caption = common.table(groups.length > 1 ? `6.${index + 1}` : '6', words.groupTable(title))
      return [
        tableCaption(caption),
        dataTable(columns(words.groupColumns, [2, 1, 1.5, 1, 1]), lines),
        ...cells.remarks(),
      ]
    }),
  ]
}

function expectation(input: ReportInput, number: number) {
  const { median, atLeast80 } = input.results.expectation
  const whole = wholeOf(input).expectation
  const least = input.method.minAnswers
  if (!isFigure(whole)) {
    if (whole.suppressed === 'not_asked') return []
    const hidden = { subject: words.expectationName, reason: reasonText(whole.suppressed, least) }
    return [clause(number, words.expectation), paragraph(words.hiddenText(hidden))]
  }
  const levels = input.levels.flatMap(({ id }) => {
    const cell = domainOf(input, id, null)?.expectation
    return isFigure(cell) ? [`${levelInText(nameIn(input.levels, id))} ${expectationText(cell.value)}`] : []
  })
  return [
    clause(number, words.expectation),
    paragraph(
      words.expectationText({
        mean: expectationText(whole.value),
        interval: `${expectationText(whole.low)} - ${expectationText(whole.high)}`,
        median: median === null ? '' : expectationText(median),
        atLeast80: isFigure(atLeast80) ? rateText(atLeast80.value, input.round.target) : '',
      }),
    ),
    ...(levels.length > 1 ? [paragraph(words.expectationByLevel({ list: listed(levels) }))] : []),
  ]
}

function openTexts({ integrity }: ReportInput, number: number) {
  if (integrity.openTexts === null) return []
  return [clause(number, words.openTitle), paragraph(words.openTexts({ count: count(integrity.openTexts) }))]
}
