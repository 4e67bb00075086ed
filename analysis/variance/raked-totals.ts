import type { Column, Design, Stage } from '../design.ts'
import { at, type Matrix } from '../numeric/matrix.ts'
import { type Raking, takenBySweeps } from './calibrated.ts'

/** The raking, where it is the only step and nothing changed the weights after it. */
export function onlyRaking({ calibrations, weights }: Design): Raking | undefined {
  const [only] = calibrations
  return calibrations.length === 1 && only?.kind === 'raking' && only.weights === weights ? only : undefined
}

/**
 * Takes the sweeps of a raking out of the totals of units. A score is w sum_q J_kq z_q, and w/base is the same in a crossed cell, so
 * the sums over the cells of each z_q (one pass a column) are all the sweeps need; what they take away is base times a number
 * of the cell (one pass a result). Equal to building every score row by row (`residualise`).
 *
 * @param columns   the z_q; null stands for the constant 1
 * @param jacobian  k x q
 * @param totals    k columns, one entry per unit of the stage; changed in place
 */
export function takeRakingFrom(
  design: Design,
  raking: Raking,
  columns: readonly (Column | null)[],
  jacobian: Matrix,
  stage: Stage,
  totals: readonly Float64Array[],
): void {
  const { base, cellOfRow, rowsOfCell, margins } = raking
  const sums = columns.map((column) => cellSums(column, design.domain, cellOfRow, rowsOfCell.length))
  const factor = margins[margins.length - 1]?.factor ?? new Float64Array(rowsOfCell.length)
  for (const [k, total] of totals.entries()) {
    const scores = new Float64Array(rowsOfCell.length)
    for (const [q, sum] of sums.entries()) {
      const share = at(jacobian, k, q)
      if (share !== 0)
        for (let cell = 0; cell < scores.length; cell++) scores[cell] = scores[cell] + share * factor[cell] * sum[cell]
    }
    takeFrom(total, takenBySweeps(raking, scores), base, cellOfRow, stage.unitOfRow)
  }
}

function takeFrom(
  total: Float64Array,
  taken: Float64Array,
  base: Float64Array,
  cellOfRow: Int32Array,
  unitOfRow: Int32Array,
): void {
  for (let row = 0; row < base.length; row++) {
    const cell = cellOfRow[row]
    if (cell < 0) continue
    const unit = unitOfRow[row]
    total[unit] = total[unit] - base[row] * taken[cell]
  }
}

function cellSums(
  column: Column | null,
  domain: Uint8Array | undefined,
  cellOfRow: Int32Array,
  cells: number,
): Float64Array {
  const sums = new Float64Array(cells)
  for (let row = 0; row < cellOfRow.length; row++) {
    const cell = cellOfRow[row]
    if (cell < 0 || (domain && !domain[row])) continue
    sums[cell] = sums[cell] + (column === null ? 1 : column[row])
  }
  return sums
}
