import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Fact, Rule, Scored } from '../../../analysis/assessment/rule.ts'
import { type Card, scoreCard } from '../../../analysis/assessment/score.ts'
import { wayToBand } from '../../../analysis/assessment/way-to-band.ts'

const plain: Rule = { kind: 'ratio', target: 100, floor: 0, strict: false, between: 'of_hundred' }
const yes: Rule = { kind: 'yes_no' }
const cardOf = (components: readonly Scored[]): Card => ({
  areas: [{ id: 'A', criteria: [{ id: 'C', components }] }],
  bonus: { ceiling: 0, items: [] },
  penalty: { ceiling: 5, items: [{ id: 'P', most: 5 }] },
  bands: [
    { id: 'tot', from: 80 },
    { id: 'kha', from: 65 },
    { id: 'yeu', from: 0 },
  ],
})
const one = (id: string, points: number, rule: Rule = plain): Scored => ({ id, points, rule, mayNotArise: true })
const part = (numerator: number, denominator = 100): Fact => ({ kind: 'ratio', numerator, denominator })
const no: Fact = { kind: 'met', met: false }

test('the fewest components that are enough, and the last only as far as it has to go', () => {
  const card = cardOf([one('a', 40), one('b', 30), one('c', 20, yes), one('d', 10)])
  const facts = {
    components: new Map<string, Fact>([
      ['a', part(100)],
      ['b', part(50)],
      ['c', no],
      ['d', part(90)],
    ]),
  }
  // 40 + 15 + 0 + 9 = 64 points: 65 lack one; c alone brings 20, more than enough, and cannot do less.
  expect(wayToBand(card, scoreCard(card, facts))).toEqual({
    band: 'kha',
    from: 65,
    short: 1,
    steps: [{ id: 'c', lost: 20, gain: 20, needed: { kind: 'met', met: true }, denominatorKnown: true }],
    reached: true,
    index: 84,
  })
  const better = {
    components: new Map([...facts.components, ['a', part(75)], ['c', { kind: 'met', met: true }]] as [string, Fact][]),
  }
  // 30 + 15 + 20 + 9 = 74: 6 lack; b could bring 15 and needs 21 of 30, which are 70 percent.
  expect(wayToBand(card, scoreCard(card, better))?.steps).toEqual([
    { id: 'b', lost: 15, gain: 6, needed: part(70), denominatorKnown: true },
  ])
})

test('in the best band there is nothing left to reach', () => {
  const card = cardOf([one('a', 10)])
  expect(wayToBand(card, scoreCard(card, { components: new Map([['a', part(80)]]) }))).toBeNull()
})

test('a penalty that no point makes up for is said, with all that could still be done', () => {
  const card = {
    ...cardOf([one('a', 10)]),
    bands: [
      { id: 'xuat_sac', from: 96 },
      { id: 'yeu', from: 0 },
    ],
  }
  const facts = { components: new Map([['a', part(50)]]), penalty: new Map([['P', 5]]) }
  const way = wayToBand(card, scoreCard(card, facts))
  expect(way).toMatchObject({ reached: false, index: 95, steps: [{ id: 'a', needed: part(100) }] })
})

const leaves = fc.array(
  fc.tuple(
    fc.integer({ min: 1, max: 900 }).map((value) => value / 100),
    fc.constantFrom('yes', 'part', 'not_arose', 'missing'),
    fc.integer({ min: 0, max: 60 }),
  ),
  { minLength: 1, maxLength: 9 },
)

test('whoever does what the way says is in the band, and with one component fewer nobody would be', () => {
  fc.assert(
    fc.property(leaves, (list) => {
      const components = new Map<string, Fact>()
      const card = cardOf(
        list.map(([points, how, numerator], at) => {
          const id = `k${at}`
          if (how === 'yes') components.set(id, no)
          if (how === 'part') components.set(id, part(numerator, 60))
          if (how === 'not_arose') components.set(id, { kind: 'nothing_arose' })
          return one(id, points, how === 'yes' ? yes : plain)
        }),
      )
      if ([...components.values()].filter(({ kind }) => kind === 'nothing_arose').length === list.length) return true
      const way = wayToBand(card, scoreCard(card, { components }))
      if (way === null) return true
      const applied = new Map(components)
      for (const { id, needed } of way.steps) applied.set(id, needed)
      const done = scoreCard(card, { components: applied })
      // The best that any other set of one component fewer could do: the largest gains of all.
      const gains = scoreCard(card, { components })
        .areas.flatMap(({ criteria }) => criteria.flatMap((own) => own.components))
        .map(({ most, points }) => most - points)
        .sort((a, b) => b - a)
      const fewer = gains.slice(0, way.steps.length - 1).reduce((sum, gain) => sum + gain, 0)
      return way.reached && done.index >= way.from && done.index === way.index && fewer < way.short - 1e-9
    }),
    { numRuns: 150 },
  )
})
