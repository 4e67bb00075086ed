import { expect, test } from 'vitest'
import { drawRotation, type RotationUnit } from '../../../analysis/select/rotate.ts'

const unit = (at: number, lastYear: number | null = null): RotationUnit => ({
  id: `u${String(at).padStart(2, '0')}`,
  lastYear,
})
const ids = (units: readonly { id: string }[]) => units.map(({ id }) => id)

test('a fifth of the units is drawn, rounded up, and never one more', () => {
  const many = (count: number) =>
    drawRotation(
      Array.from({ length: count }, (_, at) => unit(at)),
      20,
      'a',
    ).units.length
  expect([1, 4, 5, 6, 15, 16, 40, 41].map(many)).toEqual([1, 1, 1, 2, 3, 4, 8, 9])
  expect(
    drawRotation(
      Array.from({ length: 100 }, (_, at) => unit(at)),
      7,
      'a',
    ).sampled,
  ).toBe(7)
})

test('drawing again with the same seed gives the same units, whatever the order of the list', () => {
  const units = Array.from({ length: 37 }, (_, at) => unit(at, at % 3 === 0 ? 2020 : null))
  const first = drawRotation(units, 20, 'hạt giống 7')
  expect(drawRotation([...units].reverse(), 20, 'hạt giống 7')).toEqual(first)
  expect(ids(drawRotation(units, 20, 'hạt giống 8').units)).not.toEqual(ids(first.units))
})

test('those never inspected come first, then those inspected longest ago', () => {
  const units = [
    unit(1, 2020),
    unit(2, 2018),
    unit(3, 2019),
    unit(4),
    unit(5),
    unit(6, 2020),
    unit(7, 2018),
    unit(8, 2020),
  ]
  const { groups, units: drawn } = drawRotation(units, 40, 'x')
  expect(groups).toEqual([
    { lastYear: null, population: 2, sampled: 2 },
    { lastYear: 2018, population: 2, sampled: 2 },
    { lastYear: 2019, population: 1, sampled: 0 },
    { lastYear: 2020, population: 3, sampled: 0 },
  ])
  expect(drawn.map(({ id, probability, certain }) => [id, probability, certain])).toEqual([
    ['u04', 1, true],
    ['u05', 1, true],
    ['u02', 1, true],
    ['u07', 1, true],
  ])
})

test('with 20 % a year every unit has had its turn after five years, and none twice', () => {
  let units = Array.from({ length: 43 }, (_, at) => unit(at))
  const turns = new Map<string, number>()
  for (let year = 2021; year <= 2024; year++) {
    const drawn = new Set(ids(drawRotation(units, 20, `năm ${year}`).units))
    for (const id of drawn) turns.set(id, (turns.get(id) ?? 0) + 1)
    units = units.map((one) => (drawn.has(one.id) ? { ...one, lastYear: year } : one))
  }
  // Rounding up takes 9 a year: 36 after four, all different.
  expect([turns.size, Math.max(...turns.values())]).toEqual([36, 1])
  const fifth = drawRotation(units, 20, 'năm 2025')
  expect(fifth.groups.slice(0, 2)).toEqual([
    { lastYear: null, population: 7, sampled: 7 },
    { lastYear: 2021, population: 9, sampled: 2 },
  ])
})

test('inside the group that is not taken whole every unit has the same chance', () => {
  const units = Array.from({ length: 10 }, (_, at) => unit(at))
  const counts = new Map<string, number>()
  const SEEDS = 1000
  for (let seed = 0; seed < SEEDS; seed++)
    for (const { id } of drawRotation(units, 30, `seed ${seed}`).units) counts.set(id, (counts.get(id) ?? 0) + 1)
  // 300 times each; five standard errors of a share of 0.3 are 72.
  for (const { id } of units) expect(Math.abs((counts.get(id) ?? 0) - 300), id).toBeLessThan(72)
})

test('no units, a share of nothing, and a unit that stands twice are refused', () => {
  expect(() => drawRotation([], 20, 'a')).toThrow(/too_few_units/)
  expect(() => drawRotation([unit(1)], 0, 'a')).toThrow(/option_invalid/)
  expect(() => drawRotation([unit(1)], 101, 'a')).toThrow(/option_invalid/)
  expect(() => drawRotation([unit(1), unit(1, 2020)], 20, 'a')).toThrow(/frame_invalid/)
})
