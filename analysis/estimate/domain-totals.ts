import type { Column, Design, Stage } from '../design.ts'
import { groupedSums } from '../numeric/grouped-sums.ts'
import { withoutMissing } from '../variance/covariance.ts'

/**
 * Weighted totals of the units of the last stage in every cell of a classification, read in one pass over the columns. Only pairs
 * of unit and cell that occur are held: `unit[p]`, `cell[p]`, and for each column its total in pair p (`size`: of the constant 1).
 */
export type DomainTotals = Readonly<{
  unit: Int32Array
  cell: Int32Array
  size: Float64Array
  columns: readonly Float64Array[]
  /** Cases of each pair (positive weight), and those of them without a missing value. */
  cases: Float64Array
  present: Float64Array
}>

/** Whether the totals of units are all that a variance needs, and are far fewer than the rows. */
export const fitsInTotals = (design: Design): boolean =>
  !design.replicates && !design.joint && design.calibrations.length === 0 && lastStage(design).units * 2 <= design.rows

export const lastStage = ({ stages }: Design): Stage => stages[stages.length - 1] as Stage

/** Tables of more entries than this are looked up in a map. */
const DENSE = 1 << 24

export function domainTotals(
  design: Design,
  columns: readonly Column[],
  cellOfRow: Int32Array,
  cells: number,
): DomainTotals {
  const { rows, weights, domain } = design
  const { unitOfRow, units } = lastStage(design)
  const number = numbering(units * cells)
  const unit: number[] = []
  const cell: number[] = []
  const pairOfRow = new Int32Array(rows)
  for (let row = 0; row < rows; row++) {
    const of = cellOfRow[row]
    if (of < 0 || !(weights[row] > 0) || (domain && !domain[row])) {
      pairOfRow[row] = -1
      continue
    }
    const pair = number(unitOfRow[row] * cells + of)
    if (pair === unit.length) {
      unit.push(unitOfRow[row])
      cell.push(of)
    }
    pairOfRow[row] = pair
  }
  const pairs = unit.length
  const cases = countOf(pairOfRow, pairs)
  const read = () => groupedSums(pairOfRow, pairs, weights, [null, ...columns])
  let sums = read()
  // A total is NaN where a value is: only then are the rows looked at for what is missing.
  const holed = sums.some((column) => column.some(Number.isNaN))
  if (holed) {
    const kept = withoutMissing(design, columns).design.domain
    for (let row = 0; row < rows; row++) if (kept && !kept[row]) pairOfRow[row] = -1
    sums = read()
  }
  const [size, ...totals] = sums as [Float64Array, ...Float64Array[]]
  return {
    unit: Int32Array.from(unit),
    cell: Int32Array.from(cell),
    size,
    columns: totals,
    cases,
    present: holed ? countOf(pairOfRow, pairs) : cases,
  }
}

function countOf(pairOfRow: Int32Array, pairs: number): Float64Array {
  const count = new Float64Array(pairs)
  for (let row = 0; row < pairOfRow.length; row++) {
    const pair = pairOfRow[row]
    if (pair >= 0) count[pair] = count[pair] + 1
  }
  return count
}

/** Numbers 0, 1, 2 ... for keys in order of their first appearance. */
function numbering(possible: number): (key: number) => number {
  let next = 0
  if (possible <= DENSE) {
    const known = new Int32Array(possible).fill(-1)
    return (key) => {
      if (known[key] < 0) known[key] = next++
      return known[key]
    }
  }
  const known = new Map<number, number>()
  return (key) => {
    let number = known.get(key)
    if (number === undefined) {
      number = next++
      known.set(key, number)
    }
    return number
  }
}
