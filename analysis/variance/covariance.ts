import { type Column, type Design, type Stage, within } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { groupedSums } from '../numeric/grouped-sums.ts'
import { at, type Matrix, matrix, multiply, transpose } from '../numeric/matrix.ts'
import { residualise } from './calibrated.ts'
import { covarianceFromJoint } from './joint.ts'
import { onlyRaking, takeRakingFrom } from './raked-totals.ts'
import { covarianceOfReplicates, replicateTotals } from './replicates.ts'
import { covarianceOfUnitTotals } from './stages.ts'

/**
 * Covariance of weighted totals of scores: the one place where a linearised design becomes a variance.
 *
 * @param design  restricted to the rows that count (`within`)
 * @param scores  weighted scores per row, 0 outside the domain; changed in place when the design is calibrated
 */
export function covarianceOfScores(design: Design, scores: readonly Float64Array[]): Matrix {
  residualise(design.calibrations, scores)
  if (design.joint) return covarianceFromJoint(design.joint, sumByUnit(design.stages[0], scores))
  const last = design.stages[design.stages.length - 1] as Stage
  return covarianceOfUnitTotals(
    design,
    last.units === design.rows ? inUnitOrder(last, scores) : sumByUnit(last, scores),
  )
}

function sumByUnit(stage: Stage, scores: readonly Float64Array[]): Float64Array[] {
  const { unitOfRow } = stage
  return scores.map((score) => {
    const totals = new Float64Array(stage.units)
    for (let row = 0; row < score.length; row++) {
      const unit = unitOfRow[row]
      totals[unit] = totals[unit] + score[row]
    }
    return totals
  })
}

/** Rows that are units are numbered in order of appearance, so their scores already are the totals. */
function inUnitOrder(stage: Stage, scores: readonly Float64Array[]): Float64Array[] {
  return stage.unitOfRow[0] === 0 && stage.unitOfRow[stage.units - 1] === stage.units - 1
    ? [...scores]
    : sumByUnit(stage, scores)
}

/** A statistic as a smooth function of weighted totals: its values and how each reacts to each total. */
export type Smooth = Readonly<{ value: ArrayLike<number>; jacobian: Matrix }>
export type Estimated = Readonly<{ value: Float64Array; covariance: Matrix; totals: Float64Array }>

/**
 * A smooth function of weighted totals with its covariance, by the method the design carries.
 *
 *   value = g(T),  T_k = sum_i w_i z_ki        Taylor: cov = J Cov(T) J',  J = dg/dT        replicates: g on each replicate's T
 *
 * Every closed-form statistic here is such a function (mean: T2/T1), so all take one pass over the columns.
 *
 * @param design   restricted to the rows that count; rows outside are skipped, so a column may be NaN there
 * @param columns  q columns, one entry per row; null stands for the constant 1
 * @param smooth   totals -> values (k) and Jacobian (k x q)
 * @returns        value (k), covariance (k x k), totals (q)
 * @throws AnalysisError lonely_psu; too_few_units when a value is not finite
 *
 * Source: Binder (1983), Int. Stat. Review 51, 279-292; Demnati and Rao (2004), Survey Methodology 30, 17-26.
 * Golden: mean, total, ratio, domain, replicate, weighting, table, kappa, standardize.
 */
export function functionOfTotals(
  design: Design,
  columns: readonly (Column | null)[],
  smooth: (totals: Float64Array) => Smooth,
): Estimated {
  const { replicates } = design
  const first = design.stages[0]
  const last = design.stages[design.stages.length - 1] as Stage
  const byUnit = weightedUnitTotals(design, last, columns)
  const totals = Float64Array.from(byUnit, sumOf)
  const full = smooth(totals)
  const value = Float64Array.from(full.value)
  checkFinite(value)
  if (replicates) {
    const values = replicateTotals(design, columns).map((each) => Float64Array.from(smooth(each).value))
    return { value, covariance: covarianceOfReplicates(replicates, values, value), totals }
  }
  if (design.joint) {
    const units = last === first ? byUnit : weightedUnitTotals(design, first, columns)
    return { value, covariance: covarianceFromJoint(design.joint, combine(full.jacobian, units)), totals }
  }
  if (design.calibrations.length === 0)
    return { value, covariance: covarianceOfUnitTotals(design, combine(full.jacobian, byUnit)), totals }
  const raking = onlyRaking(design)
  if (raking) {
    const scores = combine(full.jacobian, byUnit)
    takeRakingFrom(design, raking, columns, full.jacobian, last, scores)
    return { value, covariance: covarianceOfUnitTotals(design, scores), totals }
  }
  return { value, covariance: covarianceOfScores(design, rowScores(design, columns, full.jacobian)), totals }
}

/**
 * The same by the delta method whatever the design carries.
 *
 *   cov = J Cov(T) J',  J = dg/dT at the full sample
 *
 * With replicates the covariance is that of the totals over them, and the statistic is not worked out again in each.
 *
 * @param columns  as in `functionOfTotals`
 * @returns        value (k), covariance (k x k), totals (q)
 * @throws AnalysisError lonely_psu; too_few_units
 *
 * Source: Wolter (2007), Introduction to Variance Estimation, chapter 6.
 * Golden: chisq (Wald and adjWald on replicates).
 */
