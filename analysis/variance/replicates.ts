import type { Column, Design, Replicates } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { groupedSums } from '../numeric/grouped-sums.ts'
import { type Matrix, matrix } from '../numeric/matrix.ts'

/**
 * Covariance of a statistic over replicate weights.
 *
 *   C = scale sum_r rscale_r (v_r - c)(v_r - c)'        c = full-sample value (mse), else the mean of the v_r
 *
 * The mean leaves out replicates of rscale 0. A replicate without a value (none of its rows lies in the domain) is left out, as R
 * survey does; the variance is then a little small. Valid as far as the replicates mirror the draw; for quantiles the jackknife is not.
 *
 * @param found   one vector of k values per replicate, NaN = the replicate has none
 * @param full    the values of the full sample
 * @returns       k x k
 * @throws AnalysisError too_few_units {replicate}: a value is not finite; all replicates are without a value
 *
 * Source: Wolter (2007), Introduction to Variance Estimation, chapters 3 to 5.
 * Golden: replicate.
 */
export function covarianceOfReplicates(
  replicates: Replicates,
  found: readonly Float64Array[],
  full: Float64Array,
): Matrix {
  const k = full.length
  const values = found.map((value) => (value.some(Number.isNaN) ? undefined : value))
  if (!values.some((value) => value)) throw new AnalysisError('too_few_units', { replicates: values.length, usable: 0 })
  const centre = Float64Array.from(full)
  if (!replicates.mse) {
    centre.fill(0)
    let counted = 0
    for (const [r, value] of values.entries()) {
      if (!value || !(replicates.rscales[r] > 0)) continue
      counted++
      for (let j = 0; j < k; j++) centre[j] = centre[j] + value[j]
    }
    for (let j = 0; j < k; j++) centre[j] = centre[j] / counted
  }
  const made = matrix(k, k)
  for (const [r, value] of values.entries()) {
    if (!value) continue
    const factor = replicates.scale * replicates.rscales[r]
    for (let a = 0; a < k; a++) {
      const left = value[a] - centre[a]
      if (!Number.isFinite(left)) throw new AnalysisError('too_few_units', { replicate: r + 1, result: a + 1 })
      for (let b = 0; b <= a; b++) made.data[a * k + b] = made.data[a * k + b] + factor * left * (value[b] - centre[b])
    }
  }
  for (let a = 0; a < k; a++) for (let b = 0; b < a; b++) made.data[b * k + a] = made.data[a * k + b]
  return made
}

/** Totals of the columns (null = the constant 1) under each replicate's weights, over the rows of the domain. */
export function replicateTotals(design: Design, columns: readonly (Column | null)[]): Float64Array[] {
  const { replicates } = design
  if (!replicates) throw new AnalysisError('design_invalid', { reason: 'the design carries no replicates' })
  return replicates.factors
    ? totalsFromFactors(design, replicates, replicates.factors, columns)
    : totalsFromWeights(design, replicates, columns)
}

/** Factors are constant inside a first-stage unit: the file is read once, and the replicates are a small product. */
function totalsFromFactors(
  design: Design,
  replicates: Replicates,
  factors: Float64Array,
  columns: readonly (Column | null)[],
): Float64Array[] {
  const { unitOfRow, units } = design.stages[0]
  const byUnit = groupedSums(unitOfRow, units, design.weights, columns, design.domain)
  const together = new Int32Array(units)
  return Array.from({ length: replicates.count }, (_, r) => {
    const sums = groupedSums(together, 1, factors.subarray(r * units, (r + 1) * units), byUnit)
    return Float64Array.from(sums, ([sum]) => sum)
  })
}

function totalsFromWeights(
  design: Design,
  replicates: Replicates,
  columns: readonly (Column | null)[],
): Float64Array[] {
  const { domain, rows } = design
  return Array.from({ length: replicates.count }, (_, r) => {
    const weights = replicates.weightsOf(r)
    return Float64Array.from(columns, (column) => {
      let sum = 0
      for (let row = 0; row < rows; row++) if (!domain || domain[row]) sum += weights[row] * (column ? column[row] : 1)
      return sum
    })
  })
}
