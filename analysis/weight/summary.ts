import { activeRows, type Design } from '../design.ts'

export type WeightSummary = Readonly<{
  n: number
  sum: number
  min: number
  max: number
  sumsq: number
  first10: readonly number[]
  kishDeff: number
}>

/**
 * What the weights of a design look like.
 *
 *   kishDeff = n sum w^2 / (sum w)^2
 *
 * The loss from unequal weights when they have nothing to do with the answers; n / kishDeff is the effective size.
 *
 * @param design  rows of its domain with positive weight count
 * @returns       count, sum, least, greatest, sum of squares, the first ten weights and Kish's factor
 *
 * Source: Kish (1965), Survey Sampling, section 11.7; Kish (1992), J. Official Statistics 8, 183-200.
 * Golden: weighting.
 */
export function weightSummary(design: Design): WeightSummary {
  const active = activeRows(design)
  let n = 0
  let sum = 0
  let sumsq = 0
  let min = Number.POSITIVE_INFINITY
  let max = 0
  const first10: number[] = []
  for (let row = 0; row < design.rows; row++) {
    if (!active[row]) continue
    const weight = design.weights[row]
    n++
    sum += weight
    sumsq += weight * weight
    min = Math.min(min, weight)
    max = Math.max(max, weight)
    if (first10.length < 10) first10.push(weight)
  }
  return { n, sum, min, max, sumsq, first10, kishDeff: (n * sumsq) / (sum * sum) }
}
