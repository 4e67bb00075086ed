import { type Column, type Design, within } from '../design.ts'
import { identity } from '../numeric/matrix.ts'
import { functionOfTotals } from '../variance/covariance.ts'
import { type Estimates, estimatesOf, presentRows } from './mean.ts'
import type { Estimate, EstimateOptions } from './result.ts'

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
  return estimatesOf(asked, present, { value, covariance }, columns, 'total', options.deff)
}
