import { AnalysisError } from '../failure.ts'
import { normalQuantile } from '../numeric/distribution.ts'
import { type ConvexProblem, solveConvex } from './convex-allocation.ts'
import { cheapestWhole, mostPreciseWhole, ratiosAt } from './whole-allocation.ts'

/** A stratum to be sampled. `least` (2 when absent) and `most` (all) bound the units drawn; least = population takes it whole. */
export type JointStratum = Readonly<{
  name: string
  population: number
  /** Of one unit drawn, in any unit; 1 when absent. */
  cost?: number
  least?: number
  most?: number
  /** Share of the drawn units that answer; 1 when absent. */
  responseRate?: number
}>

/** How exactly one item must be known in one domain. */
export type Requirement = Readonly<{
  /** Domain and item, for messages. */
  name: string
  /** Standard deviation of the item in each stratum of the domain; strata not named lie outside it. */
  sd: Readonly<Record<string, number>>
  /** Largest standard error, half-width of the interval (confidence 0.95 when absent), or coefficient of variation of the mean. */
  limit:
    | Readonly<{ se: number }>
    | Readonly<{ margin: number; confidence?: number }>
    | Readonly<{ cv: number; mean: number }>
  designEffect?: number
}>

export type JointAllocation = Readonly<{
  /** Units to draw, by stratum in the order given: whole numbers, and the real-valued optimum they are near. */
  sizes: readonly number[]
  real: readonly number[]
  cost: number
  realCost: number
  requirements: readonly Readonly<{
    name: string
    /** Standard error the whole numbers reach, and the largest allowed. */
    se: number
    largest: number
    /** What one percent more error here would save; 0 where something else decides. */
    savedByOnePercent: number
    binding: boolean
  }>[]
  /** Largest error over its limit; at most 1 unless a budget does not allow it. */
  worst: number
}>

/**
 * The cheapest sample that knows several items in several domains as exactly as is asked.
 *
 *   minimise sum c_h n_h   subject to   sum_h W_dh^2 S_hj^2 deff (1 / (r_h n_h) - 1 / N_h) <= SE_dj^2,   l_h <= n_h <= u_h
 *
 * W_dh: share of stratum h in domain d, S_hj: standard deviation of item j, r_h: response rate (who is silent counts as not drawn),
 * N_h: population. The real-valued optimum is exact; the whole numbers keep every requirement, and no one can be lowered or exchanged
 * for a cheaper one without breaking one: near the best, not proved best.
 *
 * @param strata        at least one
 * @param requirements  at least one
 * @returns             sizes, cost, the error reached by each requirement and what it costs
 * @throws AnalysisError option_invalid {stratum | requirement, option}; allocation_infeasible {requirement, reachable, largest, strata}:
 *   even the most of every stratum is not enough
 *
 * Source: Bethel (1989), Survey Methodology 15(1), 47-57; Chromy (1987), Proc. Survey Research Methods Section, ASA, 194-199 [not re-read].
 * Golden: joint-allocation (R 4.2.2, test/golden/r/joint-allocation.R); one requirement: `allocate` with the rule optimal.
 */
export function cheapestAllocation(
  strata: readonly JointStratum[],
  requirements: readonly Requirement[],
): JointAllocation {
  const problem = problemOf(strata, requirements)
  checkReachable(strata, requirements, problem)
  const { size: real, price } = solveConvex(problem)
  const sizes = cheapestWhole(problem, real)
  return resultOf(problem, requirements, { real, sizes, price })
}

/**
 * The sample that, for a budget, makes the largest error over its limit as small as can be.
 *
 *   minimise t   subject to   SE_dj <= t times its limit for all, sum c_h n_h <= budget, l_h <= n_h <= u_h
 *
 * The limits say how important domains and items are to each other; t below 1 means that all are met and by how much.
 *
 * @param strata        at least one
 * @param requirements  at least one
 * @param budget        what may be spent, in the unit of the strata's costs
 * @returns             sizes, cost, the error reached by each requirement and what it costs
 * @throws AnalysisError option_invalid; allocation_infeasible {budget, least}: the least of every stratum costs more
 *
 * Source: as `cheapestAllocation`, whose cost falls in t: the t at which it is the budget.
 * Golden: joint-allocation, read the other way round.
 */
