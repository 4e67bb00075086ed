import { type Design, keepsAllRows, within } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { tQuantile, tTwoSided } from '../numeric/distribution.ts'
import { at, inverse, type Matrix, matrix, solve } from '../numeric/matrix.ts'
import { dot, removeDirection } from '../numeric/orthogonal.ts'
import { fittedCovariance, standardErrors } from '../variance/covariance.ts'
import { degreesOfFreedom } from '../variance/degrees-of-freedom.ts'
import type { Family } from './family.ts'
import { presentRows } from './mean.ts'

export type Coefficient = Readonly<{
  name: string
  value: number
  se: number
  p: number
  interval: readonly [number, number]
}>
export type FittedModel = Readonly<{
  coefficients: readonly Coefficient[]
  covariance: Matrix
  /** Inverse of the information of the same model with independent rows and weights of mean 1. */
  naive: Matrix
  /** Weighted deviance, weights of mean 1. */
  deviance: number
  dispersion: number
  /** Degrees of freedom of the design + 1 - number of coefficients. */
  df: number
  n: number
  /** Fitted means, NaN where the row was not used. */
  fitted: Float64Array
}>
export type ModelOptions = Readonly<{ domain?: ArrayLike<number>; level?: number; limit?: number }>

/**
 * Generalised linear model fitted by weighted pseudo-likelihood.
 *
 *   b solves sum w x (y - mu) mu' / v(mu) = 0       score of b: A^-1 w x (y - mu) mu'/v,   A = sum w x x' mu'^2 / v
 *
 * mu = mean at x'b, mu' = its slope, v = variance function. Iterated reweighted least squares; the covariance is that of the
 * total of the scores (Taylor) or of the refitted b (replicates). Rows with a missing value are left out.
 *
 * @param y        response, one entry per row
 * @param columns  model matrix with names, the constant included where wanted
 * @returns        coefficients with t tests and intervals on `df`, their covariance, dispersion, deviance
 * @throws AnalysisError not_converged; cannot_factorise {pivot}: a column depends on those before it; too_few_units: df below 1
 *
 * Source: Binder (1983), Int. Stat. Review 51, 279-292; Lumley (2010), Complex Surveys, chapters 5 and 6.
 * Golden: glm, ttest, ranktest, regTermTest.
 */
export function fitModel(
  design: Design,
  y: Float64Array,
  columns: readonly Readonly<{ name: string; values: Float64Array }>[],
  family: Family,
  options: ModelOptions = {},
): FittedModel {
  const asked = within(design, options.domain)
  const x = columns.map(({ values }) => values)
  const { design: present, n } = presentRows(asked, [y, ...x])
  const rows = usedRows(present)
  const fit = iterate(present.weights, rows, y, x, family, options.limit ?? 100)
  const scale = meanWeight(asked)
  const bread = inverse(fit.information)
  const covariance = fittedCovariance(
    present,
    fit.b,
    () => scoresOf(present.weights, rows, y, x, family, fit, bread),
    (weights) => iterate(weights, rows, y, x, family, options.limit ?? 100, fit.b).b,
  )
  // Rows with a missing value count for the rank of the replicate weights, not for the units of a Taylor design.
  const df = degreesOfFreedom(asked.replicates ? asked : present) + 1 - x.length
  const fitted = new Float64Array(design.rows).fill(Number.NaN)
  for (const row of rows) fitted[row] = family.mean(fit.eta[row])
  return {
    coefficients: coefficientsOf(columns, fit.b, covariance, df, options.level ?? 0.95),
    covariance,
    naive: { ...bread, data: bread.data.map((value) => value * scale) },
    deviance: fit.deviance / scale,
    dispersion: dispersionOf(present, rows, y, fitted, family, scale),
    df,
    n,
    fitted,
  }
}

function coefficientsOf(
  columns: readonly Readonly<{ name: string }>[],
  b: Float64Array,
  covariance: Matrix,
  df: number,
  level: number,
): Coefficient[] {
  if (!(df > 0)) throw new AnalysisError('too_few_units', { df, coefficients: columns.length })
  const se = standardErrors(covariance)
  const t = tQuantile(0.5 + level / 2, df)
  return columns.map(({ name }, j): Coefficient => {
    const value = b[j]
    const error = se[j]
    const p = error > 0 ? tTwoSided(value / error, df) : 0
    return { name, value, se: error, p, interval: [value - t * error, value + t * error] }
  })
}

/**
 * The columns of a model matrix that do not depend on those before them among the rows used.
 *
 *   kept if |r| > 1e-7 |x|,  r = what is left of sqrt(w) x beside the columns kept before it
 *
 * A level that does not occur in the domain depends on nothing but has no length; a coefficient of either would have no value.
 *
 * @param y        response: rows where it or a column is missing are not used
 * @param columns  one entry per row
 * @returns        some of the columns, in their order
 *
 * Source: Golub and Van Loan (1996), Matrix Computations, section 5.2 (Gram-Schmidt, twice over).
 * Golden: glm, regTermTest.
 */
export function independentColumns<C extends Readonly<{ values: Float64Array }>>(
  design: Design,
  y: Float64Array,
  columns: readonly C[],
): C[] {
  const { design: present } = presentRows(design, [y, ...columns.map(({ values }) => values)])
  const rows = usedRows(present)
  const basis: Float64Array[] = []
  return columns.filter(({ values }) => {
    const rest = Float64Array.from(rows, (row) => Math.sqrt(present.weights[row]) * values[row])
    const before = dot(rest, rest)
    for (let pass = 0; pass < 2; pass++) for (const direction of basis) removeDirection(rest, direction)
    const left = dot(rest, rest)
    // Squares: a remainder of one part in ten million of the length.
    if (!(left > 1e-14 * before)) return false
    const length = Math.sqrt(left)
    basis.push(rest.map((each) => each / length))
    return true
  })
}

