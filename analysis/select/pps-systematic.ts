import { AnalysisError } from '../failure.ts'
import type { Random } from '../numeric/random.ts'
import { checkSampleSize } from './simple.ts'

export type PpsDraw = Readonly<{
  /** Chosen places, ascending. */
  chosen: readonly number[]
  /** Inclusion probability of every unit of the list, chosen or not. */
  probability: Float64Array
}>

/**
 * Systematic sample with chances proportional to a whole-number size, in the order of the list.
 *
 *   unit i is chosen when C_(i-1) n <= r + k S < C_i n for some k = 0 .. n-1, r uniform on 0 .. S-1;   pi_i = n x_i / S exactly
 *
 * x_i: size, C_i: running sum of sizes, S: their sum, all over the units that are not certain. Units with n x_i >= S are
 * certain: taken out again and again, n less each time, before the walk. Everything is counted in whole numbers, so the
 * probabilities are exact and no unit can be lost to rounding at the end of the list. Pairs that lie near each other in
 * the list may have no chance to come together; shuffle the list before if the variance should rest on pairs.
 *
 * @param size     size per unit, whole numbers >= 1 (pupils); n times their sum must stay below 2^53, the sum below 2^32
 * @param sampled  number of units n, 0 .. number of units
 * @param random   the stream to draw from
 * @returns        chosen places and all inclusion probabilities, which add up to n
 * @throws AnalysisError size_not_whole {row, size}; sample_size_out_of_range {population, sampled}; sizes_too_large {total}
 *
 * Source: Madow (1949), Annals Math. Statistics 20; Hartley and Rao (1962), Annals Math. Statistics 33 [not re-read].
 * Golden: selection (R sampling) for the probabilities; the chances are counted exactly over all starts in the test.
 */
export function drawPpsSystematic(size: ArrayLike<number>, sampled: number, random: Random): PpsDraw {
  checkSampleSize(size.length, sampled)
  const { certain, open, left, total } = takeCertain(size, sampled)
  const probability = new Float64Array(size.length)
  for (const row of certain) probability[row] = 1
  for (const row of open) probability[row] = (left * size[row]) / total
  const chosen = [...certain]
  if (left > 0) {
    let next = random.below(total)
    let upper = 0
    for (const row of open) {
      upper += size[row] * left
      if (next >= upper) continue
      chosen.push(row)
      next += total
    }
  }
  return { chosen: chosen.sort((a, b) => a - b), probability }
}

function takeCertain(size: ArrayLike<number>, sampled: number) {
  const certain: number[] = []
  let open = Array.from(size, (_, row) => row)
  let left = sampled
  for (;;) {
    let total = 0
    for (const row of open) {
      if (!Number.isInteger(size[row]) || size[row] < 1)
        throw new AnalysisError('size_not_whole', { row, size: size[row] })
      total += size[row]
    }
    if (total >= 2 ** 32 || total * Math.max(left, 1) >= 2 ** 53) throw new AnalysisError('sizes_too_large', { total })
    const isCertain = (row: number) => left * size[row] >= total
    const stay = open.filter((row) => !isCertain(row))
    if (stay.length === open.length) return { certain, open, left, total }
    certain.push(...open.filter(isCertain))
    left = sampled - certain.length
    open = stay
  }
}
