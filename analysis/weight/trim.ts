import { AnalysisError } from '../failure.ts'
import { checkNumbers } from './check-input.ts'

export type TrimBounds = Readonly<{ upper?: number; lower?: number; strict?: boolean }>

/** Each round of strict trimming leaves a share of what it cut; it is below the last digit long before. */
const ROUNDS = 10_000

/**
 * Weights cut at bounds, what was cut being shared equally among the rows that were not.
 *
 *   w' = min(U, max(L, w));  rows inside the bounds get + (sum w - sum w') / (rows inside)
 *
 * Once only, so a row may end a little outside; `strict` repeats until none does, and, as in R, a row that lies on a bound takes its
 * part of what the next round cuts. Cutting trades bias for variance; the variance here does not know of it.
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
  for (let round = 0; round < (strict ? ROUNDS : 1); round++) {
    const { excess, outside, free } = cut(current, low, high)
    if (outside.length === 0) return current
    if (free === 0) throw new AnalysisError('option_invalid', { option: 'trim', reason: 'every weight is cut' })
    const held = new Set(outside)
    for (let row = 0; row < current.length; row++)
      if (current[row] !== 0 && !held.has(row)) current[row] = current[row] + excess / free
  }
  return current
}

/** Cuts in place; what was cut, from which rows, and how many rows take it. */
function cut(current: Float64Array, low: number, high: number): { excess: number; outside: number[]; free: number } {
  let excess = 0
  let free = 0
  const outside: number[] = []
  for (let row = 0; row < current.length; row++) {
    const weight = current[row]
    if (weight === 0) continue
    const kept = Math.min(high, Math.max(low, weight))
    if (kept === weight) {
      free++
      continue
    }
    outside.push(row)
    excess += weight - kept
    current[row] = kept
  }
  return { excess, outside, free }
}