export function linearisedTotals(
  design: Design,
  columns: readonly (Column | null)[],
  smooth: (totals: Float64Array) => Smooth,
): Estimated {
  if (!design.replicates) return functionOfTotals(design, columns, smooth)
  const identity = matrix(columns.length, columns.length)
  for (let q = 0; q < columns.length; q++) identity.data[q * columns.length + q] = 1
  const { totals, covariance } = functionOfTotals(design, columns, (each) => ({ value: each, jacobian: identity }))
  const { value, jacobian } = smooth(totals)
  return {
    value: Float64Array.from(value),
    covariance: multiply(multiply(jacobian, covariance), transpose(jacobian)),
    totals,
  }
}

/** Weighted totals of the columns in the units of a stage. */
const weightedUnitTotals = (
  { weights, domain }: Design,
  { unitOfRow, units }: Stage,
  columns: readonly (Column | null)[],
): Float64Array[] => groupedSums(unitOfRow, units, weights, columns, domain)

function combine(jacobian: Matrix, byUnit: readonly Float64Array[]): Float64Array[] {
  const units = byUnit[0]?.length ?? 0
  return Array.from({ length: jacobian.rows }, (_, k) => {
    const score = new Float64Array(units)
    for (const [q, column] of byUnit.entries()) {
      const factor = at(jacobian, k, q)
      if (factor === 0) continue
      for (let unit = 0; unit < units; unit++) score[unit] = score[unit] + factor * column[unit]
    }
    return score
  })
}

function rowScores(design: Design, columns: readonly (Column | null)[], jacobian: Matrix): Float64Array[] {
  const { weights, domain, rows } = design
  return Array.from({ length: jacobian.rows }, (_, k) => {
    const score = new Float64Array(rows)
    for (const [q, column] of columns.entries()) {
      const factor = at(jacobian, k, q)
      if (factor === 0) continue
      for (let row = 0; row < rows; row++)
        if (!domain || domain[row]) score[row] = score[row] + factor * weights[row] * (column ? column[row] : 1)
    }
    return score
  })
}

/** A statistic found by iteration, with its covariance: scores for Taylor, the whole fit again for each replicate. */
export function fittedCovariance(
  design: Design,
  value: Float64Array,
  scores: () => readonly Float64Array[],
  refit: (weights: Float64Array) => ArrayLike<number>,
): Matrix {
  const { replicates } = design
  if (!replicates) return covarianceOfScores(design, scores())
  const values: Float64Array[] = []
  for (let r = 0; r < replicates.count; r++)
    values.push(Float64Array.from(refit(masked(design, replicates.weightsOf(r)))))
  return covarianceOfReplicates(replicates, values, value)
}

/** Weights with 0 outside the domain. */
export function masked(design: Design, weights: Float64Array): Float64Array {
  const { domain } = design
  return domain ? weights.map((weight, row) => (domain[row] ? weight : 0)) : weights
}

/** The design restricted to the rows where no column is missing, and whether any row was lost that way. */
export function withoutMissing(
  design: Design,
  columns: readonly Column[],
): { design: Design; lost: number; kept: number } {
  const { domain, rows, weights } = design
  const holed = columns.filter(hasMissing)
  if (holed.length === 0) return { design, lost: 0, kept: countActive(design) }
  const mask = new Uint8Array(rows).fill(1)
  let lost = 0
  let kept = 0
  for (let row = 0; row < rows; row++) {
    if (domain && !domain[row]) continue
    for (const column of holed)
      if (Number.isNaN(column[row])) {
        mask[row] = 0
        break
      }
    if (mask[row] === 0) lost++
    else if (weights[row] > 0) kept++
  }
  return { design: lost > 0 ? within(design, mask) : design, lost, kept }
}

/** A sum is NaN where a value is: far quicker than looking at each value, and four sums do not wait for each other. Whole numbers are never NaN. */
function hasMissing(column: Column): boolean {
  if (column instanceof Int32Array || column instanceof Uint8Array) return false
  const { length } = column
  const even = length - (length % 4)
  let [a, b, c, d] = [0, 0, 0, 0]
  for (let row = 0; row < even; row += 4) {
    a += column[row]
    b += column[row + 1]
    c += column[row + 2]
    d += column[row + 3]
  }
  for (let row = even; row < length; row++) a += column[row]
  return Number.isNaN(a + b + c + d)
}

function countActive({ domain, rows, weights }: Design): number {
  let count = 0
  for (let row = 0; row < rows; row++) if (weights[row] > 0 && (!domain || domain[row])) count++
  return count
}

function sumOf(column: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < column.length; i++) sum += column[i]
  return sum
}

function checkFinite(value: Float64Array): void {
  for (const [index, each] of value.entries())
    if (!Number.isFinite(each)) throw new AnalysisError('too_few_units', { result: index + 1 })
}

/** Standard errors: roots of the diagonal. */
export function standardErrors(covariance: Matrix): Float64Array {
  return Float64Array.from({ length: covariance.rows }, (_, i) => Math.sqrt(Math.max(0, at(covariance, i, i))))
}

/** A Jacobian from rows of partial derivatives. */
export function jacobianOf(rows: readonly ArrayLike<number>[], columns: number): Matrix {
  const made = matrix(rows.length, columns)
  for (const [r, row] of rows.entries()) made.data.set(row, r * columns)
  return made
}
