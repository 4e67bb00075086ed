import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Fact, faultOfFact, type Rule, type Scored } from '../../../analysis/assessment/rule.ts'
import { scoreComponent } from '../../../analysis/assessment/score-component.ts'

const goal = { target: 95, floor: 80, strict: false, between: 'of_hundred' as const }
const ratio: Rule = { kind: 'ratio', ...goal }
const of = (rule: Rule, points = 2, mayNotArise = false): Scored => ({ id: 'N19.1', points, rule, mayNotArise })
const part = (numerator: number, denominator: number): Fact => ({ kind: 'ratio', numerator, denominator })
const number = (value: number): Fact => ({ kind: 'number', value })
const day = (text: string | null): Fact => ({ kind: 'day', day: text })
const level = (id: string): Fact => ({ kind: 'level', level: id })

/** By hand, from the formulas as they are printed in the provinces' decisions. */
const BY_HAND: readonly (readonly [string, Rule, Fact, number, string])[] = [
  ['yes', { kind: 'yes_no' }, { kind: 'met', met: true }, 2, 'met'],
  ['no', { kind: 'yes_no' }, { kind: 'met', met: false }, 0, 'not_met'],
  ['95 of 100 dossiers on time', ratio, part(95, 100), 2, 'target_reached'],
  ['38 of 40 is exactly 95 %', ratio, part(38, 40), 2, 'target_reached'],
  ['94 of 100: 2 x 94 / 100', ratio, part(94, 100), 1.88, 'between'],
  ['80 of 100 stands on the floor', ratio, part(80, 100), 1.6, 'between'],
  ['79 of 100', ratio, part(79, 100), 0, 'below_floor'],
  [
    '9 of 100 where 15 are wanted: 2 x 9 / 15',
    { ...ratio, target: 15, floor: 0, between: 'of_target' },
    part(9, 100),
    1.2,
    'between',
  ],
  [
    '90 % where more than 90 % are wanted',
    { ...ratio, target: 90, strict: true, between: 'nothing' },
    part(9, 10),
    0,
    'between_is_nothing',
  ],
  ['all months', { ...ratio, target: 100, outOf: 12 }, part(12, 12), 2, 'target_reached'],
  [
    'satisfaction 90,0 where more than 90 is wanted',
    { kind: 'index', scale: 100, ...goal, target: 90, strict: true },
    number(90),
    1.8,
    'between',
  ],
  [
    'satisfaction 90,1',
    { kind: 'index', scale: 100, ...goal, target: 90, strict: true },
    number(90.1),
    2,
    'target_reached',
  ],
  [
    'an index of 4 on a scale of 5: 2 x 4 / 5',
    { kind: 'index', scale: 5, ...goal, target: 4.5, floor: 2 },
    number(4),
    1.6,
    'between',
  ],
  [
    '3 % late where 5 % are allowed',
    { kind: 'inverse_ratio', target: 5, ceiling: 20, between: 'of_hundred' },
    part(3, 100),
    2,
    'target_reached',
  ],
  [
    '10 % late: 2 x (100 - 10) / 100',
    { kind: 'inverse_ratio', target: 5, ceiling: 20, between: 'of_hundred' },
    part(10, 100),
    1.8,
    'between',
  ],
  [
    '21 % late',
    { kind: 'inverse_ratio', target: 5, ceiling: 20, between: 'of_hundred' },
    part(21, 100),
    0,
    'above_ceiling',
  ],
  [
    '60 % of the points for the third answer',
    {
      kind: 'levels',
      levels: [
        { id: 'a', percent: 100 },
        { id: 'b', percent: 60 },
      ],
    },
    level('b'),
    1.2,
    'level',
  ],
  [
    '46 people on 45 posts',
    { kind: 'steps', denominator: 'posts', direction: 'down', steps: [{ at: 100, percent: 100 }] },
    part(46, 45),
    0,
    'no_step_reached',
  ],
  [
    '45 people on 45 posts',
    { kind: 'steps', denominator: 'posts', direction: 'down', steps: [{ at: 100, percent: 100 }] },
    part(45, 45),
    2,
    'step_reached',
  ],
  [
    'nobody disciplined',
    { kind: 'steps', direction: 'down', steps: [{ at: 0, percent: 100 }] },
    number(0),
    2,
    'step_reached',
  ],
  [
    'one and a half times the base wage',
    {
      kind: 'steps',
      direction: 'up',
      steps: [
        { at: 1, percent: 100 },
        { at: 0.5, percent: 50 },
      ],
    },
    number(0.75),
    1,
    'step_reached',
  ],
  ['on the day', { kind: 'on_time', due: '2021-02-27' }, day('2021-02-27'), 2, 'on_time'],
  ['a day late', { kind: 'on_time', due: '2021-02-27' }, day('2021-02-28'), 0, 'too_late'],
  [
    'late, and half of it',
    { kind: 'on_time', due: '2021-02-27', late: { until: '2021-03-06', percent: 50 } },
    day('2021-03-06'),
    1,
    'late',
  ],
  ['never', { kind: 'on_time', due: '2021-02-27' }, day(null), 0, 'not_done'],
  ['three cases at 0,25', { kind: 'deduct', each: 0.25 }, number(3), 1.25, 'deducted'],
  ['more cases than points', { kind: 'deduct', each: 0.25 }, number(9), 0, 'nothing_left'],
]

