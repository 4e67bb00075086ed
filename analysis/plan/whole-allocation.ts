import { spentAt } from './convex-allocation.ts'
import type { AllocationProblem } from './joint-allocation.ts'

/** Error over its limit, for every requirement. */
export function ratiosAt({ limits, allowed, finite }: AllocationProblem, size: ArrayLike<number>): number[] {
  return limits.map(({ terms }, at) => Math.sqrt(Math.max(0, spentAt(terms, size) - finite[at]) / allowed[at]))
}

/** A rounding error is no broken requirement. */
const keeps = (problem: AllocationProblem, size: readonly number[]) =>
  ratiosAt(problem, size).every((ratio) => ratio <= 1 + 1e-9)

/**
 * Whole numbers that keep every requirement, from the real-valued optimum: all rounded up, then lowered one by one, the dearest first,
 * and exchanged (one less here, one more there) as long as that is cheaper and breaks nothing.
 */
export function cheapestWhole(problem: AllocationProblem, real: readonly number[]): number[] {
  const { cost, low, high } = problem
  const size = real.map((one, at) => Math.min(high[at], Math.max(low[at], Math.ceil(one - 1e-7))))
  const dearest = cost.map((_, at) => at).sort((a, b) => cost[b] - cost[a])
  const changed = (moves: readonly (readonly [number, number])[]) => {
    for (const [at, by] of moves) size[at] += by
    if (moves.every(([at]) => size[at] >= low[at] && size[at] <= high[at]) && keeps(problem, size)) return true
    for (const [at, by] of moves) size[at] -= by
    return false
  }
  for (;;) {
    let moved = false
    for (const at of dearest) while (changed([[at, -1]])) moved = true
    for (const from of dearest)
      for (const to of dearest)
        for (const [less, more] of [
          [1, 1],
          [1, 2],
          [2, 1],
        ])
          if (
            from !== to &&
            cost[from] * less > cost[to] * more + 1e-12 &&
            changed([
              [from, -less],
              [to, more],
            ])
          )
            moved = true
    if (!moved) return size
  }
}

/** A large power stands for the largest ratio and still sees those behind it, so that ties can be worked off one by one. */
const POWER = 60

/** Whole numbers within a budget: all rounded down, then one more where the worst errors fall most for their money, as long as there is some left. */
export function mostPreciseWhole(problem: AllocationProblem, real: readonly number[], budget: number): number[] {
  const { cost, low, high } = problem
  const size = real.map((one, at) => Math.min(high[at], Math.max(low[at], Math.floor(one + 1e-7))))
  let left = budget - size.reduce((sum, one, at) => sum + one * cost[at], 0)
  for (;;) {
    const worst = Math.max(...ratiosAt(problem, size))
    const burden = () => ratiosAt(problem, size).reduce((sum, ratio) => sum + (ratio / worst) ** POWER, 0)
    const before = worst > 0 ? burden() : 0
    let best: { at: number; gain: number } | undefined
    for (const at of size.keys()) {
      if (size[at] >= high[at] || cost[at] > left + 1e-9 || worst === 0) continue
      size[at]++
      const gain = (before - burden()) / cost[at]
      size[at]--
      if (gain > 0 && gain > (best?.gain ?? 0)) best = { at, gain }
    }
    if (!best) return size
    size[best.at]++
    left -= cost[best.at]
  }
}
