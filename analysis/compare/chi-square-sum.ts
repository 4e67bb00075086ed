import { AnalysisError } from '../failure.ts'
import { chiSquareUpper, fUpper, normalUpper } from '../numeric/distribution.ts'

/**
 * Upper tail of a weighted sum of independent chi-squares of 1 df, by the saddlepoint of Lugannani and Rice.
 *
 *   P(sum a_i X_i > x);   K(t) = -1/2 sum log(1 - 2 a_i t),  K'(s) = x,  w = sign(s) sqrt(2 (s x - K)),  v = s sqrt(K'')
 *   P = Phi_upper(w + log(v/w)/w)
 *
 * Good to about three digits for few terms, and relatively so far out in the tail. Negative a_i are allowed.
 *
 * @param x        the value
 * @param factors  the a_i, not all 0
 * @returns        a probability
 * @throws AnalysisError not_converged
 *
 * Source: Kuonen (1999), Biometrika 86, 929-935.
 * Golden: chisq, regTermTest.
 */
export function chiSquareSumUpper(x: number, factors: readonly number[]): number {
  const largest = Math.max(...factors.map(Math.abs))
  if (!(largest > 0)) throw new AnalysisError('not_converged', { reason: 'all factors are 0' })
  const a = factors.map((each) => each / largest)
  const value = x / largest
  if (a.every((each) => each > 0) && value <= 0) return 1
  const k = (t: number) => -0.5 * a.reduce((sum, each) => sum + Math.log1p(-2 * each * t), 0)
  const k1 = (t: number) => a.reduce((sum, each) => sum + each / (1 - 2 * each * t), 0)
  const k2 = (t: number) => 2 * a.reduce((sum, each) => sum + (each / (1 - 2 * each * t)) ** 2, 0)
  const high = Math.max(...a)
  const low = Math.min(...a)
  let right = high > 0 ? (1 / (2 * high)) * (1 - 1e-14) : 1
  let left = low < 0 ? (1 / (2 * low)) * (1 - 1e-14) : -1
  if (high <= 0) while (k1(right) < value) right *= 2
  if (low >= 0) while (k1(left) > value) left *= 2
  for (let step = 0; step < 2000 && right - left > 1e-16 * Math.max(1e-8, Math.abs(left)); step++) {
    const middle = (left + right) / 2
    if (middle === left || middle === right) break
    if (k1(middle) < value) left = middle
    else right = middle
  }
  const s = (left + right) / 2
  const w = Math.sign(s) * Math.sqrt(Math.max(0, 2 * (s * value - k(s))))
  const v = s * Math.sqrt(k2(s))
  if (Math.abs(w) < 1e-4) {
    const skew = 8 * a.reduce((sum, each) => sum + each ** 3, 0)
    return 0.5 - skew / (6 * Math.sqrt(2 * Math.PI) * k2(0) ** 1.5)
  }
  return normalUpper(w + Math.log(v / w) / w)
}

/**
 * Upper tail of sum a_i X_i / (Y/df), Y chi-square of `df`: the same, as P(sum a_i X_i - (x/df) Y > 0).
 * Infinite df is the plain sum.
 */
export function fSumUpper(x: number, factors: readonly number[], df: number, method: 'saddlepoint' | 'satterthwaite') {
  if (method === 'satterthwaite') {
    const sum = factors.reduce((total, each) => total + each, 0)
    const squares = factors.reduce((total, each) => total + each * each, 0)
    const own = (sum * sum) / squares
    return df === Number.POSITIVE_INFINITY ? chiSquareUpper((x * sum) / squares, own) : fUpper(x / sum, own, df)
  }
  if (df === Number.POSITIVE_INFINITY) return chiSquareSumUpper(x, factors)
  const whole = Math.floor(df)
  const terms = [...factors, ...Array.from({ length: whole }, () => -x / df)]
  return chiSquareSumUpper(0, terms)
}
