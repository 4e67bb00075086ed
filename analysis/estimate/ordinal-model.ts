import { type Design, within } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { inverse, type Matrix, matrix, solve } from '../numeric/matrix.ts'
import { fittedCovariance, masked, standardErrors } from '../variance/covariance.ts'
import { presentRows } from './mean.ts'

export type OrdinalModel = Readonly<{
  coefficients: readonly Readonly<{ name: string; value: number; se: number }>[]
  covariance: Matrix
  n: number
}>

/**
 * Proportional-odds model of an ordered response, by weighted pseudo-likelihood.
 *
 *   logit P(y <= k) = a_k - x' b        score: d log( F(a_k - x'b) - F(a_{k-1} - x'b) )
 *
 * F: logistic. One slope serves all thresholds, which is an assumption worth testing. Newton steps on the exact second derivative,
 * halved when the likelihood falls.
 *
 * @param level    code 0 .. K-1 of the response in its order per row, -1 = missing
 * @param columns  explanatory columns without a constant
 * @returns        slopes, then the K-1 thresholds named `low|high`; standard errors by the design
 * @throws AnalysisError not_converged, cannot_factorise; too_few_units: fewer than two levels occur
 *
 * Source: McCullagh (1980), JRSS B 42, 109-142; Binder (1983), Int. Stat. Review 51, 279-292.
 * Golden: olr.
 */
export function fitOrdinal(
  design: Design,
  level: Int32Array,
  levels: readonly string[],
  columns: readonly Readonly<{ name: string; values: Float64Array }>[],
  options: Readonly<{ domain?: ArrayLike<number>; limit?: number }> = {},
): OrdinalModel {
  const asked = within(design, options.domain)
  const response = Float64Array.from(level, (code) => (code < 0 ? Number.NaN : code))
  const x = columns.map(({ values }) => values)
  const { design: present, n } = presentRows(asked, [response, ...x])
  if (levels.length < 2) throw new AnalysisError('too_few_units', { levels: levels.length, needed: 2 })
  const problem: Problem = { level, thresholds: levels.length - 1, x }
  const weights = masked(present, present.weights)
  const fit = newtonFit(problem, weights, startOf(problem, weights), options.limit ?? 100)
  const bread = inverse(fit.information)
  const size = x.length + problem.thresholds
  const covariance = fittedCovariance(
    present,
    fit.b,
    () => {
      const raw = Array.from({ length: size }, () => new Float64Array(design.rows))
      const gradient = new Float64Array(size)
      for (let row = 0; row < design.rows; row++) {
        if (!(weights[row] > 0)) continue
        rowTerms(problem, fit.b, row, gradient)
        for (let i = 0; i < size; i++) {
          let sum = 0
          for (let j = 0; j < size; j++) sum += bread.data[i * size + j] * gradient[j]
          raw[i][row] = sum * weights[row]
        }
      }
      return raw
    },
    (each) => newtonFit(problem, each, fit.b, options.limit ?? 100).b,
  )
  const se = standardErrors(covariance)
  const names = [
    ...columns.map(({ name }) => name),
    ...levels.slice(0, -1).map((low, k) => `${low}|${levels[k + 1] as string}`),
  ]
  const coefficients = names.map((name, j) => ({ name, value: fit.b[j], se: se[j] as number }))
  return { coefficients, covariance, n }
}

type Problem = Readonly<{ level: Int32Array; thresholds: number; x: readonly Float64Array[] }>

/** Slopes 0 and the thresholds of the plain distribution. */
function startOf({ level, thresholds, x }: Problem, weights: Float64Array): Float64Array {
  const mass = new Float64Array(thresholds + 1)
  let all = 0
  for (let row = 0; row < weights.length; row++) {
    const weight = weights[row]
    if (!(weight > 0)) continue
    mass[level[row]] = mass[level[row]] + weight
    all += weight
  }
  const b = new Float64Array(x.length + thresholds)
  let below = 0
  for (let k = 0; k < thresholds; k++) {
    if (!(mass[k] > 0)) throw new AnalysisError('too_few_units', { level: k + 1 })
    below += mass[k]
    if (!(below < all)) throw new AnalysisError('too_few_units', { level: k + 2 })
    b[x.length + k] = Math.log(below / (all - below))
  }
  return b
}

