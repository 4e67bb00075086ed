import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalAnswers, checkAnswers } from '../../surveys/answers.ts'
import { canonicalJson } from '../../surveys/canonical-json.ts'
import type { Answers, Item } from '../../surveys/instrument.ts'
import { type Questionnaire, questionsOf } from '../../surveys/questionnaire.ts'
import { settledAnswers } from '../../surveys/settled-answers.ts'
import { everyItem } from './every-type.ts'

const form = (items: readonly Item[]): Questionnaire => ({ blocks: [{ id: 'A', items }] })
const withoutRules = form(
  everyItem.filter((item) => {
    const questions = questionsOf(form([item]))
    return questions.every(
      (one) => one.relevant === undefined && !('constraint' in one && one.constraint) && !/hidden|calc/.test(one.type),
    )
  }),
)
const ids = questionsOf(withoutRules).map(({ id }) => id)
const values = questionsOf(withoutRules).flatMap((one) =>
  'options' in one ? one.options.map(({ value }) => value) : [],
)

/** Answers as JSON brings them, mostly near the real ones. */
const anyAnswer = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -1, max: 6 }) },
  { weight: 6, arbitrary: fc.constantFrom(...values) },
  { weight: 2, arbitrary: fc.subarray(values, { maxLength: 3 }) },
  fc.constantFrom(null, -0, 2.5, '', ' ', '2026-02-28', ' xin\r\nchào ', 'Ho\u0300a', '\u0007', true, [], {}),
  fc.jsonValue({ maxDepth: 1 }),
)
const name = fc.oneof(
  { weight: 50, arbitrary: fc.constantFrom(...ids) },
  fc.constantFrom('no_question', 'constructor', 'toString'),
)

test('a sheet settled in one walk is the one that is checked, put in order and written step by step', () => {
  const seen = { settled: 0, left: 0 }
  fc.assert(
    fc.property(fc.array(fc.tuple(name, anyAnswer), { maxLength: 5 }), (entries) => {
      const answers = JSON.parse(JSON.stringify(Object.fromEntries(entries))) as Answers
      const before = JSON.stringify(answers)
      const faults = checkAnswers(withoutRules, answers).filter(({ code }) => code !== 'required_missing')
      const settled = settledAnswers(withoutRules, answers)
      expect(JSON.stringify(answers)).toBe(before)
      // Nothing is settled that somebody would have to hear of; everything else is.
      expect(settled !== undefined).toBe(faults.length === 0)
      seen[settled ? 'settled' : 'left'] += 1
      if (!settled) return
      const stored = canonicalAnswers(withoutRules, answers)
      expect(settled.answers).toEqual(stored)
      expect(settled.text).toBe(canonicalJson(stored))
    }),
    { numRuns: 600, seed: 11 },
  )
  expect(seen.settled).toBeGreaterThan(100)
  expect(seen.left).toBeGreaterThan(100)
})

test('a form whose questions hang on each other is never settled in one walk', () => {
  expect(settledAnswers(form(everyItem), {})).toBeUndefined()
  expect(settledAnswers(withoutRules, {})).toEqual({ answers: {}, text: '{}' })
})
