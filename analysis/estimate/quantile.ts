import { type Design, keepsAllRows, within } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { betaQuantile, tQuantile } from '../numeric/distribution.ts'
import { at } from '../numeric/matrix.ts'
import { masked } from '../variance/covariance.ts'
import { degreesOfFreedom } from '../variance/degrees-of-freedom.ts'
import { covarianceOfReplicates } from '../variance/replicates.ts'
import { meanOf, presentRows } from './mean.ts'
import { cumulate, type QuantileRule, quantileAt } from './quantile-rule.ts'
import type { EstimateOptions } from './result.ts'
import { scoreInterval } from './score-interval.ts'

export type QuantileInterval = 'mean' | 'beta' | 'xlogit' | 'asin' | 'score' | 'quantile'
export type QuantileEstimate = Readonly<{
  p: number
  value: number
  interval: readonly [number | null, number | null]
  se: number | null
  df: number
}>

/**
 * Quantiles with intervals from the interval of the share below them (Woodruff).
 *
 *   q = F^-1(p);  interval [F^-1(lower), F^-1(upper)], lower and upper those of the share of values <= q;  se = length / 2t
 *
 * F: weighted distribution, read by `rule`; the share's interval is that of `proportionInterval`, of a design with replicates always
 * the one by the mean, as R survey has it. `score`: see `scoreInterval`; `quantile` takes the spread of the replicates of q (not for
 * jackknives). An end outside [0, 1] has no quantile and is null, and the standard error with it.
 *
 * @param values  one entry per row, NaN = missing
 * @param shares  the p wanted, 0 to 1
 * @returns       one result per p, in the unit of the values
 * @throws AnalysisError all_missing, domain_empty; option_invalid {interval}; lonely_psu
 *
 * Source: Woodruff (1952), JASA 47, 635-646; Francisco and Fuller (1991), Ann. Statist. 19, 454-469; Dorfman and Valliant (1993),
 *   Proc. ASA Survey Research Methods, 866-871.
 * Golden: quantile.
 */
export function quantilesOf(
  design: Design,
  values: Float64Array,
  shares: readonly number[],
  rule: QuantileRule = 'math',
  interval: QuantileInterval = 'mean',
  options: Pick<EstimateOptions, 'domain'> & Readonly<{ level?: number }> = {},
): QuantileEstimate[] {
  const asked = within(design, options.domain)
  const { design: present } = presentRows(asked, [values])
  const df = degreesOfFreedom(present)
  const level = options.level ?? 0.95
  if (!(df > 0)) throw new AnalysisError('too_few_units', { df })
  const t = tQuantile(0.5 + level / 2, df)
  const sorted = cumulate(values, masked(present, present.weights))
  return shares.map((p) => {
    if (!(p >= 0 && p <= 1)) throw new AnalysisError('option_invalid', { option: 'quantiles', value: String(p) })
    const value = quantileAt(sorted, p, rule)
    if (interval === 'quantile') return overReplicates(present, values, p, value, rule, t, df)
    const ends =
      interval === 'score'
        ? scoreInterval(present, values, sorted, p, rule, t)
        : shareInterval(present, values, value, present.replicates ? 'mean' : interval, t, level).map((end) =>
            end >= 0 && end <= 1 ? quantileAt(sorted, end, rule) : null,
          )
    const [low, high] = [ends[0] ?? null, ends[1] ?? null]
    return { p, value, interval: [low, high], se: low === null || high === null ? null : (high - low) / (2 * t), df }
  })
}

/** Interval of the share of values at or below q. */
function shareInterval(
  design: Design,
  values: Float64Array,
  q: number,
  interval: Exclude<QuantileInterval, 'score' | 'quantile'>,
  t: number,
  level: number,
): [number, number] {
  const { value: p, se, n } = meanOf(design, below(values, q))
  const spread = p * (1 - p)
  if (interval === 'mean') return [p - t * se, p + t * se]
  if (interval === 'asin') {
    const middle = Math.asin(Math.sqrt(p))
    const half = (t * se) / (2 * Math.sqrt(spread))
    return [Math.sin(middle - half) ** 2, Math.sin(middle + half) ** 2]
  }
  if (interval === 'xlogit') {
    const middle = Math.log(p / (1 - p))
    const half = (t * se) / spread
    return [1 / (1 + Math.exp(half - middle)), 1 / (1 + Math.exp(-half - middle))]
  }
  if (interval !== 'beta') throw new AnalysisError('option_invalid', { option: 'intervalType', value: interval })
  const tail = (1 - level) / 2
  const m = (spread / (se * se)) * (tQuantile(1 - tail, (keepsAllRows(design) ? design.rows : n) - 1) / t) ** 2
  return [betaQuantile(tail, m * p, m * (1 - p) + 1), betaQuantile(1 - tail, m * p + 1, m * (1 - p))]
}

function below(values: Float64Array, q: number): Float64Array {
  return values.map((value) => (Number.isNaN(value) ? value : value <= q ? 1 : 0))
}

function overReplicates(
  design: Design,
  values: Float64Array,
  p: number,
  value: number,
  rule: QuantileRule,
  t: number,
  df: number,
): QuantileEstimate {
  const { replicates } = design
  if (!replicates)
    throw new AnalysisError('option_invalid', { option: 'intervalType', reason: 'quantile needs replicates' })
  const found = Array.from({ length: replicates.count }, (_, r) =>
    Float64Array.of(quantileAt(cumulate(values, masked(design, replicates.weightsOf(r))), p, rule)),
  )
  const se = Math.sqrt(at(covarianceOfReplicates(replicates, found, Float64Array.of(value)), 0, 0))
  return { p, value, interval: [value - t * se, value + t * se], se, df }
}
