import { activeRows, type Design, within } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { at, type Matrix, matrix } from '../numeric/matrix.ts'
import { functionOfTotals, jacobianOf } from '../variance/covariance.ts'
import { presentRows } from './mean.ts'
import type { EstimateOptions } from './result.ts'

export type CovarianceEstimate = Readonly<{ covariance: Matrix; correlation: Matrix; se: Matrix; n: number }>

/**
 * Population variances and covariances of several variables, with the error of each.
 *
 *   s_ab = n/(n-1) sum w (a - mean a)(b - mean b) / sum w
 *
 * n: rows of the domain, those with a missing value too, as R survey counts them. The score of s_ab is that of the mean of the products, since the means' own errors cancel to first order.
 *
 * @param columns  k columns, one entry per row; a row with a missing value is left out
 * @returns        k x k covariances, correlations (0 where a variance is 0) and standard errors of the covariances
 * @throws AnalysisError too_few_units: fewer than two rows; all_missing, domain_empty; lonely_psu
 *
 * Source: Sarndal, Swensson and Wretman (1992), section 5.9.
 * Golden: variance.
 */
export function covariancesOf(
  design: Design,
  columns: readonly Float64Array[],
  options: Pick<EstimateOptions, 'domain'> = {},
): CovarianceEstimate {
  const asked = within(design, options.domain)
  const { design: present, n } = presentRows(asked, columns)
  if (n < 2) throw new AnalysisError('too_few_units', { n, needed: 2 })
  const k = columns.length
  const drawn = asked.replicates ? n : activeRows(asked).reduce((sum, each) => sum + each, 0)
  const correction = drawn / (drawn - 1)
  const shifted = columns.map((column) => centred(present, column))
  const pairs: [number, number][] = []
  for (let a = 0; a < k; a++) for (let b = 0; b <= a; b++) pairs.push([a, b])
  const products = pairs.map(([a, b]) => shifted[a].map((value, row) => value * shifted[b][row]))
  const width = 1 + k + pairs.length
  const { value, covariance } = functionOfTotals(present, [null, ...shifted, ...products], (totals) => {
    const size = totals[0]
    const means = Array.from({ length: k }, (_, j) => totals[1 + j] / size)
    const rows: Float64Array[] = []
    const values = pairs.map(([a, b], index) => {
      const product = totals[1 + k + index] / size
      const row = new Float64Array(width)
      const meanA = means[a]
      const meanB = means[b]
      row[0] = (correction * (2 * meanA * meanB - product)) / size
      row[1 + a] = row[1 + a] - (correction * meanB) / size
      row[1 + b] = row[1 + b] - (correction * meanA) / size
      row[1 + k + index] = correction / size
      rows.push(row)
      return correction * (product - meanA * meanB)
    })
    return { value: values, jacobian: jacobianOf(rows, width) }
  })
  return { ...squareForms(k, pairs, value, covariance), n }
}

function squareForms(k: number, pairs: readonly [number, number][], value: Float64Array, covariance: Matrix) {
  const found = matrix(k, k)
  const se = matrix(k, k)
  for (const [index, [a, b]] of pairs.entries()) {
    const error = Math.sqrt(Math.max(0, at(covariance, index, index)))
    for (const place of [a * k + b, b * k + a]) {
      found.data[place] = value[index]
      se.data[place] = error
    }
  }
  const correlation = matrix(k, k)
  for (let a = 0; a < k; a++)
    for (let b = 0; b < k; b++) {
      const scale = Math.sqrt(at(found, a, a) * at(found, b, b))
      correlation.data[a * k + b] = a === b ? 1 : scale > 0 ? at(found, a, b) / scale : 0
    }
  return { covariance: found, correlation, se }
}

/** Values minus their mean: keeps digits when the mean is large against the spread. */
function centred({ weights, domain, rows }: Design, column: Float64Array): Float64Array {
  let size = 0
  let sum = 0
  for (let row = 0; row < rows; row++)
    if (!domain || domain[row]) {
      size += weights[row]
      sum += weights[row] * column[row]
    }
  const mean = sum / size
  return column.map((value) => value - mean)
}
