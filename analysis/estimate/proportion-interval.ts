import { type Design, keepsAllRows, within } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { betaQuantile, normalUpper, tQuantile } from '../numeric/distribution.ts'
import { at } from '../numeric/matrix.ts'
import { cubicSpline } from '../numeric/spline.ts'
import { functionOfTotals, jacobianOf } from '../variance/covariance.ts'
import { meanOf, presentRows } from './mean.ts'
import type { EstimateOptions } from './result.ts'

const methods = ['logit', 'likelihood', 'asin', 'beta', 'mean', 'xlogit', 'wilson'] as const
export type ProportionMethod = (typeof methods)[number]
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
 *   likelihood  all q with  2 (n-1) (l(p) - l(q)) <= lambda t^2,  lambda = se^2 n / (p(1-p))
 *
 * t: quantile of Student's t with df of the design; n: rows with a value, all rows of a calibrated design; l: mean binomial log likelihood. Of no use at p = 0 or 1 except
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
  if (!methods.includes(method)) throw new AnalysisError('option_invalid', { option: 'method', value: String(method) })
  if (!(level > 0 && level < 1)) throw new AnalysisError('option_invalid', { option: 'level', value: String(level) })
  // As if the rows without a value had been left out before: their units do not count.
  const { value: p, se, df, n } = meanOf(presentRows(asked, [values]).design, values)
  if (!(df > 0)) throw new AnalysisError('too_few_units', { df })
  const t = tQuantile(0.5 + level / 2, df)
  const found = { value: p, se, df, n }
  if (method === 'mean') return { ...found, interval: [p - t * se, p + t * se] }
  if (method === 'beta')
    return { ...found, interval: betaInterval(p, se, keepsAllRows(asked) ? asked.rows : n, t, level) }
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
  const error = method === 'xlogit' || !asked.replicates ? se / spread : replicateLogitError(asked, values, p)
  if (method === 'likelihood') return { ...found, interval: likelihoodInterval(p, error, n, working(asked, values), t) }
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

type Working = Readonly<{ size: number; scale: number; information: number; counted: number }>

/**
 * The working model of a share: weights of mean 1 over the rows of the domain that have a value, the others being left out before,
 * as in the published values. `size` is their sum,
 * `scale` their mean there (of a calibrated design, whose domains keep all rows, over all), `counted` those rows, `information` that of logit p where a fit stops whose deviance moves by less than 1e-8: one step before the end, as in the
 * published values (a difference in the sixth digit).
 */
function working(design: Design, values: Float64Array): Working {
  const { weights, domain, rows } = design
  const calibrated = keepsAllRows(design)
  let all = 0
  const used: number[] = []
  for (let row = 0; row < rows; row++) {
    if ((domain && !domain[row]) || Number.isNaN(values[row])) continue
    all += weights[row]
    if (weights[row] > 0) used.push(row)
  }
  const count = calibrated ? rows : used.length
  const weightOf = (row: number) => (weights[row] * count) / all
  const size = used.reduce((sum, row) => sum + weightOf(row), 0)
  const p = used.reduce((sum, row) => sum + weightOf(row) * values[row], 0) / size
  let top = 0
  let information = 0
  for (const row of used) {
    const weight = weightOf(row)
    const mean = (weight * values[row] + 0.5) / (weight + 1)
    const spread = mean * (1 - mean)
    information += weight * spread
    top += weight * (spread * Math.log(mean / (1 - mean)) + values[row] - mean)
  }
  let eta = top / information
  let before = Number.POSITIVE_INFINITY
  for (let step = 0; step < 50; step++) {
    const q = 1 / (1 + Math.exp(-eta))
    const deviance = -2 * size * (p * Math.log(q) + (1 - p) * Math.log(1 - q))
    if (Math.abs(deviance - before) / (Math.abs(deviance) + 0.1) < 1e-8) break
    before = deviance
    information = size * q * (1 - q)
    eta += (p - q) / (q * (1 - q))
  }
  const known = values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0)
  return {
    size,
    scale: size / (calibrated ? rows : used.length),
    information,
    counted: calibrated ? known : used.length,
  }
}

/**
 * Error of logit p over the replicates. Each is sought from the full sample's by Newton steps that stop when the deviance of weights of
 * sum 1 moves by less than 1e-8, as a fit of R does (a difference in the eighth digit).
 */
function replicateLogitError(design: Design, values: Float64Array, p: number): number {
  const { design: present } = presentRows(design, [values])
  const { covariance } = functionOfTotals(present, [null, values], (totals) => ({
    value: [logitFrom(p, totals[1] / totals[0])],
    jacobian: jacobianOf([[0, 0]], 2),
  }))
  return Math.sqrt(at(covariance, 0, 0))
}

function logitFrom(start: number, share: number): number {
  let eta = Math.log(start / (1 - start))
  if (!(share > 0 && share < 1)) return Math.log(share / (1 - share))
  const deviance = (q: number) => -2 * (share * Math.log(q) + (1 - share) * Math.log(1 - q))
  let before = deviance(start)
  for (let step = 0; step < 25; step++) {
    const q = 1 / (1 + Math.exp(-eta))
    eta += (share - q) / (q * (1 - q))
    const now = deviance(1 / (1 + Math.exp(-eta)))
    if (Math.abs(now - before) / (Math.abs(now) + 0.1) < 1e-8) break
    before = now
  }
  return eta
}

/**
 * Ends of the profile where its signed root reaches -/+ sqrt(lambda) t. As in R, the root is taken at steps of a fifth of its
 * greatest useful value, a spline is laid through them and read by straight lines between three points a step: the ends are
 * good to four digits, and it is these that agree with the published values.
 */
function likelihoodInterval(
  p: number,
  error: number,
  n: number,
  { size, scale, information, counted }: Working,
  t: number,
): readonly [number, number] {
  const cutoff = error * Math.sqrt(information) * t
  const tail = (2 * normalUpper(cutoff)) / 4
  const most = tQuantile(1 - tail / 2, counted - 1)
  const middle = Math.log(p / (1 - p))
  const dispersion = (scale * n) / (n - 1)
  const root = (eta: number) => {
    const q = 1 / (1 + Math.exp(-eta))
    const fall = 2 * size * (p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q)))
    return Math.sign(eta - middle) * Math.sqrt(Math.max(0, fall) / dispersion)
  }
  const etas = [middle]
  for (const sign of [-1, 1])
    for (let step = 1; step < 10; step++) {
      const eta = middle + (sign * step * most * error) / 5
      etas.push(eta)
      if (Math.abs(root(eta)) >= most) break
    }
  etas.sort((a, b) => a - b)
  const curve = cubicSpline(etas, etas.map(root))
  const first = etas[0]
  const step = (etas[etas.length - 1] - first) / (3 * etas.length - 1)
  const points = Array.from({ length: 3 * etas.length }, (_, i) => first + i * step)
  const heights = points.map(curve)
  const read = (height: number) => {
    const i = heights.findIndex((each) => each >= height)
    if (i <= 0) throw new AnalysisError('not_converged', { reason: 'the profile does not reach the interval' })
    const low = heights[i - 1]
    const eta = points[i - 1] + (step * (height - low)) / (heights[i] - low)
    return 1 / (1 + Math.exp(-eta))
  }
  return [read(-cutoff), read(cutoff)]
}
