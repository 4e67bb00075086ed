import type { Figure as AnalysisFigure } from '../../analysis/satisfaction/figure.ts'
import { type Group, type GroupResult, type Pair, satisfaction } from '../../analysis/satisfaction/satisfaction.ts'
import { verdictOf } from '../../analysis/satisfaction/verdict.ts'
import { type DesignOptions, designOf } from '../../analysis/select/design-of.ts'
import type { Ledger } from '../../analysis/select/ledger.ts'
import { BLOCK_TITLES } from '../../surveys/forms/items.ts'
import { type Instrument, instrumentId } from '../../surveys/instrument.ts'
import { questionsOf } from '../../surveys/questionnaire.ts'
import type { DatasetTable } from '../dataset/table.ts'
import type { Cell, DomainResult, ReportResults, Result, TargetVerdict } from '../report/report-input.ts'
import { answerColumns, JUDGED_BLOCKS, maskOf } from './answer-columns.ts'
import { type Unweighted, unweightedRows } from './unweighted.ts'

/** Raised when a formula, an interval or a default changes; every document prints it, old results keep theirs. */
export const ESTIMATE_METHOD = 'satisfaction/2'
/** No number is published that rests on fewer answers. */
export const LEAST_ANSWERS = 10

export type EstimateInput = Readonly<{
  table: DatasetTable
  ledger: Ledger
  weights: ArrayLike<number>
  /** Steps that made the weights agree with the frame, for the variance, and what they add up to. */
  calibrated?: DesignOptions['calibrated']
  instruments: readonly Instrument[]
  target: number
}>

export type EstimateResult = Readonly<{
  results: ReportResults
  unweighted: readonly Unweighted[]
  /** Which variance followed from the draw, strata that had to be compared together, schools counted as drawn with replacement. */
  design: Readonly<{
    variance: string
    /** Why that one: a code of `varianceReasons`. */
    because: string
    merged: readonly Readonly<{ stratum: string; into: string }>[]
    withReplacement: number
    rows: number
  }>
  target: number
  leastAnswers: number
}>

/**
 * Every published figure of a round from its frozen rows, its ledger and its weights; no clock, no chance, no other source.
 *
 * @throws AnalysisError when the rows do not fit the ledger
 */
export function computeEstimates({
  table,
  ledger,
  weights,
  calibrated,
  instruments,
  target,
}: EstimateInput): EstimateResult {
  const { design, variance, because, merged, withReplacement } = designOf(ledger, table.column('class'), {
    weights,
    ...(calibrated ? { calibrated } : {}),
  })
  const answers = answerColumns(table, instruments)
  const places = placeGroups(table)
  const people = personGroups(table, instruments)
  const { groups } = satisfaction(
    design,
    answers,
    [...places, ...people.flatMap(({ rows }) => rows.map(({ group }) => group))],
    { target },
  )
  const placed = groups.slice(0, places.length)
  let next = places.length
  const results: ReportResults = {
    blocks: JUDGED_BLOCKS.map((id) => ({ id, title: blockTitle(instruments, id) })),
    domains: placed.map((group) => domainResult(group, target)),
    items: placed
      .filter(({ key }) => key.level && !key.area)
      .flatMap((group) => itemResults(group, instruments, target)),
    groups: people.map(({ title, rows }) => ({
      title,
      rows: rows.map(({ name }) => {
        const group = groups[next++]
        return { name, computed: resultOf(group.overallComputed, target), asked: resultOf(group.overallAsked, target) }
      }),
    })),
    expectation: { median: null, atLeast80: cellOf(groups[0].expectation.atLeast80) },
  }
  return {
    results,
    unweighted: unweightedRows(table, answers),
    design: { variance, because, merged, withReplacement: withReplacement.length, rows: design.rows },
    target,
    leastAnswers: LEAST_ANSWERS,
  }
}

const distinct = (cells: readonly string[]): string[] => [...new Set(cells)].sort((a, b) => (a < b ? -1 : 1))
const both = (a: Uint8Array, b: Uint8Array): Uint8Array => a.map((one, row) => one & b[row])

