import { type AnalysisDetail, AnalysisError } from '../failure.ts'
import { checkMargin, checkNumbers } from './check-input.ts'

/** Population counts of the cells of one margin, with the cell of every row (-1: in no cell). */
export type Margin = Readonly<{
  name: string
  cellOfRow: Int32Array
  labels: readonly string[]
  population: Float64Array
}>

/**
 * Weights that add up to the population in every cell.
 *
 *   w'_i = w_i N_c / sum of w over cell c
 *
 * Helps as far as the cells explain the answers; cells with few cases (under about 20) make weights jump.
 *
 * @param weights  one entry per row; rows of weight 0 stay 0
 * @returns        new weights
 * @throws AnalysisError cell_unknown {margin, row}: a case lies in no cell; cell_empty {margin, cell, population, empty, mergeWith}:
 *   population but no case; weight_invalid; margin_duplicate, population_invalid: what `checkMargin` refuses
 *
 * Source: Holt and Smith (1979), JRSS A 142, 33-46.
 * Golden: weighting.
 */
export function postStratify(weights: Float64Array, margin: Margin): Float64Array {
  checkMargin(margin)
  checkNumbers(weights, 'postStratify')
  const adjusted = Float64Array.from(weights)
  scaleToMargin(adjusted, margin, cellSums(weights, margin))
  return adjusted
}

/** Sum of the weights in each cell; refuses a case outside the margin and a cell without a case. */
export function cellSums(weights: Float64Array, margin: Margin): Float64Array {
  const { name, cellOfRow, population } = margin
  const sums = new Float64Array(population.length)
  for (let row = 0; row < weights.length; row++) {
    const weight = weights[row]
    if (weight === 0) continue
    const cell = cellOfRow[row]
    if (cell < 0) throw new AnalysisError('cell_unknown', { margin: name, row: row + 1 })
    sums[cell] = sums[cell] + weight
  }
  for (let cell = 0; cell < sums.length; cell++)
    if (!(sums[cell] > 0) && population[cell] > 0) throw new AnalysisError('cell_empty', emptyCell(margin, cell, sums))
  return sums
}

/** No more names than a person reads. */
const MOST = 6

/** What to say of a cell without a case: all such cells of the margin, and the cells beside it that have cases. */
export function emptyCell({ name, labels, population }: Margin, cell: number, sums: ArrayLike<number>): AnalysisDetail {
  const isEmpty = (each: number) => population[each] > 0 && !(sums[each] > 0)
  const labelOf = (each: number) => labels[each] ?? String(each)
  return {
    margin: name,
    cell: labelOf(cell),
    population: population[cell],
    empty: Array.from(population.keys()).filter(isEmpty).slice(0, MOST).map(labelOf),
    mergeWith: cellsBeside(cell, population.length, (each) => sums[each] > 0).map(labelOf),
  }
}

/** The nearest cells before and after one that can take it in; the order of a margin is taken to mean something. */
export function cellsBeside(cell: number, cells: number, fits: (cell: number) => boolean): number[] {
  const found: number[] = []
  for (let before = cell - 1; before >= 0; before--)
    if (fits(before)) {
      found.push(before)
      break
    }
  for (let after = cell + 1; after < cells; after++)
    if (fits(after)) {
      found.push(after)
      break
    }
  return found
}

/** Scales in place; returns the largest relative change of a cell. */
export function scaleToMargin(weights: Float64Array, margin: Margin, sums: Float64Array): number {
  const { cellOfRow, population } = margin
  const factors = new Float64Array(sums.length)
  let change = 0
  for (let cell = 0; cell < sums.length; cell++) {
    const sum = sums[cell]
    factors[cell] = sum > 0 ? population[cell] / sum : 0
    if (sum > 0) change = Math.max(change, Math.abs(factors[cell] - 1))
  }
  for (let row = 0; row < weights.length; row++) {
    const cell = cellOfRow[row]
    if (cell >= 0) weights[row] = weights[row] * factors[cell]
  }
  return change
}