type Fit = { b: Float64Array; eta: Float64Array; information: Matrix; deviance: number }

function usedRows({ domain, weights, rows }: Design): Int32Array {
  const used: number[] = []
  for (let row = 0; row < rows; row++) if ((!domain || domain[row]) && weights[row] > 0) used.push(row)
  return Int32Array.from(used)
}

function meanWeight(design: Design): number {
  const { domain, weights, rows } = design
  let sum = 0
  let count = 0
  for (let row = 0; row < rows; row++)
    if (!domain || domain[row]) {
      sum += weights[row]
      count++
    }
  return sum / (keepsAllRows(design) ? rows : count)
}

/**
 * Reweighted least squares until the deviance settles; only the coefficients are sought, no variance.
 *
 *   b = (X'WX)^-1 X'W z,   W = w mu'^2/v,   z = eta + (y - mu)/mu',   again until the deviance moves by less than 1e-12 of itself
 *
 * @param rows  the rows used; all others are passed over
 * @param from  coefficients to begin with
 * @returns     b, the predictor, X'WX at b and the deviance, weights as given
 * @throws AnalysisError not_converged; cannot_factorise {pivot}
 *
 * Source: McCullagh and Nelder (1989), Generalized Linear Models, section 2.5.
 * Golden: glm.
 */
export function iterate(
  weights: Float64Array,
  rows: Int32Array,
  y: Float64Array,
  x: readonly Float64Array[],
  family: Family,
  limit: number,
  from?: Float64Array,
): Fit {
  const p = x.length
  const eta = new Float64Array(y.length)
  for (const row of rows) eta[row] = from ? predictor(x, from, row) : family.link(family.start(y[row]))
  let b: Float64Array = from ?? new Float64Array(p)
  let deviance = Number.POSITIVE_INFINITY
  for (let step = 0; step < limit; step++) {
    const { left, right } = normalEquations(weights, rows, y, x, family, eta)
    b = solve(left, right).data
    let next = 0
    for (const row of rows) {
      eta[row] = predictor(x, b, row)
      next += weights[row] * family.deviance(y[row], family.mean(eta[row]))
    }
    if (!Number.isFinite(next)) throw new AnalysisError('not_converged', { step: step + 1 })
    const settled = Math.abs(next - deviance) <= 1e-12 * (Math.abs(next) + 1e-3)
    deviance = next
    if (settled) return { b, eta, deviance, information: normalEquations(weights, rows, y, x, family, eta).left }
  }
  throw new AnalysisError('not_converged', { limit })
}

function predictor(x: readonly Float64Array[], b: Float64Array, row: number): number {
  let sum = 0
  for (let j = 0; j < x.length; j++) sum += b[j] * x[j][row]
  return sum
}

function normalEquations(
  weights: Float64Array,
  rows: Int32Array,
  y: Float64Array,
  x: readonly Float64Array[],
  family: Family,
  eta: Float64Array,
): { left: Matrix; right: Matrix } {
  const p = x.length
  const left = matrix(p, p)
  const right = matrix(p, 1)
  for (const row of rows) {
    const linear = eta[row]
    const mean = family.mean(linear)
    const slope = family.slope(linear)
    const weight = (weights[row] * slope * slope) / family.variance(mean)
    const working = linear + (y[row] - mean) / slope
    if (!(weight > 0)) continue
    for (let i = 0; i < p; i++) {
      const part = weight * x[i][row]
      if (part === 0) continue
      right.data[i] = right.data[i] + part * working
      for (let j = 0; j <= i; j++) left.data[i * p + j] = left.data[i * p + j] + part * x[j][row]
    }
  }
  for (let i = 0; i < p; i++) for (let j = 0; j < i; j++) left.data[j * p + i] = left.data[i * p + j]
  return { left, right }
}

function scoresOf(
  weights: Float64Array,
  rows: Int32Array,
  y: Float64Array,
  x: readonly Float64Array[],
  family: Family,
  fit: Fit,
  bread: Matrix,
): Float64Array[] {
  const p = x.length
  const scores = Array.from({ length: p }, () => new Float64Array(y.length))
  for (const row of rows) {
    const eta = fit.eta[row]
    const mean = family.mean(eta)
    const pull = (weights[row] * (y[row] - mean) * family.slope(eta)) / family.variance(mean)
    for (let i = 0; i < p; i++) {
      let sum = 0
      for (let j = 0; j < p; j++) sum += at(bread, i, j) * x[j][row]
      scores[i][row] = sum * pull
    }
  }
  return scores
}

/**
 * Variance of the Pearson residuals; `scale` is the mean weight over all rows of the domain, those with a missing value too (over all
 * rows of a calibrated design, whose domains keep them).
 */
function dispersionOf(
  design: Design,
  rows: Int32Array,
  y: Float64Array,
  fitted: Float64Array,
  family: Family,
  scale: number,
): number {
  const { weights } = design
  const counted = keepsAllRows(design) ? design.rows : rows.length
  const residual = (row: number) => (y[row] - fitted[row]) / Math.sqrt(family.variance(fitted[row]))
  let size = 0
  let sum = 0
  for (const row of rows) {
    size += weights[row]
    sum += weights[row] * residual(row)
  }
  const mean = sum / size
  let squares = 0
  for (const row of rows) squares += weights[row] * (residual(row) - mean) ** 2
  return ((squares / scale) * rows.length) / (rows.length - 1) / counted
}
