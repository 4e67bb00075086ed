import { describe, expect, test } from 'vitest'
import { makeDesign } from '../../../analysis/design.ts'
import type { Figure } from '../../../analysis/satisfaction/figure.ts'
import { satisfaction } from '../../../analysis/satisfaction/satisfaction.ts'
import { verdictOf } from '../../../analysis/satisfaction/verdict.ts'

/** Four schools of five sheets each, two strata; `answers` per sheet, NaN = missing. */
function round(values: ArrayLike<number>, schools = [1, 1, 2, 2]) {
  const school = Int32Array.from(values, (_, row) => Math.floor(row / 5))
  const design = makeDesign({
    weights: Float64Array.from(values, () => 10),
    stages: [{ unit: school, stratum: Int32Array.from(school, (one) => schools[one]) }],
  })
  const form = { form: 'f', member: new Uint8Array(values.length).fill(1) }
  const answers = {
    forms: [{ ...form, blocks: [{ id: 'A', items: [{ id: 'A1', values: Float64Array.from(values) }] }] }],
  }
  return { design, answers }
}
const whole = (rows: number) => [{ key: {}, mask: new Uint8Array(rows).fill(1) }]
const mixed = [5, 4, 3, 2, 5, 5, 5, 5, 4, 1, 3, 4, 5, 4, 4, 2, 5, 5, 4, 3]

/** Every number inside a result. */
function* numbers(value: unknown): Generator<number> {
  if (typeof value === 'number') yield value
  else if (value && typeof value === 'object') for (const inner of Object.values(value)) yield* numbers(inner)
}

describe('a figure always says what it is', () => {
  test('an item nobody answered is nothing, and its block is made of the other items', () => {
    const { design, answers } = round(mixed)
    const [form] = answers.forms
    const silent = { id: 'A2', values: new Float64Array(20).fill(Number.NaN) }
    const both = { forms: [{ ...form, blocks: [{ id: 'A', items: [...form.blocks[0].items, silent] }] }] }
    const [with2] = satisfaction(design, both, whole(20)).groups
    const [with1] = satisfaction(design, answers, whole(20)).groups
    expect(with2.blocks[0].items[1]).toMatchObject({
      id: 'A2',
      asked: 20,
      rate: { kind: 'nothing', reason: 'no_answers' },
    })
    expect(with2.overallComputed).toEqual(with1.overallComputed)
    expect(with1.overallAsked.rate).toEqual({ kind: 'nothing', n: 0, reason: 'no_answers' })
    expect([...numbers(with2)].every(Number.isFinite)).toBe(true)
  })
  test('one school, one answer or one school in each stratum: a value, no error, and the reason', () => {
    const { design, answers } = round(mixed)
    const mask = (from: number, to: number) => [
      { key: {}, mask: mixed.map((_, row) => (row >= from && row < to ? 1 : 0)) },
    ]
    const figureIn = (from: number, to: number) =>
      satisfaction(design, answers, mask(from, to)).groups[0].overallComputed.rate
    expect(figureIn(0, 5)).toEqual({ kind: 'no_error', value: 0.6, n: 5, units: 1, reason: 'one_unit' })
    expect(figureIn(5, 15)).toMatchObject({ kind: 'no_error', value: 0.8, n: 10, units: 2, reason: 'no_degrees' })
    expect(figureIn(0, 1)).toMatchObject({ kind: 'no_error', value: 1, n: 1, reason: 'one_answer' })
    expect(figureIn(0, 0)).toEqual({ kind: 'nothing', n: 0, reason: 'no_answers' })
  })
  test('a stratum of one school in the design itself is named', () => {
    const { design, answers } = round(mixed, [1, 1, 1, 2])
    const [group] = satisfaction(design, answers, whole(20)).groups
    expect(group.overallComputed.rate).toEqual({
      kind: 'no_error',
      value: 0.7,
      n: 20,
      units: 4,
      reason: 'lonely_stratum',
    })
    expect(group.verdict.computed).toEqual({
      target: 0.9,
      answer: 'insufficient_evidence',
      point: 'not_above',
      bound: null,
    })
  })
  test('everybody satisfied still has an interval, that of half as many answers', () => {
    const { design, answers } = round(new Float64Array(20).fill(5))
    const { rate, mean } = satisfaction(design, answers, whole(20)).groups[0].overallComputed
    expect(rate).toMatchObject({ kind: 'measured', value: 1, se: 0, df: 2 })
    const t = 4.302652729911275 // R: qt(0.975, 2)
    expect(rate.kind === 'measured' && rate.interval[0]).toBeCloseTo(1 / (1 + (t * t) / 10), 10)
    expect(rate.kind === 'measured' && rate.interval[1]).toBe(1)
    expect(mean).toMatchObject({ kind: 'measured', value: 5, interval: [5, 5] })
  })
  test('refuses a column of another length and a target outside 0..1', () => {
    const { design, answers } = round(mixed)
    const invalid = (code: string) => expect.objectContaining({ code })
    const short = { ...answers, overall: new Float64Array(3) }
    expect(() => satisfaction(design, short, whole(20))).toThrow(invalid('design_invalid'))
    expect(() => satisfaction(design, answers, whole(19))).toThrow(invalid('design_invalid'))
    expect(() => satisfaction(design, answers, whole(20), { target: 90 })).toThrow(invalid('option_invalid'))
  })
})

describe('the verdict on "above 90 %"', () => {
  const measured = (value: number, low: number, high: number): Figure => ({
    ...{ kind: 'measured', value, se: 0.01, interval: [low - 0.01, high + 0.01], bounds: [low, high] },
    ...{ df: 30, n: 1243, units: 40, designEffect: 2 },
  })
  test('the example of 2023: 92 % with bounds 89.6 and 93.9 is not enough, and the bare number is told beside it', () => {
    expect(verdictOf(measured(0.92, 0.896, 0.939), 0.9)).toEqual({
      ...{ target: 0.9, answer: 'insufficient_evidence', point: 'above', bound: 0.896 },
    })
  })
  test('met above, not met below, and exactly 90 % is not above', () => {
    expect(verdictOf(measured(0.94, 0.91, 0.96), 0.9)).toMatchObject({ answer: 'met', bound: 0.91 })
    expect(verdictOf(measured(0.8, 0.75, 0.9), 0.9)).toMatchObject({
      answer: 'not_met',
      point: 'not_above',
      bound: 0.9,
    })
    expect(verdictOf(measured(0.94, 0.9, 0.96), 0.9).answer).toBe('insufficient_evidence')
    expect(verdictOf({ kind: 'nothing', n: 0, reason: 'no_answers' }, 0.9)).toMatchObject({ point: null, bound: null })
  })
})
