import { AnalysisError } from '../failure.ts'

/** What is known of a stratum before the sample; which parts are needed depends on the rule. */
export type PlanStratum = Readonly<{
  name: string
  /** Units of the stratum. */
  population: number
  /** Standard deviation and mean of the variable to measure, from a frame or an earlier round. */
  sd?: number
  mean?: number
  /** Cost of one answer, in any unit. */
  cost?: number
  /** Measure of importance X_h of the power rule. */
  size?: number
}>

export type AllocationRule =
  | Readonly<{ rule: 'equal' }>
  | Readonly<{ rule: 'proportional' }>
  | Readonly<{ rule: 'neyman' }>
  | Readonly<{ rule: 'optimal' }>
  | Readonly<{ rule: 'power'; q: number }>

export type Allocation = Readonly<{
  /** What the sample is proportional to, per stratum. */
  scores: readonly number[]
  /** Sample per stratum before rounding. */
  real: readonly number[]
}>

/**
 * Splits a sample over strata.
 *
 *   n_h = n s_h / sum(s);   s_h = 1 (equal), N_h (proportional), N_h S_h (Neyman), N_h S_h / sqrt(c_h) (optimal), X_h^q S_h / |mean_h| (power)
 *
 * N_h: units, S_h: standard deviation, c_h: cost, X_h: size. Equal serves the strata, proportional the whole and needs no
 * knowledge, Neyman and optimal the whole and need good S_h; power stands between: q = 1 near Neyman, q = 0 equal precision.
 * A stratum may get more than it has: `roundAllocation` mends that.
 *
 * @param strata  at least one, with the parts the rule needs
 * @param sample  units to split, > 0
 * @returns       scores and real-valued sizes in the order of the strata
 * @throws AnalysisError option_invalid {stratum, option}: a part is missing, negative or no number; all scores 0
 *
 * Source: Cochran (1977), sections 5.5 and 5.9; Bankier (1988), Amer. Statistician 42(3), 174-177 [not re-read].
 * Golden: allocation.
 */
export function allocate(strata: readonly PlanStratum[], sample: number, rule: AllocationRule): Allocation {
  if (!(sample > 0)) throw new AnalysisError('option_invalid', { option: 'sample', value: String(sample) })
  const scores = strata.map((stratum) => scoreOf(stratum, rule))
  const total = scores.reduce((sum, score) => sum + score, 0)
  if (!(total > 0)) throw new AnalysisError('option_invalid', { option: 'scores', reason: 'all strata have score 0' })
  return { scores, real: scores.map((score) => (sample * score) / total) }
}

function scoreOf(stratum: PlanStratum, given: AllocationRule): number {
  const population = known(stratum, 'population')
  switch (given.rule) {
    case 'equal':
      return 1
    case 'proportional':
      return population
    case 'neyman':
      return population * known(stratum, 'sd')
    case 'optimal':
      return (population * known(stratum, 'sd')) / Math.sqrt(positive(stratum, 'cost'))
    case 'power':
      return (known(stratum, 'size') ** given.q * known(stratum, 'sd')) / positive(stratum, 'mean')
  }
}

function known(stratum: PlanStratum, option: 'population' | 'sd' | 'mean' | 'cost' | 'size'): number {
  const value = stratum[option]
  if (value === undefined || !(value >= 0 && value < Number.POSITIVE_INFINITY))
    throw new AnalysisError('option_invalid', { stratum: stratum.name, option, value: String(value) })
  return value
}

function positive(stratum: PlanStratum, option: 'mean' | 'cost'): number {
  const value = known(stratum, option)
  if (value === 0) throw new AnalysisError('option_invalid', { stratum: stratum.name, option, value: '0' })
  return value
}

