import type { Column } from '../design.ts'

/** How many columns are summed together: their additions do not wait for each other, and the weight is read once for all. */
const TOGETHER = 8

/**
 * Weighted sums of several columns in the groups of a classification.
 *
 *   S_gj = sum over rows of group g of w y_j
 *
 * Each sum takes its rows in their order, so it is to the last bit what a loop over one column gives. Rows of one group mostly
 * follow each other (pupils of a school): over such a run the sums stay in registers, and the loop holds nothing but them.
 *
 * @param groupOfRow  group of each row, -1 = in none
 * @param groups      number of groups
 * @param weights     one entry per row
 * @param columns     k columns, one entry per row; null stands for the constant 1; NaN goes into the sum of its group
 * @param domain      rows with 0 are skipped, whatever stands in them
 * @returns           k columns, one entry per group; no errors of its own
 *
 * Source: plain summation.
 * Golden: every statistic on a Taylor design; the loop over one column in test/analysis/grouped-sums.test.ts.
 */
export function groupedSums(
  groupOfRow: Int32Array,
  groups: number,
  weights: Float64Array,
  columns: readonly (Column | null)[],
  domain?: Uint8Array,
): Float64Array[] {
  const runs = runsOf(groupOfRow, domain)
  const one = columns.includes(null) ? new Uint8Array(groupOfRow.length).fill(1) : undefined
  const whole = columns.map((column) => column ?? (one as Uint8Array))
  const sums: Float64Array[] = []
  for (let first = 0; first < whole.length; first += TOGETHER) {
    const some = whole.slice(first, first + TOGETHER)
    const together = new Float64Array(groups * TOGETHER)
    sumTogether(together, runs, weights, fill(some))
    for (let j = 0; j < some.length; j++) sums.push(apart(together, groups, j))
  }
  return sums
}

/** Rows that follow each other in one group: first row, row behind the last, group. */
function runsOf(groupOfRow: Int32Array, domain: Uint8Array | undefined): Int32Array {
  let runs = new Int32Array(3 * 1024)
  let length = 0
  const rows = groupOfRow.length
  for (let row = 0; row < rows; ) {
    const group = groupOfRow[row]
    const first = row++
    if (group < 0 || (domain && !domain[first])) continue
    while (row < rows && groupOfRow[row] === group && (!domain || domain[row])) row++
    if (length === runs.length) {
      const longer = new Int32Array(2 * length)
      longer.set(runs)
      runs = longer
    }
    runs[length] = first
    runs[length + 1] = row
    runs[length + 2] = group
    length += 3
  }
  return runs.subarray(0, length)
}

type Eight = readonly [Column, Column, Column, Column, Column, Column, Column, Column]

/** Where there are fewer than eight columns the first stands in for the others; its further sums are not read. */
const fill = (some: readonly Column[]): Eight =>
  Array.from({ length: TOGETHER }, (_, j) => some[j] ?? some[0]) as unknown as Eight

function sumTogether(sums: Float64Array, runs: Int32Array, weights: Float64Array, eight: Eight): void {
  const [a, b, c, d, e, f, g, h] = eight
  for (let run = 0; run < runs.length; run += 3) {
    const end = runs[run + 1]
    const at = runs[run + 2] * TOGETHER
    let sumA = sums[at]
    let sumB = sums[at + 1]
    let sumC = sums[at + 2]
    let sumD = sums[at + 3]
    let sumE = sums[at + 4]
    let sumF = sums[at + 5]
    let sumG = sums[at + 6]
    let sumH = sums[at + 7]
    for (let row = runs[run]; row < end; row++) {
      const weight = weights[row]
      sumA += weight * a[row]
      sumB += weight * b[row]
      sumC += weight * c[row]
      sumD += weight * d[row]
      sumE += weight * e[row]
      sumF += weight * f[row]
      sumG += weight * g[row]
      sumH += weight * h[row]
    }
    sums[at] = sumA
    sums[at + 1] = sumB
    sums[at + 2] = sumC
    sums[at + 3] = sumD
    sums[at + 4] = sumE
    sums[at + 5] = sumF
    sums[at + 6] = sumG
    sums[at + 7] = sumH
  }
}

function apart(together: Float64Array, groups: number, place: number): Float64Array {
  const sums = new Float64Array(groups)
  for (let group = 0; group < groups; group++) sums[group] = together[group * TOGETHER + place]
  return sums
}
