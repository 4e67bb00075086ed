import { type Bounds, type Equations, solveCalibration } from './calibration-solver.ts'

/** A diagnosis may cost some solutions, not thousands. */
const STEPS = 60
/** Factors beyond a thousandth and a thousand are no weights any more. */
const WIDEST: Bounds = [1e-3, 1e3]
const HALVINGS = 12

/**
 * Bounds on the factors under which the totals can be met, near the ones that were too narrow.
 *
 *   [L^s, U^s] for s = 2, 4, 8 ... until there are weights, then s halved in; rounded outward to 0.01 around the factors found
 *
 * Each is tried by solving, so what is proposed has been seen to work. Small, not proven smallest: the two ends move together.
 *
 * @param equations  base weights, columns, totals, distance; bounds absent: nothing to widen
 * @returns          bounds that work, or nothing: even very wide ones do not, so no positive weights meet the totals
 * @throws AnalysisError none of its own
 *
 * Source: bisection; feasibility as in Deville and Sarndal (1992), section 2.
 * Golden: none; cases with known smallest bounds in test/analysis/weight/explain.test.ts.
 */
export function workableBounds(equations: Equations): Bounds | undefined {
  const { bounds } = equations
  if (!bounds) return undefined
  const reached = (power: number) => factorsWithin(equations, widened(bounds, power))
  let wide = 2
  let found = reached(wide)
  while (!found && !widest(widened(bounds, wide))) {
    wide *= 2
    found = reached(wide)
  }
  if (!found) return undefined
  let narrow = wide / 2
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (narrow + wide) / 2
    const nearer = reached(middle)
    if (nearer) {
      wide = middle
      found = nearer
    } else narrow = middle
  }
  const low = Math.min(bounds[0], Math.floor(found[0] * 100) / 100)
  const high = Math.max(bounds[1], Math.ceil(found[1] * 100) / 100)
  return confirmed(equations, low, high)
}

const widest = ([low, high]: Bounds): boolean => low <= WIDEST[0] && high >= WIDEST[1]

function widened([low, high]: Bounds, power: number): Bounds {
  const lower = low <= 0 ? low : low < 1 ? low ** power : low / power
  return [lower, high > 1 ? high ** power : high * power]
}

/** Least and greatest factor of a solution within the bounds. Cutting the linear form finds one wherever any is. */
function factorsWithin(equations: Equations, bounds: Bounds): Bounds | undefined {
  const { solved, state } = solveCalibration({ ...equations, distance: 'linear', bounds }, STEPS)
  if (!solved) return undefined
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (let row = 0; row < equations.base.length; row++) {
    if (equations.base[row] === 0) continue
    const factor = state.weights[row] / equations.base[row]
    low = Math.min(low, factor)
    high = Math.max(high, factor)
  }
  return [low, high]
}

/** A logit factor never reaches its bound, so its own distance may need a little more room. */
function confirmed(equations: Equations, low: number, high: number): Bounds | undefined {
  let room = 0
  for (let tries = 0; tries < 8; tries++) {
    const bounds: Bounds = [
      low > 0 ? Math.max(0, Math.round((low - room) * 100) / 100) : low,
      Math.round((high + room) * 100) / 100,
    ]
    if (solveCalibration({ ...equations, bounds }, 200).solved) return bounds
    room = room === 0 ? 0.01 : room * 2
  }
  return undefined
}
