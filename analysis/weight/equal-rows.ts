import type { Column } from '../design.ts'

/** Rows that are equal in every column, as one. */
export type EqualRows = Readonly<{
  groupOfRow: Int32Array
  groups: number
  /** One row of each group. */
  first: Int32Array
}>

/** More groups than one in so many rows, and nothing is won. */
const LEAST_ROWS = 4
/** Values of one column are numbered in a table; with more of them than this they are measurements and hardly ever equal. */
const MOST_VALUES = 4096

/** Groups the rows of positive weight; `undefined` where too few are equal. Rows of weight 0 are in group -1. */
export function equalRows(columns: readonly Column[], weights: Float64Array): EqualRows | undefined {
  const rows = weights.length
  const most = Math.floor(rows / LEAST_ROWS)
  let groupOfRow = new Int32Array(rows)
  for (let row = 0; row < rows; row++) if (!(weights[row] > 0)) groupOfRow[row] = -1
  let groups = 1
  for (const column of columns) {
    const split = splitBy(column, groupOfRow, groups, most)
    if (!split) return undefined
    groupOfRow = split.groupOfRow
    groups = split.groups
  }
  const first = new Int32Array(groups).fill(-1)
  for (let row = 0; row < rows; row++) {
    const group = groupOfRow[row]
    if (group >= 0 && first[group] < 0) first[group] = row
  }
  return { groupOfRow, groups, first }
}

function splitBy(column: Column, groupOfRow: Int32Array, groups: number, most: number) {
  const codes = new Map<number, number>()
  const next = new Map<number, number>()
  const split = new Int32Array(groupOfRow.length)
  let lastValue = Number.NaN
  let lastCode = -1
  let lastKey = -1
  let lastGroup = -1
  for (let row = 0; row < split.length; row++) {
    const group = groupOfRow[row]
    if (group < 0) {
      split[row] = -1
      continue
    }
    const value = column[row]
    if (value !== lastValue) {
      let code = codes.get(value)
      if (code === undefined) {
        code = codes.size
        if (code >= MOST_VALUES) return undefined
        codes.set(value, code)
      }
      lastValue = value
      lastCode = code
    }
    const key = lastCode * groups + group
    if (key !== lastKey) {
      let number = next.get(key)
      if (number === undefined) {
        number = next.size
        if (number >= most) return undefined
        next.set(key, number)
      }
      lastKey = key
      lastGroup = number
    }
    split[row] = lastGroup
  }
  return { groupOfRow: split, groups: next.size }
}

/** Sums of a column over the groups. */
export function groupSums(column: Column, { groupOfRow, groups }: EqualRows): Float64Array {
  const sums = new Float64Array(groups)
  for (let row = 0; row < groupOfRow.length; row++) {
    const group = groupOfRow[row]
    if (group >= 0) sums[group] = sums[group] + column[row]
  }
  return sums
}
