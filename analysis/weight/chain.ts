import { AnalysisError } from '../failure.ts'
import type { Ledger } from '../select/ledger.ts'
import { classOfAnswers, type FieldRecord, type SampledClass, sampledClasses } from '../select/sampled-classes.ts'
import { type CellLevel, type Redistribution, redistribute } from './redistribute.ts'
import { checkWeights, type WeightChecks } from './weight-checks.ts'

/** What to do, as data: stored with the round, run again whenever the answers or the field record change. */
export type WeightStep =
  | Readonly<{ step: 'base' }>
  | Readonly<{ step: 'unknown_eligibility'; within: CellLevel }>
  | Readonly<{ step: 'nonresponse'; within: CellLevel }>

/** Weight that stands for each kind of sampled pupil. Every step keeps the sum. */
export type WeightTotals = Readonly<{
  answered: number
  silent: number
  ineligible: number
  unknown: number
  sum: number
}>

/** What a step did. */
export type WeightRecord = WeightStep &
  Readonly<{ in: WeightTotals; out: WeightTotals }> &
  Omit<Redistribution, 'weight'>

export type WeightChain = Readonly<{
  steps: readonly WeightRecord[]
  /** Final weight per answer, in the order of the answers. */
  weights: Float64Array
  checks: WeightChecks
  /** Answered over answered and silent, plain and weighted by base weights. */
  responseRate: Readonly<{ unweighted: number; weighted: number }>
}>

export const usualSteps: readonly WeightStep[] = Object.freeze([
  { step: 'base' },
  { step: 'unknown_eligibility', within: 'school' },
  { step: 'nonresponse', within: 'school' },
])

type Cell = {
  room: SampledClass
  answered: number
  silent: number
  unknown: number
  weight: number
  ineligible: number
}

/**
 * Weights of the answers of a drawn round, step by step.
 *
 *   base                 w = 1 / (pi_school pi_class pi_pupil), the same for all pupils of a class
 *   unknown_eligibility  w' = w * sum_{cell} w / sum_{cell, known} w;  unknown pupils drop out
 *   nonresponse          w' = w * sum_{cell, eligible} w / sum_{cell, answered} w;  silent pupils drop out
 *
 * A cell in which nobody can carry the weight joins the next larger one: class, school, stratum, first stratum column, all;
 * what joined what is recorded. Right when, inside a cell, who answers is like who does not. Taylor variances of the result
 * treat the factors as known.
 *
 * @param ledger    of the draw
 * @param answered  per answer: id of its class, or of its place in the list
 * @param field     replacements and findings of the fieldwork
 * @param steps     `base` first
 * @returns         weights per answer, one record per step with the totals before and after, and checks
 * @throws AnalysisError ledger_mismatch {unit}: more answers than pupils asked; cell_empty: nobody answered at all; option_invalid
 *
 * Source: Valliant, Dever, Kreuter (2018), Practical Tools for Designing and Weighting Survey Samples, chapter 13 [not re-read].
 * Golden: none in the public file for a chain; a plain row-by-row form in the test gives the same.
 */
export function weigh(
  ledger: Ledger,
  answered: readonly string[],
  field: FieldRecord = {},
  steps: readonly WeightStep[] = usualSteps,
): WeightChain {
  const classes = sampledClasses(ledger, field)
  const rooms = classOfAnswers(classes, answered)
  const cells = countCells(classes, rooms)
  const responseRate = ratesOf(cells)
  const columns = new Map(ledger.strata.map(({ name, values }) => [name, values]))
  if (steps[0]?.step !== 'base' || steps.slice(1).some(({ step }) => step === 'base'))
    throw new AnalysisError('option_invalid', { option: 'steps', reason: 'base comes first and once' })
  const records = steps.map((step): WeightRecord => {
    const before = totalsOf(cells)
    if (step.step === 'base') return { ...step, in: before, out: before, factors: [], merged: [] }
    const unknown = step.step === 'unknown_eligibility'
    const { weight, ...record } = redistribute(
      cells.map(({ room, weight, ...cell }) => ({
        place: {
          class: room.id,
          school: room.school.id,
          stratum: room.stratum,
          group: columns.get(room.stratum)?.[0] ?? '',
        },
        weight,
        from: unknown ? cell.unknown * weight : cell.silent * weight,
        to: unknown ? cell.answered + cell.silent + room.ineligible : cell.answered,
      })),
      step.within,
    )
    for (const [at, cell] of cells.entries()) {
      cell.weight = weight[at]
      if (unknown) cell.ineligible = weight[at]
      if (unknown) cell.unknown = 0
      else cell.silent = 0
    }
    return { ...step, in: before, out: totalsOf(cells), ...record }
  })
  const weightOf = new Map(cells.map(({ room, weight }) => [room.id, weight]))
  const weights = Float64Array.from(rooms, (room) => weightOf.get(room.id) ?? 0)
  return Object.freeze({ steps: records, weights, checks: checkWeights(weights), responseRate })
}

function countCells(classes: readonly SampledClass[], rooms: readonly SampledClass[]): Cell[] {
  const answers = new Map<string, number>()
  for (const { id } of rooms) answers.set(id, (answers.get(id) ?? 0) + 1)
  return classes.map((room) => {
    const answered = answers.get(room.id) ?? 0
    const silent = room.sampled - room.ineligible - room.unknown - answered
    if (silent < 0)
      throw new AnalysisError('ledger_mismatch', { unit: room.id, answers: answered, asked: room.sampled })
    return { room, answered, silent, unknown: room.unknown, weight: room.baseWeight, ineligible: room.baseWeight }
  })
}

function totalsOf(cells: readonly Cell[]): WeightTotals {
  const totals = { answered: 0, silent: 0, ineligible: 0, unknown: 0, sum: 0 }
  for (const { room, weight, ineligible, ...cell } of cells) {
    totals.answered += cell.answered * weight
    totals.silent += cell.silent * weight
    totals.ineligible += room.ineligible * ineligible
    totals.unknown += cell.unknown * weight
  }
  totals.sum = totals.answered + totals.silent + totals.ineligible + totals.unknown
  return totals
}

function ratesOf(cells: readonly Cell[]): WeightChain['responseRate'] {
  const sum = (of: (cell: Cell) => number) => cells.reduce((total, cell) => total + of(cell), 0)
  const eligible = sum(({ answered, silent }) => answered + silent)
  const weighted = sum(({ answered, silent, weight }) => (answered + silent) * weight)
  return {
    unweighted: sum(({ answered }) => answered) / eligible,
    weighted: sum(({ answered, weight }) => answered * weight) / weighted,
  }
}
