import gammainc from '@stdlib/math-base-special-gammainc'

/**
 * P(X >= count), X beta-binomial: shares that differ from school to school by more than chance.
 *
 *   P(k) = C(n, k) B(k + a, n - k + b) / B(a, b),   a = p (1 - rho) / rho,   b = (1 - p) (1 - rho) / rho
 *
 * By the ratio of one term to the next, in logarithms, so that nothing underflows; rho 0 is the binomial. Terms are added, never
 * subtracted from 1, on the side that is asked for.
 *
 * @param count  0 .. of, whole
 * @param of     trials, whole, up to some thousands
 * @param share  p, 0..1
 * @param rho    correlation of two sheets of one school, 0 <= rho < 1
 * @returns      a probability, 0..1
 *
 * Source: Skellam (1948), JRSS B 10 [not re-read].
 * Golden: R 4.2.2, sum(choose(n,k) * beta(k+a,n-k+b) / beta(a,b)) and pbinom; test/analysis/quality/tails.test.ts.
 */
export function betaBinomialUpper(count: number, of: number, share: number, rho: number): number {
  if (count <= 0) return 1
  if (share <= 0) return 0
  if (share >= 1) return 1
  const spread = rho > 1e-9 ? (1 - rho) / rho : Number.POSITIVE_INFINITY
  const [a, b] = [share * spread, (1 - share) * spread]
  // Failures counted from the top: P(of), then down to P(count).
  let log = 0
  for (let k = 0; k < of; k++) log += Number.isFinite(spread) ? Math.log((a + k) / (a + b + k)) : Math.log(share)
  let sum = Math.exp(log)
  for (let k = of; k > count; k--) {
    const ratio = Number.isFinite(spread) ? (b + of - k) / (a + k - 1) : (1 - share) / share
    log += Math.log((k / (of - k + 1)) * ratio)
    sum += Math.exp(log)
  }
  return Math.min(1, sum)
}

/** P(X <= count) of the same: successes and failures change places. */
export const betaBinomialLower = (count: number, of: number, share: number, rho: number): number =>
  betaBinomialUpper(of - count, of, 1 - share, rho)

/** P(X >= count), X Poisson of this mean: the lower incomplete gamma function. */
export const poissonUpper = (count: number, mean: number): number =>
  count <= 0 ? 1 : mean <= 0 ? 0 : gammainc(mean, count, true, false)

/** P(X <= x), X chi-square. */
export const chiSquareLower = (x: number, df: number): number => (x <= 0 ? 0 : gammainc(x / 2, df / 2, true, false))
