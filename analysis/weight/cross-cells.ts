import { AnalysisError } from '../failure.ts'
import type { Margin } from './post-stratify.ts'

/** The cells in which several margins cross, as far as rows lie in them; what is equal inside such a cell is computed once. */
export type CrossCells = Readonly<{
  count: number
  /** Crossed cell of each row, -1 for a row of weight 0. */
  cellOfRow: Int32Array
  /** By margin: its cell for each crossed cell. */
  marginCell: readonly Int32Array[]
  /** Sum of the given weights in each crossed cell. */
  weight: Float64Array
}>

/** Above this many possible combinations they are looked up in a map instead of a table. */
const DENSE = 1 << 20

/**
 * Crosses margins over the rows of positive weight.
 * Throws AnalysisError cell_unknown {margin, row}: such a row lies in no cell of a margin.
 */
export function crossCells(weights: Float64Array, margins: readonly Margin[]): CrossCells {
  const rows = weights.length
  const possible = margins.reduce((product, { population }) => product * population.length, 1)
  const number = possible <= DENSE ? denseNumbers(possible) : sparseNumbers()
  const cellOfRow = new Int32Array(rows).fill(-1)
  const first: number[] = []
  for (let row = 0; row < rows; row++) {
    if (weights[row] === 0) continue
    let key = 0
    for (let m = 0; m < margins.length; m++) {
      const margin = margins[m] as Margin
      const cell = margin.cellOfRow[row]
      if (cell < 0) throw new AnalysisError('cell_unknown', { margin: margin.name, row: row + 1 })
      key = key * margin.population.length + cell
    }
    const cell = number(key)
    if (cell === first.length) first.push(row)
    cellOfRow[row] = cell
  }
  const weight = new Float64Array(first.length)
  for (let row = 0; row < rows; row++) {
    const cell = cellOfRow[row]
    if (cell >= 0) weight[cell] = weight[cell] + weights[row]
  }
  const marginCell = margins.map((margin) => Int32Array.from(first, (row) => margin.cellOfRow[row]))
  return { count: first.length, cellOfRow, marginCell, weight }
}

/** Numbers 0, 1, 2 ... for keys in order of their first appearance. */
function denseNumbers(possible: number): (key: number) => number {
  const known = new Int32Array(possible).fill(-1)
  let next = 0
  return (key) => {
    if (known[key] < 0) known[key] = next++
    return known[key]
  }
}

function sparseNumbers(): (key: number) => number {
  const known = new Map<number, number>()
  return (key) => {
    let number = known.get(key)
    if (number === undefined) {
      number = known.size
      known.set(key, number)
    }
    return number
  }
}
