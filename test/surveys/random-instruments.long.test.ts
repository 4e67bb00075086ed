import { expect, test } from 'vitest'
import { canonicalAnswers, checkAnswers } from '../../surveys/answers.ts'
import { conditionIssues } from '../../surveys/expression/conditions.ts'
import { rulesOf } from '../../surveys/expression/rules.ts'
import type { Answer, Answers } from '../../surveys/instrument.ts'
import { askedQuestions } from '../../surveys/relevant.ts'
import { chanceFrom, type RandomItem, randomAnswers, randomForm, type Seen } from './random-instrument.ts'

const TODAY = '2026-11-23'
/** The issue's 10,000; the quick check does a part of them, always the same. */
const RUNS = Number(process.env.HAILONG_RANDOM_FORMS ?? 1000)

/** What is stored of one answer, said once more in the plainest way. */
function plain({ item }: RandomItem, answer: Answer | undefined): Answer | undefined {
  if (answer === undefined || answer === '') return undefined
  if (item.type === 'text' && typeof answer === 'string') return answer.trim() === '' ? undefined : answer.trim()
  if (!Array.isArray(answer)) return answer
  const list: readonly string[] = answer
  if (list.length === 0) return undefined
  return item.type === 'multiple' ? ['zalo', 'paper', 'none'].filter((value) => list.includes(value)) : list
}

function fault({ item }: RandomItem, answer: Answer): boolean {
  const list = Array.isArray(answer) ? (answer as readonly string[]) : []
  switch (item.type) {
    case 'scale':
      return answer === 6
    case 'percent':
      return Number(answer) > 10
    case 'number':
      // Only a scale has "does not know".
      return answer === null || Math.abs(Number(answer)) > 5 || answer === 1.25
    case 'single':
      return answer === 'radio'
    case 'multiple':
      return (list.includes('none') && list.length > 1) || (item.required === true && list.length === 0)
    case 'ranking':
      return (list.length > 0 && list.length < 3) || (item.required === true && list.length === 0)
    case 'date':
      return answer === '2021-02-29'
    case 'text':
      return answer === 'dàiquá' || (item.required === true && String(answer).trim() === '')
    default:
      return false
  }
}

/** The whole rule once more, item after item, by the meaning of each expression. */
function expected(items: readonly RandomItem[], given: Answers) {
  const seen: Record<string, Answer | undefined> = {}
  const asked: string[] = []
  const wrong: string[] = []
  const held: Seen = seen
  for (const one of items) {
    const { item } = one
    if (one.asks && one.asks(held, undefined) !== true) continue
    if (item.type === 'calculated') {
      const value = one.gives?.(held, undefined)
      if (typeof value === 'number') seen[item.id] = value
      continue
    }
    asked.push(item.id)
    const answer = given[item.id]
    const stored = plain(one, answer)
    if (stored !== undefined) seen[item.id] = stored
    if (answer === undefined) {
      if (item.required === true) wrong.push(item.id)
    } else if (fault(one, answer)) wrong.push(item.id)
    else if (answer !== null && one.keeps && one.keeps(held, answer) !== true) wrong.push(item.id)
  }
  return { asked, wrong, stored: Object.fromEntries(Object.entries(seen).filter(([, value]) => value !== undefined)) }
}

test(`${RUNS} random forms with random answers are judged as a second, naive judge does`, () => {
  let hidden = 0
  let refused = 0
  let computed = 0
  for (let seed = 1; seed <= RUNS; seed++) {
    const chance = chanceFrom(seed)
    const { form, items } = randomForm(chance, 3 + chance(6))
    const given = randomAnswers(chance, items)
    const rules = rulesOf(form, TODAY)
    const wanted = expected(items, given)
    const found = {
      asked: askedQuestions(form, given, rules).map(({ id }) => id),
      wrong: checkAnswers(form, given, rules).map(({ path }) => path.split('/').at(-1)),
      stored: canonicalAnswers(form, given, rules),
    }
    if (JSON.stringify(found) !== JSON.stringify(wanted))
      expect({ seed, form, given, ...found }).toEqual({ seed, form, given, ...wanted })
    if (wanted.asked.length < items.length) hidden++
    if (wanted.wrong.length > 0) refused++
    if (items.some(({ item }) => item.type === 'calculated' && wanted.stored[item.id] !== undefined)) computed++
  }
  for (const count of [hidden, refused, computed]) expect(count).toBeGreaterThan(RUNS / 10)
})

test('the judge of the test is not deaf: a changed meaning is found', () => {
  let different = 0
  for (let seed = 1; seed <= 200; seed++) {
    const chance = chanceFrom(seed)
    const { form, items } = randomForm(chance, 6)
    const given = randomAnswers(chance, items)
    const opposite = items.map((one) =>
      one.asks ? { ...one, asks: (seen: Seen) => one.asks?.(seen, undefined) !== true } : one,
    )
    const stored = canonicalAnswers(form, given, rulesOf(form, TODAY))
    if (JSON.stringify(stored) !== JSON.stringify(expected(opposite, given).stored)) different++
  }
  expect(different).toBeGreaterThan(50)
})

test('random forms are well made: nothing but questions that can never be asked is found in them', () => {
  for (let seed = 1; seed <= 100; seed++) {
    const { form } = randomForm(chanceFrom(seed), 6)
    expect(conditionIssues(form).filter(({ code }) => code !== 'never_asked')).toEqual([])
  }
})
