import { AnalysisError } from '../failure.ts'
import { cellsBeside } from './post-stratify.ts'

/** Classes in which weight moves; -1: the row takes no part. */
export type Classes = Readonly<{ name: string; cellOfRow: Int32Array; labels: readonly string[] }>

export type Carried = Readonly<{
  weights: Float64Array
  cells: readonly Readonly<{ cell: string; carriers: number; silent: number; factor: number }>[]
}>

/**
 * Moves the weight of some rows to the others of their class.
 *
 *   w'_i = w_i sum_{class} w / sum_{class, carriers} w   for carriers;   0 for the rest of the class
 *
 * Right when, inside a class, those who carry are like those they carry. Rows of no class and rows of weight 0 stay as they are.
 *
 * @param weights   one entry per row, >= 0
 * @param carries   1 = the row carries, 0 = its weight moves
 * @param classes   class of each row
 * @param step      named in errors
 * @returns         new weights of the same sum, and what happened in each class
 * @throws AnalysisError cell_empty {step, variable, cell, weight, mergeWith}: weight to move and nobody to carry it; weight_invalid
 *
 * Source: Valliant, Dever, Kreuter (2018), Practical Tools for Designing and Weighting Survey Samples, chapter 13 [not re-read].
 * Golden: test/golden/r/nonresponse.R.
 */
export function carry(
  weights: Float64Array,
  carries: Uint8Array,
  { name, cellOfRow, labels }: Classes,
  step: string,
): Carried {
  const count = labels.length
  const all = new Float64Array(count)
  const held = new Float64Array(count)
  const carriers = new Int32Array(count)
  const silent = new Int32Array(count)
  for (let row = 0; row < weights.length; row++) {
    const cell = cellOfRow[row]
    const weight = weights[row]
    if (cell < 0 || weight === 0) continue
    if (!(weight > 0 && weight < Number.POSITIVE_INFINITY))
      throw new AnalysisError('weight_invalid', { step, row: row + 1, value: String(weight) })
    all[cell] = all[cell] + weight
    if (carries[row]) {
      held[cell] = held[cell] + weight
      carriers[cell] = carriers[cell] + 1
    } else silent[cell] = silent[cell] + 1
  }
  const factor = Float64Array.from(all, (sum, cell) => {
    if (sum > 0 && held[cell] === 0)
      throw new AnalysisError('cell_empty', {
        step,
        variable: name,
        cell: labels[cell] ?? String(cell),
        weight: sum,
        mergeWith: cellsBeside(cell, count, (each) => held[each] > 0).map((each) => labels[each] ?? String(each)),
      })
    return silent[cell] === 0 ? 1 : sum / held[cell]
  })
  return {
    weights: weights.map((weight, row) => {
      const cell = cellOfRow[row]
      if (cell < 0 || weight === 0) return weight
      return carries[row] ? weight * factor[cell] : 0
    }),
    cells: labels.map((label, cell) => ({
      cell: label,
      carriers: carriers[cell],
      silent: silent[cell],
      factor: factor[cell],
    })),
  }
}
