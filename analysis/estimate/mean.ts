import { type Column, type Design, within } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import type { Matrix } from '../numeric/matrix.ts'
import { functionOfTotals, jacobianOf, standardErrors, withoutMissing } from '../variance/covariance.ts'
import { degreesOfFreedom } from '../variance/degrees-of-freedom.ts'
import { designEffect } from './design-effect.ts'
import { type Estimate, type EstimateOptions, lazily } from './result.ts'

/** Several estimates of one call, with the covariance between them (for differences and nets). */
export type Estimates = Readonly<{ estimates: readonly Estimate[]; covariance: Matrix; df: number; n: number }>

/** The mean of one variable; see `meansOf`. A share is the mean of an indicator 0/1. */
export function meanOf(design: Design, values: Column, options: EstimateOptions = {}): Estimate {
  return meansOf(design, [values], options).estimates[0] as Estimate
}

/**
 * Weighted means of several variables with their covariance.
 *
 *   m = sum w y / sum w        score: w (y - m) / sum w
 *
 * w: weights; y: values. A row on which any of the variables is missing (NaN) is left out, as a domain is. Biased of order 1/n.
 *
 * @param columns  k columns, one entry per row; NaN = missing
 * @returns        k estimates in the unit of y, their covariance, df and n
 * @throws AnalysisError all_missing, domain_empty {variable}: no row is left; lonely_psu
 *
 * Source: Sarndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, section 5.7.
 * Golden: mean, domain, replicate, weighting, lonely.
 */
export function meansOf(design: Design, columns: readonly Column[], options: EstimateOptions = {}): Estimates {
  const asked = within(design, options.domain)
  const present = presentRows(asked, columns)
  const k = columns.length
  const { value, covariance } = functionOfTotals(present.design, [null, ...columns], (totals) => {
    const size = totals[0]
    const means = Float64Array.from(columns, (_, j) => totals[j + 1] / size)
    const rows = columns.map((_, j) => {
      const row = new Float64Array(k + 1)
      row[0] = -means[j] / size
      row[j + 1] = 1 / size
      return row
    })
    return { value: means, jacobian: jacobianOf(rows, k + 1) }
  })
  return estimatesOf(asked, present, { value, covariance }, columns, 'mean', options.deff)
}

/** The estimates of one call out of what the variance gave; `asked` is the design before rows without a value were left out. */
export function estimatesOf(
  asked: Design,
  present: Readonly<{ design: Design; n: number }>,
  { value, covariance }: Readonly<{ value: Float64Array; covariance: Matrix }>,
  columns: readonly Column[],
  kind: 'mean' | 'total',
  deff: EstimateOptions['deff'],
): Estimates {
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
    if (!deff) return estimate
    return { ...estimate, deff: designEffect(present.design, column, estimate.se ** 2, kind, deff) }
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

/** The design without the rows on which a column is missing; refuses when nothing is left, saying which column emptied it. */
export function presentRows(design: Design, columns: readonly Column[]): { design: Design; n: number } {
  const { design: present, kept, lost } = withoutMissing(design, columns)
  if (kept > 0) return { design: present, n: kept }
  if (lost === 0) throw new AnalysisError('domain_empty')
  const empty = columns.findIndex((column) =>
    column.every((value, row) => Number.isNaN(value) || design.domain?.[row] === 0),
  )
  throw new AnalysisError('all_missing', empty >= 0 ? { variable: empty + 1 } : {})
}
