import { type Column, type Design, within } from '../design.ts'
import { identity } from '../numeric/matrix.ts'
import { functionOfTotals, standardErrors } from '../variance/covariance.ts'
import { degreesOfFreedom } from '../variance/degrees-of-freedom.ts'
import { designEffect } from './design-effect.ts'
import { type Estimates, presentRows } from './mean.ts'
import { type Estimate, type EstimateOptions, lazily } from './result.ts'

/** The total of one variable; see `totalsOf`. */
export function totalOf(design: Design, values: Column, options: EstimateOptions = {}): Estimate {
  return totalsOf(design, [values], options).estimates[0] as Estimate
}

/**
 * Weighted totals of several variables with their covariance.
 *
 *   T = sum w y        score: w y
 *
 * A row on which any variable is missing (NaN) counts as outside the domain: the total is then too small by what is missing.
 *
 * @param columns  k columns, one entry per row; NaN = missing
 * @returns        k estimates in the unit of y, their covariance, df and n
 * @throws AnalysisError all_missing, domain_empty; lonely_psu
 *
 * Source: Horvitz and Thompson (1952), JASP 47, 663-685.
 * Golden: total, domain, replicate, pps, lonely, weighting.
 */
export function totalsOf(design: Design, columns: readonly Column[], options: EstimateOptions = {}): Estimates {
  const asked = within(design, options.domain)
  const present = presentRows(asked, columns)
  const jacobian = identity(columns.length)
  const { value, covariance } = functionOfTotals(present.design, columns, (totals) => ({ value: totals, jacobian }))
  const se = standardErrors(covariance)
  // The rank of many replicates takes longer than all the rest, and is not always wanted.
  const df = lazily(() => degreesOfFreedom(asked))
  const estimates = columns.map((column, j): Estimate => {
    const estimate: Estimate = {
      value: value[j],
      se: se[j],
      get df() {
        return df()
      },
      n: present.n,
    }
    if (!options.deff) return estimate
    return { ...estimate, deff: designEffect(present.design, column, estimate.se ** 2, 'total', options.deff) }
  })
  return {
    estimates,
    covariance,
    get df() {
      return df()
    },
    n: present.n,
  }
}
