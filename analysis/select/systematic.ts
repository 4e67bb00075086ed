import type { Random } from '../numeric/random.ts'
import { checkSampleSize } from './simple.ts'

/**
 * Systematic sample of a list with equal chances, also when N / n is not whole.
 *
 *   places floor((r + k N) / n), k = 0 .. n-1, r uniform on 0 .. N-1;   pi_i = n / N exactly
 *
 * Counted in whole numbers, so that no rounding can lose or repeat the last unit. Two units closer than N / n can never
 * come together: no unbiased variance exists, and the order of the list decides how good the sample is.
 *
 * @param population  length of the list, a whole number >= 0
 * @param sampled     number of places to choose, 0 .. population
 * @param random      the stream to draw from; one number is taken
 * @returns           the chosen places 0 .. population - 1, ascending
 * @throws AnalysisError sample_size_out_of_range {population, sampled}
 *
 * Source: Madow and Madow (1944), Annals Math. Statistics 15; fractional interval as in Cochran (1977), section 8.1.
 * Golden: none, a draw has no outside value; the chances are counted exactly over all starts in the test.
 */
export function drawSystematic(population: number, sampled: number, random: Random): number[] {
  checkSampleSize(population, sampled)
  if (sampled === 0) return []
  const start = random.below(population)
  return Array.from({ length: sampled }, (_, step) => Math.floor((start + step * population) / sampled))
}
