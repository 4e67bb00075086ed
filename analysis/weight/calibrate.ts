import type { Column } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { matrix, solve as solveLinear } from '../numeric/matrix.ts'
import { type EqualRows, groupSums } from './equal-rows.ts'

export type Distance = 'linear' | 'raking' | 'logit'
export type CalibrationTargets = Readonly<{
  names: readonly string[]
  columns: readonly Column[]
  totals: Float64Array
  distance: Distance
  /** Lowest and highest factor g allowed; needed for logit. */
  bounds?: readonly [number, number]
}>

/**
 * Weights that reproduce known totals of auxiliary variables while staying near the given ones.
 *
 *   w'_i = w_i g(x_i' b),  b solves  sum w_i g(x_i' b) x_i = X
 *   linear: g(u) = 1 + u, cut at the bounds;  raking: exp(u), cut at the bounds
 *   logit: (L(U-1) + U(1-L) exp(Au)) / ((U-1) + (1-L) exp(Au)),  A = (U-L) / ((1-L)(U-1))
 *
 * x_i: auxiliary variables (with the constant 1 when the population size is a target); X: their totals; L, U: bounds. Newton
 * steps, halved when they do not improve. Too narrow bounds have no solution; linear without bounds may give negative weights.
 *
 * @param weights  one entry per row; rows of weight 0 stay 0
 * @param targets  columns, totals, distance and bounds
 * @param equal    rows that are equal in all columns (`equalRows`): they get the same factor, which is then sought once
 * @returns        new weights
 * @throws AnalysisError calibration_diverged {variable, off}: the variable whose total stays farthest off, relatively;
 *   value_missing {variable}: an auxiliary variable is missing on a row; option_invalid: logit without bounds around 1
 *
 * Source: Deville and Sarndal (1992), JASA 87, 376-382.
 * Golden: weighting, replicate.
 */
export function calibrate(weights: Float64Array, targets: CalibrationTargets, equal?: EqualRows): Float64Array {
  checkTargets(weights, targets)
  if (!equal) return solve(weights, targets)
  const base = groupSums(weights, equal)
  const columns = targets.columns.map((column) => Float64Array.from(equal.first, (row) => column[row]))
  const factor = solve(base, { ...targets, columns }).map((weight, group) => weight / base[group])
  return weights.map((weight, row) => (equal.groupOfRow[row] >= 0 ? weight * factor[equal.groupOfRow[row]] : weight))
}

function solve(weights: Float64Array, targets: CalibrationTargets, limit = 200): Float64Array {
  const { columns, totals, names } = targets
  const inner = factorOf(targets)
  const k = columns.length
  const scale = Float64Array.from(columns, (column, j) => {
    let size = Math.abs(totals[j])
    for (let row = 0; row < weights.length; row++) size += Math.abs(weights[row] * column[row])
    return size || 1
  })
  let b: Float64Array = new Float64Array(k)
  let state: State = evaluate(weights, targets, inner, b, scale)
  for (let step = 0; step < limit; step++) {
    if (state.off <= 1e-14) return state.weights
    const next = newton(weights, targets, inner, b, state, scale)
    if (!next) break
    if (next.state.off >= state.off) {
      if (state.off <= 1e-11) return state.weights
      break
    }
    b = next.b
    state = next.state
  }
  if (state.off <= 1e-11) return state.weights
  throw new AnalysisError('calibration_diverged', { variable: names[state.worst] ?? '', off: state.off })
}

type Factor = (u: number) => { g: number; slope: number }
type State = { weights: Float64Array; gap: Float64Array; off: number; worst: number }

function checkTargets(weights: Float64Array, { names, columns, distance, bounds }: CalibrationTargets): void {
  if (distance === 'logit' && !(bounds && bounds[0] < 1 && bounds[1] > 1 && Number.isFinite(bounds[1])))
    throw new AnalysisError('option_invalid', { option: 'bounds', reason: 'logit needs bounds below and above 1' })
  for (const [j, column] of columns.entries())
    for (let row = 0; row < weights.length; row++)
      if (weights[row] !== 0 && Number.isNaN(column[row]))
        throw new AnalysisError('value_missing', { variable: names[j] ?? '', row: row + 1 })
}

