import { expect, test } from 'vitest'
import { checkCriteria } from '../../surveys/criteria/check-criteria.ts'
import type { CriteriaSet } from '../../surveys/criteria/criteria-set.ts'
import { department2021 } from '../../surveys/criteria/department-2021.ts'
import { keepSums, splitArea, splitCriterion } from '../../surveys/criteria/keep-sums.ts'

const change = (card: CriteriaSet, act: (copy: CriteriaSet) => void): CriteriaSet => {
  const copy = structuredClone(card)
  act(copy)
  return copy
}
const at = (card: CriteriaSet, area: number, criterion: number) => {
  const found = card.areas[area]?.criteria[criterion]
  if (!found) throw new Error('no such line')
  return found
}
const pointsOf = (card: CriteriaSet) => [
  at(card, 0, 2).components.map(({ points }) => points),
  at(card, 0, 2).points,
  card.areas[0]?.points,
]

test('points of a component go up into its criterion and its area', () => {
  const after = change(department2021, (card) => Object.assign(at(card, 0, 2).components[0] ?? {}, { points: 1 }))
  expect(pointsOf(keepSums(department2021, after))).toEqual([[1, 0.67, 0.66], 2.33, 18.33])
  expect(checkCriteria(keepSums(department2021, after))).toEqual([])
})

test('what somebody wrote against its parts stays as it was written, and is a fault', () => {
  const written = keepSums(
    department2021,
    change(department2021, (card) => Object.assign(at(card, 0, 2), { points: 5 })),
  )
  expect(pointsOf(written)).toEqual([[0.67, 0.67, 0.66], 5, 21])
  expect(checkCriteria(written)).toMatchObject([{ code: 'points_differ', detail: { id: 'N03', stated: 5, sum: 2 } }])
  const next = change(written, (card) => Object.assign(at(card, 0, 2).components[0] ?? {}, { points: 1 }))
  expect(pointsOf(keepSums(written, next))).toEqual([[1, 0.67, 0.66], 5, 21])
})

test('a card in which nothing was counted anew is the very same card', () => {
  expect(keepSums(department2021, department2021)).toBe(department2021)
  const renamed = { ...department2021, title: 'Tên khác' }
  expect(keepSums(department2021, renamed)).toBe(renamed)
})

test('an even split adds up to the whole, and the first lines get what does not divide', () => {
  expect(splitCriterion(at(department2021, 0, 2), 1).components.map(({ points }) => points)).toEqual([0.34, 0.33, 0.33])
  const area = department2021.areas[0]
  if (!area) throw new Error('no area')
  const split = splitArea({ ...area, points: 10 })
  expect(split.criteria.map(({ points }) => points)).toEqual([1.12, ...Array(8).fill(1.11)])
  expect(checkCriteria({ ...department2021, areas: [split, ...department2021.areas.slice(1)] })).toEqual([])
})
