import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalAnswers, checkAnswers } from '../../surveys/answers.ts'
import { canonicalJson } from '../../surveys/canonical-json.ts'
import { countGraphemes } from '../../surveys/count-graphemes.ts'
import type { Answers } from '../../surveys/instrument.ts'
import type { Questionnaire } from '../../surveys/questionnaire.ts'

const options = (...values: string[]) => values.map((value) => ({ value }))
const sheet: Questionnaire = {
  blocks: [
    {
      id: 'A',
      items: [
        { id: 'A1', type: 'scale', required: true, notApplicable: true },
        { id: 'A2', type: 'scale', required: false, notApplicable: false },
        { id: 'A3', type: 'single', required: false, options: options('mother', 'father') },
        {
          id: 'A4',
          type: 'multiple',
          required: false,
          options: options('paper', 'zalo', 'meeting', 'none'),
          exclusive: ['none'],
          max: 2,
        },
      ],
    },
    {
      id: 'F',
      items: [
        { id: 'F2', type: 'percent', required: false, min: 0, max: 150 },
        { id: 'G1', type: 'text', required: false, maxLength: 10 },
      ],
    },
  ],
}
const faults = (answers: unknown) => checkAnswers(sheet, answers).map((issue) => `${issue.path} ${issue.code}`)
const faultOf = (id: string, answer: unknown) => faults({ A1: 5, [id]: answer })

/** Answers as JSON brings them, mostly near the real ones. */
const anyAnswers = fc.dictionary(
  fc.oneof(fc.constantFrom('A1', 'A2', 'A3', 'A4', 'F2', 'G1', '__proto__', 'constructor'), fc.string()),
  fc.oneof(
    fc.jsonValue(),
    fc.integer({ min: -1, max: 160 }),
    fc.constantFrom('mother', 'paper', null, -0),
    fc.array(fc.constantFrom('paper', 'zalo', 'meeting', 'none', 'radio')),
    fc.string({ unit: 'binary', maxLength: 14 }),
  ),
)

