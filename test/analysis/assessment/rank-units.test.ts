import { expect, test } from 'vitest'
import { rankUnits } from '../../../analysis/assessment/rank-units.ts'

const unit = (id: string, second: number, first = second) => ({ id, first, second })

test('equal units share the better place, and the next place is skipped', () => {
  const { rows } = rankUnits([unit('a', 80), unit('b', 90), unit('c', 80), unit('d', 70)], [1, 1, 1])
  expect(rows.map(({ id, rank, tied }) => [id, rank, tied])).toEqual([
    ['b', 1, false],
    ['a', 2, true],
    ['c', 2, true],
    ['d', 4, false],
  ])
})

test('below what one component weighs nobody is better than anybody', () => {
  // Twenty components of one point each: one is 5 percent of the card.
  const ranking = rankUnits([unit('a', 90), unit('b', 87), unit('c', 84.99), unit('d', 50)], Array(20).fill(1))
  expect(ranking).toMatchObject({ margin: 5, marginFrom: 'component' })
  expect(ranking.rows.map(({ id, best, worst }) => [id, best, worst])).toEqual([
    ['a', 1, 2],
    ['b', 1, 3],
    ['c', 2, 3],
    ['d', 4, 4],
  ])
})

test('where two looks differ by more than a component weighs, that is the margin', () => {
  const ranking = rankUnits([unit('a', 90, 84), unit('b', 86, 80), unit('c', 70, 69)], Array(100).fill(1))
  expect(ranking).toMatchObject({ margin: 6, marginFrom: 'looks', looks: 6, component: 1 })
  expect(ranking.rows[0]).toMatchObject({ id: 'a', best: 1, worst: 2 })
})

test('one unit alone is first and last; an index that is none is refused', () => {
  expect(rankUnits([unit('a', 0)], [1]).rows).toEqual([{ id: 'a', index: 0, rank: 1, tied: false, best: 1, worst: 1 }])
  expect(rankUnits([], [1]).rows).toEqual([])
  expect(() => rankUnits([unit('a', Number.NaN)], [1])).toThrowError(/option_invalid/)
  expect(() => rankUnits([unit('a', 1)], [0])).toThrowError(/option_invalid/)
})
