import { type Design, within } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { functionOfTotals, jacobianOf, standardErrors } from '../variance/covariance.ts'
import { degreesOfFreedom } from '../variance/degrees-of-freedom.ts'
import { designEffect } from './design-effect.ts'
import { type Estimates, presentRows } from './mean.ts'
import type { Estimate, EstimateOptions } from './result.ts'

/** The ratio of two totals; see `ratiosOf`. */
export function ratioOf(
  design: Design,
  numerator: Float64Array,
  denominator: Float64Array,
  options: EstimateOptions = {},
): Estimate {
  return ratiosOf(design, [numerator], [denominator], options).estimates[0] as Estimate
}

/**
 * Ratios of totals, every numerator over every denominator, with their covariance.
 *
 *   R = sum w a / sum w b        score: w (a - R b) / sum w b
 *
 * Rows on which any column is missing are left out. The design effect is that of the total of the scores. Biased of order 1/n; poor when the denominator varies much between units.
 *
 * @param numerators    columns a, one entry per row
 * @param denominators  columns b
 * @returns             estimates, numerators running fastest, their covariance, df and n
 * @throws AnalysisError all_missing, domain_empty; too_few_units: a denominator adds up to 0; lonely_psu
 *
 * Source: Cochran (1977), Sampling Techniques, 3rd ed., section 6.3; Sarndal et al. (1992), section 5.6.
 * Golden: ratio, pps, replicate.
 */
export function ratiosOf(
  design: Design,
  numerators: readonly Float64Array[],
  denominators: readonly Float64Array[],
  options: EstimateOptions = {},
): Estimates {
  const asked = within(design, options.domain)
  const columns = [...numerators, ...denominators]
  const present = presentRows(asked, columns)
  const { value, covariance } = functionOfTotals(present.design, columns, (totals) => {
    const values: number[] = []
    const rows: Float64Array[] = []
    for (let b = 0; b < denominators.length; b++)
      for (let a = 0; a < numerators.length; a++) {
        const below = totals[numerators.length + b]
        if (below === 0) throw new AnalysisError('too_few_units', { denominator: b + 1 })
        const ratio = totals[a] / below
        const row = new Float64Array(columns.length)
        row[a] = 1 / below
        row[numerators.length + b] = row[numerators.length + b] - ratio / below
        values.push(ratio)
        rows.push(row)
      }
    return { value: values, jacobian: jacobianOf(rows, columns.length) }
  })
  const se = standardErrors(covariance)
  const df = degreesOfFreedom(asked)
  const estimates = Array.from(value, (each, j): Estimate => {
    const estimate = { value: each, se: se[j], df, n: present.n }
    if (!options.deff) return estimate
    const top = numerators[j % numerators.length] as Float64Array
    const below = denominators[Math.floor(j / numerators.length)] as Float64Array
    const score = scoreOf(present.design, top, below, each)
    return { ...estimate, deff: designEffect(present.design, score, estimate.se ** 2, 'total', options.deff) }
  })
  return { estimates, covariance, df, n: present.n }
}

function scoreOf({ weights, domain, rows }: Design, top: Float64Array, below: Float64Array, ratio: number) {
  let size = 0
  for (let row = 0; row < rows; row++) if (!domain || domain[row]) size += weights[row] * below[row]
  return top.map((a, row) => (a - ratio * below[row]) / size)
}
