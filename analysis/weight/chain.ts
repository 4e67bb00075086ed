import type { Calibration } from '../design.ts'
import { type AnalysisDetail, AnalysisError } from '../failure.ts'
import type { Ledger } from '../select/ledger.ts'
import { classOfAnswers, type FieldRecord, type SampledClass, sampledClasses } from '../select/sampled-classes.ts'
import { agreementOf } from './chain-agreement.ts'
import { carryNonresponse } from './chain-nonresponse.ts'
import { representativityOf } from './chain-representativity.ts'
import { type ClassWeight, countClasses, ratesOf, totalsOf, type WeightTotals } from './class-weight.ts'
import { type FrameColumns, mergeLevels } from './frame-columns.ts'
import type { Redistribution } from './redistribute.ts'
import type { Representativity } from './representativity.ts'
import { checkWeights, type WeightChecks } from './weight-checks.ts'
import {
  checkSteps,
  isAgreement,
  type LevelMerge,
  usualSteps,
  type WeightingSpec,
  type WeightStep,
} from './weighting-steps.ts'

export type { WeightTotals } from './class-weight.ts'
export { usualSteps, type WeightingSpec, type WeightStep } from './weighting-steps.ts'

/** What a step did. */
export type WeightRecord = WeightStep &
  Readonly<{ in: WeightTotals; out: WeightTotals }> &
  Omit<Redistribution, 'weight'> &
  Readonly<{
    /** Least and greatest factor of the weights of the answers. */
    factorRange: readonly [number, number]
    /** What the weights of the answers must add up to after the step; null while others still carry weight. */
    benchmark: number | null
    /** The weights of the answers after the step. */
    checks: WeightChecks
    /** Newton steps, sweeps, rounds of cutting. */
    iterations?: number
  }>

export type WeightChain = Readonly<{
  steps: readonly WeightRecord[]
  /** What was asked for: enough to run the chain again. */
  specification: WeightingSpec
  /** Final weight per answer, in the order of the answers. */
  weights: Float64Array
  checks: WeightChecks
  /** Answered over answered and silent, plain and weighted by base weights. */
  responseRate: Readonly<{ unweighted: number; weighted: number }>
  /** How far the answers mirror the sample in the columns of the frame, or why that cannot be said; absent without a frame. */
  representativity?: Representativity | Readonly<{ refused: Readonly<{ code: string; detail: AnalysisDetail }> }>
}>

/** The chain with what the variance needs of it; that grows with the answers and is made again, not stored. */
export type WeighedSample = WeightChain & Readonly<{ calibrations: readonly Calibration[] }>

export type WeighOptions = Readonly<{
  steps?: readonly WeightStep[]
  merge?: readonly LevelMerge[]
  /** Needed by steps that name columns. */
  frame?: FrameColumns
  /** Factor of the base weight of a class: how a replicate runs the chain. */
  factorOf?: (room: SampledClass) => number
}>

/**
 * Weights of the answers of a drawn round, step by step.
 *
 *   base                 w = 1 / (pi_school pi_class pi_pupil), the same for all pupils of a class
 *   unknown_eligibility  w' = w * sum_{cell} w / sum_{cell, known} w;  unknown pupils drop out
 *   nonresponse(_classes) w' = w * sum_{cell, eligible} w / sum_{cell, answered} w;  silent pupils drop out
 *   propensity           the same in classes along the propensity, or w' = w / p
 *   post_stratify, rake, calibrate  to the pupils of the frame;  trim  at multiples of the mean weight
 *
 * A cell in which nobody can carry the weight joins the next larger one, and what joined what is recorded. Right when, inside a
 * cell, who answers is like who does not. Taylor variances of the result know of post_stratify, rake and calibrate, and treat the
 * factors before them as known; replicates (`weighReplicates`) know of all. Where nonresponse is not corrected by a step of its
 * own, the silent drop out at the first step that agrees with totals, which then stands for it.
 *
 * @param ledger    of the draw
 * @param answered  per answer: id of its class, or of its place in the list
 * @param field     replacements and findings of the fieldwork
 * @param options   steps, `base` first; levels to take together; the frame
 * @returns         weights per answer, one record per step with the totals before and after, and checks
 * @throws AnalysisError ledger_mismatch {unit}: more answers than pupils asked; cell_empty; option_invalid {option, place, step}: steps out
 *   of order; column_missing {column}: not in the frame; what a step throws, with its `place` and `step`
 *
 * Source: Valliant, Dever, Kreuter (2018), Practical Tools for Designing and Weighting Survey Samples, chapter 13 [not re-read].
 * Golden: none in the public file for a chain; plain row-by-row forms in the tests give the same.
 */
