import { AnalysisError } from '../failure.ts'
import { conditionalPoisson } from './conditional-poisson.ts'
import { inclusionProbabilities } from './inclusion-probabilities.ts'

export type JointMethod = 'systematic' | 'tille' | 'midzuno' | 'maxentropy' | 'sampford' | 'poisson'

/**
 * Joint inclusion probabilities of all pairs under a fixed-size method with unequal probabilities.
 *
 *   systematic  share of starts u in [0,1) that take both k and l, the list in the order given
 *   tille       prod over steps of (1 - v_k - v_l), v: chance to be eliminated at the step
 *   midzuno     1 - (1 - pi_k) - (1 - pi_l) + tille of the complement
 *   maxentropy  (pi_k w_l - pi_l w_k) / (w_l - w_k), w the odds of `conditionalPoisson`
 *   sampford    share of samples s with k and l, P(s) ~ prod over s of pi / (1 - pi) times sum over s of (1 - pi)
 *   poisson     pi_k pi_l, units drawn each for itself
 *
 * Units with probability 1 are in every sample and 0 in none: set apart first. Under
 * systematic sampling many pairs have 0: no unbiased variance then. sampford costs about N^3 n steps.
 *
 * @param probability  first-order probabilities, 0..1, adding up to a whole number n (poisson: any)
 * @param tolerance    of the odds of maxentropy, see there
 * @returns            one row per unit; the diagonal is the first-order probability
 * @throws AnalysisError option_invalid: a probability outside 0..1, a sum that is not whole; not_converged {margin}
 *
 * Source: Tille (2006), Sampling Algorithms, chapters 5 to 7; Deville and Tille (1998), Biometrika 85; Sampford (1967), Biometrika 54 [not re-read];
 *   functions UP...pi2 of R sampling.
 * Golden: selection (R sampling); sampford by counting samples in the test.
 */
export function jointInclusion(probability: readonly number[], method: JointMethod, tolerance?: number): number[][] {
  const total = probability.reduce((sum, one) => sum + one, 0)
  const sampled = Math.round(total)
  if (probability.some((one) => !(one >= 0 && one <= 1)) || (method !== 'poisson' && Math.abs(total - sampled) > 1e-6))
    throw new AnalysisError('option_invalid', { option: 'probability', sum: String(total) })
  const open = probability
    .map((_, unit) => unit)
    .filter((unit) => probability[unit] > edge && probability[unit] < 1 - edge)
  const chances = open.map((unit) => probability[unit])
  const joint =
    open.length > 0 ? methods[method](chances, Math.round(chances.reduce((sum, one) => sum + one, 0)), tolerance) : []
  const place = new Map(open.map((unit, at) => [unit, at]))
  return probability.map((own, k) =>
    probability.map((other, l) => {
      if (k === l) return own
      const a = place.get(k)
      const b = place.get(l)
      return a === undefined || b === undefined ? own * other : joint[a][b]
    }),
  )
}

/** Nearer to 0 or 1 than this is 0 or 1. */
const edge = 1e-6

const methods: Readonly<
  Record<JointMethod, (chances: readonly number[], sampled: number, tolerance?: number) => number[][]>
> = {
  systematic: systematicPairs,
  tille: tillePairs,
  midzuno: (chances, sampled) => {
    const out = tillePairs(
      chances.map((one) => 1 - one),
      chances.length - sampled,
    )
    return chances.map((own, k) => chances.map((other, l) => (k === l ? own : own + other - 1 + out[k][l])))
  },
  maxentropy: (chances, sampled, tolerance) => conditionalPoisson(chances, sampled, tolerance).joint(),
  sampford: sampfordPairs,
  poisson: (chances) => chances.map((own, k) => chances.map((other, l) => (k === l ? own : own * other))),
}

function systematicPairs(chances: readonly number[]): number[][] {
  const ends: number[] = []
  chances.reduce((sum, one, at) => {
    ends[at] = sum + one
    return ends[at]
  }, 0)
  ends[ends.length - 1] = Math.round(ends[ends.length - 1])
  const starts = [0, ...ends.map((end) => end % 1), 1].sort((a, b) => a - b)
  const joint = chances.map(() => chances.map(() => 0))
  for (let at = 1; at < starts.length; at++) {
    const width = starts[at] - starts[at - 1]
    // Ends that are equal but for rounding would leave a pair with a chance of 1e-16 instead of none.
    if (width < 1e-12) continue
    const start = (starts[at] + starts[at - 1]) / 2
    const taken = chances
      .map((_, unit) => unit)
      .filter((unit) => Math.floor(ends[unit] - start) > Math.floor((ends[unit - 1] ?? 0) - start))
    for (const k of taken) for (const l of taken) joint[k][l] += width
  }
  return joint
}

function tillePairs(chances: readonly number[], sampled: number): number[][] {
  const joint = chances.map(() => chances.map(() => 1))
  let before: ArrayLike<number> = new Float64Array(chances.length).fill(1)
  for (let left = chances.length - 1; left >= sampled; left--) {
    const now = left === sampled ? Float64Array.from(chances) : inclusionProbabilities(chances, left)
    const out = now.map((one, unit) => 1 - one / before[unit])
    for (const row of joint.keys()) for (const column of joint.keys()) joint[row][column] *= 1 - out[row] - out[column]
    before = now
  }
  return joint
}

/** Sums over the samples that hold k and l, by adding one unit at a time: `plain` of products of odds, `loaded` of products times sums of (1 - pi). */
function sampfordPairs(chances: readonly number[], sampled: number): number[][] {
  const odds = chances.map((one) => one / (1 - one))
  const sumOver = (skip: readonly number[], wanted: number) => {
    const plain = new Float64Array(wanted + 1)
    const loaded = new Float64Array(wanted + 1)
    plain[0] = 1
    for (const [unit, weight] of odds.entries()) {
      if (skip.includes(unit)) continue
      for (let size = wanted; size > 0; size--) {
        loaded[size] += weight * (loaded[size - 1] + (1 - chances[unit]) * plain[size - 1])
        plain[size] += weight * plain[size - 1]
      }
    }
    return { plain: plain[wanted], loaded: loaded[wanted] }
  }
  const all = sumOver([], sampled).loaded
  return chances.map((_, k) =>
    chances.map((_, l) => {
      if (k === l || sampled < 2) return 0
      const rest = sumOver([k, l], sampled - 2)
      return (odds[k] * odds[l] * (rest.loaded + (2 - chances[k] - chances[l]) * rest.plain)) / all
    }),
  )
}
