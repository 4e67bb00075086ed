import { AnalysisError } from '../failure.ts'
import type { Random } from '../numeric/random.ts'

/**
 * Brewer's method: n draws without replacement that keep unequal inclusion probabilities, for any n.
 *
 *   chance at step i:  pi_k (n - a - pi_k) / (n - a - pi_k (n - i + 1)),  a = sum of pi over the units already drawn
 *
 * over the units not yet drawn, scaled to 1. Close to greatest entropy, so Brewer's variance approximation fits it well.
 *
 * @param probability  inclusion probabilities, 0..1, adding up to a whole number n; 1 is always taken, 0 never
 * @returns            chosen places, ascending
 * @throws AnalysisError option_invalid: a probability outside 0..1 or a sum that is not whole
 *
 * Source: Brewer (1975), Austral. J. Statistics 17(3), 166-172; Tille (2006), section 6.4 [not re-read]; UPbrewer of R sampling.
 * Golden: none, a draw has no outside value; the chances are tested by simulation.
 */
export function drawBrewer(probability: readonly number[], random: Random): number[] {
  const { certain, open, left } = split(probability)
  const chosen = [...certain]
  const free = new Set(open)
  let drawn = 0
  for (let step = 1; step <= left; step++) {
    const rest = left - drawn
    const weights = [...free].map((unit) => {
      const own = probability[unit]
      return { unit, weight: (own * (rest - own)) / (rest - own * (left - step + 1)) }
    })
    const unit = pick(weights, random)
    free.delete(unit)
    drawn += probability[unit]
    chosen.push(unit)
  }
  return chosen.sort((a, b) => a - b)
}

/**
 * Rao-Sampford: rejective sampling that keeps unequal inclusion probabilities exactly, with all joint probabilities above 0.
 *
 *   first unit with chance pi_k / n, the others with replacement with chance ~ pi_k / (1 - pi_k); taken if all differ
 *
 * Acceptance falls fast with n: right for a few units a stratum; for more use `drawBrewer`.
 *
 * @param probability  inclusion probabilities, 0..1, adding up to a whole number n; 1 is always taken, 0 never
 * @param tries        most attempts
 * @returns            chosen places, ascending
 * @throws AnalysisError option_invalid; not_converged {tries}: no attempt had all units different
 *
 * Source: Rao (1965), J. Indian Statistical Association 3; Sampford (1967), Biometrika 54, 499-513 [not re-read].
 * Golden: none, a draw has no outside value; samples are counted against their exact chances in the test.
 */
export function drawSampford(probability: readonly number[], random: Random, tries = 100_000): number[] {
  const { certain, open, left } = split(probability)
  if (left === 0) return certain
  const first = open.map((unit) => ({ unit, weight: probability[unit] }))
  const others = open.map((unit) => ({ unit, weight: probability[unit] / (1 - probability[unit]) }))
  for (let attempt = 0; attempt < tries; attempt++) {
    const chosen = new Set([pick(first, random)])
    let draws = 1
    while (draws < left && chosen.size === draws) {
      chosen.add(pick(others, random))
      draws++
    }
    if (chosen.size === left) return [...certain, ...chosen].sort((a, b) => a - b)
  }
  throw new AnalysisError('not_converged', { tries })
}

function split(probability: readonly number[]) {
  const total = probability.reduce((sum, one) => sum + one, 0)
  const sampled = Math.round(total)
  if (probability.some((one) => !(one >= 0 && one <= 1)) || Math.abs(total - sampled) > 1e-6)
    throw new AnalysisError('option_invalid', { option: 'probability', sum: String(total) })
  const units = probability.map((_, unit) => unit)
  const certain = units.filter((unit) => probability[unit] === 1)
  const open = units.filter((unit) => probability[unit] > 0 && probability[unit] < 1)
  return { certain, open, left: sampled - certain.length }
}

function pick(weights: readonly Readonly<{ unit: number; weight: number }>[], random: Random): number {
  let point = random.uniform() * weights.reduce((sum, { weight }) => sum + weight, 0)
  for (const { unit, weight } of weights) {
    point -= weight
    if (point < 0) return unit
  }
  return weights[weights.length - 1].unit
}
