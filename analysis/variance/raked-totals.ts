import type { Column, Design, Stage } from '../design.ts'
import { groupedSums } from '../numeric/grouped-sums.ts'
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
  const unweighted = new Float64Array(cellOfRow.length).fill(1)
  const sums = groupedSums(cellOfRow, rowsOfCell.length, unweighted, columns, design.domain)
  const factor = margins[margins.length - 1]?.factor ?? new Float64Array(rowsOfCell.length)
  const taken = totals.map((_, k) => {
    const scores = new Float64Array(rowsOfCell.length)
    for (const [q, sum] of sums.entries()) {
      const share = at(jacobian, k, q)
      if (share !== 0)
        for (let cell = 0; cell < scores.length; cell++) scores[cell] = scores[cell] + share * factor[cell] * sum[cell]
    }
    return takenBySweeps(raking, scores)
  })
  for (let first = 0; first < totals.length; first += TOGETHER)
    takeEight(totals.slice(first, first + TOGETHER), taken.slice(first, first + TOGETHER), base, cellOfRow, stage)
}

/** Results and columns handled in one pass over the rows: what belongs to one unit or cell lies beside each other. */
const TOGETHER = 8

function takeEight(
  totals: readonly Float64Array[],
  taken: readonly Float64Array[],
  base: Float64Array,
  cellOfRow: Int32Array,
  { unitOfRow, units }: Stage,
): void {
  const ofCell = besides(taken)
  const sums = new Float64Array(units * TOGETHER)
  for (let row = 0; row < base.length; row++) {
    const cell = cellOfRow[row]
    if (cell < 0) continue
    const from = cell * TOGETHER
    const to = unitOfRow[row] * TOGETHER
    const weight = base[row]
    sums[to] = sums[to] + weight * ofCell[from]
    sums[to + 1] = sums[to + 1] + weight * ofCell[from + 1]
    sums[to + 2] = sums[to + 2] + weight * ofCell[from + 2]
    sums[to + 3] = sums[to + 3] + weight * ofCell[from + 3]
    sums[to + 4] = sums[to + 4] + weight * ofCell[from + 4]
    sums[to + 5] = sums[to + 5] + weight * ofCell[from + 5]
    sums[to + 6] = sums[to + 6] + weight * ofCell[from + 6]
    sums[to + 7] = sums[to + 7] + weight * ofCell[from + 7]
  }
  for (const [j, total] of totals.entries())
    for (let unit = 0; unit < units; unit++) total[unit] = total[unit] - sums[unit * TOGETHER + j]
}

/** Up to eight columns as one in which the eight numbers of an entry follow each other; zeros where there are fewer. */
function besides(columns: readonly Float64Array[]): Float64Array {
  const length = columns[0]?.length ?? 0
  const made = new Float64Array(length * TOGETHER)
  for (const [j, column] of columns.entries())
    for (let entry = 0; entry < length; entry++) made[entry * TOGETHER + j] = column[entry]
  return made
}
