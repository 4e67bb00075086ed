import { AnalysisError } from '../failure.ts'
import { cholesky, fromRows, type Matrix } from '../numeric/matrix.ts'

/** minimise sum cost n subject to sum_h a_rh / n_h <= most_r and low <= n <= high. */
export type ConvexProblem = Readonly<{
  cost: readonly number[]
  low: readonly number[]
  high: readonly number[]
  limits: readonly Readonly<{ terms: readonly number[]; most: number }>[]
}>

export type ConvexSolution = Readonly<{
  size: number[]
  /** By limit: how much the cost falls when its right side grows by one. */
  price: number[]
}>

export const spentAt = (terms: readonly number[], size: ArrayLike<number>): number =>
  terms.reduce((sum, term, at) => (term > 0 ? sum + term / size[at] : sum), 0)

/**
 * The cheapest real-valued sizes under many variance limits, by an interior path.
 *
 *   minimise t sum c n - sum log(b_r - sum a_rh / n_h) - sum log(n - l) - sum log(u - n),  t growing until the gap is below 1e-10 of the cost
 *
 * Convex in n, so what is found is the optimum; each step is Newton's with a search that stays inside. Sizes whose limits meet are fixed.
 *
 * @returns  sizes and prices; the first limit that even `high` breaks is the caller's to find
 * @throws AnalysisError not_converged: no inner point, or too many steps
 *
 * Source: Boyd and Vandenberghe (2004), Convex Optimization, section 11.3; the problem is Bethel's (1989), Survey Methodology 15(1), 47-57 [not re-read].
 * Golden: joint-allocation (constrOptim of R 4.2.2, test/golden/r/joint-allocation.R).
 */
export function solveConvex(problem: ConvexProblem, steps = 2000): ConvexSolution {
  const free = problem.cost.map((_, at) => at).filter((at) => problem.high[at] - problem.low[at] > 1e-9)
  const fixed = problem.high.map((high, at) => (free.includes(at) ? Number.NaN : high))
  const limits = problem.limits.map(({ terms, most }) => ({
    terms: free.map((at) => terms[at]),
    most:
      most -
      spentAt(
        terms.map((term, at) => (Number.isNaN(fixed[at]) ? 0 : term)),
        fixed,
      ),
  }))
  const inner: ConvexProblem = {
    cost: free.map((at) => problem.cost[at]),
    low: free.map((at) => problem.low[at]),
    high: free.map((at) => problem.high[at]),
    limits,
  }
  const found = free.length > 0 ? followPath(inner, startOf(inner), steps) : { size: [], price: limits.map(() => 0) }
  const size = [...fixed]
  for (const [at, stratum] of free.entries()) size[stratum] = found.size[at]
  return { size, price: found.price }
}

/** Halfway between the smallest share of the way from low to high that keeps all limits, and high. */
function startOf({ low, high, limits }: ConvexProblem): Float64Array {
  const along = (share: number) => low.map((from, at) => from + share * (high[at] - from))
  const keeps = (share: number) => limits.every(({ terms, most }) => spentAt(terms, along(share)) < most)
  let [bad, good] = [0, 1]
  if (!keeps(1)) throw new AnalysisError('not_converged', { reason: 'no sample strictly within the limits' })
  for (let step = 0; step < 60; step++) {
    const middle = (bad + good) / 2
    if (keeps(middle)) good = middle
    else bad = middle
  }
  return Float64Array.from(along((good + 1) / 2))
}

function followPath(problem: ConvexProblem, start: Float64Array, steps: number): ConvexSolution {
  const size = start
  const terms = problem.limits.length + 2 * size.length
  const costOf = () => problem.cost.reduce((sum, one, at) => sum + one * size[at], 0)
  let pull = terms / costOf()
  for (let left = steps; left > 0; left--) {
    const decrement = newtonStep(problem, size, pull)
    if (decrement > 1e-7) continue
    if (terms / pull < 1e-10 * costOf())
      return {
        size: [...size],
        price: problem.limits.map(({ terms: own, most }) => 1 / (pull * (most - spentAt(own, size)))),
      }
    pull *= 12
  }
  throw new AnalysisError('not_converged', { steps })
}

