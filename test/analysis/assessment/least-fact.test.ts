import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leastFactFor } from '../../../analysis/assessment/least-fact.ts'
import type { Fact, Rule, Scored } from '../../../analysis/assessment/rule.ts'
import { scoreComponent } from '../../../analysis/assessment/score-component.ts'

const goal = { target: 95, floor: 80, strict: false, between: 'of_hundred' as const }
const of = (rule: Rule, points = 2): Scored => ({ id: 'N19.1', points, rule, mayNotArise: true })
const part = (numerator: number, denominator: number): Fact => ({ kind: 'ratio', numerator, denominator })
const number = (value: number): Fact => ({ kind: 'number', value })
const stairs = [
  { id: 'tot', percent: 100 },
  { id: 'kha', percent: 60 },
]

/** By hand: the figure that would just have been enough. */
const BY_HAND: readonly (readonly [string, Rule, Fact | null, number, Fact | null])[] = [
  ['95 % of 40 dossiers are 38', { kind: 'ratio', ...goal }, part(30, 40), 2, part(38, 40)],
  ['1,7 of 2 points are 85 % of 40', { kind: 'ratio', ...goal }, part(30, 40), 1.7, part(34, 40)],
  [
    'more than 90 % of 10 are all 10',
    { kind: 'ratio', ...goal, target: 90, strict: true },
    part(9, 10),
    2,
    part(10, 10),
  ],
  ['nothing entered: said of a hundred', { kind: 'ratio', ...goal }, null, 2, part(95, 100)],
  ['twelve months', { kind: 'ratio', ...goal, target: 100, outOf: 12 }, part(10, 12), 2, part(12, 12)],
  [
    '5 % of 40 late',
    { kind: 'inverse_ratio', target: 5, ceiling: 20, between: 'of_hundred' },
    part(9, 40),
    2,
    part(2, 40),
  ],
  [
    'satisfaction above 90',
    { kind: 'index', scale: 100, ...goal, target: 90, strict: true },
    number(84),
    2,
    number(90.01),
  ],
  ['two cases fewer', { kind: 'deduct', each: 0.5 }, number(3), 1.5, number(1)],
  ['no case at all', { kind: 'deduct', each: 0.5 }, number(9), 2, number(0)],
  ['done', { kind: 'yes_no' }, null, 2, { kind: 'met', met: true }],
  ['60 % of the points', { kind: 'levels', levels: stairs }, null, 1, { kind: 'level', level: 'kha' }],
  [
    'late is enough for half',
    { kind: 'on_time', due: '2021-02-27', late: { until: '2021-03-06', percent: 50 } },
    { kind: 'day', day: null },
    1,
    { kind: 'day', day: '2021-03-06' },
  ],
  [
    'two thirds of 9 posts',
    { kind: 'steps', denominator: 'posts', direction: 'up', steps: [{ at: 66, percent: 100 }] },
    part(1, 9),
    2,
    part(6, 9),
  ],
  [
    'no more people than posts',
    { kind: 'steps', denominator: 'posts', direction: 'down', steps: [{ at: 100, percent: 100 }] },
    part(47, 45),
    2,
    part(45, 45),
  ],
  ['no level gives more than 60 %', { kind: 'levels', levels: stairs.slice(1) }, null, 2, null],
  ['what did not arise', { kind: 'yes_no' }, { kind: 'nothing_arose' }, 1, null],
]

test.each(BY_HAND)('%s', (_, rule, fact, wanted, expected) => {
  expect(leastFactFor(of(rule), fact, wanted)).toEqual(expected)
})

const hundred = fc.integer({ min: 0, max: 100 })
const rules: fc.Arbitrary<Rule> = fc.oneof(
  fc
    .tuple(
      fc.integer({ min: 1, max: 100 }),
      hundred,
      fc.boolean(),
      fc.constantFrom('of_hundred', 'of_target', 'nothing'),
    )
    .map(
      ([a, b, strict, between]): Rule => ({
        kind: 'ratio',
        target: Math.max(a, b),
        floor: Math.min(a, b),
        strict,
        between: between as 'nothing',
      }),
    ),
  fc.tuple(hundred, hundred).map(
    ([a, b]): Rule => ({
      kind: 'inverse_ratio',
      target: Math.min(a, b),
      ceiling: Math.max(a, b),
      between: 'of_hundred',
    }),
  ),
)
const fractions = fc
  .tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 900 }))
  .map(([a, b]) => part(Math.min(a, b), Math.max(a, b)))
const cents = fc.integer({ min: 1, max: 300 }).map((value) => value / 100)

/** What is told is enough, and one less would not have been; where nothing is told, nothing is enough. */
function keepsItsWord(inverse: typeof leastFactFor): void {
  fc.assert(
    fc.property(rules, fractions, cents, cents, (rule, fact, most, wanted) => {
      const scored = of(rule, most)
      const earns = (tried: Fact) => scoreComponent(scored, tried).points
      if (wanted <= earns(fact) || fact.kind !== 'ratio') return true
      const found = inverse(scored, fact, wanted)
      const way = rule.kind === 'ratio' ? 1 : -1
      if (found?.kind !== 'ratio')
        return found === null && earns(part(way > 0 ? fact.denominator : 0, fact.denominator)) < wanted
      const before = found.numerator - way
      return (
        earns(found) >= wanted &&
        found.denominator === fact.denominator &&
        (before < 0 || before > fact.denominator || earns(part(before, fact.denominator)) < wanted)
      )
    }),
    { numRuns: 150 },
  )
}

test('whatever the rule: what is told is enough, and one less would not be', () => {
  keepsItsWord(leastFactFor)
})

test('a figure that is one too few, or one too many, is noticed', () => {
  for (const off of [1, -1])
    expect(() =>
      keepsItsWord((scored, fact, wanted) => {
        const found = leastFactFor(scored, fact, wanted)
        if (found?.kind !== 'ratio') return found
        return part(Math.min(found.denominator, Math.max(0, found.numerator + off)), found.denominator)
      }),
    ).toThrowError()
})
