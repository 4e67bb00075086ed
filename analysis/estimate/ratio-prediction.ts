import { type Design, within } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { at } from '../numeric/matrix.ts'
import { functionOfTotals, jacobianOf } from '../variance/covariance.ts'
import { presentRows } from './mean.ts'
import { ratioOf } from './ratio.ts'

export type Prediction = Readonly<{ value: number; se: number }>

/**
 * Total of a from its ratio to b and the known total of b.
 *
 *   T = X R,  R = sum w a / sum w b        se(T) = X se(R)
 *
 * Far better than the direct total when a is nearly proportional to b.
 *
 * @param total  X, the population total of b
 * @returns      total of a and its standard error
 * @throws AnalysisError as `ratioOf`
 *
 * Source: Cochran (1977), Sampling Techniques, section 6.3.
 * Golden: ratio.
 */
export function ratioPrediction(
  design: Design,
  numerator: Float64Array,
  denominator: Float64Array,
  total: number,
): Prediction {
  const { value, se } = ratioOf(design, numerator, denominator)
  return { value: total * value, se: Math.abs(total) * se }
}

/**
 * The same with a ratio of its own in every stratum.
 *
 *   T = sum_h X_h R_h
 *
 * Needs many cases in every stratum: the bias of each ratio adds up.
 *
 * @param stratumOfRow  code of the stratum of each row
 * @param totals        X_h by code
 * @returns             total of a and its standard error
 * @throws AnalysisError too_few_units {stratum}: no b in a stratum; lonely_psu
 *
 * Source: Cochran (1977), section 6.10.
 * Golden: ratio.
 */
export function separateRatioPrediction(
  design: Design,
  numerator: Float64Array,
  denominator: Float64Array,
  stratumOfRow: Int32Array,
  totals: readonly number[],
): Prediction {
  const { design: present } = presentRows(within(design, undefined), [numerator, denominator])
  const strata = totals.length
  const inside = (column: Float64Array, h: number) =>
    column.map((value, row) => (stratumOfRow[row] === h && !Number.isNaN(value) ? value : 0))
  const columns = [numerator, denominator].flatMap((column) => totals.map((_, h) => inside(column, h)))
  const { value, covariance } = functionOfTotals(present, columns, (sums) => {
    const slopes = new Float64Array(2 * strata)
    let predicted = 0
    for (const [h, known] of totals.entries()) {
      const below = sums[strata + h]
      if (below === 0) throw new AnalysisError('too_few_units', { stratum: h + 1 })
      const ratio = sums[h] / below
      predicted += known * ratio
      slopes[h] = known / below
      slopes[strata + h] = (-known * ratio) / below
    }
    return { value: [predicted], jacobian: jacobianOf([slopes], 2 * strata) }
  })
  return { value: value[0], se: Math.sqrt(Math.max(0, at(covariance, 0, 0))) }
}
