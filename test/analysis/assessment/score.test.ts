import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Fact, Rule } from '../../../analysis/assessment/rule.ts'
import { bandOf, type Card, scoreCard } from '../../../analysis/assessment/score.ts'

const plain: Rule = { kind: 'ratio', target: 100, floor: 0, strict: false, between: 'of_hundred' }
const bands = [
  { id: 'tot', from: 80 },
  { id: 'kha', from: 65 },
  { id: 'yeu', from: 0 },
]
const none = { ceiling: 0, items: [] }
const one = (id: string, points: number) => ({ id, points, rule: plain, mayNotArise: true })
const card: Card = {
  areas: [
    {
      id: 'A1',
      criteria: [
        { id: 'C1', components: [one('C1.1', 10), one('C1.2', 20)] },
        { id: 'C2', components: [one('C2.1', 30)] },
      ],
    },
    { id: 'A2', criteria: [{ id: 'C3', components: [one('C3.1', 40)] }] },
  ],
  bonus: {
    ceiling: 3,
    items: [
      { id: 'T1', most: 2 },
      { id: 'T2', most: 2 },
    ],
  },
  penalty: { ceiling: 5, items: [{ id: 'P1', most: 5 }] },
  bands,
}
const part = (numerator: number, denominator = 100): Fact => ({ kind: 'ratio', numerator, denominator })
const arose: Fact = { kind: 'nothing_arose' }
const facts = (list: Record<string, Fact>) => ({ components: new Map(Object.entries(list)) })

test('what did not arise leaves numerator and denominator: 45 of 60 points are 75 percent', () => {
  const score = scoreCard(card, facts({ 'C1.1': part(50), 'C1.2': part(50), 'C2.1': part(100), 'C3.1': arose }))
  expect(score).toMatchObject({ points: 45, most: 60, excluded: 40, missing: 0, share: 75, index: 75, band: 'kha' })
  expect(score.areas[1]).toMatchObject({ id: 'A2', points: 0, most: 0, excluded: 40 })
})

test('what was not entered stays in the denominator: the same 45 points are 45 percent', () => {
  const score = scoreCard(card, facts({ 'C1.1': part(50), 'C1.2': part(50), 'C2.1': part(100) }))
  expect(score).toMatchObject({ points: 45, most: 100, excluded: 0, missing: 1, index: 45, band: 'yeu' })
})

test('a year in which nothing arose has no index, and says so', () => {
  expect(() => scoreCard(card, facts({ 'C1.1': arose, 'C1.2': arose, 'C2.1': arose, 'C3.1': arose }))).toThrowError(
    /nothing_arose/,
  )
})

test('bonus and penalty stop at their ceilings, and the index stays between 0 and 100', () => {
  const all = facts({ 'C1.1': part(100), 'C1.2': part(100), 'C2.1': part(100), 'C3.1': part(95) })
  const bonus = new Map([
    ['T1', 2],
    ['T2', 2],
  ])
  expect(scoreCard(card, { ...all, bonus })).toMatchObject({ share: 98, bonus: 3, index: 100 })
  expect(scoreCard(card, { ...all, penalty: new Map([['P1', 4]]) })).toMatchObject({ penalty: 4, index: 94 })
  const nothing = facts({ 'C1.1': part(0), 'C1.2': part(0), 'C2.1': part(0), 'C3.1': part(1) })
  expect(scoreCard(card, { ...nothing, penalty: new Map([['P1', 5]]) })).toMatchObject({
    share: 0.4,
    index: 0,
    band: 'yeu',
  })
  for (const wrong of [
    new Map([['T1', 2.5]]),
    new Map([['T1', -1]]),
    new Map([['X', 1]]),
    new Map([['T1', Number.NaN]]),
  ])
    expect(() => scoreCard(card, { ...all, bonus: wrong })).toThrowError(/fact_invalid/)
})

test('a band begins at its own figure', () => {
  expect([100, 80, 79.99, 65, 64.99, 0].map((index) => bandOf(bands, index))).toEqual([
    'tot',
    'tot',
    'kha',
    'kha',
    'yeu',
    'yeu',
  ])
})

const cents = fc.integer({ min: 1, max: 1000 }).map((value) => value / 100)
const anyFact = fc.oneof(
  fc.constant(null),
  fc.constant(arose),
  fc.tuple(fc.integer({ min: 0, max: 97 }), fc.integer({ min: 97, max: 311 })).map(([n, d]) => part(n, d)),
)
const cards = fc
  .array(fc.array(fc.array(fc.tuple(cents, anyFact), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((tree) => {
    const entered = new Map<string, Fact>()
    const areas = tree.map((criteria, a) => ({
      id: `A${a}`,
      criteria: criteria.map((components, c) => ({
        id: `A${a}.${c}`,
        components: components.map(([points, fact], k) => {
          const id = `A${a}.${c}.${k}`
          if (fact !== null) entered.set(id, fact)
          return one(id, points)
        }),
      })),
    }))
    return { made: { areas, bonus: none, penalty: none, bands } satisfies Card, entered }
  })
  .filter(({ made, entered }) =>
    made.areas.some(({ criteria }) =>
      criteria.some(({ components }) => components.some(({ id }) => entered.get(id)?.kind !== 'nothing_arose')),
    ),
  )
const adds = (whole: number, parts: readonly number[]) =>
  Math.round(whole * 100) === parts.reduce((sum, value) => sum + Math.round(value * 100), 0)

test('parents are the sums of their parts to the hundredth, and nothing leaves its bounds', () => {
  fc.assert(
    fc.property(cards, ({ made, entered }) => {
      const score = scoreCard(made, { components: entered })
      const sums = (['points', 'most', 'excluded', 'missing'] as const).every(
        (field) =>
          adds(
            score[field],
            score.areas.map((area) => area[field]),
          ) &&
          score.areas.every((area) =>
            adds(
              area[field],
              area.criteria.map((own) => own[field]),
            ),
          ),
      )
      const leaves = score.areas.every(({ criteria }) =>
        criteria.every(
          ({ components, points, most }) =>
            adds(
              points,
              components.map((own) => own.points),
            ) &&
            adds(
              most,
              components.map((own) => own.most),
            ),
        ),
      )
      const all = made.areas.flatMap(({ criteria }) => criteria.flatMap(({ components }) => components))
      const whole = adds(
        score.most + score.excluded,
        all.map(({ points }) => points),
      )
      return sums && leaves && whole && score.points <= score.most && score.index >= 0 && score.index <= 100
    }),
    { numRuns: 100 },
  )
})

test('leaving out what did not arise equals a card that never had it', () => {
  fc.assert(
    fc.property(cards, ({ made, entered }) => {
      const arising = (id: string) => entered.get(id)?.kind !== 'nothing_arose'
      const smaller = {
        ...made,
        areas: made.areas
          .map((area) => ({
            ...area,
            criteria: area.criteria
              .map((own) => ({ ...own, components: own.components.filter(({ id }) => arising(id)) }))
              .filter(({ components }) => components.length > 0),
          }))
          .filter(({ criteria }) => criteria.length > 0),
      }
      const [whole, without] = [scoreCard(made, { components: entered }), scoreCard(smaller, { components: entered })]
      return (['points', 'most', 'share', 'band'] as const).every((field) => whole[field] === without[field])
    }),
    { numRuns: 100 },
  )
})

test('the sum law notices a part that was lost', () => {
  expect(adds(3.3, [1.1, 2.2])).toBe(true)
  expect(adds(3.3, [1.1, 2.19])).toBe(false)
})
