import { AnalysisError } from '../failure.ts'
import type { Random } from '../numeric/random.ts'
import { drawSimple } from './simple.ts'

/**
 * Simple random samples inside strata, each stratum from its own stream.
 *
 *   pi_i = n_h / N_h for the units of stratum h
 *
 * n_h: asked, N_h: units of the stratum. The stream of a stratum is named after it, so adding a stratum does not move the
 * others. A stratum with fewer units than asked is taken whole.
 *
 * @param stratum  name of the stratum per unit
 * @param sampled  units to draw per stratum, whole numbers >= 0
 * @param random   the stream whose forks the strata use
 * @returns        chosen places, ascending, and the inclusion probability of every unit
 * @throws AnalysisError stratum_without_plan {stratum}: a stratum of the frame for which no number is given
 *
 * Source: Cochran (1977), chapter 5.
 * Golden: none, a draw has no outside value; the chances are tested by simulation.
 */
export function drawStratified(
  stratum: readonly string[],
  sampled: Readonly<Record<string, number>>,
  random: Random,
): Readonly<{ chosen: number[]; probability: Float64Array }> {
  const places = new Map<string, number[]>()
  stratum.forEach((name, place) => {
    const known = places.get(name)
    if (known) known.push(place)
    else places.set(name, [place])
  })
  const chosen: number[] = []
  const probability = new Float64Array(stratum.length)
  for (const [name, units] of places) {
    if (!Object.hasOwn(sampled, name)) throw new AnalysisError('stratum_without_plan', { stratum: name })
    const size = Math.min(sampled[name], units.length)
    for (const unit of drawSimple(units.length, size, random.fork(name))) chosen.push(units[unit])
    for (const unit of units) probability[unit] = size / units.length
  }
  return { chosen: chosen.sort((a, b) => a - b), probability }
}
