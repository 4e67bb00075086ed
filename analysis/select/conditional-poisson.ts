import { AnalysisError } from '../failure.ts'
import type { Random } from '../numeric/random.ts'

export type ConditionalPoisson = Readonly<{
  /** Odds w_k of the Poisson design that, held to size n, has the wanted probabilities. */
  odds: Float64Array
  joint: () => number[][]
  draw: (random: Random) => number[]
}>

/**
 * The fixed-size design of greatest entropy with given inclusion probabilities (conditional Poisson sampling).
 *
 *   P(s) = prod_{k in s} w_k / e_n(w);   pi_k(w) = w_k e_(n-1)(w without k) / e_n(w) = pi_k
 *   pi_kl = (pi_k w_l - pi_l w_k) / (w_l - w_k)
 *
 * e_m: elementary symmetric polynomial. The w come from p' = p + pi - pi(w(p)), w = p / (1 - p), begun at p = pi; it
 * converges fast for n of ordinary size.
 *
 * @param chances    probabilities strictly between 0 and 1, adding up to `sampled`
 * @param sampled    whole number n >= 1
 * @param tolerance  sum of the differences between wanted and reached probabilities at which to stop
 * @param limit      most iterations
 * @throws AnalysisError not_converged {margin}: the difference left
 *
 * Source: Chen, Dempster, Liu (1994), Biometrika 81; Deville (2000) and Tille (2006), section 5.6 [not re-read]; UPMEpiktildefrompik of R sampling.
 * Golden: selection (pi2-maxentropy, R sampling).
 */
export function conditionalPoisson(
  chances: readonly number[],
  sampled: number,
  tolerance = 1e-12,
  limit = 1000,
): ConditionalPoisson {
  const tilted = Float64Array.from(chances)
  let margin = Number.POSITIVE_INFINITY
  for (let step = 0; step < limit && margin > tolerance; step++) {
    const reached = firstOrder(oddsOf(tilted), sampled)
    margin = 0
    for (const [unit, wanted] of chances.entries()) {
      margin += Math.abs(wanted - reached[unit])
      tilted[unit] += wanted - reached[unit]
    }
    if (tilted.some((one) => !(one > 0 && one < 1))) break
  }
  if (!(margin <= tolerance)) throw new AnalysisError('not_converged', { margin: String(margin) })
  const odds = oddsOf(tilted)
  return { odds, joint: () => pairs(chances, odds, sampled), draw: (random) => drawOne(odds, sampled, random) }
}

const oddsOf = (tilted: Float64Array) => tilted.map((one) => one / (1 - one))

/** e_0 .. e_n of the odds, without some of them. */
function symmetric(odds: Float64Array, wanted: number, skip: readonly number[] = []): Float64Array {
  const sums = new Float64Array(wanted + 1)
  sums[0] = 1
  for (let unit = 0; unit < odds.length; unit++) {
    if (skip.includes(unit)) continue
    for (let size = wanted; size > 0; size--) sums[size] += odds[unit] * sums[size - 1]
  }
  return sums
}

function firstOrder(odds: Float64Array, sampled: number): Float64Array {
  const all = symmetric(odds, sampled)[sampled]
  return odds.map((weight, unit) => (weight * symmetric(odds, sampled - 1, [unit])[sampled - 1]) / all)
}

/** From first-order probabilities and odds; pairs with (nearly) equal odds share what the row still lacks of n pi_k. */
function pairs(chances: readonly number[], odds: Float64Array, sampled: number): number[][] {
  return chances.map((own, k) => {
    const row = chances.map((other, l) => {
      if (k === l) return own
      const apart = odds[l] - odds[k]
      return Math.abs(apart) > 1e-7 * odds[k] ? (own * odds[l] - other * odds[k]) / apart : Number.NaN
    })
    const open = row.filter(Number.isNaN).length
    const known = row.reduce((sum, one) => (Number.isNaN(one) ? sum : sum + one), 0)
    return row.map((one) => (Number.isNaN(one) ? (sampled * own - known) / open : one))
  })
}

/** Goes down the list once; a unit is taken with the chance that the samples still possible hold it. */
function drawOne(odds: Float64Array, sampled: number, random: Random): number[] {
  const after: Float64Array[] = []
  for (let unit = odds.length; unit >= 0; unit--) after[unit] = symmetric(odds.slice(unit), sampled)
  const chosen: number[] = []
  for (let unit = 0; unit < odds.length && chosen.length < sampled; unit++) {
    const left = sampled - chosen.length
    if (random.uniform() * after[unit][left] < odds[unit] * after[unit + 1][left - 1]) chosen.push(unit)
  }
  return chosen
}
