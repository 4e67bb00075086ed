import { AnalysisError } from '../failure.ts'
import { at } from '../numeric/matrix.ts'
import type { Classes } from './carry.ts'
import { type Propensities, type PropensityModel, type Responses, responsePropensity } from './propensity.ts'

export type PartialIndicator = Readonly<{
  name: string
  /** How far response differs between the levels of the variable. */
  unconditional: number
  /** What is left of it between pupils alike in the other variables; absent with one variable. */
  conditional?: number
  /** By level: above 0 answered more than the average, below 0 less. */
  levels: readonly Readonly<{ level: string; share: number; rate: number; unconditional: number }>[]
}>

export type Representativity = Readonly<{
  /** 1 = those who answered mirror those who were asked; adjusted for what chance adds. */
  indicator: number
  unadjusted: number
  se: number
  /** Weighted mean of the propensities, and their standard deviation. */
  meanPropensity: number
  sdPropensity: number
  asked: number
  partial: readonly PartialIndicator[]
}>

/**
 * How far those who answered mirror those who were asked: the R-indicator and its parts by variable.
 *
 *   R = 1 - 2 S;  S^2 = sum w (p - pbar)^2 / (N - 1) - B;  B = sum w z' V z / N - (1/n - 1/N) S^2_unadjusted
 *   var R = (4 a' V a + 2 tr(C V C V) + (1/n - 1/N) S^2((p - pbar)^2)) / S^2_unadjusted
 *   unconditional of a level: sqrt(N_l/N) (pbar_l - pbar), of a variable: root of the sum of their squares
 *   conditional of a variable: sqrt(sum w (p - mean p among those alike in the other variables)^2 / (N - 1))
 *
 * p: estimated propensities; N: sum of weights; n: asked; z = p (1-p) x; V: covariance of the coefficients with weights of mean 1;
 * a, C: covariance of z with p, and of z. Compares rounds only when the same variables enter. B and var R take the draw as simple
 * random: clustering is not counted, so the error is too small where whole schools stay silent.
 *
 * @param weights    base weight per row
 * @param responses  1 answered, 0 did not, -1 takes no part
 * @param model      frame variables
 * @param factors    variables to give partial indicators of, as classes of the rows
 * @returns          R adjusted and not, its error, partial indicators
 * @throws AnalysisError what `responsePropensity` throws; cell_unknown {margin, row}: a row that takes part lies in no class
 *
 * Source: Schouten, Cobben, Bethlehem (2009), Survey Methodology 35, 101-113; Shlomo, Skinner, Schouten (2012), J. Statistical Planning
 *   and Inference 142, 201-211 (bias, variance; as in the RISQ tools 2.1); Schouten, Shlomo, Skinner (2011), J. Official Statistics
 *   27, 231-253 (partial).
 * Golden: test/golden/r/nonresponse.R.
 */
export function representativity(
  weights: Float64Array,
  responses: Responses,
  model: PropensityModel,
  factors: readonly Classes[] = [],
): Representativity {
  const fitted = responsePropensity(weights, responses, model)
  const { propensity } = fitted
  const rows: number[] = []
  for (let row = 0; row < weights.length; row++) if (!Number.isNaN(propensity[row])) rows.push(row)
  const size = sum(rows, (row) => weights[row])
  const mean = sum(rows, (row) => weights[row] * propensity[row]) / size
  const squares = sum(rows, (row) => weights[row] * (propensity[row] - mean) ** 2)
  const spread = squares / (size - 1)
  const open = 1 / rows.length - 1 / size
  const { bias, variance } = chance(rows, weights, fitted, mean, open)
  const left = Math.max(0, spread - (bias - open * spread))
  return Object.freeze({
    indicator: 1 - 2 * Math.sqrt(left),
    unadjusted: 1 - 2 * Math.sqrt(spread),
    se: squares > 0 ? Math.sqrt(variance / (squares / size)) : 0,
    meanPropensity: mean,
    sdPropensity: Math.sqrt(spread),
    asked: rows.length,
    partial: factors.map((factor) => partialOf(factor, factors, rows, weights, propensity, mean, size)),
  })
}

