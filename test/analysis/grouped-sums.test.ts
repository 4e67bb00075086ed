import { expect, test } from 'vitest'
import type { Column } from '../../analysis/design.ts'
import { groupedSums } from '../../analysis/numeric/grouped-sums.ts'
import { randomFrom } from '../../analysis/numeric/random.ts'

const ROWS = 3000
const GROUPS = 41
const random = randomFrom('grouped sums')
const weights = Float64Array.from({ length: ROWS }, () => 1 + 40 * random.uniform())
const domain = Uint8Array.from({ length: ROWS }, () => (random.below(5) === 0 ? 0 : 1))
const orders = {
  'group by group': Int32Array.from({ length: ROWS }, (_, row) => Math.floor((row * GROUPS) / ROWS)),
  'in any order, some rows in none': Int32Array.from({ length: ROWS }, () => random.below(GROUPS + 1) - 1),
}

const makers = [
  (make: () => number) => Float64Array.from({ length: ROWS }, make),
  (make: () => number) => Float32Array.from({ length: ROWS }, make),
  (make: () => number) => Int32Array.from({ length: ROWS }, make),
  (make: () => number) => Uint8Array.from({ length: ROWS }, make),
]
const columns: Column[] = Array.from({ length: 19 }, (_, j) =>
  makers[j % 4](() => 1 + random.below(5) + (j % 4 < 2 ? 0.1 : 0)),
)

function plain(groupOfRow: Int32Array, column: Column, inside?: Uint8Array): Float64Array {
  const sums = new Float64Array(GROUPS)
  for (let row = 0; row < ROWS; row++) {
    const group = groupOfRow[row]
    if (group >= 0 && (!inside || inside[row])) sums[group] = sums[group] + weights[row] * column[row]
  }
  return sums
}

test.each(Object.entries(orders))(
  'Sums of many columns at once equal the loop over one to the last bit: %s',
  (_, groupOfRow) => {
    for (const count of [0, 1, 7, 8, 9, 19])
      for (const inside of [undefined, domain]) {
        const some = columns.slice(0, count)
        expect(groupedSums(groupOfRow, GROUPS, weights, some, inside)).toEqual(
          some.map((column) => plain(groupOfRow, column, inside)),
        )
      }
  },
)

test('A missing value spoils the sum of its own group and column only', () => {
  const groupOfRow = orders['group by group']
  const holed = Float64Array.from(columns[0])
  holed[0] = Number.NaN
  const [first, second] = groupedSums(groupOfRow, GROUPS, weights, [holed, columns[1]])
  expect([...first].map(Number.isNaN)).toEqual(Array.from({ length: GROUPS }, (_, group) => group === 0))
  expect(second).toEqual(plain(groupOfRow, columns[1]))
  expect(
    groupedSums(
      groupOfRow,
      GROUPS,
      weights,
      [holed],
      Uint8Array.from(holed, (value) => (value > 0 ? 1 : 0)),
    )[0][0],
  ).toBeGreaterThan(0)
})

test('Without a column the weights themselves are summed', () => {
  const groupOfRow = orders['in any order, some rows in none']
  const [first, sizes] = groupedSums(groupOfRow, GROUPS, weights, [columns[0], null], domain)
  expect(first).toEqual(plain(groupOfRow, columns[0], domain))
  expect(sizes).toEqual(plain(groupOfRow, new Uint8Array(ROWS).fill(1), domain))
})
