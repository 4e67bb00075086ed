import { type Design, within } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { betaQuantile, tQuantile } from '../numeric/distribution.ts'
import { at } from '../numeric/matrix.ts'
import { functionOfTotals, jacobianOf } from '../variance/covariance.ts'
import { meanOf, presentRows } from './mean.ts'
import type { EstimateOptions } from './result.ts'

export type ProportionMethod = 'logit' | 'likelihood' | 'asin' | 'beta' | 'mean' | 'xlogit' | 'wilson'
export type ProportionInterval = Readonly<{
  value: number
  se: number
  interval: readonly [number, number]
  df: number
  n: number
}>

/**
 * A share with an interval that stays inside 0 and 1.
 *
 *   mean        p -/+ t se
 *   xlogit      logit p -/+ t se/(p(1-p)), back          logit: the same, the error of logit p taken from the replicates if any
 *   asin        asin(sqrt p) -/+ t se/(2 sqrt(p(1-p))), back
 *   beta        Clopper-Pearson with m = p(1-p)/se^2 * (t_{n-1}/t_df)^2 trials
 *   wilson      (p + t^2/2m -/+ t sqrt(p(1-p)/m + t^2/4m^2)) / (1 + t^2/m),  m = p(1-p)/se^2
 *   likelihood  all q with  2 n (l(p) - l(q)) <= lambda t^2,  lambda = se^2 n / (p(1-p))
 *
 * t: quantile of Student's t with df of the design; n: rows; l: mean binomial log likelihood. Of no use at p = 0 or 1 except
 * beta, which then takes the rows as trials.
 *
 * @param values  0 or 1 per row, NaN = missing
 * @param level   of the two-sided interval
 * @returns       share, its standard error, interval, df, rows
 * @throws AnalysisError too_few_units: p is 0 or 1, or no degrees of freedom; all_missing, domain_empty; lonely_psu
 *
 * Source: Korn and Graubard (1998), Survey Methodology 24, 193-201; Wilson (1927), JASA 22, 209-212; Rao and Scott (1984),
 *   Ann. Statist. 12, 46-60; Franco et al. (2019), J. Survey Statistics and Methodology 7, 334-364.
 * Golden: ciprop.
 */
export function proportionInterval(
  design: Design,
  values: Float64Array,
  method: ProportionMethod,
  level = 0.95,
  options: Pick<EstimateOptions, 'domain'> = {},
): ProportionInterval {
  const asked = within(design, options.domain)
  const { value: p, se, df, n } = meanOf(asked, values)
  if (!(df > 0)) throw new AnalysisError('too_few_units', { df })
  const t = tQuantile(0.5 + level / 2, df)
  const found = { value: p, se, df, n }
  if (method === 'mean') return { ...found, interval: [p - t * se, p + t * se] }
  if (method === 'beta') return { ...found, interval: betaInterval(p, se, n, t, level) }
  if (!(p > 0 && p < 1)) throw new AnalysisError('too_few_units', { share: p, method, reason: 'use beta at 0 or 1' })
  const spread = p * (1 - p)
  if (method === 'wilson') {
    const m = spread / (se * se)
    const middle = (p + (t * t) / (2 * m)) / (1 + (t * t) / m)
    const half = (t * Math.sqrt(spread / m + (t * t) / (4 * m * m))) / (1 + (t * t) / m)
    return { ...found, interval: [middle - half, middle + half] }
  }
  if (method === 'asin') {
    const middle = Math.asin(Math.sqrt(p))
    const half = (t * se) / (2 * Math.sqrt(spread))
    return { ...found, interval: [Math.sin(middle - half) ** 2, Math.sin(middle + half) ** 2] }
  }
  const error = method === 'xlogit' || !asked.replicates ? se / spread : replicateLogitError(asked, values)
  if (method === 'likelihood') return { ...found, interval: likelihoodInterval(p, error * error * spread, t) }
  const middle = Math.log(p / (1 - p))
  const back = (eta: number) => 1 / (1 + Math.exp(-eta))
  return { ...found, interval: [back(middle - t * error), back(middle + t * error)] }
}

/** At p = 0 or 1 the rows themselves are the trials. */
function betaInterval(p: number, se: number, n: number, t: number, level: number): readonly [number, number] {
  const tail = (1 - level) / 2
  const plain = n > 1 ? tQuantile(1 - tail, n - 1) : t
  const m = se > 0 && p > 0 && p < 1 ? ((p * (1 - p)) / (se * se)) * (plain / t) ** 2 : n
  return [betaQuantile(tail, m * p, m * (1 - p) + 1), p >= 1 ? 1 : betaQuantile(1 - tail, m * p + 1, m * (1 - p))]
}

function replicateLogitError(design: Design, values: Float64Array): number {
  const { design: present } = presentRows(design, [values])
  const { covariance } = functionOfTotals(present, [null, values], (totals) => {
    const p = (totals[1] as number) / (totals[0] as number)
    return { value: [Math.log(p / (1 - p))], jacobian: jacobianOf([[0, 0]], 2) }
  })
  return Math.sqrt(at(covariance, 0, 0))
}

/** Both ends of the set where the likelihood has fallen by no more than the scaled critical value; `ratio` is error^2 p (1-p). */
function likelihoodInterval(p: number, ratio: number, t: number): readonly [number, number] {
  const limit = ratio * t * t
  const fall = (q: number) => 2 * (p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q)))
  const edge = (outer: number) => {
    let inside = p
    let outside = outer
    for (let step = 0; step < 200; step++) {
      const middle = (inside + outside) / 2
      if (middle === inside || middle === outside) break
      if (fall(middle) <= limit) inside = middle
      else outside = middle
    }
    return (inside + outside) / 2
  }
  return [edge(0), edge(1)]
}