/** One damped step in place; half the squared Newton decrement comes back. */
function newtonStep(problem: ConvexProblem, size: Float64Array, pull: number): number {
  const { gradient, hessian } = slopesAt(problem, size, pull)
  const direction = solveScaled(hessian, gradient)
  const slope = gradient.reduce((sum, one, at) => sum + one * direction[at], 0)
  const before = barrierAt(problem, size, pull)
  let step = 1
  for (let tries = 0; tries < 60; tries++, step /= 2) {
    const next = size.map((one, at) => one - step * direction[at])
    const value = barrierAt(problem, next, pull)
    if (value <= before - 0.1 * step * slope + 1e-12 * Math.abs(before)) {
      size.set(next)
      return slope / 2
    }
  }
  return 0
}

function barrierAt({ cost, low, high, limits }: ConvexProblem, size: ArrayLike<number>, pull: number): number {
  let value = 0
  for (let at = 0; at < cost.length; at++) {
    const [above, below] = [size[at] - low[at], high[at] - size[at]]
    if (!(above > 0 && below > 0)) return Number.POSITIVE_INFINITY
    value += pull * cost[at] * size[at] - Math.log(above) - Math.log(below)
  }
  for (const { terms, most } of limits) {
    const slack = most - spentAt(terms, size)
    if (!(slack > 0)) return Number.POSITIVE_INFINITY
    value -= Math.log(slack)
  }
  return value
}

function slopesAt({ cost, low, high, limits }: ConvexProblem, size: Float64Array, pull: number) {
  const width = size.length
  const gradient = Float64Array.from(
    cost,
    (one, at) => pull * one - 1 / (size[at] - low[at]) + 1 / (high[at] - size[at]),
  )
  const rows = Array.from({ length: width }, (_, at) => {
    const row = new Float64Array(width)
    row[at] = 1 / (size[at] - low[at]) ** 2 + 1 / (high[at] - size[at]) ** 2
    return row
  })
  for (const { terms, most } of limits) {
    const slack = most - spentAt(terms, size)
    const pulls = terms.map((term, at) => term / size[at] ** 2 / slack)
    for (let at = 0; at < width; at++) {
      if (pulls[at] === 0) continue
      gradient[at] -= pulls[at]
      rows[at][at] += (2 * pulls[at]) / size[at]
      for (let other = 0; other < width; other++) rows[at][other] += pulls[at] * pulls[other]
    }
  }
  return { gradient, hessian: fromRows(rows) }
}

/** Cholesky after scaling to a diagonal of ones: strata differ by orders of magnitude. */
function solveScaled(hessian: Matrix, gradient: Float64Array): Float64Array {
  const { rows: width, data } = hessian
  const scale = Float64Array.from({ length: width }, (_, at) => 1 / Math.sqrt(data[at * width + at]))
  const scaled = fromRows(
    Array.from({ length: width }, (_, row) =>
      Float64Array.from(
        { length: width },
        (_, column) => data[row * width + column] * scale[row] * scale[column] + (row === column ? 1e-14 : 0),
      ),
    ),
  )
  const { data: lower } = cholesky(scaled)
  const result = gradient.map((one, at) => one * scale[at])
  for (let row = 0; row < width; row++) {
    for (let column = 0; column < row; column++) result[row] -= lower[row * width + column] * result[column]
    result[row] /= lower[row * width + row]
  }
  for (let row = width - 1; row >= 0; row--) {
    for (let below = row + 1; below < width; below++) result[row] -= lower[below * width + row] * result[below]
    result[row] /= lower[row * width + row]
  }
  return result.map((one, at) => one * scale[at])
}
