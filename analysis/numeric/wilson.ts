/**
 * Wilson's score interval of a rate, from an effective number of answers.
 *
 *   (p + q^2/2n  -/+  q sqrt(p (1-p)/n + q^2/4n^2)) / (1 + q^2/n)
 *
 * p: rate, n: answers over the design effect, q: quantile (normal, or t for few units). Unlike p -/+ q se it stays in
 * [0, 1] and has a width at p = 0 and 1. Coverage is near nominal on average, not for every p; a clustered sample of
 * very few units is not saved by it.
 *
 * @param rate       0..1
 * @param effective  n / deff, > 0
 * @param quantile   1.96 for a two-sided 95 %
 * @returns          lower and upper end, 0..1
 *
 * Source: Wilson (1927), J. American Statistical Association 22, 209-212; with n / deff as in Franco, Little, Louis,
 *   Slud (2019), J. Survey Statistics and Methodology 7(3), 334-364 [not re-read].
 * Golden: ciprop (cases with method wilson, marked formula); domain table of answers needed (test/analysis/plan).
 */
export function wilsonInterval(rate: number, effective: number, quantile: number): readonly [number, number] {
  const square = (quantile * quantile) / effective
  const centre = (rate + square / 2) / (1 + square)
  const half = Math.sqrt(square * (rate * (1 - rate) + square / 4)) / (1 + square)
  return [Math.max(0, centre - half), Math.min(1, centre + half)]
}
