import { AnalysisError } from '../failure.ts'

/** Shares of the variance of an answer that lie between schools, and between the classes of a school. */
export type VarianceShares = Readonly<{ betweenSchools: number; betweenClasses: number }>

/**
 * How many times the variance of `classes` x `answers` answers of a school is that of as many answers drawn one by one.
 *
 *   deff = k m (d + e / k + (1 - d - e) / (k m))
 *
 * d, e: the shares between schools and between classes; k classes a school, m answers a class (may be means, so not whole).
 * The figure that `clusterSize` minimises together with the cost, here for sizes that are given.
 *
 * @returns  1 when all variance lies between answers
 * @throws AnalysisError option_invalid {option}: sizes not above 0, shares below 0 or above 1 together
 *
 * Source: Cochran (1977), Sampling Techniques, 3rd ed., section 10.8; Kish (1965), section 5.4 (1 + (m - 1) rho for one stage).
 * Golden: none published; Kish's formula where only schools differ, and `clusterSize` at its own sizes, in the test.
 */
export function clusterEffect(classes: number, answers: number, shares: VarianceShares): number {
  const { betweenSchools: d, betweenClasses: e } = shares
  for (const [option, value] of Object.entries({ classes, answers }))
    if (!(value > 0 && value < Number.POSITIVE_INFINITY)) throw invalid(option, value)
  for (const [option, value] of Object.entries(shares)) if (!(value >= 0 && d + e <= 1)) throw invalid(option, value)
  return classes * answers * (d + e / classes) + (1 - d - e)
}

/** A stratum's pupils, answers expected, and the design effect inside it. */
export type StratumEffect = Readonly<{ pupils: number; answers: number; effect: number }>

/**
 * One design effect for strata that have their own.
 *
 *   deff = sum(W_h^2 deff_h / n_h) / sum(W_h^2 / n_h)
 *
 * W_h: pupils, n_h: answers of stratum h. Put into `forecast`, whose unequal-weights factor is n sum(W_h^2 / n_h) / (sum W_h)^2, it
 * gives the variance of the strata's own effects exactly.
 *
 * @param strata  of a domain; those without answers are left out, as `forecast` does
 * @throws AnalysisError option_invalid: no stratum with answers
 *
 * Source: Kish (1965), Survey Sampling, section 8.2 (a weighted mean of the strata's variances).
 * Golden: none, an identity held by its test.
 */
export function mixedEffect(strata: readonly StratumEffect[]): number {
  const used = strata.filter(({ answers }) => answers > 0)
  if (used.length === 0) throw invalid('answers', 0)
  const part = ({ pupils, answers }: StratumEffect) => pupils ** 2 / answers
  const whole = used.reduce((sum, stratum) => sum + part(stratum), 0)
  return used.reduce((sum, stratum) => sum + part(stratum) * stratum.effect, 0) / whole
}

const invalid = (option: string, value: number) => new AnalysisError('option_invalid', { option, value: String(value) })
