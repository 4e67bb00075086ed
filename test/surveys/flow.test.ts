import { describe, expect, test } from 'vitest'
import { firstUnanswered, unansweredRequired } from '../../surveys/flow.ts'
import type { Answers } from '../../surveys/instrument.ts'
import type { Question, Questionnaire } from '../../surveys/questionnaire.ts'
import { askedQuestions, noRules, type Rules } from '../../surveys/relevant.ts'

const scale = (id: string, relevant?: string): Question => ({
  id,
  type: 'scale',
  required: id !== 'A4',
  notApplicable: true,
  ...(relevant ? { relevant } : {}),
})
const plain: Questionnaire = { blocks: [{ id: 'A', items: ['A1', 'A2', 'A3', 'A4'].map((id) => scale(id)) }] }
/** A2 is asked when A1 is low, A3 when A2 has an answer. The condition here is only the name of the earlier question. */
const conditional: Questionnaire = {
  blocks: [
    { id: 'A', items: [scale('A1'), scale('A2', 'A1')] },
    { id: 'B', items: [scale('A3', 'A2'), scale('A4')] },
  ],
}
const lowBefore: Rules = {
  ...noRules,
  asks: ({ relevant }, before) => relevant === undefined || Number(before[relevant] ?? 9) < 3,
}
const asked = (answers: Answers) => askedQuestions(conditional, answers, lowBefore).map((question) => question.id)

describe('the way through a questionnaire', () => {
  test('resumes at the first question without an answer and names what is still owed', () => {
    expect(firstUnanswered(plain, { A1: 5, A2: null })?.id).toBe('A3')
    expect(unansweredRequired(plain, { A1: 5, A2: null }).map((question) => question.id)).toEqual(['A3'])
    expect(firstUnanswered(plain, { A1: 1, A2: 1, A3: 1, A4: 1 })).toBeUndefined()
  })

  test('leaves out what a condition hides, and forgets answers that stand behind a hidden one', () => {
    expect(asked({})).toEqual(['A1', 'A4'])
    expect(asked({ A1: 1 })).toEqual(['A1', 'A2', 'A4'])
    expect(asked({ A1: 1, A2: 1 })).toEqual(['A1', 'A2', 'A3', 'A4'])
    expect(asked({ A1: 5, A2: 1 })).toEqual(['A1', 'A4'])
    expect(unansweredRequired(conditional, { A1: 1 }, lowBefore).map((question) => question.id)).toEqual(['A2'])
  })

  test('a condition without a judge is refused rather than guessed', () => {
    expect(() => askedQuestions(conditional, {})).toThrow(/A2/)
  })
})