describe('the one rule for answers', () => {
  test('a whole sheet and a sheet with only the required answer are good', () => {
    expect(faults({ A1: 4, A2: 1, A3: 'mother', A4: ['zalo', 'paper'], F2: 150, G1: 'Cô dạy hay' })).toEqual([])
    expect(faults({ A1: null })).toEqual([])
    expect(faults({})).toEqual(['/answers/A1 required_missing'])
  })

  test.each([null, [], '', 0, 'A1', [1]])('%j is no sheet', (body) => {
    expect(faults(body)).toEqual(['/answers type'])
  })

  test.each([0, 6, -1, 3.7, -0, 1e300, Number.POSITIVE_INFINITY, Number.NaN])('%d is not on the scale', (level) => {
    expect(faultOf('A2', level)).toEqual(['/answers/A2 out_of_range'])
  })

  test('"does not know" only where it is offered, and a digit in quotes is not a level', () => {
    expect(faultOf('A2', null)).toEqual(['/answers/A2 not_applicable_refused'])
    expect(faultOf('G1', null)).toEqual(['/answers/G1 not_applicable_refused'])
    expect(faultOf('A2', '3')).toEqual(['/answers/A2 type'])
    expect(faultOf('A2', { valueOf: 3 })).toEqual(['/answers/A2 type'])
  })

  test('the expectation is a whole percent from 0 to 150', () => {
    expect(faultOf('F2', 0)).toEqual([])
    expect(faultOf('F2', -0)).toEqual([])
    expect(faultOf('F2', 151)).toEqual(['/answers/F2 out_of_range'])
    expect(faultOf('F2', 90.5)).toEqual(['/answers/F2 out_of_range'])
    expect(faultOf('F2', Number.MAX_SAFE_INTEGER)).toEqual(['/answers/F2 out_of_range'])
  })

  test.each(['Mother', 'mother ', 'mоther', 'paper', ''])('%j is not a choice of A3', (choice) => {
    expect(faultOf('A3', choice)).toEqual(['/answers/A3 choice_unknown'])
  })

  test('choices that cannot stand together', () => {
    for (const choices of [
      ['zalo', 'zalo'],
      ['none', 'zalo'],
      ['paper', 'zalo', 'meeting'],
    ])
      expect(faultOf('A4', choices)).toEqual(['/answers/A4 choice_conflict'])
    expect(faultOf('A4', ['radio'])).toEqual(['/answers/A4 choice_unknown'])
    expect(faultOf('A4', { 0: 'zalo', length: 1e9 })).toEqual(['/answers/A4 type'])
    expect(faultOf('A4', [1])).toEqual(['/answers/A4 type'])
    const must: Questionnaire = {
      blocks: [{ id: 'A', items: [{ id: 'A4', type: 'multiple', required: true, options: options('a', 'b') }] }],
    }
    expect(checkAnswers(must, { A4: [] })).toEqual([{ path: '/answers/A4', code: 'choice_conflict' }])
  })

  test('names that no question has, the dangerous ones too, and what came in is not sent back', () => {
    expect(faultOf('Z9', 1)).toEqual(['/answers/Z9 question_unknown'])
    const hostile = JSON.parse('{"A1":5,"__proto__":{"polluted":1},"constructor":{"prototype":1},"<b>/~":1}')
    expect(faults(hostile)).toEqual([
      '/answers/__proto__ question_unknown',
      '/answers/constructor question_unknown',
      '/answers question_unknown',
    ])
    expect(canonicalAnswers(sheet, hostile)).toEqual({ A1: 5 })
    expect('polluted' in {}).toBe(false)
  })

  test('letters that no database or file can hold are refused, those of living languages kept', () => {
    for (const text of ['a\u0000', 'a\ud800', '\udc00a', 'a\u0008', 'a\u009f', 'a\uffff'])
      expect(faultOf('G1', text)).toEqual(['/answers/G1 char_forbidden'])
    for (const text of ['ស្ត្រី\u200bខ្មែរ', 'a\nb\tc', '\u202eabc', '👨‍👩‍👧‍👦', '<script>', "' OR 1=1", '=1+1', '{A1}'])
      expect(faultOf('G1', text)).toEqual([])
  })

  test('length counts letters as a reader does', () => {
    expect(countGraphemes('e\u0302\u0309')).toBe(1)
    expect(faultOf('G1', 'ế'.normalize('NFD').repeat(10))).toEqual([])
    expect(faultOf('G1', '👨‍👩‍👧‍👦'.repeat(10))).toEqual([])
    expect(faultOf('G1', 'ế'.repeat(11))).toEqual(['/answers/G1 too_long'])
    expect(faultOf('G1', `a${'\u0301'.repeat(20_000)}`)).toEqual(['/answers/G1 too_long'])
    expect(faultOf('G1', `a${'\u0301'.repeat(319)}`)).toEqual([])
  })

  test('never throws, whatever comes', () => {
    fc.assert(fc.property(fc.jsonValue(), (body) => void checkAnswers(sheet, body)))
    fc.assert(fc.property(anyAnswers, (body) => void checkAnswers(sheet, body)))
  })
})

describe('the canonical sheet', () => {
  test('has one form for equal answers', () => {
    const typed = { G1: ' Ca\u0309m o\u031bn\r\n', A4: ['zalo', 'paper'], F2: -0, A1: 5 }
    const canonical = canonicalAnswers(sheet, typed)
    expect(JSON.stringify(canonical)).toBe('{"A1":5,"A4":["paper","zalo"],"F2":0,"G1":"Cảm ơn"}')
    expect(canonicalAnswers(sheet, { A1: 5, G1: ' \u200b\n', A4: [] })).toEqual({ A1: 5 })
  })

  test('is itself canonical, good and of the same text, for every good sheet', () => {
    let good = 0
    fc.assert(
      fc.property(anyAnswers, (body) => {
        const answers = { A1: 3, ...body } as Answers
        if (checkAnswers(sheet, answers).length > 0) return
        good++
        const once = canonicalAnswers(sheet, answers)
        expect(checkAnswers(sheet, once)).toEqual([])
        expect(canonicalJson(canonicalAnswers(sheet, once))).toBe(canonicalJson(once))
        expect(canonicalJson(JSON.parse(JSON.stringify(once)))).toBe(canonicalJson(once))
      }),
      { numRuns: 3000 },
    )
    expect(good).toBeGreaterThan(50)
  })
})

describe('canonical JSON', () => {
  test('does not depend on the order of keys and reads back as the same value', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'ế"' }], a: -0, u: undefined })).toBe(
      '{"a":0,"b":[1,{"c":"ế\\"","d":null}]}',
    )
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const written = canonicalJson(value)
        expect(JSON.stringify(JSON.parse(written)).length).toBe(written.length)
        expect(canonicalJson(JSON.parse(written))).toBe(written)
      }),
    )
    expect(() => canonicalJson({ a: Number.NaN })).toThrow(RangeError)
  })
})
