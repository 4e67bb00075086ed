import type { Column } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { matrix, solve as solveLinear } from '../numeric/matrix.ts'

export type Distance = 'linear' | 'raking' | 'logit'
export type Bounds = readonly [number, number]

/** What the solver works on: rows, or groups of rows that are equal in all columns. */
export type Equations = Readonly<{
  base: Float64Array
  columns: readonly Column[]
  totals: Float64Array
  distance: Distance
  bounds?: Bounds
}>

/** Where the solver stands: weights, what is missing of each total, the largest gap relative to its column, and whose it is. */
export type SolverState = Readonly<{ weights: Float64Array; gap: Float64Array; off: number; worst: number }>
export type Solved = Readonly<{
  solved: boolean
  steps: number
  b: Float64Array
  state: SolverState
  scale: Float64Array
}>

/** Factor, its slope, and the slope it would have were it not cut at a bound. */
type Factor = (u: number) => { g: number; slope: number; uncut: number }

/** A gap below this share of its column counts as none. */
const CLOSED = 1e-11

/**
 * Newton steps on the calibration equations, halved when they do not improve; where rows on a bound hide the way, by the slopes
 * they would have without it.
 *
 *   sum w_i g(x_i' b) x_i = X;   step: (sum w g' x x')^-1 (X - sum w g x)
 *
 * Never throws for want of a solution: it says how far it came, so that the reason can be looked for.
 *
 * @param equations  base weights, columns, totals, distance and bounds
 * @param limit      most Newton steps
 * @returns          whether all totals are met to 1e-11, the steps taken, coefficients and the state reached
 * @throws AnalysisError none of its own
 *
 * Source: Deville and Sarndal (1992), JASA 87, 376-382.
 * Golden: weighting, replicate.
 */
export function solveCalibration(equations: Equations, limit = 200): Solved {
  const { base, columns, totals } = equations
  const factor = factorOf(equations)
  const scale = Float64Array.from(columns, (column, j) => {
    let size = Math.abs(totals[j])
    for (let row = 0; row < base.length; row++) size += Math.abs(base[row] * column[row])
    return size || 1
  })
  let b: Float64Array = new Float64Array(columns.length)
  let state = evaluate(equations, factor, b, scale)
  let steps = 0
  while (steps < limit && state.off > 1e-14) {
    const next =
      newton(equations, factor, 'slope', b, state, scale) ?? newton(equations, factor, 'uncut', b, state, scale)
    if (!next || next.state.off >= state.off) break
    steps++
    b = next.b
    state = next.state
  }
  return { solved: state.off <= CLOSED, steps, b, state, scale }
}

function factorOf({ distance, bounds }: Equations): Factor {
  const low = bounds?.[0] ?? Number.NEGATIVE_INFINITY
  const high = bounds?.[1] ?? Number.POSITIVE_INFINITY
  const cut = (g: number, slope: number) =>
    g < low
      ? { g: low, slope: 0, uncut: slope }
      : g > high
        ? { g: high, slope: 0, uncut: slope }
        : { g, slope, uncut: slope }
  if (distance === 'linear') return (u) => cut(1 + u, 1)
  if (distance === 'raking') return (u) => cut(Math.exp(u), Math.exp(u))
  const a = (high - low) / ((1 - low) * (high - 1))
  return (u) => {
    const e = Math.exp(Math.min(700, a * u))
    const below = high - 1 + (1 - low) * e
    const slope = (a * e * (high - low) * (high - 1) * (1 - low)) / (below * below)
    return { g: (low * (high - 1) + high * (1 - low) * e) / below, slope, uncut: slope }
  }
}

function evaluate(
  { base, columns, totals }: Equations,
  factor: Factor,
  b: Float64Array,
  scale: Float64Array,
): SolverState {
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

export function linear(columns: readonly Column[], b: ArrayLike<number>, row: number): number {
  let u = 0
  for (let j = 0; j < columns.length; j++) u += b[j] * columns[j][row]
  return u
}

/** One step by the given slopes; none when they show no way, as when every factor of some level sits on a bound. */
function newton(
  equations: Equations,
  factor: Factor,
  kind: 'slope' | 'uncut',
  b: Float64Array,
  state: SolverState,
  scale: Float64Array,
): { b: Float64Array; state: SolverState } | undefined {
  const { base, columns } = equations
  const k = columns.length
  const slope = new Float64Array(k * k)
  for (let row = 0; row < base.length; row++) {
    const weight = base[row]
    if (weight === 0) continue
    const d = weight * factor(linear(columns, b, row))[kind]
    if (d === 0) continue
    for (let i = 0; i < k; i++) {
      const part = d * columns[i][row]
      if (part === 0) continue
      for (let j = 0; j <= i; j++) slope[i * k + j] = slope[i * k + j] + part * columns[j][row]
    }
  }
  for (let i = 0; i < k; i++) for (let j = 0; j < i; j++) slope[j * k + i] = slope[i * k + j]
  const step = direction(slope, k, state.gap)
  if (!step) return undefined
  for (let halving = 0, share = 1; halving < 30; halving++, share /= 2) {
    const next = Float64Array.from(b, (each, j) => each + share * step[j])
    const reached = evaluate(equations, factor, next, scale)
    if (reached.off < state.off) return { b: next, state: reached }
  }
  return undefined
}

/** Nothing when the columns depend on each other, or every factor sits on a bound. */
function direction(slope: Float64Array, k: number, gap: Float64Array): Float64Array | undefined {
  try {
    return solveLinear(matrix(k, k, slope), matrix(k, 1, gap)).data
  } catch (error) {
    if (error instanceof AnalysisError) return undefined
    throw error
  }
}
