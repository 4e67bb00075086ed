import type { Calibration } from '../design.ts'
import { matrix, multiply } from '../numeric/matrix.ts'

/**
 * The score of a calibrated total: what is left of it once the calibration variables have explained what they can.
 *
 *   post-strata:  x_i - w_i mean_w(x/w in the cell of i)
 *   regression:   x_i - w_i (fitted value of x/w on the calibration variables, base weights)
 *   raking:       ten sweeps of x_i - w_i mean(x/w in the cell of i) over the margins, w = weights after the step of each margin
 *   carried:      x_i + (d_i - w_i) sum x / sum w over the class of i;   d: weights before those who did not answer handed theirs on
 *   propensity:   x_i - d_i (R_i - p_i) z_i'c,   c = (sum d p (1-p) z z')^-1 sum x (1-p) z;   w = d R / p
 *
 * x_i: weighted score; w: weights. The sweeps are an approximation of the regression on all margins; they differ from it in
 * the third digit of the error. Steps that correct nonresponse come first in the chain and therefore last here: what they
 * pass on to rows without an answer is what the later steps left over.
 *
 * @param calibrations  steps in the order they were made
 * @param scores        columns over all rows, 0 outside the domain; changed in place
 *
 * Source: Deville and Sarndal (1992), JASA 87, 376-382; Valliant (1993), JASA 88, 89-96; for the two of nonresponse, linearisation of
 *   the ratio in each class, and Kim and Kim (2007), Canadian J. Statistics 35, 501-514, theorem 1 [not re-read].
 * Golden: weighting, domain; test/golden/r/nonresponse.R.
 */
export function residualise(calibrations: readonly Calibration[], scores: readonly Float64Array[]): void {
  for (const step of calibrations)
    for (const score of scores) {
      if (step.kind === 'poststrata') removeCellMeans(score, step)
      else if (step.kind === 'regression') removeFit(score, step)
      else if (step.kind === 'raking') removePlainCellMeans(score, step)
    }
  for (const step of calibrations.toReversed())
    for (const score of scores) {
      if (step.kind === 'carried') removeCellMeans(score, step, step.base)
      else if (step.kind === 'propensity') removePropensityFit(score, step)
    }
}

function removePropensityFit(score: Float64Array, step: Extract<Calibration, { kind: 'propensity' }>): void {
  const { base, answered, propensity, columns, inverse } = step
  const along = Float64Array.from(columns, (column) => {
    let sum = 0
    for (let row = 0; row < score.length; row++)
      if (score[row] !== 0) sum += score[row] * (1 - propensity[row]) * column[row]
    return sum
  })
  const share = multiply(inverse, matrix(columns.length, 1, along)).data
  for (let row = 0; row < score.length; row++) {
    if (base[row] === 0) continue
    let fitted = 0
    for (let j = 0; j < columns.length; j++) fitted += share[j] * columns[j][row]
    score[row] = score[row] - base[row] * (answered[row] - propensity[row]) * fitted
  }
}

type Cells = Readonly<{ cellOfRow: Int32Array; cells: number; weights: Float64Array }>

/**
 * Takes the mean of its cell from each row, by its weight. With weights of before, the row keeps the mean as far as it
 * weighed then: those who did not answer count as the mean of the class that carries their weight.
 */
function removeCellMeans(score: Float64Array, { cellOfRow, cells, weights }: Cells, before?: Float64Array): void {
  const sums = new Float64Array(cells)
  const sizes = new Float64Array(cells)
  for (let row = 0; row < score.length; row++) {
    const cell = cellOfRow[row]
    if (cell < 0) continue
    sums[cell] = sums[cell] + score[row]
    sizes[cell] = sizes[cell] + weights[row]
  }
  for (let row = 0; row < score.length; row++) {
    const cell = cellOfRow[row]
    if (cell < 0 || !(sizes[cell] > 0)) continue
    const kept = before === undefined ? 0 : before[row]
    score[row] = score[row] + ((kept - weights[row]) * sums[cell]) / sizes[cell]
  }
}

const SWEEPS = 10

/**
 * The sweeps of one raking. What is taken away is a weight times a number that is the same in a crossed cell, so the sweeps run
 * over the crossed cells with the sums of x/w, and the rows are read twice whatever the number of sweeps and margins.
 */
function removePlainCellMeans(score: Float64Array, raking: Raking): void {
  const { base, cellOfRow, rowsOfCell } = raking
  const sums = new Float64Array(rowsOfCell.length)
  for (let row = 0; row < score.length; row++) {
    const cell = cellOfRow[row]
    if (cell >= 0) sums[cell] = sums[cell] + score[row] / base[row]
  }
  const taken = takenBySweeps(raking, sums)
  for (let row = 0; row < score.length; row++) {
    const cell = cellOfRow[row]
    if (cell >= 0) score[row] = score[row] - base[row] * taken[cell]
  }
}

export type Raking = Extract<Calibration, { kind: 'raking' }>

/** What the sweeps take from x/base in each crossed cell, given its sums there (used up). */
export function takenBySweeps({ rowsOfCell, margins }: Raking, sums: Float64Array): Float64Array {
  const count = rowsOfCell.length
  const taken = new Float64Array(count)
  for (let sweep = 0; sweep < SWEEPS; sweep++)
    for (const { cellOfCross, cells, factor } of margins) {
      const total = new Float64Array(cells)
      const rows = new Float64Array(cells)
      for (let cell = 0; cell < count; cell++) {
        if (factor[cell] === 0) continue
        const of = cellOfCross[cell]
        total[of] = total[of] + sums[cell] / factor[cell]
        rows[of] = rows[of] + rowsOfCell[cell]
      }
      for (let cell = 0; cell < count; cell++) {
        const of = cellOfCross[cell]
        if (rows[of] === 0) continue
        const less = (factor[cell] * total[of]) / rows[of]
        sums[cell] = sums[cell] - less * rowsOfCell[cell]
        taken[cell] = taken[cell] + less
      }
    }
  return taken
}

function removeFit(score: Float64Array, step: Extract<Calibration, { kind: 'regression' }>): void {
  const { basis, base, weights, groupOfRow, groupWeight } = step
  const rest = new Float64Array(groupWeight.length)
  for (let row = 0; row < score.length; row++) {
    const group = groupOfRow ? groupOfRow[row] : row
    if (group >= 0 && weights[row] !== 0) rest[group] = rest[group] + (base[row] * score[row]) / weights[row]
  }
  const fitted = new Float64Array(rest.length)
  for (const direction of basis) {
    let along = 0
    for (let group = 0; group < rest.length; group++) along += direction[group] * rest[group]
    for (let group = 0; group < rest.length; group++) {
      const part = along * direction[group]
      fitted[group] = fitted[group] + part
      rest[group] = rest[group] - part * groupWeight[group]
    }
  }
  for (let row = 0; row < score.length; row++) {
    const group = groupOfRow ? groupOfRow[row] : row
    if (group >= 0) score[row] = score[row] - weights[row] * fitted[group]
  }
}
