import { describe, expect, test } from 'vitest'
import type { Fact } from '../../analysis/assessment/rule.ts'
import { scoreCard } from '../../analysis/assessment/score.ts'
import { checkCriteria } from '../../surveys/criteria/check-criteria.ts'
import { type CriteriaSet, componentsOf } from '../../surveys/criteria/criteria-set.ts'
import { department2021 } from '../../surveys/criteria/department-2021.ts'
import { splitPoints } from '../../surveys/criteria/split-points.ts'

type Change = (card: CriteriaSet) => void
const changed = (change: Change): CriteriaSet => {
  const card = structuredClone(department2021)
  change(card)
  return card
}
const part = (card: CriteriaSet, id: string) => {
  const found = componentsOf(card).find((one) => one.id === id)
  if (!found) throw new Error(`${id} is in the card`)
  return found
}

describe('a card that cannot be used is refused, each fault with its place', () => {
  const cases: readonly (readonly [string, string, Change])[] = [
    ['a component twice', 'id_duplicate', (card) => Object.assign(part(card, 'N03.2'), { id: 'n03.1' })],
    ['a component named as an area', 'id_duplicate', (card) => Object.assign(part(card, 'N03.2'), { id: 'A4' })],
    ['parts that do not add up', 'points_differ', (card) => Object.assign(part(card, 'N03.2'), { points: 1 })],
    [
      'a rule with full points out of reach',
      'full_out_of_reach',
      (card) => Object.assign(part(card, 'N19.1').rule, { target: 101 }),
    ],
    ['more than all of them', 'full_out_of_reach', (card) => Object.assign(part(card, 'N34.1').rule, { strict: true })],
    [
      'a floor above the target',
      'floor_above_target',
      (card) => Object.assign(part(card, 'N19.1').rule, { floor: 96 }),
    ],
    [
      'a due day of another decade',
      'due_in_other_year',
      (card) => Object.assign(part(card, 'N02.1').rule, { due: '2011-02-27' }),
    ],
    [
      'late before it is due',
      'late_before_due',
      (card) => Object.assign(part(card, 'N02.1').rule, { late: { until: '2021-02-01', percent: 50 } }),
    ],
    [
      'steps that pay more for less',
      'steps_not_rising',
      (card) =>
        Object.assign(part(card, 'N33.1').rule, {
          steps: [
            { at: 1, percent: 100 },
            { at: 3, percent: 50 },
          ],
        }),
    ],
    [
      'no step with all points',
      'full_out_of_reach',
      (card) => Object.assign(part(card, 'N33.1').rule, { steps: [{ at: 1, percent: 90 }] }),
    ],
    [
      'a deduction above all points',
      'deduction_above_points',
      (card) => Object.assign(part(card, 'N29.1'), { rule: { kind: 'deduct', what: 'Số người', each: 3 } }),
    ],
    [
      'a level twice',
      'level_duplicate',
      (card) =>
        Object.assign(part(card, 'N20.1'), {
          rule: {
            kind: 'levels',
            levels: [
              { id: 'a', name: 'A', percent: 100 },
              { id: 'a', name: 'B', percent: 0 },
            ],
          },
        }),
    ],
    ['bands that do not go down', 'bands_not_falling', (card) => Object.assign(card.bands[1] ?? {}, { from: 95 })],
    ['an index without a band', 'bands_leave_gap', (card) => card.bands.pop()],
    ['a ceiling nobody can reach', 'ceiling_out_of_reach', (card) => Object.assign(card.bonus, { ceiling: 2 })],
    ['a third decimal', 'card_custom', (card) => Object.assign(part(card, 'N03.2'), { points: 0.005 })],
    ['an unknown rule', 'card_invalid_union', (card) => Object.assign(part(card, 'N03.2').rule, { kind: 'magic' })],
    ['a field nobody knows', 'card_unrecognized_keys', (card) => Object.assign(card, { secret: 1 })],
  ]
  test.each(cases)('%s: %s', (_, code, change) => {
    expect(checkCriteria(changed(change)).map((issue) => issue.code)).toContain(code)
  })
  test('and the card as it ships has none of them', () => {
    expect(checkCriteria(department2021)).toEqual([])
    expect(checkCriteria(null)).toMatchObject([{ code: 'card_invalid_type' }])
  })
  test('the place and the id of a fault are told', () => {
    expect(checkCriteria(changed((card) => Object.assign(part(card, 'N03.2'), { points: 1 })))).toEqual([
      { path: '/areas/0/criteria/2/points', code: 'points_differ', detail: { id: 'N03', stated: 2, sum: 2.33 } },
    ])
  })
})

test('points are split to the hundredth and add up again', () => {
  expect(splitPoints(2, 3)).toEqual([0.67, 0.67, 0.66])
  expect(splitPoints(0.02, 4)).toEqual([0.01, 0.01, 0, 0])
  for (const [points, parts] of [
    [2, 7],
    [100, 37],
    [1.01, 3],
  ] as const)
    expect(Math.round(splitPoints(points, parts).reduce((sum, value) => sum + value * 100, 0))).toBe(
      Math.round(points * 100),
    )
})

test('a card that ships is scored as it is: a year with everything reached is 100, one with nothing entered is 0', () => {
  const entered = new Map<string, Fact>(
    componentsOf(department2021).map(({ id, rule }): [string, Fact] => {
      if (rule.kind === 'yes_no') return [id, { kind: 'met', met: true }]
      if (rule.kind === 'levels') return [id, { kind: 'level', level: 'tot' }]
      if (rule.kind === 'on_time') return [id, { kind: 'day', day: rule.due }]
      if (rule.kind === 'index') return [id, { kind: 'number', value: 90.1 }]
      if (rule.kind === 'ratio') {
        const all = rule.outOf ?? 40
        return [id, { kind: 'ratio', numerator: all, denominator: all }]
      }
      if (rule.kind === 'steps' && rule.denominator) return [id, { kind: 'ratio', numerator: 7, denominator: 7 }]
      return [id, { kind: 'number', value: rule.kind === 'steps' ? (rule.steps[0]?.at ?? 0) : 0 }]
    }),
  )
  expect(scoreCard(department2021, { components: entered })).toMatchObject({
    points: 100,
    index: 100,
    band: 'xuat_sac',
    missing: 0,
  })
  expect(scoreCard(department2021, { components: new Map() })).toMatchObject({
    index: 0,
    band: 'yeu',
    missing: entered.size,
  })
})