/** The province, each level, each area, each level in each area that has a sheet. */
export function placeGroups(table: DatasetTable): Group[] {
  const [levelCells, areaCells] = [table.column('level'), table.column('area')]
  const levels = distinct(levelCells).map((level) => ({ level, mask: maskOf(levelCells, level) }))
  const areas = distinct(areaCells).map((area) => ({ area, mask: maskOf(areaCells, area) }))
  return [
    { key: {}, mask: new Uint8Array(table.rows).fill(1) },
    ...levels.map(({ level, mask }) => ({ key: { level }, mask })),
    ...areas.map(({ area, mask }) => ({ key: { area }, mask })),
    ...levels.flatMap(({ level, mask }) =>
      areas
        .map((area) => ({ key: { level, area: area.area }, mask: both(mask, area.mask) }))
        .filter((group) => group.mask.includes(1)),
    ),
  ]
}

/** Questions about the respondent whose groups are reported: relation, sex, ethnicity, schooling, who handed the form out. */
const PERSON_ITEMS = ['T1', 'T2', 'T4', 'T5', 'T7'] as const

export function personGroups(table: DatasetTable, instruments: readonly Instrument[]) {
  const questions = new Map(
    instruments.flatMap((form) => form.blocks.flatMap(({ items }) => items)).map((item) => [item.id, item]),
  )
  return PERSON_ITEMS.flatMap((id) => {
    const item = questions.get(id)
    if (item?.type !== 'single' || !table.has(id)) return []
    const cells = table.column(id)
    const rows = item.options
      .filter(({ value }) => cells.includes(value))
      .map(({ value, text }) => ({ name: text.vi, group: { key: { [id]: value }, mask: maskOf(cells, value) } }))
    return rows.length > 0 ? [{ title: item.text.vi, rows }] : []
  })
}

/** The forms' own title where they agree; else what the block is called for all. */
function blockTitle(instruments: readonly Instrument[], id: (typeof JUDGED_BLOCKS)[number]): string {
  const own = new Set(
    instruments.flatMap(({ blocks }) => blocks.filter((block) => block.id === id).map(({ title }) => title.vi)),
  )
  const [only] = own
  return own.size === 1 && only !== undefined ? only : BLOCK_TITLES[id].vi
}

const VERDICTS: Readonly<Record<string, TargetVerdict>> = {
  met: 'met',
  insufficient_evidence: 'inconclusive',
  not_met: 'missed',
}

export function cellOf(figure: AnalysisFigure): Cell {
  if (figure.kind === 'nothing') return { suppressed: 'not_asked' }
  if (figure.n < LEAST_ANSWERS) return { suppressed: 'few_answers' }
  if (figure.kind === 'no_error') return { suppressed: 'no_variance' }
  const { value, se, interval, designEffect, n, df } = figure
  return {
    value,
    se,
    low: interval[0],
    high: interval[1],
    deff: Number.isFinite(designEffect) ? designEffect : null,
    n,
    df,
  }
}

function resultOf({ rate, mean }: Pair, target: number): Result {
  const cell = cellOf(rate)
  return {
    rate: cell,
    mean: cellOf(mean),
    ...(rate.kind === 'measured' && !('suppressed' in cell) ? { bounds: rate.bounds } : {}),
    verdict: 'suppressed' in cell ? null : VERDICTS[verdictOf(rate, target).answer],
  }
}

function domainResult(group: GroupResult, target: number): DomainResult {
  return {
    level: group.key.level ?? null,
    area: group.key.area ?? null,
    blocks: Object.fromEntries(group.blocks.map((block) => [block.id, resultOf(block, target)])),
    computed: resultOf(group.overallComputed, target),
    asked: resultOf(group.overallAsked, target),
    expectation: cellOf(group.expectation.mean),
  }
}

function itemResults(group: GroupResult, instruments: readonly Instrument[], target: number): ReportResults['items'] {
  const texts = new Map(
    instruments.flatMap((form) =>
      questionsOf(form).map((question) => [`${instrumentId(form)}/${question.id}`, question]),
    ),
  )
  const worded = new Map(
    instruments.flatMap((form) =>
      form.blocks.flatMap(({ items }) =>
        items.map((item) => [`${instrumentId(form)}/${item.id}`, item.text.vi] as const),
      ),
    ),
  )
  return group.blocks.flatMap((block) =>
    block.items
      .filter(({ asked, form, id }) => asked > 0 && texts.has(`${form}/${id}`))
      .map((item) => ({
        level: group.key.level,
        block: block.id,
        id: item.id,
        text: worded.get(`${item.form}/${item.id}`) ?? item.id,
        result: resultOf(item, target),
      })),
  )
}
