import { AnalysisError } from '../failure.ts'
import { chiSquareUpper, fUpper, normalUpper } from '../numeric/distribution.ts'

/**
 * Upper tail of a weighted sum of independent chi-squares of 1 df, by the saddlepoint of Lugannani and Rice.
 *
 *   P(sum a_i X_i > x);   K(t) = -1/2 sum log(1 - 2 a_i t),  K'(s) = x,  w = sign(s) sqrt(2 (s x - K)),  v = s sqrt(K'')
 *   P = Phi_upper(w + log(v/w)/w)
 *
 * Good to about three digits for few terms, and relatively so far out in the tail. Negative a_i are allowed. Where s is nearly 0 the
 * ratio v/w is lost to rounding, and one chi-square with the same mean and variance (Satterthwaite) stands in.
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
  const terms = factors.map((factor) => ({ factor, df: 1 }))
  return tail(x, terms) ?? oneChiSquare(x, factors, Number.POSITIVE_INFINITY)
}

type Term = Readonly<{ factor: number; df: number }>

/** Undefined where the saddlepoint is too near 0 to be used. */
function tail(x: number, terms: readonly Term[]): number | undefined {
  const largest = Math.max(...terms.map(({ factor }) => Math.abs(factor)))
  if (!(largest > 0)) throw new AnalysisError('not_converged', { reason: 'all factors are 0' })
  const a = terms.map(({ factor, df }) => ({ factor: factor / largest, df }))
  const value = x / largest
  if (a.every(({ factor }) => factor > 0) && value <= 0) return 1
  const sum = (each: (factor: number) => number) => a.reduce((total, { factor, df }) => total + df * each(factor), 0)
  const k = (t: number) => -0.5 * sum((f) => Math.log1p(-2 * f * t))
  const k1 = (t: number) => sum((f) => f / (1 - 2 * f * t))
  const k2 = (t: number) => 2 * sum((f) => (f / (1 - 2 * f * t)) ** 2)
  const s = saddlepoint(
    a.map(({ factor }) => factor),
    k1,
    value,
  )
  const w = Math.sign(s) * Math.sqrt(Math.max(0, 2 * (s * value - k(s))))
  const v = s * Math.sqrt(k2(s))
  if (Math.abs(s) * Math.max(...a.map(({ factor }) => factor)) < 1e-4) return undefined
  return normalUpper(w + Math.log(v / w) / w)
}

/** The s at which the slope of the cumulant function is x; the slope rises between the poles. */
function saddlepoint(factors: readonly number[], k1: (t: number) => number, x: number): number {
  const high = Math.max(...factors)
  const low = Math.min(...factors)
  let right = high > 0 ? (1 / (2 * high)) * (1 - 1e-14) : 1
  let left = low < 0 ? (1 / (2 * low)) * (1 - 1e-14) : -1
  if (high <= 0) while (k1(right) < x) right *= 2
  if (low >= 0) while (k1(left) > x) left *= 2
  for (let step = 0; step < 2000; step++) {
    const middle = (left + right) / 2
    if (middle === left || middle === right) break
    if (k1(middle) < x) left = middle
    else right = middle
  }
  return (left + right) / 2
}

/**
 * Upper tail of a weighted sum of chi-squares over an independent chi-square, the reference of a test on `df` degrees of freedom.
 *
 *   P(sum a_i X_i / (Y/df) > x) = P(sum a_i X_i - (x/df) Y > 0),  Y chi-square of df
 *
 * Infinite df is the plain sum. Of a broken df the whole part is taken for Y, its broken value for the scale, as the reference does.
 *
 * @param x        the value
 * @param factors  the a_i
 * @param df       above 0, or infinite
 * @returns        a probability
 * @throws AnalysisError not_converged
 *
 * Source: Kuonen (1999), Biometrika 86, 929-935; Rao and Scott (1984), Ann. Statist. 12, 46-60 (satterthwaite).
 * Golden: chisq, regTermTest.
 */
export function fSumUpper(
  x: number,
  factors: readonly number[],
  df: number,
  method: 'saddlepoint' | 'satterthwaite',
): number {
  if (method === 'satterthwaite') return oneChiSquare(x, factors, df)
  if (df === Number.POSITIVE_INFINITY) return chiSquareSumUpper(x, factors)
  // A df that is whole but for rounding must not lose one.
  const whole = Math.floor(df * (1 + 1e-12))
  const terms = [...factors.map((factor) => ({ factor, df: 1 })), { factor: -x / df, df: whole }]
  return tail(0, terms) ?? oneChiSquare(x, factors, df)
}

/** One scaled chi-square (over Y/df) of the mean and variance of the sum. */
function oneChiSquare(x: number, factors: readonly number[], df: number): number {
  const sum = factors.reduce((total, each) => total + each, 0)
  const squares = factors.reduce((total, each) => total + each * each, 0)
  const own = (sum * sum) / squares
  return df === Number.POSITIVE_INFINITY ? chiSquareUpper((x * sum) / squares, own) : fUpper(x / sum, own, df)
}