test.each(BY_HAND)('%s', (_, rule, fact, points, reason) => {
  expect(scoreComponent(of(rule), fact)).toMatchObject({ state: 'scored', most: 2, points, reason })
})

test('points of two decimals are rounded once, halves upwards', () => {
  const plain: Rule = { kind: 'ratio', target: 100, floor: 0, strict: false, between: 'of_hundred' }
  expect(scoreComponent(of(plain, 1), part(1, 3)).points).toBe(0.33)
  expect(scoreComponent(of(plain, 1), part(1, 200)).points).toBe(0.01)
  expect(scoreComponent(of(plain, 0.35), part(1, 2)).points).toBe(0.18)
})

test('the explanation carries what was entered, what came out of it and what was wanted', () => {
  expect(scoreComponent(of(ratio), part(47, 50))).toEqual({
    id: 'N19.1',
    rule: 'ratio',
    state: 'scored',
    most: 2,
    points: 1.88,
    reason: 'between',
    numerator: 47,
    denominator: 50,
    achieved: 94,
    target: 95,
    fact: part(47, 50),
  })
})

test('nothing entered is no points; what did not arise is no part of the sum, where the card allows it', () => {
  expect(scoreComponent(of(ratio), null)).toMatchObject({ state: 'missing', most: 2, points: 0, reason: 'not_entered' })
  const none = { kind: 'nothing_arose' } as const
  expect(scoreComponent(of(ratio, 2, true), none)).toMatchObject({ state: 'excluded', most: 0, points: 0 })
  expect(() => scoreComponent(of(ratio), none)).toThrowError(/fact_invalid.*nothing_arose_refused/)
})

test('an index that too few gave leaves the sum, and is taken for no other rule', () => {
  const few = { kind: 'too_few', least: 5 } as const
  const index: Rule = { kind: 'index', scale: 100, ...goal }
  expect(scoreComponent(of(index), few)).toMatchObject({ state: 'excluded', most: 0, points: 0, reason: 'too_few' })
  expect(() => scoreComponent(of(ratio), few)).toThrowError(/fact_of_other_kind/)
})

test.each<[string, Rule, Fact, string]>([
  ['a denominator of zero', ratio, part(0, 0), 'denominator_zero'],
  ['more on time than there were', ratio, part(101, 100), 'numerator_above_denominator'],
  ['less than nothing', ratio, part(-1, 100), 'number_invalid'],
  ['no number at all', ratio, part(Number.NaN, 100), 'number_invalid'],
  ['without end', { kind: 'deduct', each: 1 }, number(Number.POSITIVE_INFINITY), 'number_invalid'],
  ['half a case', { kind: 'deduct', each: 1 }, number(0.5), 'count_not_whole'],
  ['eleven months of thirteen', { ...ratio, outOf: 12 }, part(11, 13), 'denominator_fixed'],
  ['a level nobody knows', { kind: 'levels', levels: [{ id: 'a', percent: 100 }] }, level('toString'), 'step_unknown'],
  ['a day that is none', { kind: 'on_time', due: '2021-02-27' }, day('27/02/2021'), 'day_invalid'],
  ['an index above its scale', { kind: 'index', scale: 100, ...goal }, number(101), 'above_scale'],
  ['an answer of another kind', { kind: 'yes_no' }, part(1, 1), 'fact_of_other_kind'],
])('%s is refused by name and never scored', (_, rule, fact, code) => {
  expect(faultOfFact(of(rule), fact)?.code).toBe(code)
  expect(() => scoreComponent(of(rule), fact)).toThrowError(new RegExp(`fact_invalid.*${code}`))
})

