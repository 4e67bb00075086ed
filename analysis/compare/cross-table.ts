import { type Design, within } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { identity, type Matrix } from '../numeric/matrix.ts'
import { functionOfTotals, jacobianOf } from '../variance/covariance.ts'

/** A two-way table: cells by rows (i * columns + j). */
export type CrossTable = Readonly<{
  rows: number
  columns: number
  counts: Float64Array
  shares: Float64Array
  /** Covariance of the shares. */
  covariance: Matrix
  /** Rows of the sample in the table, unweighted. */
  n: number
  design: Design
  /** 1 where the row lies in the cell, one column per cell. */
  indicators: readonly Float64Array[]
}>
export type Levels = Readonly<{ codes: Int32Array; levels: readonly string[] }>

/**
 * Weighted two-way table with the covariance of its shares.
 *
 *   p_ij = sum_ij w / sum w        score of p_ij: w (1_ij - p_ij) / sum w
 *
 * @param row, column  categories per row of the sample, code -1 = missing; such rows are left out
 * @returns            counts, shares, their covariance, and the design restricted to the rows used
 * @throws AnalysisError domain_empty: no row has both; lonely_psu
 *
 * Source: Sarndal, Swensson and Wretman (1992), section 5.7.
 * Golden: chisq, kappa, table.
 */
export function crossTable(design: Design, row: Levels, column: Levels): CrossTable {
  const cells = row.levels.length * column.levels.length
  const used = new Uint8Array(design.rows)
  const inCell = Array.from({ length: cells }, () => new Float64Array(design.rows))
  let n = 0
  for (let each = 0; each < design.rows; each++) {
    const i = row.codes[each]
    const j = column.codes[each]
    if (i < 0 || j < 0) continue
    used[each] = 1
    inCell[i * column.levels.length + j][each] = 1
    if ((!design.domain || design.domain[each]) && design.weights[each] > 0) n++
  }
  if (n === 0) throw new AnalysisError('domain_empty')
  const present = within(design, used)
  const shares = functionOfTotals(present, inCell, (totals) => {
    const size = totals.reduce((sum, each) => sum + each, 0)
    const values = totals.map((each) => each / size)
    const rows = Array.from(values, (share, k) =>
      Float64Array.from(values, (_, q) => ((k === q ? 1 : 0) - share) / size),
    )
    return { value: values, jacobian: jacobianOf(rows, cells) }
  })
  return {
    rows: row.levels.length,
    columns: column.levels.length,
    counts: shares.totals,
    shares: shares.value,
    covariance: shares.covariance,
    n,
    design: present,
    indicators: inCell,
  }
}

/** Covariance of smooth functions of the shares of a table, given their values and partial derivatives. */
export function ofShares(table: CrossTable, jacobian: Matrix): Matrix {
  return jacobian.rows === 0 ? identity(0) : product(jacobian, table.covariance)
}

function product(j: Matrix, c: Matrix): Matrix {
  const made = { rows: j.rows, columns: j.rows, data: new Float64Array(j.rows * j.rows) }
  const half = new Float64Array(j.rows * c.columns)
  for (let r = 0; r < j.rows; r++)
    for (let k = 0; k < j.columns; k++) {
      const factor = j.data[r * j.columns + k]
      if (factor === 0) continue
      for (let q = 0; q < c.columns; q++)
        half[r * c.columns + q] = half[r * c.columns + q] + factor * c.data[k * c.columns + q]
    }
  for (let r = 0; r < j.rows; r++)
    for (let s = 0; s < j.rows; s++) {
      let sum = 0
      for (let q = 0; q < c.columns; q++) sum += half[r * c.columns + q] * j.data[s * j.columns + q]
      made.data[r * j.rows + s] = sum
    }
  return made
}
