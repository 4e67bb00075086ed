import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstUnanswered, nextQuestion, previousQuestion, progressAt, unansweredRequired } from '../../surveys/flow.ts'
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
  test('goes forth and back over every question', () => {
    const way: string[] = []
    for (let at = nextQuestion(plain, {}); at; at = nextQuestion(plain, {}, at.id)) way.push(at.id)
    expect(way).toEqual(['A1', 'A2', 'A3', 'A4'])
    expect(previousQuestion(plain, {}, 'A3')?.id).toBe('A2')
    expect(previousQuestion(plain, {}, 'A1')).toBeUndefined()
  })

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
    expect(nextQuestion(conditional, { A1: 5 }, 'A3', lowBefore)?.id).toBe('A4')
    expect(previousQuestion(conditional, { A1: 5 }, 'A3', lowBefore)?.id).toBe('A1')
    expect(unansweredRequired(conditional, { A1: 1 }, lowBefore).map((question) => question.id)).toEqual(['A2'])
  })

  test('a condition without a judge is refused rather than guessed', () => {
    expect(() => askedQuestions(conditional, {})).toThrow(/A2/)
  })

  test('progress never goes back, whatever is answered and wherever one stands', () => {
    const level = fc.option(fc.integer({ min: 1, max: 5 }), { nil: null })
    const step = fc.record({ at: fc.constantFrom('A1', 'A2', 'A3', 'A4'), answer: level })
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const answers: Record<string, number | null> = {}
        let reached = 0
        for (const { at, answer } of steps) {
          answers[at] = answer
          const progress = progressAt(conditional, answers, at, reached, lowBefore)
          expect(progress.share).toBeGreaterThanOrEqual(reached)
          expect(progress.share).toBeLessThan(1)
          expect(progress.position).toBeLessThanOrEqual(progress.total)
          reached = progress.share
        }
      }),
    )
  })
})
