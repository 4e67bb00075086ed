import { expect, test } from 'vitest'
import { compareYears } from '../../../analysis/assessment/compare-years.ts'
import type { Fact, Rule } from '../../../analysis/assessment/rule.ts'
import { type Card, scoreCard } from '../../../analysis/assessment/score.ts'

const plain: Rule = { kind: 'ratio', target: 100, floor: 0, strict: false, between: 'of_hundred' }
const none = { ceiling: 0, items: [] }
const scored = (points: Readonly<Record<string, number>>, facts: Readonly<Record<string, Fact>>) => {
  const components = Object.entries(points).map(([id, own]) => ({ id, points: own, rule: plain, mayNotArise: true }))
  const card: Card = {
    areas: [{ id: 'A', criteria: [{ id: 'C', components }] }],
    bonus: none,
    penalty: none,
    bands: [{ id: 'all', from: 0 }],
  }
  return scoreCard(card, { components: new Map(Object.entries(facts)) })
}
const part = (percent: number): Fact => ({ kind: 'ratio', numerator: percent, denominator: 100 })
const line = (before: string | null, after: string | null, alike = true) => ({
  before: before === null ? [] : [before],
  after,
  alike,
})

test('only what is measured alike in both years is set side by side, weighed as today', () => {
  const before = scored({ a: 50, b: 30, gone: 20 }, { a: part(50), b: part(100), gone: part(0) })
  const after = scored({ a: 20, b: 60, fresh: 20 }, { a: part(60), b: part(90), fresh: part(10) })
  const joined = [line('a', 'a'), line('b', 'b'), line(null, 'fresh'), line('gone', null)]
  // before 55, after 12 + 54 + 2 = 68; alike: (20 x 0.5 + 60 x 1) / 80 = 87.5 and (20 x 0.6 + 60 x 0.9) / 80 = 82.5.
  expect(compareYears(before, after, joined)).toEqual({
    before: 55,
    after: 68,
    same: 2,
    of: 3,
    shareBefore: 80,
    shareAfter: 80,
    likeBefore: 87.5,
    likeAfter: 82.5,
  })
})

test('a changed rule, a merging, and what did not arise in one of the years are not set side by side', () => {
  const before = scored({ a: 50, b: 30, c: 20 }, { a: part(50), b: part(100), c: { kind: 'nothing_arose' } })
  const after = scored({ a: 50, d: 30, c: 20 }, { a: part(60), d: part(90), c: part(10) })
  const joined = [line('a', 'a', false), { before: ['b', 'c'], after: 'd', alike: true }, line('c', 'c')]
  expect(compareYears(before, after, joined)).toMatchObject({
    same: 0,
    shareBefore: 0,
    shareAfter: 0,
    likeBefore: null,
    likeAfter: null,
  })
})