export function mostPreciseAllocation(
  strata: readonly JointStratum[],
  requirements: readonly Requirement[],
  budget: number,
): JointAllocation {
  const problem = problemOf(strata, requirements)
  if (!(budget > 0 && budget < Number.POSITIVE_INFINITY))
    throw new AnalysisError('option_invalid', { option: 'budget', value: String(budget) })
  const costAt = (sizes: readonly number[]) => sizes.reduce((sum, one, at) => sum + one * problem.cost[at], 0)
  if (costAt(problem.low) > budget)
    throw new AnalysisError('allocation_infeasible', { budget, least: costAt(problem.low) })
  const { real, price } = forBudget(problem, budget)
  return resultOf(problem, requirements, { real, sizes: mostPreciseWhole(problem, real, budget), price })
}

/** Limits with what a requirement allows: `most` is its square plus what the finite populations take away. */
export type AllocationProblem = ConvexProblem & Readonly<{ allowed: readonly number[]; finite: readonly number[] }>

function problemOf(strata: readonly JointStratum[], requirements: readonly Requirement[]): AllocationProblem {
  if (strata.length === 0 || requirements.length === 0)
    throw new AnalysisError('option_invalid', {
      option: strata.length === 0 ? 'strata' : 'requirements',
      value: 'none',
    })
  for (const stratum of strata) checkStratum(stratum)
  const names = new Set(strata.map(({ name }) => name))
  const made = requirements.map((requirement) => {
    const { name, sd, designEffect = 1 } = requirement
    const unknown = Object.keys(sd).find((stratum) => !names.has(stratum))
    if (unknown !== undefined || Object.keys(sd).length === 0)
      throw new AnalysisError('option_invalid', { requirement: name, option: 'sd', stratum: unknown ?? 'none' })
    check(designEffect > 0, { requirement: name, option: 'designEffect', value: designEffect })
    const inside = strata.map((stratum) => Object.hasOwn(sd, stratum.name))
    const whole = strata.reduce((sum, { population }, at) => sum + (inside[at] ? population : 0), 0)
    const squares = strata.map(({ name: stratum, population }, at) => {
      if (!inside[at]) return 0
      check(sd[stratum] >= 0, { requirement: name, option: 'sd', stratum, value: sd[stratum] })
      return ((population / whole) * sd[stratum]) ** 2 * designEffect
    })
    const allowed = largestError(requirement) ** 2
    const finite = squares.reduce((sum, square, at) => sum + square / strata[at].population, 0)
    const terms = squares.map((square, at) => square / (strata[at].responseRate ?? 1))
    return { terms, most: allowed + finite, allowed, finite }
  })
  return {
    cost: strata.map(({ cost = 1 }) => cost),
    low: strata.map(({ population, least = 2, most = population }) => Math.min(least, most, population)),
    high: strata.map(({ population, most = population }) => Math.min(most, population)),
    limits: made,
    allowed: made.map(({ allowed }) => allowed),
    finite: made.map(({ finite }) => finite),
  }
}

function check(good: boolean, detail: Readonly<Record<string, string | number>>): void {
  const value = typeof detail.value === 'number' && !Number.isFinite(detail.value) ? String(detail.value) : detail.value
  if (!good || value !== detail.value) throw new AnalysisError('option_invalid', { ...detail, value })
}

function checkStratum({
  name: stratum,
  population,
  cost = 1,
  least = 2,
  most = population,
  responseRate = 1,
}: JointStratum) {
  check(Number.isInteger(population) && population >= 1, { stratum, option: 'population', value: population })
  check(cost > 0, { stratum, option: 'cost', value: cost })
  check(Number.isInteger(least) && least >= 1, { stratum, option: 'least', value: least })
  check(Number.isInteger(most) && most >= 1, { stratum, option: 'most', value: most })
  check(responseRate > 0 && responseRate <= 1, { stratum, option: 'responseRate', value: responseRate })
}

