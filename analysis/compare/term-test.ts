import { AnalysisError } from '../failure.ts'
import { fUpper } from '../numeric/distribution.ts'
import { inverse, type Matrix, quadraticForm, relativeEigenvalues, select } from '../numeric/matrix.ts'
import { fSumUpper } from './chi-square-sum.ts'

export type WaldTest = Readonly<{ F: number; df: number; ddf: number; p: number }>
export type LikelihoodTest = Readonly<{ chisq: number; lambda: readonly number[]; df: number; ddf: number; p: number }>
export type Approximation = 'saddlepoint' | 'satterthwaite'

/**
 * Wald test that several coefficients are 0.
 *
 *   F = b' V^-1 b / q  on q and ddf degrees of freedom
 *
 * b: the coefficients tested; V: their covariance; ddf: those of the model. Too liberal when q is near ddf.
 *
 * @param coefficients  the values tested
 * @param covariance    of exactly those
 * @returns             F, df = q, ddf, p
 * @throws AnalysisError too_few_units: no degrees of freedom; cannot_factorise
 *
 * Source: Korn and Graubard (1990), Amer. Statistician 44, 270-276.
 * Golden: regTermTest.
 */
export function waldTest(coefficients: ArrayLike<number>, covariance: Matrix, ddf: number): WaldTest {
  if (!(ddf > 0)) throw new AnalysisError('too_few_units', { ddf })
  const df = coefficients.length
  const statistic = quadraticForm(coefficients, inverse(covariance)) / df
  return { F: statistic, df, ddf, p: fUpper(statistic, df, ddf) }
}

/**
 * Rao-Scott likelihood ratio test of nested models, or Wald test by the working covariance, both with the distribution of a sum
 * of chi-squares.
 *
 *   chisq ~ sum lambda_i X_i / (Y/ddf),   lambda: eigenvalues of V0^-1 V of the coefficients tested
 *
 * V: their covariance by the design; V0: by the model with independent rows and weights of mean 1.
 *
 * @param chisq       the working statistic
 * @param covariance  V
 * @param naive       V0
 * @returns           chisq, lambda, df, ddf, p
 * @throws AnalysisError cannot_factorise, too_few_units
 *
 * Source: Rao and Scott (1984), Ann. Statist. 12, 46-60; Lumley and Scott (2014), Aust. N. Z. J. Stat. 56, 1-14.
 * Golden: regTermTest.
 */
export function likelihoodTest(
  chisq: number,
  covariance: Matrix,
  naive: Matrix,
  ddf: number,
  approximation: Approximation = 'saddlepoint',
): LikelihoodTest {
  if (!(ddf > 0)) throw new AnalysisError('too_few_units', { ddf })
  const lambda = relativeEigenvalues(naive, covariance)
  return { chisq, lambda, df: lambda.length, ddf, p: fSumUpper(chisq, lambda, ddf, approximation) }
}

/** Rows and columns of a covariance by index. */
export function part(covariance: Matrix, indexes: readonly number[]): Matrix {
  return select(covariance, indexes, indexes)
}
