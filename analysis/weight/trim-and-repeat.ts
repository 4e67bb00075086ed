import { AnalysisError } from '../failure.ts'
import { type TrimBounds, trim } from './trim.ts'

/** A weight this share beyond a bound after the last calibration counts as on it. */
const BESIDE = 1e-6
const ROUNDS = 50

/**
 * Weights cut at bounds that agree with known totals at the same time.
 *
 *   repeat: cut at the bounds and share out what was cut; calibrate again     until no weight lies beyond a bound
 *
 * Ends where both hold; where no such weights exist, or they are approached too slowly, it is told rather than left half done.
 *
 * @param weights  one entry per row; rows of weight 0 stay 0
 * @param bounds   of the weights, as for `trim`; always cut strictly
 * @param agree    the calibration to repeat
 * @returns        what the last calibration gave, and the number of rounds
 * @throws AnalysisError trim_unsettled {rounds, least, greatest, bounds}; what `trim` and the calibration throw
 *
 * Source: Folsom and Singh (2000), Proc. ASA Survey Research Methods, 598-603, on calibration within bounds [not re-read].
 * Golden: test/golden/r/nonresponse.R, which repeats R's trimWeights and rake.
 */
export function trimAndRepeat<T extends Readonly<{ weights: Float64Array }>>(
  weights: Float64Array,
  bounds: TrimBounds,
  agree: (weights: Float64Array) => T,
  rounds = ROUNDS,
): T & { iterations: number } {
  const high = bounds.upper ?? Number.POSITIVE_INFINITY
  const low = bounds.lower ?? Number.NEGATIVE_INFINITY
  let current = weights
  let [least, greatest] = [0, 0]
  for (let round = 1; round <= rounds; round++) {
    const agreed = agree(trim(current, { ...bounds, strict: true }))
    current = agreed.weights
    ;[least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (const weight of current) {
      if (weight === 0) continue
      least = Math.min(least, weight)
      greatest = Math.max(greatest, weight)
    }
    if (least >= low - BESIDE * Math.abs(low) && greatest <= high + BESIDE * Math.abs(high))
      return { ...agreed, iterations: round }
  }
  throw new AnalysisError('trim_unsettled', { rounds, least, greatest, bounds: [low, high] })
}
