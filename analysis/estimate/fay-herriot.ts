import { AnalysisError } from '../failure.ts'
import { at, inverse, type Matrix, matrix, multiply } from '../numeric/matrix.ts'

export type FayHerriotMethod = 'REML' | 'ML' | 'FH'
export type FayHerriot = Readonly<{
  /** Variance of the area effects. */
  modelVariance: number
  beta: readonly number[]
  betaSe: readonly number[]
  /** Estimate of each area: between its direct estimate and the regression. */
  eblup: readonly number[]
  /** Share of each area's direct estimate in it. */
  gamma: readonly number[]
  /** Mean squared error of each estimate, the error of s and b counted. */
  mse: readonly number[]
  /** Of b, with s taken as known. */
  betaCovariance: Matrix
}>

/**
 * Small-area estimates from direct estimates of known variance and area-level predictors.
 *
 *   y_i = x_i' b + u_i + e_i,  u ~ (0, s),  e_i ~ (0, v_i);   eblup_i = x_i' b + g_i (y_i - x_i' b),  g_i = s / (s + v_i)
 *
 *   mse_i = g1 + g2 + 2 g3 - b(s) (1 - g_i)^2,   g1 = g_i v_i,  g2 = (1 - g_i)^2 x_i' Q x_i,  g3 = (1 - g_i)^2 Var(s) / (s + v_i)
 *
 * s by residual likelihood (REML), likelihood (ML) or the moment equation of Fay and Herriot (FH), never below 0; b by generalised
 * least squares. The v_i count as known; the error of s is not carried into betaSe. Var(s): 2 / sum (s + v)^-2, for FH 2 m / (sum (s + v)^-1)^2;
 * b(s): bias of s to first order, 0 for REML.
 *
 * @param y          direct estimates, one per area
 * @param variances  their variances, positive
 * @param columns    predictors with the constant included
 * @returns          model variance, beta with standard errors, estimates with their mean squared error and shrinkage per area
 * @throws AnalysisError population_invalid {area}: a variance that is not positive; not_converged; too_few_units
 *
 * Source: Fay and Herriot (1979), JASA 74, 269-277; Rao and Molina (2015), Small Area Estimation, section 6.1;
 *   Prasad and Rao (1990), JASA 85, 163-171; Datta and Lahiri (2000), Statistica Sinica 10, 613-627; Datta, Rao and Smith (2005),
 *   Biometrika 92, 183-196, for the FH method.
 * Golden: sae (R metafor); milk (R sae::mseFH, the example of its manual).
 */
export function fayHerriot(
  y: Float64Array,
  variances: Float64Array,
  columns: readonly Float64Array[],
  method: FayHerriotMethod = 'REML',
): FayHerriot {
  const areas = y.length
  const p = columns.length
  if (areas <= p) throw new AnalysisError('too_few_units', { areas, needed: p + 1 })
  for (const [area, v] of variances.entries())
    if (!(v > 0)) throw new AnalysisError('population_invalid', { area: area + 1, value: String(v) })
  const s = modelVariance(y, variances, columns, method)
  const { beta, covariance } = generalisedFit(y, variances, columns, s)
  const gamma = Array.from(variances, (v) => s / (s + v))
  const eblup = gamma.map((g, area) => {
    const line = lineOf(columns, beta, area)
    return line + g * (y[area] - line)
  })
  return {
    modelVariance: s,
    beta: Array.from(beta),
    betaSe: Array.from({ length: p }, (_, j) => Math.sqrt(at(covariance, j, j))),
    eblup,
    gamma,
    mse: meanSquaredErrors(variances, columns, s, covariance, gamma, method),
    betaCovariance: covariance,
  }
}

function meanSquaredErrors(
  variances: Float64Array,
  columns: readonly Float64Array[],
  s: number,
  covariance: Matrix,
  gamma: readonly number[],
  method: FayHerriotMethod,
): number[] {
  let first = 0
  let second = 0
  let lost = 0
  for (const [area, v] of variances.entries()) {
    first += 1 / (s + v)
    second += 1 / (s + v) ** 2
    lost += leverage(covariance, columns, area) / (s + v) ** 2
  }
  const areas = variances.length
  const varianceOfModel = method === 'FH' ? (2 * areas) / first ** 2 : 2 / second
  const bias = {
    REML: 0,
    ML: -lost / second,
    FH: (2 * (areas * second - first ** 2)) / first ** 3,
  }[method]
  return gamma.map((g, area) => {
    const rest = (1 - g) ** 2
    const g3 = (rest * varianceOfModel) / (s + variances[area])
    return g * variances[area] + rest * leverage(covariance, columns, area) + 2 * g3 - bias * rest
  })
}

function lineOf(columns: readonly Float64Array[], beta: Float64Array, area: number): number {
  return columns.reduce((sum, column, j) => sum + beta[j] * column[area], 0)
}

function generalisedFit(y: Float64Array, variances: Float64Array, columns: readonly Float64Array[], s: number) {
  const p = columns.length
  const left = matrix(p, p)
  const right = matrix(p, 1)
  for (let area = 0; area < y.length; area++) {
    const weight = 1 / (s + variances[area])
    for (let i = 0; i < p; i++) {
      const part = weight * columns[i][area]
      right.data[i] = right.data[i] + part * y[area]
      for (let j = 0; j < p; j++) left.data[i * p + j] = left.data[i * p + j] + part * columns[j][area]
    }
  }
  const covariance = inverse(left)
  return { covariance, beta: multiply(covariance, right).data }
}

function modelVariance(
  y: Float64Array,
  variances: Float64Array,
  columns: readonly Float64Array[],
  method: FayHerriotMethod,
): number {
  const slope = (s: number) => likelihoodSlope(y, variances, columns, s, method)
  if (slope(0) <= 0) return 0
  let low = 0
  let high = variances.reduce((sum, v) => sum + v, 0) / variances.length
  for (let step = 0; slope(high) > 0; step++) {
    if (step > 200) throw new AnalysisError('not_converged', { method })
    low = high
    high *= 2
  }
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (slope(middle) > 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Falls through 0 at the estimate: the derivative of twice the log likelihood in s, or the moment equation. */
function likelihoodSlope(
  y: Float64Array,
  variances: Float64Array,
  columns: readonly Float64Array[],
  s: number,
  method: FayHerriotMethod,
): number {
  const { beta, covariance } = generalisedFit(y, variances, columns, s)
  let fit = 0
  let squares = 0
  let trace = 0
  for (let area = 0; area < y.length; area++) {
    const v = s + variances[area]
    const rest = y[area] - lineOf(columns, beta, area)
    fit += (rest / v) ** 2
    squares += rest ** 2 / v
    trace += 1 / v - (method === 'REML' ? leverage(covariance, columns, area) / (v * v) : 0)
  }
  if (method === 'FH') return squares - (y.length - columns.length)
  if (method === 'REML' || method === 'ML') return fit - trace
  throw new AnalysisError('option_invalid', { option: 'method', value: method })
}

function leverage(covariance: Matrix, columns: readonly Float64Array[], area: number): number {
  let sum = 0
  for (let i = 0; i < columns.length; i++)
    for (let j = 0; j < columns.length; j++) sum += at(covariance, i, j) * columns[i][area] * columns[j][area]
  return sum
}