/**
 * Whole numbers near a real-valued allocation, at least `least` and at most all units of each stratum.
 *
 *   strata outside their limits are set to the limit, the others share the rest in their old proportions; then largest remainder
 *
 * Two units a stratum is the least from which a variance can be seen. When the limits leave no room the sum differs from
 * the sample asked: the limits win.
 *
 * @param real        real-valued sizes
 * @param population  units per stratum, whole numbers >= 1
 * @param sample      whole number to reach
 * @param least       least per stratum; a stratum with fewer units is taken whole
 * @returns           whole numbers in the same order
 * @throws AnalysisError option_invalid: the sample is no whole number
 *
 * Source: largest remainder, Hare's quota; limits as in Sarndal, Swensson, Wretman (1992), section 3.7.3 [not re-read].
 * Golden: none, rounding is a convention; its laws are tested.
 */
export function roundAllocation(
  real: readonly number[],
  population: readonly number[],
  sample: number,
  least = 2,
): number[] {
  if (!Number.isInteger(sample)) throw new AnalysisError('option_invalid', { option: 'sample', value: String(sample) })
  const low = population.map((units) => Math.min(least, units))
  const fixed = new Map<number, number>()
  for (;;) {
    const free = real.map((_, at) => at).filter((at) => !fixed.has(at))
    const rest = sample - [...fixed.values()].reduce((sum, size) => sum + size, 0)
    const weight = free.reduce((sum, at) => sum + real[at], 0)
    const share = (at: number) => (weight > 0 ? (rest * real[at]) / weight : rest / free.length)
    // Limits that are broken most in total are set first, or a stratum set too early could not be given back.
    const excess = free.reduce((sum, at) => sum + Math.max(0, share(at) - population[at]), 0)
    const lack = free.reduce((sum, at) => sum + Math.max(0, low[at] - share(at)), 0)
    const over = free.filter((at) => share(at) > population[at])
    const under = free.filter((at) => share(at) < low[at])
    if (over.length === 0 && under.length === 0) return largestRemainder(real, fixed, share, rest)
    if (excess >= lack) for (const at of over) fixed.set(at, population[at])
    else for (const at of under) fixed.set(at, low[at])
  }
}

function largestRemainder(
  real: readonly number[],
  fixed: ReadonlyMap<number, number>,
  share: (at: number) => number,
  rest: number,
): number[] {
  const sizes = real.map((_, at) => fixed.get(at) ?? Math.floor(share(at)))
  const free = real.map((_, at) => at).filter((at) => !fixed.has(at))
  const left = rest - free.reduce((sum, at) => sum + sizes[at], 0)
  const byRemainder = [...free].sort((a, b) => (share(b) % 1) - (share(a) % 1))
  for (const at of byRemainder.slice(0, Math.max(0, left))) sizes[at]++
  return sizes
}

/**
 * What an allocation needs to know of each stratum of a frame.
 *
 *   mean = T/N,  sd = sqrt(sum (y - mean)^2 / (N - 1)), 0 for one unit
 *
 * @param stratum  name per unit of the frame
 * @param values   a variable of the frame, known for every unit
 * @returns        count, total, mean and standard deviation by name of stratum
 *
 * Source: Cochran (1977), Sampling Techniques, section 5.2.
 * Golden: allocation.
 */
export function stratumMoments(
  stratum: ArrayLike<string | number>,
  values: ArrayLike<number>,
): Map<string, { population: number; total: number; mean: number; sd: number }> {
  const groups = new Map<string, number[]>()
  for (let row = 0; row < stratum.length; row++) {
    const name = String(stratum[row])
    const group = groups.get(name)
    if (group) group.push(values[row])
    else groups.set(name, [values[row]])
  }
  return new Map(
    [...groups].map(([name, group]) => {
      const total = group.reduce((sum, value) => sum + value, 0)
      const mean = total / group.length
      const squares = group.reduce((sum, value) => sum + (value - mean) ** 2, 0)
      const sd = group.length > 1 ? Math.sqrt(squares / (group.length - 1)) : 0
      return [name, { population: group.length, total, mean, sd }]
    }),
  )
}
