import { AnalysisError } from '../failure.ts'

/**
 * Inclusion probabilities proportional to size, with units that are too large taken for certain.
 *
 *   pi_i = n x_i / sum(x);  units with pi_i >= 1 get 1 and leave, n and the sum are taken again over the rest, until none is left
 *
 * x_i: size. A unit of size 0 can never be drawn (pi = 0): a frame should not hold one.
 *
 * @param size     size per unit, finite and >= 0, in any unit
 * @param sampled  expected number of units n, 0 .. number of units with a size
 * @returns        one probability per unit; they add up to n
 * @throws AnalysisError size_negative {row}; sample_size_out_of_range {population, sampled}
 *
 * Source: function inclusionprobabilities of R sampling; Sarndal, Swensson, Wretman (1992), section 3.6.2 [not re-read].
 * Golden: selection (R sampling).
 */
export function inclusionProbabilities(size: ArrayLike<number>, sampled: number): Float64Array {
  const sized: number[] = []
  for (let row = 0; row < size.length; row++) {
    if (!(size[row] >= 0 && size[row] < Infinity)) throw new AnalysisError('size_negative', { row, size: size[row] })
    if (size[row] > 0) sized.push(row)
  }
  if (!(sampled >= 0 && sampled <= sized.length))
    throw new AnalysisError('sample_size_out_of_range', { population: sized.length, sampled })
  const probability = new Float64Array(size.length)
  let open = sized
  let left = sampled
  while (open.length) {
    const total = open.reduce((sum, row) => sum + size[row], 0)
    const share = (row: number) => (left * size[row]) / total
    const stay: number[] = []
    for (const row of open) {
      const certain = share(row) >= 1
      probability[row] = certain ? 1 : share(row)
      if (!certain) stay.push(row)
    }
    if (stay.length === open.length) break
    left -= open.length - stay.length
    open = stay
  }
  return probability
}