/** What chance adds to the spread of the propensities, and the numerator of the variance of R. */
function chance(rows: readonly number[], weights: Float64Array, fitted: Propensities, mean: number, open: number) {
  const { propensity, columns, inverse } = fitted
  const k = columns.length
  const size = sum(rows, (row) => weights[row])
  // The information was summed over the weights; errors of the coefficients are those of as many cases as were asked.
  const scale = size / rows.length
  const slope = (row: number) => propensity[row] * (1 - propensity[row])
  const z = columns.map((column) => Float64Array.from(rows, (row) => slope(row) * column[row]))
  const weight = Float64Array.from(rows, (row) => weights[row])
  const p = Float64Array.from(rows, (row) => propensity[row])
  const v = (i: number, j: number) => at(inverse, i, j) * scale
  const meanOf = (values: ArrayLike<number>) => sum(weight.keys(), (i) => weight[i] * values[i]) / size
  const means = z.map(meanOf)
  const covariance = (one: ArrayLike<number>, m: number, other: ArrayLike<number>, o: number) =>
    sum(weight.keys(), (i) => weight[i] * (one[i] - m) * (other[i] - o)) / size
  let bias = 0
  let slopeTerm = 0
  const cv = new Float64Array(k * k)
  const along = z.map((each, j) => covariance(each, means[j], p, mean))
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++) {
      const c = covariance(z[i], means[i], z[j], means[j])
      bias += v(i, j) * (c + means[i] * means[j])
      slopeTerm += 4 * along[i] * v(i, j) * along[j]
      for (let l = 0; l < k; l++) cv[i * k + l] = cv[i * k + l] + c * v(j, l)
    }
  let trace = 0
  for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) trace += cv[i * k + j] * cv[j * k + i]
  const square = p.map((each) => (each - mean) ** 2)
  const squareMean = meanOf(square)
  const squareSpread = sum(weight.keys(), (i) => weight[i] * (square[i] - squareMean) ** 2) / (size - 1)
  return { bias, variance: slopeTerm + 2 * trace + open * squareSpread }
}

function partialOf(
  factor: Classes,
  factors: readonly Classes[],
  rows: readonly number[],
  weights: Float64Array,
  propensity: Float64Array,
  mean: number,
  size: number,
): PartialIndicator {
  const { name, labels, cellOfRow } = factor
  const mass = new Float64Array(labels.length)
  const sums = new Float64Array(labels.length)
  for (const row of rows) {
    const cell = cellOfRow[row]
    if (cell < 0) throw new AnalysisError('cell_unknown', { margin: name, row: row + 1 })
    mass[cell] = mass[cell] + weights[row]
    sums[cell] = sums[cell] + weights[row] * propensity[row]
  }
  const levels = labels.flatMap((level, cell) => {
    if (mass[cell] === 0) return []
    const [share, rate] = [mass[cell] / size, sums[cell] / mass[cell]]
    return [{ level, share, rate, unconditional: Math.sqrt(share) * (rate - mean) }]
  })
  const unconditional = Math.sqrt(levels.reduce((total, level) => total + level.unconditional ** 2, 0))
  const others = factors.filter((other) => other !== factor)
  if (others.length === 0) return { name, unconditional, levels }
  const alike = new Map<string, { mass: number; sum: number }>()
  const keyOf = (row: number) => others.map((other) => other.cellOfRow[row]).join(' ')
  for (const row of rows) {
    const group = alike.get(keyOf(row)) ?? { mass: 0, sum: 0 }
    alike.set(keyOf(row), group)
    group.mass += weights[row]
    group.sum += weights[row] * propensity[row]
  }
  const within = sum(rows, (row) => {
    const group = alike.get(keyOf(row)) as { mass: number; sum: number }
    return weights[row] * (propensity[row] - group.sum / group.mass) ** 2
  })
  return { name, unconditional, conditional: Math.sqrt(within / (size - 1)), levels }
}

function sum(rows: Iterable<number>, of: (row: number) => number): number {
  let total = 0
  for (const row of rows) total += of(row)
  return total
}
