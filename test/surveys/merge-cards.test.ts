import { expect, test } from 'vitest'
import { checkCriteria } from '../../surveys/criteria/check-criteria.ts'
import type { CriteriaSet } from '../../surveys/criteria/criteria-set.ts'
import { department2021 } from '../../surveys/criteria/department-2021.ts'
import { keepSums } from '../../surveys/criteria/keep-sums.ts'
import { mergeCards } from '../../surveys/criteria/merge-cards.ts'
import { mergeForms } from '../../surveys/merge-forms.ts'

type Line = Record<string, unknown>
/** The third criterion of the first area, N03: three components of 0,67, 0,67 and 0,66 points. */
const written = (act: (components: Line[], criterion: Line) => void): CriteriaSet => {
  const copy = structuredClone(department2021)
  const found = copy.areas[0]?.criteria[2] as unknown as Line & { components: Line[] }
  act(found.components, found)
  return keepSums(department2021, copy)
}
const points = (at: number, value: number) =>
  written((components) => Object.assign(components[at] ?? {}, { points: value }))
const standing = ({ areas }: CriteriaSet) => [
  areas[0]?.criteria[2]?.components.map((one) => one.points),
  areas[0]?.criteria[2]?.points,
  areas[0]?.points,
]

test('nobody is asked for a sum: points of two lines come together and are added up again', () => {
  const [mine, theirs] = [points(0, 1), points(1, 2)]
  const { merged, conflicts } = mergeCards(department2021, mine, theirs)
  expect(conflicts).toEqual([])
  expect(standing(merged)).toEqual([[1, 2, 0.66], 3.66, 19.66])
  expect(checkCriteria(merged)).toEqual([])
  // Brought together as texts are, the sums would be two more questions.
  expect(mergeForms(department2021, mine, theirs).conflicts.map(({ key }) => key)).toEqual([
    'areas/A1/points',
    'areas/A1/criteria/N03/points',
  ])
})

test('of the same points written twice the chosen ones stand, and their sums with them', () => {
  const [mine, theirs] = [points(0, 5.5), points(0, 3)]
  const { conflicts } = mergeCards(department2021, mine, theirs)
  const key = conflicts[0]?.key ?? ''
  expect(conflicts).toMatchObject([{ base: 0.67, mine: 5.5, theirs: 3 }])
  const chosen = (side: 'mine' | 'theirs') =>
    standing(mergeCards(department2021, mine, theirs, new Map([[key, side]])).merged)
  expect(chosen('mine')).toEqual([[5.5, 0.67, 0.66], 6.83, 22.83])
  expect(chosen('theirs')).toEqual([[3, 0.67, 0.66], 4.33, 20.33])
})

test('points somebody wrote against their parts are asked for as any other text', () => {
  const mine = written((_, criterion) => Object.assign(criterion, { points: 9 }))
  const { conflicts, merged } = mergeCards(department2021, mine, points(0, 1))
  expect(conflicts).toMatchObject([{ mine: 9, theirs: 2.33 }])
  expect(merged.areas[0]?.criteria[2]?.points).toBe(9)
})

test('two rules of different kinds are never mixed: one of them stands whole', () => {
  const ratio = {
    kind: 'ratio',
    numerator: 'a',
    denominator: 'b',
    target: 90,
    floor: 0,
    strict: false,
    between: 'nothing',
  }
  const deduct = { kind: 'deduct', what: 'Vi phạm', each: 1 }
  const rule = (value: Line) => written((components) => Object.assign(components[0] ?? {}, { rule: value }))
  const { conflicts } = mergeCards(department2021, rule(ratio), rule(deduct))
  expect(conflicts).toMatchObject([{ mine: ratio, theirs: deduct }])
  const key = conflicts[0]?.key ?? ''
  expect(key.endsWith('/rule')).toBe(true)
  const { merged } = mergeCards(department2021, rule(ratio), rule(deduct), new Map([[key, 'theirs']]))
  expect(merged.areas[0]?.criteria[2]?.components[0]?.rule).toEqual(deduct)
})