function factorOf({ distance, bounds }: CalibrationTargets): Factor {
  const low = bounds?.[0] ?? Number.NEGATIVE_INFINITY
  const high = bounds?.[1] ?? Number.POSITIVE_INFINITY
  const cut = (g: number, slope: number) =>
    g < low ? { g: low, slope: 0 } : g > high ? { g: high, slope: 0 } : { g, slope }
  if (distance === 'linear') return (u) => cut(1 + u, 1)
  if (distance === 'raking') return (u) => cut(Math.exp(u), Math.exp(u))
  const a = (high - low) / ((1 - low) * (high - 1))
  return (u) => {
    const e = Math.exp(Math.min(700, a * u))
    const below = high - 1 + (1 - low) * e
    return {
      g: (low * (high - 1) + high * (1 - low) * e) / below,
      slope: (a * e * (high - low) * (high - 1) * (1 - low)) / (below * below),
    }
  }
}

function evaluate(
  base: Float64Array,
  targets: CalibrationTargets,
  factor: Factor,
  b: Float64Array,
  scale: Float64Array,
) {
  const { columns, totals } = targets
  const weights = new Float64Array(base.length)
  const gap = Float64Array.from(totals)
  for (let row = 0; row < base.length; row++) {
    const weight = base[row]
    if (weight === 0) continue
    const g = factor(linear(columns, b, row)).g * weight
    weights[row] = g
    for (let j = 0; j < columns.length; j++) gap[j] = gap[j] - g * columns[j][row]
  }
  let off = 0
  let worst = 0
  for (let j = 0; j < gap.length; j++) {
    const each = Math.abs(gap[j]) / scale[j]
    if (!(each <= off)) {
      off = Number.isNaN(each) ? Number.POSITIVE_INFINITY : each
      worst = j
    }
  }
  return { weights, gap, off, worst }
}

function linear(columns: readonly Column[], b: Float64Array, row: number): number {
  let u = 0
  for (let j = 0; j < columns.length; j++) u += b[j] * columns[j][row]
  return u
}

function newton(
  base: Float64Array,
  targets: CalibrationTargets,
  factor: Factor,
  b: Float64Array,
  state: State,
  scale: Float64Array,
): { b: Float64Array; state: State } | undefined {
  const { columns, names } = targets
  const k = columns.length
  const slope = new Float64Array(k * k)
  for (let row = 0; row < base.length; row++) {
    const weight = base[row]
    if (weight === 0) continue
    const d = weight * factor(linear(columns, b, row)).slope
    if (d === 0) continue
    for (let i = 0; i < k; i++) {
      const part = d * columns[i][row]
      if (part === 0) continue
      for (let j = 0; j <= i; j++) slope[i * k + j] = slope[i * k + j] + part * columns[j][row]
    }
  }
  for (let i = 0; i < k; i++) for (let j = 0; j < i; j++) slope[j * k + i] = slope[i * k + j]
  const step = directionOf(slope, k, state, names)
  for (let halving = 0, share = 1; halving < 30; halving++, share /= 2) {
    const next = Float64Array.from(b, (each, j) => each + share * step[j])
    const reached = evaluate(base, targets, factor, next, scale)
    if (reached.off < state.off) return { b: next, state: reached }
  }
  return undefined
}

function directionOf(slope: Float64Array, k: number, state: State, names: readonly string[]): Float64Array {
  try {
    return solveLinear(matrix(k, k, slope), matrix(k, 1, state.gap)).data
  } catch (error) {
    if (!(error instanceof AnalysisError)) throw error
    throw new AnalysisError('calibration_diverged', {
      variable: names[state.worst] ?? '',
      off: state.off,
      reason: 'the calibration variables depend on each other, or every factor sits on a bound',
    })
  }
}