function largestError({ name: requirement, limit }: Requirement): number {
  if ('se' in limit) {
    check(limit.se > 0, { requirement, option: 'se', value: limit.se })
    return limit.se
  }
  if ('margin' in limit) {
    const { margin, confidence = 0.95 } = limit
    check(margin > 0, { requirement, option: 'margin', value: margin })
    check(confidence > 0 && confidence < 1, { requirement, option: 'confidence', value: confidence })
    return margin / normalQuantile(0.5 + confidence / 2)
  }
  check(limit.cv > 0, { requirement, option: 'cv', value: limit.cv })
  check(limit.mean !== 0, { requirement, option: 'mean', value: limit.mean })
  return limit.cv * Math.abs(limit.mean)
}

/** Names the requirement that lies furthest out of reach, and the strata whose most stands in its way. */
function checkReachable(
  strata: readonly JointStratum[],
  requirements: readonly Requirement[],
  problem: AllocationProblem,
): void {
  const ratios = ratiosAt(problem, problem.high)
  const worst = ratios.reduce((best, ratio, at) => (ratio > ratios[best] ? at : best), 0)
  if (ratios[worst] < 1 - 1e-12) return
  const { name } = requirements[worst]
  const largest = Math.sqrt(problem.allowed[worst])
  throw new AnalysisError('allocation_infeasible', {
    requirement: name,
    reachable: largest * ratios[worst],
    largest,
    strata: strata
      .filter(
        ({ population, responseRate = 1 }, at) =>
          problem.limits[worst].terms[at] > 0 && (problem.high[at] < population || responseRate < 1),
      )
      .map((stratum) => stratum.name),
  })
}

/** All limits wider by one factor t, so chosen that the cheapest sample costs the budget. */
function forBudget(problem: AllocationProblem, budget: number): { real: readonly number[]; price: readonly number[] } {
  const none = problem.limits.map(() => 0)
  const at = (t: number) =>
    solveConvex({
      ...problem,
      limits: problem.limits.map(({ terms }, r) => ({ terms, most: problem.allowed[r] * t * t + problem.finite[r] })),
    })
  const costOf = (sizes: readonly number[]) => sizes.reduce((sum, one, h) => sum + one * problem.cost[h], 0)
  if (costOf(problem.high) <= budget) return { real: problem.high, price: none }
  const top = Math.max(...ratiosAt(problem, problem.low))
  // Three thousandths of the error of the least sample is a census in all but name, and as far as the path can be followed.
  const bottom = Math.max(Math.max(...ratiosAt(problem, problem.high)) * (1 + 1e-6), 3e-3 * top)
  let [dear, cheap] = [Math.log(bottom), Math.log(top * (1 - 1e-9))]
  if (!(cheap > dear)) return { real: problem.low, price: none }
  let found = at(Math.exp(dear))
  if (costOf(found.size) <= budget) return { real: found.size, price: found.price }
  found = { size: [...problem.low], price: none }
  while (cheap - dear > 1e-9) {
    const middle = (dear + cheap) / 2
    const tried = at(Math.exp(middle))
    if (costOf(tried.size) <= budget) {
      cheap = middle
      found = tried
    } else dear = middle
  }
  return { real: found.size, price: found.price }
}

function resultOf(
  problem: AllocationProblem,
  requirements: readonly Requirement[],
  { real, sizes, price }: { real: readonly number[]; sizes: readonly number[]; price: readonly number[] },
): JointAllocation {
  const costOf = (of: readonly number[]) => of.reduce((sum, one, at) => sum + one * problem.cost[at], 0)
  const ratios = ratiosAt(problem, sizes)
  const reals = ratiosAt(problem, real)
  const hardest = Math.max(...reals)
  return Object.freeze({
    sizes,
    real,
    cost: costOf(sizes),
    realCost: costOf(real),
    requirements: requirements.map(({ name }, at) => {
      const largest = Math.sqrt(problem.allowed[at])
      const saved = price[at] * problem.allowed[at] * reals[at] ** 2 * 0.02
      const binding = reals[at] > hardest * (1 - 1e-5) && saved > 1e-9 * costOf(real)
      return {
        name,
        se: largest * ratios[at],
        largest,
        savedByOnePercent: binding ? saved : 0,
        binding,
      }
    }),
    worst: Math.max(...ratios),
  })
}