const hundred = fc.integer({ min: 0, max: 100 })
const points = fc.integer({ min: 0, max: 2000 }).map((cents) => cents / 100)
const between = fc.constantFrom('of_hundred' as const, 'of_target' as const, 'nothing' as const)
const goals = fc
  .tuple(fc.integer({ min: 1, max: 100 }), hundred, fc.boolean(), between)
  .map(([a, b, strict, how]) => ({ target: Math.max(a, b), floor: Math.min(a, b), strict, between: how }))
const fractions = fc
  .tuple(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 1, max: 3000 }))
  .map(([a, b]) => part(Math.min(a, b), Math.max(a, b)))
const stairs = (direction: 'up' | 'down') =>
  fc.array(fc.tuple(hundred, hundred), { minLength: 1, maxLength: 6 }).map((pairs): Rule => {
    const at = [...new Set(pairs.map(([first]) => first))].sort((x, y) => (direction === 'up' ? x - y : y - x))
    const percents = pairs.map(([, second]) => second).sort((x, y) => x - y)
    return { kind: 'steps', direction, steps: at.map((place, index) => ({ at: place, percent: percents[index] ?? 0 })) }
  })

/** A rule with two facts, the second at least as good as the first. */
const ordered: Readonly<Record<string, fc.Arbitrary<readonly [Rule, Fact, Fact]>>> = {
  ratio: fc
    .tuple(goals, fractions, fc.integer({ min: 0, max: 3000 }))
    .map(([own, fact, more]) =>
      fact.kind === 'ratio'
        ? [{ kind: 'ratio', ...own }, fact, part(Math.min(fact.denominator, fact.numerator + more), fact.denominator)]
        : [{ kind: 'ratio', ...own }, fact, fact],
    ),
  inverse_ratio: fc
    .tuple(hundred, hundred, fc.boolean(), fractions, fc.integer({ min: 0, max: 3000 }))
    .map(([a, b, all, fact, less]) => {
      const rule: Rule = {
        kind: 'inverse_ratio',
        target: Math.min(a, b),
        ceiling: Math.max(a, b),
        between: all ? 'nothing' : 'of_hundred',
      }
      return fact.kind === 'ratio'
        ? [rule, fact, part(Math.max(0, fact.numerator - less), fact.denominator)]
        : [rule, fact, fact]
    }),
  index: fc
    .tuple(goals, hundred, hundred)
    .map(([own, a, b]) => [{ kind: 'index', scale: 100, ...own }, number(Math.min(a, b)), number(Math.max(a, b))]),
  deduct: fc
    .tuple(fc.integer({ min: 1, max: 500 }), hundred, hundred)
    .map(([each, a, b]) => [{ kind: 'deduct', each: each / 100 }, number(Math.max(a, b)), number(Math.min(a, b))]),
  'steps up': fc
    .tuple(stairs('up'), hundred, hundred)
    .map(([rule, a, b]) => [rule, number(Math.min(a, b)), number(Math.max(a, b))]),
  'steps down': fc
    .tuple(stairs('down'), hundred, hundred)
    .map(([rule, a, b]) => [rule, number(Math.max(a, b)), number(Math.min(a, b))]),
  on_time: fc
    .tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 28 }), hundred)
    .map(([a, b, percent]) => {
      const date = (at: number) => `2021-05-${String(at).padStart(2, '0')}`
      const rule: Rule = { kind: 'on_time', due: '2021-05-10', late: { until: '2021-05-20', percent } }
      return [rule, day(date(Math.max(a, b))), day(date(Math.min(a, b)))]
    }),
}

/** Points within bounds, two decimals, and the better fact never below the worse. */
function keepsTheLaw(score: typeof scoreComponent, cases: fc.Arbitrary<readonly [Rule, Fact, Fact]>): void {
  fc.assert(
    fc.property(cases, points, ([rule, worse, better], most) => {
      const [low, high] = [score(of(rule, most), worse), score(of(rule, most), better)]
      const within = [low, high].every(
        ({ points: earned }) =>
          earned >= 0 && earned <= most && Math.abs(earned * 100 - Math.round(earned * 100)) < 1e-9,
      )
      return within && low.points <= high.points
    }),
    { numRuns: 60 },
  )
}

describe('laws that hold whatever is entered', () => {
  test.each(Object.entries(ordered))('%s: points stay within bounds, and better is never worth less', (_, cases) => {
    keepsTheLaw(scoreComponent, cases)
  })

  test.each(Object.entries(ordered))('%s: a rule turned round is noticed', (_, cases) => {
    const turned: typeof scoreComponent = (scored, fact) => {
      const score = scoreComponent(scored, fact)
      return { ...score, points: Math.round((score.most - score.points) * 100) / 100 }
    }
    expect(() => keepsTheLaw(turned, cases)).toThrowError()
  })
})