export function weigh(
  ledger: Ledger,
  answered: readonly string[],
  field: FieldRecord = {},
  { steps = usualSteps, merge = [], frame, factorOf }: WeighOptions = {},
): WeighedSample {
  checkSteps(steps)
  if (answered.length === 0) throw new AnalysisError('cell_empty', { cell: 'all', reason: 'nobody answered' })
  const classes = sampledClasses(ledger, field)
  const rooms = classOfAnswers(classes, answered)
  const cells = countClasses(classes, rooms, factorOf)
  const responseRate = ratesOf(cells)
  const merged = frame && mergeLevels(frame, merge)
  const representativity = merged && !factorOf ? representativityOf(cells, merged) : undefined
  const strata = new Map(ledger.strata.map(({ name, values }) => [name, values]))
  const calibrations: Calibration[] = []
  let weights = weightsOf(cells, rooms)
  const records = steps.map((step, place): WeightRecord => {
    const before = totalsOf(cells, weights)
    const was = weights
    try {
      if (isAgreement(step)) {
        const made = agreementOf(step, steps[place - 1], { weights, rooms, cells, frame: merged })
        weights = made.weights
        if (made.calibration) calibrations.push(made.calibration)
        for (const cell of cells) Object.assign(cell, { silent: 0, unknown: 0 })
        return record(step, before, totalsOf(cells, weights), was, weights, made)
      }
      const moved = carryNonresponse(step, cells, strata, merged)
      weights = weightsOf(cells, rooms)
      const out = totalsOf(cells, weights)
      const benchmark = out.silent + out.unknown === 0 ? before.sum - out.ineligible : null
      return record(step, before, out, was, weights, { ...moved, benchmark })
    } catch (error) {
      if (!(error instanceof AnalysisError)) throw error
      throw new AnalysisError(error.code, { ...error.detail, place: place + 1, step: step.step })
    }
  })
  return Object.freeze({
    steps: records,
    specification: { version: 1, steps, merge },
    weights,
    checks: checkWeights(weights),
    responseRate,
    ...(representativity ? { representativity } : {}),
    calibrations,
  })
}

function weightsOf(cells: readonly ClassWeight[], rooms: readonly SampledClass[]): Float64Array {
  const weightOf = new Map(cells.map(({ room, weight }) => [room.id, weight]))
  return Float64Array.from(rooms, ({ id }) => weightOf.get(id) ?? 0)
}

type Did = Readonly<{ benchmark: number | null; iterations?: number }> & Partial<Omit<Redistribution, 'weight'>>

function record(
  step: WeightStep,
  before: WeightTotals,
  after: WeightTotals,
  was: Float64Array,
  weights: Float64Array,
  { benchmark, iterations, factors = [], merged = [] }: Did,
): WeightRecord {
  let [least, greatest] = [Number.POSITIVE_INFINITY, 0]
  for (const [row, weight] of weights.entries()) {
    if (!(was[row] > 0)) continue
    least = Math.min(least, weight / was[row])
    greatest = Math.max(greatest, weight / was[row])
  }
  return {
    ...step,
    in: before,
    out: after,
    factors,
    merged,
    factorRange: [least, greatest],
    benchmark,
    checks: checkWeights(weights),
    ...(iterations === undefined ? {} : { iterations }),
  }
}
