import { AnalysisError } from '../failure.ts'
import type { Random } from '../numeric/random.ts'

/**
 * Simple random sample without replacement: every set of the asked size has the same chance.
 *
 *   pi_i = n / N
 *
 * n: sampled, N: population. The first n steps of a Fisher-Yates shuffle; only the places that moved are kept, so the
 * cost is that of the sample and not of the population.
 *
 * @param population  number of units to choose from, a whole number >= 0
 * @param sampled     number of units to choose, 0 .. population
 * @param random      the stream to draw from
 * @returns           the chosen places 0 .. population - 1, ascending
 * @throws AnalysisError sample_size_out_of_range {population, sampled}
 *
 * Source: Fan, Muller, Rezucha (1962), J. American Statistical Association 57; Durstenfeld (1964), Comm. ACM 7(7), algorithm 235 [not re-read].
 * Golden: none, a draw has no outside value; the chances are tested by simulation.
 */
export function drawSimple(population: number, sampled: number, random: Random): number[] {
  checkSampleSize(population, sampled)
  const moved = new Map<number, number>()
  const chosen: number[] = []
  for (let first = 0; first < sampled; first++) {
    const place = first + random.below(population - first)
    chosen.push(moved.get(place) ?? place)
    moved.set(place, moved.get(first) ?? first)
  }
  return chosen.sort((a, b) => a - b)
}

export function checkSampleSize(population: number, sampled: number): void {
  const whole = Number.isInteger(population) && Number.isInteger(sampled)
  if (!whole || sampled < 0 || sampled > population)
    throw new AnalysisError('sample_size_out_of_range', { population, sampled })
}
