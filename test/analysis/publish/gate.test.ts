import { expect, test } from 'vitest'
import { gate, gateResult, usualGate } from '../../../analysis/publish/gate.ts'
import type { Figure } from '../../../analysis/satisfaction/figure.ts'
import type { GroupResult, SatisfactionResult } from '../../../analysis/satisfaction/satisfaction.ts'
import { verdictOf } from '../../../analysis/satisfaction/verdict.ts'

const measured = (n: number, more: object = {}): Figure => ({
  ...{ kind: 'measured', value: 0.8125, se: 0.02, interval: [0.77, 0.85], bounds: [0.78, 0.84] },
  ...{ df: 20, n, units: 6, designEffect: 1.4 },
  ...more,
})

test('ten answers are shown, nine are not, and nothing of the hidden number is left', () => {
  expect(gate(measured(10))).toEqual({ shown: true, figure: measured(10), cautions: ['few_effective'] })
  expect(gate(measured(60))).toMatchObject({ cautions: [] })
  const hidden = gate(measured(9))
  expect(hidden).toEqual({ shown: false, reason: 'too_few_answers', needed: 10 })
  expect(JSON.stringify(hidden)).not.toContain('0.8125')
})

test('one school is hidden, few degrees of freedom and a wide error are told', () => {
  expect(gate(measured(40, { units: 1 }))).toEqual({ shown: false, reason: 'too_few_units', needed: 2 })
  expect(gate(measured(60, { df: 3 }))).toMatchObject({ shown: true, cautions: ['few_degrees'] })
  expect(gate(measured(60, { designEffect: 4 }))).toMatchObject({ shown: true, cautions: ['few_effective'] })
  expect(gate(measured(60, { se: 0.3 }))).toMatchObject({ shown: true, cautions: ['wide'] })
  const unseen: Figure = { kind: 'no_error', value: 0.5, n: 30, units: 2, reason: 'no_degrees' }
  expect(gate(unseen)).toMatchObject({ shown: true, cautions: ['no_error'] })
  expect(gate({ kind: 'nothing', n: 0, reason: 'no_answers' })).toMatchObject({ shown: false, reason: 'no_answers' })
})

test('where all of a few said the same, or one school is nearly all, the number is hidden', () => {
  expect(gate(measured(29, { value: 1, se: 0 }))).toEqual({ shown: false, reason: 'all_alike', needed: 30 })
  expect(gate(measured(29, { value: 0, se: 0 }))).toMatchObject({ shown: false, reason: 'all_alike' })
  expect(gate(measured(30, { value: 1, se: 0 }))).toMatchObject({ shown: true })
  const facts = { scale: 'mean', probability: true, largestShare: 0.5 } as const
  expect(gate(measured(20, { value: 5 }), usualGate, facts)).toMatchObject({ reason: 'all_alike' })
  expect(gate(measured(20, { value: 1 }), usualGate, facts)).toMatchObject({ reason: 'all_alike' })
  expect(gate(measured(60), usualGate, { ...facts, largestShare: 0.91 })).toMatchObject({ reason: 'dominated' })
})

test('answers that nobody was drawn for have no margin', () => {
  const open = gate(measured(400), usualGate, { scale: 'rate', probability: false, largestShare: null })
  expect(open).toMatchObject({ shown: true, cautions: ['no_probability_sample'], figure: { value: 0.8125, n: 400 } })
  expect(JSON.stringify(open)).not.toMatch(/interval|"se"/)
})

test('a group with few sheets leaves its name only, and a hidden number takes its verdict along', () => {
  const pair = (n: number) => ({ rate: measured(n), mean: measured(n) })
  const group = (sheets: number, asked: number): GroupResult => ({
    key: { area: 'A' },
    sheets,
    population: 100,
    blocks: [{ id: 'A', ...pair(sheets), items: [{ form: 'f', id: 'A1', asked: sheets, ...pair(asked) }] }],
    overallComputed: pair(sheets),
    overallAsked: pair(asked),
    expectation: { mean: measured(asked), atLeast80: measured(asked) },
    satisfiedInAll: measured(sheets),
    verdict: { computed: verdictOf(measured(sheets), 0.9), asked: verdictOf(measured(asked), 0.9) },
  })
  const method: SatisfactionResult['method'] = {
    ...{ name: 'satisfaction', version: 2, interval: 'wilson_t', blockRate: 'pooled' },
    ...{ satisfiedFrom: 4, target: 0.9, confidence: 0.95, verdictConfidence: 0.95 },
  }
  const { groups } = gateResult({ method, groups: [group(9, 9), group(30, 8)] })
  expect(groups[0]).toEqual({
    key: { area: 'A' },
    shown: false,
    reason: 'too_few_answers',
    needed: usualGate.minAnswers,
  })
  expect(groups[1]).toMatchObject({ shown: true, verdict: { computed: { answer: 'not_met' }, asked: null } })
  expect(JSON.stringify(groups[1])).not.toContain('"n":8')
})
