import { AnalysisError } from '../failure.ts'

export type WeightChecks = Readonly<{
  count: number
  sum: number
  min: number
  max: number
  mean: number
  /** Greatest weight over the mean. */
  maxRatio: number
  /** Standard deviation over the mean. */
  cv: number
  kishDeff: number
  effectiveCount: number
}>

/**
 * How uneven a set of weights is, and what that costs.
 *
 *   deff_K = n sum(w^2) / sum(w)^2 = 1 + cv^2;   n_eff = n / deff_K
 *
 * w: weights above 0; n: how many. The loss holds for answers that have nothing to do with the weight; it says nothing of
 * clustering, and overstates the loss where the weights follow the strata that explain the answers.
 *
 * @param weight  weight per row, finite and >= 0; rows of weight 0 are left out
 * @returns       counts, range, Kish's design effect and the effective number of answers
 * @throws AnalysisError weight_invalid: a weight that is no number, or none above 0
 *
 * Source: Kish (1965), Survey Sampling, section 11.2C; Kish (1992), J. Official Statistics 8 [not re-read].
 * Golden: weighting, call nonresponseWeights (kishDeffRespondents).
 */
export function checkWeights(weight: ArrayLike<number>): WeightChecks {
  let count = 0
  let sum = 0
  let squares = 0
  let min = Number.POSITIVE_INFINITY
  let max = 0
  for (let row = 0; row < weight.length; row++) {
    const value = weight[row]
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY))
      throw new AnalysisError('weight_invalid', { row: row + 1, value: String(value) })
    if (value === 0) continue
    count++
    sum += value
    squares += value * value
    min = Math.min(min, value)
    max = Math.max(max, value)
  }
  if (count === 0) throw new AnalysisError('weight_invalid', { reason: 'all weights are 0' })
  const kishDeff = (count * squares) / (sum * sum)
  const mean = sum / count
  return {
    count,
    sum,
    min,
    max,
    mean,
    maxRatio: max / mean,
    cv: Math.sqrt(Math.max(0, kishDeff - 1)),
    kishDeff,
    effectiveCount: count / kishDeff,
  }
}
