import { describe, expect, test } from 'vitest'
import { randomFrom } from '../../../analysis/numeric/random.ts'
import { type CountCell, linkTables } from '../../../analysis/publish/linked-tables.ts'
import { suppress } from '../../../analysis/publish/suppress.ts'
import { attack, RANGE } from './attack.ts'
import { hierarchy, linked, type Made, twoWay } from './random-tables.ts'

const whole = { range: RANGE, keep: new Set(['']) }
/** A few in the quick suite; HAILONG_TABLES=3400 is the attack on ten thousand. */
const TABLES = Number(process.env.HAILONG_TABLES ?? 30)

/** How many hidden cells of how many tables a reader computes back, with and without the second step. */
function attackMany(make: (chance: ReturnType<typeof randomFrom>) => Made, name: string, count: number) {
  let tables = 0
  let withStep = 0
  let without = 0
  const chance = randomFrom(`attack/${name}`)
  for (let place = 0; tables < count; place++) {
    const { tables: system, primary } = make(chance.fork(String(place)))
    if (primary.length === 0 || primary.includes('')) continue
    tables += 1
    const { hidden } = suppress(system, primary, { range: RANGE })
    withStep += attack(system, hidden).cells.filter(({ safe }) => !safe).length
    without += attack(system, primary).cells.filter(({ safe }) => !safe).length
  }
  console.info(`${name}: ${count} tables, ${withStep} cells computed back, ${without} without the further cells`)
  return { withStep, without }
}

describe('no hidden count can be computed back from the printed sums', () => {
  test.each([
    ['level by area', twoWay],
    ['schools in areas by sex', hierarchy],
    ['level by area beside level by sex', linked],
  ] as const)('%s: the reader gets nothing; without the further cells he does', (name, make) => {
    const { withStep, without } = attackMany(make, name, TABLES)
    expect(withStep).toBe(0)
    expect(without).toBeGreaterThan(TABLES / 2)
  })
})

/** The least loss of all patterns, by trying them all. */
function leastLoss({ tables, primary }: Made): number {
  const open = [...tables.counts.keys()].filter((id) => id !== '' && !primary.includes(id))
  for (let size = 0; size <= open.length; size++)
    for (const chosen of choose(open, size)) if (attack(tables, [...primary, ...chosen]).safe) return size
  return Number.POSITIVE_INFINITY
}
function* choose(from: readonly string[], size: number, start = 0): Generator<string[]> {
  if (size === 0) yield []
  else
    for (let place = start; place <= from.length - size; place++)
      for (const rest of choose(from, size - 1, place + 1)) yield [from[place], ...rest]
}

// Case I02.
test('the further cells are at most a fifth more than the fewest possible', () => {
  const chance = randomFrom('least')
  let [ours, least, tables] = [0, 0, 0]
  for (let place = 0; tables < 12; place++) {
    const one = twoWay(chance.fork(String(place)), 3, 3)
    if (one.primary.length === 0 || one.primary.length > 3 || one.primary.includes('')) continue
    const best = leastLoss(one)
    if (!Number.isFinite(best)) continue
    tables += 1
    least += best
    ours += suppress(one.tables, one.primary, whole).loss
  }
  console.info(`further cells: ${ours}, fewest possible ${least}`)
  expect(ours).toBeGreaterThanOrEqual(least)
  expect(ours / least).toBeLessThanOrEqual(1.2)
})

const pair = (whole: number): CountCell[] => [
  { at: {}, count: whole },
  { at: { area: 'a' }, count: 4 },
  { at: { area: 'b' }, count: 30 },
]

test('what cannot be protected is said, with the cell', () => {
  const tables = linkTables(pair(34), { area: { a: '', b: '' } })
  expect(suppress(tables, ['area=a'], whole)).toMatchObject({ secondary: ['area=b'], loss: 1 })
  expect(() => suppress(tables, ['area=a'], { range: RANGE, keep: new Set(['', 'area=b']) })).toThrow(
    /cannot_protect.*area=a/,
  )
})

test('sums that do not hold are refused before anything is hidden', () => {
  expect(() => linkTables(pair(33), { area: { a: '', b: '' } })).toThrow(/option_invalid.*34/)
})