const logistic = (u: number) =>
  u === Number.POSITIVE_INFINITY ? 1 : u === Number.NEGATIVE_INFINITY ? 0 : 1 / (1 + Math.exp(-u))

/** Log likelihood of a row, its gradient, and the pieces of its second derivative. */
function rowTerms({ level, thresholds, x }: Problem, b: Float64Array, row: number, gradient: Float64Array) {
  const p = x.length
  const k = level[row]
  let linear = 0
  for (let j = 0; j < p; j++) linear += b[j] * x[j][row]
  const high = k === thresholds ? 1 : logistic(b[p + k] - linear)
  const low = k === 0 ? 0 : logistic(b[p + k - 1] - linear)
  const share = Math.max(high - low, 1e-300)
  const dHigh = high * (1 - high)
  const dLow = low * (1 - low)
  gradient.fill(0)
  for (let j = 0; j < p; j++) gradient[j] = (-(dHigh - dLow) / share) * x[j][row]
  if (k < thresholds) gradient[p + k] = dHigh / share
  if (k > 0) gradient[p + k - 1] = -dLow / share
  return { log: Math.log(share), share, dHigh, dLow, ddHigh: dHigh * (1 - 2 * high), ddLow: dLow * (1 - 2 * low), k }
}

function newtonFit(problem: Problem, weights: Float64Array, from: Float64Array, limit: number) {
  const size = from.length
  let b = Float64Array.from(from)
  let state = derivatives(problem, weights, b)
  for (let step = 0; step < limit; step++) {
    const move = solve(state.information, matrix(size, 1, state.gradient)).data
    let share = 1
    let next = b
    let reached = state
    for (let halving = 0; halving < 30; halving++, share /= 2) {
      next = b.map((value, j) => value + share * move[j])
      reached = derivatives(problem, weights, next)
      if (reached.log >= state.log) break
    }
    const gain = reached.log - state.log
    b = next
    state = reached
    if (Math.abs(gain) <= 1e-13 * Math.abs(state.log)) return { b, information: state.information }
  }
  throw new AnalysisError('not_converged', { limit })
}

function derivatives(problem: Problem, weights: Float64Array, b: Float64Array) {
  const { x, thresholds } = problem
  const p = x.length
  const size = b.length
  const gradient = new Float64Array(size)
  const information = matrix(size, size)
  const own = new Float64Array(size)
  const d = new Float64Array(size)
  let log = 0
  for (let row = 0; row < weights.length; row++) {
    const weight = weights[row]
    if (!(weight > 0)) continue
    const t = rowTerms(problem, b, row, own)
    log += weight * t.log
    for (const [end, second] of [
      [t.k, t.ddHigh],
      [t.k - 1, -t.ddLow],
    ] as const) {
      if (end < 0 || end >= thresholds) continue
      d.fill(0)
      for (let j = 0; j < p; j++) d[j] = -x[j][row]
      d[p + end] = 1
      addOuter(information, d, (-weight * second) / t.share)
    }
    addOuter(information, own, weight)
    for (let j = 0; j < size; j++) gradient[j] = gradient[j] + weight * own[j]
  }
  return { log, gradient, information }
}

function addOuter(m: Matrix, v: Float64Array, factor: number): void {
  for (let i = 0; i < v.length; i++) {
    const part = factor * v[i]
    if (part === 0) continue
    for (let j = 0; j < v.length; j++) m.data[i * v.length + j] = m.data[i * v.length + j] + part * v[j]
  }
}
