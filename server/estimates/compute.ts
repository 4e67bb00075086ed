import { type GroupResult, type Pair, satisfaction } from '../../analysis/satisfaction/satisfaction.ts'
import { verdictOf } from '../../analysis/satisfaction/verdict.ts'
import { type DesignOptions, designOf } from '../../analysis/select/design-of.ts'
import type { Ledger } from '../../analysis/select/ledger.ts'
import type { FieldRecord } from '../../analysis/select/sampled-classes.ts'
import { BLOCK_TITLES } from '../../surveys/forms/items.ts'
import { type Instrument, instrumentId } from '../../surveys/instrument.ts'
import { questionsOf } from '../../surveys/questionnaire.ts'
import type { DatasetTable } from '../dataset/table.ts'
import type { DomainResult, ReportResults, Result, TargetVerdict } from '../report/report-input.ts'
import { answerColumns, JUDGED_BLOCKS } from './answer-columns.ts'
import { cellOf, LEAST_ANSWERS } from './cell.ts'
import type { EarlierRound } from './extras/change.ts'
import { computeExtras } from './extras/compute-extras.ts'
import type { Extras } from './extras/extras-result.ts'
import { personGroups, placeGroups } from './groups.ts'
import { type EstimateSpec, USUAL_SPEC } from './spec.ts'
import { type Unweighted, unweightedRows } from './unweighted.ts'

/** Raised when a formula, an interval or a default changes; every document prints it, old results keep theirs. */
export const ESTIMATE_METHOD = 'satisfaction/2'

export type EstimateInput = Readonly<{
  table: DatasetTable
  ledger: Ledger
  /** Schools replaced in the field. */
  field?: FieldRecord
  weights: ArrayLike<number>
  /** Steps that made the weights agree with the frame, for the variance, and what they add up to. */
  calibrated?: DesignOptions['calibrated']
  instruments: readonly Instrument[]
  /** Of the round's plan. */
  target: number
  /** What the analyst chose; as usual when absent. */
  spec?: EstimateSpec
  /** The round to compare with, if there is one. */
  earlier?: EarlierRound
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
  /** Absent in results of method 1. */
  spec?: EstimateSpec
  extras?: Extras
}>

/**
 * Every published figure of a round from its frozen rows, its ledger and its weights; no clock, no chance, no other source.
 *
 * @throws AnalysisError when the rows do not fit the ledger
 */
export function computeEstimates(input: EstimateInput): EstimateResult {
  const { table, ledger, field, weights, calibrated, instruments, spec = USUAL_SPEC } = input
  const { blockRate, confidence, verdictConfidence, target = input.target } = spec
  const { design, variance, because, merged, withReplacement } = designOf(ledger, table.column('class'), {
    weights,
    ...(field ? { field } : {}),
    ...(calibrated ? { calibrated } : {}),
  })
  const answers = answerColumns(table, instruments)
  const places = placeGroups(table)
  const people = personGroups(table, instruments, spec.groups)
  const { groups } = satisfaction(
    design,
    answers,
    [...places, ...people.flatMap(({ rows }) => rows.map(({ group }) => group))],
    { target, blockRate, confidence, verdictConfidence },
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
    spec,
    extras: computeExtras({ table, ledger, design, answers, instruments, spec, places: placed }, input.earlier),
  }
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
