import type { Design } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { tQuantile } from '../numeric/distribution.ts'
import { wilsonInterval } from '../numeric/wilson.ts'
import { type Composite, composite, type Part, plainComposite, type Scope, scopeOf } from './composite.ts'
import { degreesOfDomain } from './degrees.ts'

/** Why a number stands without its error, or is missing. Words for it, with the remedy, are the reader's. */
export type FigureReason =
  /** All answers come from one school: draw at least two, or report it inside a larger domain. */
  | 'one_unit'
  /** A stratum of the domain has one school: merge strata in the design. */
  | 'lonely_stratum'
  /** Every stratum of the domain has one school with answers: widen the domain. */
  | 'no_degrees'
  /** One answer only. */
  | 'one_answer'
  /** Nobody in the domain answered. */
  | 'no_answers'
  /** Who answered was not drawn by chance (a poster, an open link): there is no sampling error to state. */
  | 'no_probability_sample'

/** A number with its error; a number whose error cannot be seen; or no number. Never NaN. */
export type Figure =
  | Readonly<{
      kind: 'measured'
      value: number
      se: number
      /** Two-sided. */
      interval: readonly [number, number]
      /** Lower and upper bound, each one-sided: what a verdict about a target rests on. */
      bounds: readonly [number, number]
      df: number
      n: number
      /** Schools (first-stage units) with an answer. */
      units: number
      designEffect: number
    }>
  | Readonly<{ kind: 'no_error'; value: number; n: number; units: number; reason: FigureReason }>
  | Readonly<{ kind: 'nothing'; n: 0; reason: 'no_answers' }>

export type Scale = 'rate' | 'mean'

/** Design effect that stands in where all answers are equal and none can be seen. */
const presumedEffect = 2

/** A scope with what all its figures share. */
export type Ground = Scope & Readonly<{ units: number; df: number }>

export function groundOf(design: Design, members: readonly Float64Array[]): Ground {
  const scope = scopeOf(design, members)
  const { unitOfRow } = scope.design.stages[0]
  const units = new Set(Array.from(scope.rows, (row) => unitOfRow[row]))
  return { ...scope, units: units.size, df: degreesOfDomain(scope.design) }
}

/** Confidence of the two-sided interval, and of each bound of its own. */
export type Confidences = Readonly<{ confidence: number; verdictConfidence: number }>

/** A composite as a figure: interval and bounds are Wilson's for rates and t for means. */
export function figureOf(ground: Ground, parts: readonly Part[], scale: Scale, levels: Confidences): Figure {
  try {
    return measured(composite(ground, parts), ground, scale, levels)
  } catch (error) {
    if (!(error instanceof AnalysisError)) throw error
    if (error.code === 'domain_empty' || error.code === 'all_missing') return nothing
    if (error.code !== 'lonely_psu' && error.code !== 'too_few_units') throw error
    const reason = error.code === 'lonely_psu' ? 'lonely_stratum' : 'one_answer'
    return { kind: 'no_error', ...plainComposite(ground, parts), units: ground.units, reason }
  }
}

export const nothing: Figure = Object.freeze({ kind: 'nothing', n: 0, reason: 'no_answers' })

function measured(
  { value, variance, n, designEffect }: Composite,
  ground: Ground,
  scale: Scale,
  { confidence, verdictConfidence }: Confidences,
): Figure {
  const { units, df } = ground
  if (df === 0) return { kind: 'no_error', value, n, units, reason: units === 1 ? 'one_unit' : 'no_degrees' }
  const se = Math.sqrt(variance)
  const between = (level: number) =>
    scale === 'rate' ? intervalOfRate(value, variance, n, df, level) : intervalOfMean(value, se, df, level)
  // A bound that errs on one side only in 5 % of samples is the end of an interval that errs on either side in 10 %.
  const bounds = between(2 * verdictConfidence - 1)
  return { kind: 'measured', value, se, interval: between(confidence), bounds, df, n, units, designEffect }
}

/**
 * Wilson's interval with the effective number of answers the variance implies and a t quantile.
 *
 *   n_eff = p (1 - p) / V;   q = t(df);   where V = 0 or p is 0 or 1: n_eff = n / 2
 *
 * Chosen over the logit interval because it exists when everybody is satisfied, and because the table of answers needed
 * for "above 90 %" is Wilson's: plan and verdict then say the same. For a mean of item rates n_eff is what a single rate of
 * that error would have; the ends stay in [0, 1].
 *
 * @param rate       0..1
 * @param variance   of the rate
 * @returns          lower and upper end, 0..1
 *
 * Source: Wilson (1927); Dean and Pagano (2015), J. Survey Statistics and Methodology 3(4), on intervals under clustering [not re-read].
 * Golden: ciprop (wilson) for the formula; published table in test/analysis/plan.
 */
export function intervalOfRate(
  rate: number,
  variance: number,
  n: number,
  df: number,
  confidence: number,
): readonly [number, number] {
  const bounded = Math.min(1, Math.max(0, rate))
  const seen = variance > 0 && bounded > 0 && bounded < 1
  const effective = seen ? (bounded * (1 - bounded)) / variance : n / presumedEffect
  return wilsonInterval(bounded, effective, tQuantile(0.5 + confidence / 2, df))
}

function intervalOfMean(value: number, se: number, df: number, confidence: number): readonly [number, number] {
  const half = tQuantile(0.5 + confidence / 2, df) * se
  return [value - half, value + half]
}
