import { AnalysisError } from '../failure.ts'
import { checkNumbers } from './check-input.ts'

export type TrimBounds = Readonly<{ upper?: number; lower?: number; strict?: boolean }>

/**
 * Weights cut at bounds, what was cut being shared equally among the rows that were not.
 *
 *   w' = min(U, max(L, w));  rows inside the bounds get + (sum w - sum w') / (rows inside)
 *
 * Once only, so a row may end a little outside; `strict` repeats with the rows already cut held where they are. Cutting trades
 * bias for variance; the variance here does not know of it.
 *
 * @param weights  one entry per row; rows of weight 0 stay 0
 * @returns        new weights of the same sum
 * @throws AnalysisError option_invalid: the bounds leave no row to take what was cut, are crossed or no numbers; weight_invalid
 *
 * Source: Potter (1990), Proc. ASA Survey Research Methods, 225-230; Lumley (2010), Complex Surveys, section 7.
 * Golden: weighting.
 */
export function trim(weights: Float64Array, { upper, lower, strict }: TrimBounds): Float64Array {
  const high = upper ?? Number.POSITIVE_INFINITY
  const low = lower ?? Number.NEGATIVE_INFINITY
  if (!(low <= high))
    throw new AnalysisError('option_invalid', {
      option: 'trim',
      reason: 'the lower bound is above the upper, or one is no number',
      bounds: [low, high],
    })
  checkNumbers(weights, 'trim')
  const current = Float64Array.from(weights)
  const cut = new Uint8Array(weights.length)
  for (let round = 0; round < (strict ? 1000 : 1); round++) {
    let excess = 0
    let free = 0
    let changed = false
    for (let row = 0; row < current.length; row++) {
      const weight = current[row]
      if (weight === 0 || cut[row]) continue
      const kept = Math.min(high, Math.max(low, weight))
      if (kept === weight) {
        free++
        continue
      }
      changed = true
      cut[row] = 1
      excess += weight - kept
      current[row] = kept
    }
    if (!changed) return current
    if (free === 0) throw new AnalysisError('option_invalid', { option: 'trim', reason: 'every weight is cut' })
    for (let row = 0; row < current.length; row++)
      if (current[row] !== 0 && !cut[row]) current[row] = current[row] + excess / free
  }
  return current
}
