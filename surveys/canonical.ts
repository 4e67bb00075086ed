import type { Answer, Answers } from './instrument.ts'
import { moreCanonical } from './more-answers.ts'
import type { Question } from './questionnaire.ts'

/** Something a reader can see: not only blanks, joiners and direction marks. */
const VISIBLE = /[^\s\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/u

/** `Object.hasOwn` for web views that do not know it. */
const { hasOwnProperty: hasOwn } = Object.prototype

/** An own entry only: answers come from outside, and `constructor` is not an answer. */
export const answerTo = (answers: Answers, id: string): Answer | undefined =>
  hasOwn.call(answers, id) ? answers[id] : undefined

/** The stored form of a text: composed letters, line feeds, no blank ends. Marks inside (Khmer word breaks, joiners) stay. */
export function canonicalText(text: string): string {
  const composed = text.replace(/\r\n?/g, '\n').normalize('NFC').trim()
  return VISIBLE.test(composed) ? composed : ''
}

/**
 * The one stored form of an answer, or undefined where there is none: nothing given, an empty text, an empty choice, or a
 * value of a kind this question cannot have (which `answerIssues` reports).
 */
export function canonicalAnswer(question: Question, answer: unknown): Answer | undefined {
  if (answer === null) return null
  if (typeof answer === 'number') return answer === 0 ? 0 : answer
  if (typeof answer === 'string') return (question.type === 'text' ? canonicalText(answer) : answer) || undefined
  return moreCanonical(question, answer)
}
