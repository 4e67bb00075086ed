import { canonicalAnswer } from './canonical.ts'
import type { Answer, Answers } from './instrument.ts'
import { type Question, type Questionnaire, questionsOf } from './questionnaire.ts'

/** Whether a question is to be asked, given the answers to the questions before it. */
export type Relevance = (question: Question, before: Answers) => boolean

/** For questionnaires without conditions. One that has a condition must be read with `relevanceOf` of surveys/expression: asking everything would be a guess. */
export const everythingAsked: Relevance = (question) => {
  if (question.relevant !== undefined) throw new RangeError(`${question.id} has a condition and no one to judge it`)
  return true
}

/** An own entry only: answers come from outside, and `constructor` is not an answer. */
export const answerTo = (answers: Answers, id: string): Answer | undefined =>
  Object.hasOwn(answers, id) ? answers[id] : undefined

/** `null` ("does not know") is an answer; an empty text or an empty choice is none. */
export const isAnswered = (question: Question, answers: Answers): boolean =>
  canonicalAnswer(question, answerTo(answers, question.id)) !== undefined

/**
 * The questions to ask, in order. A condition sees only answers to questions that are asked themselves,
 * so an answer given before its question disappeared has no effect any more.
 */
export function askedQuestions(
  questionnaire: Questionnaire,
  answers: Answers,
  relevance: Relevance = everythingAsked,
): readonly Question[] {
  const questions = questionsOf(questionnaire)
  const lastCondition = questions.findLastIndex(({ relevant }) => relevant !== undefined)
  if (lastCondition < 0) return questions
  const before: Record<string, Answer> = {}
  return questions.filter((question, place) => {
    if (question.relevant !== undefined && !relevance(question, before)) return false
    if (place < lastCondition) {
      const answer = canonicalAnswer(question, answerTo(answers, question.id))
      if (answer !== undefined) before[question.id] = answer
    }
    return true
  })
}

/** The question after `id` (the first one without `id`); undefined after the last. */
export function nextQuestion(
  questionnaire: Questionnaire,
  answers: Answers,
  id?: string,
  relevance: Relevance = everythingAsked,
): Question | undefined {
  return neighbours(questionnaire, answers, id, relevance).next
}

/** The question before `id`, or undefined before the first. */
export function previousQuestion(
  questionnaire: Questionnaire,
  answers: Answers,
  id: string,
  relevance: Relevance = everythingAsked,
): Question | undefined {
  return neighbours(questionnaire, answers, id, relevance).previous
}

/** By place in the whole questionnaire, so it also works from a question that has just become irrelevant. */
function neighbours(questionnaire: Questionnaire, answers: Answers, id: string | undefined, relevance: Relevance) {
  const order = new Map(questionsOf(questionnaire).map((question, place) => [question.id, place]))
  const here = id === undefined ? -1 : (order.get(id) ?? -1)
  const asked = askedQuestions(questionnaire, answers, relevance)
  const place = (question: Question) => order.get(question.id) ?? -1
  return {
    next: asked.find((question) => place(question) > here),
    previous: asked.filter((question) => place(question) < here).at(-1),
  }
}

/** Where somebody who comes back goes on: the first asked question without an answer, required or not; undefined when all have one. */
export const firstUnanswered = (
  questionnaire: Questionnaire,
  answers: Answers,
  relevance: Relevance = everythingAsked,
): Question | undefined =>
  askedQuestions(questionnaire, answers, relevance).find((question) => !isAnswered(question, answers))

/** The questions that must have an answer and have none, in order. */
export const unansweredRequired = (
  questionnaire: Questionnaire,
  answers: Answers,
  relevance: Relevance = everythingAsked,
): Question[] =>
  askedQuestions(questionnaire, answers, relevance).filter(
    (question) => question.required && !isAnswered(question, answers),
  )

export type Progress = Readonly<{ position: number; total: number; share: number }>

/**
 * How far somebody is who stands at question `id`: its number among the asked questions, and the share of the way.
 * The share is counted over the whole questionnaire, so questions that appear or disappear do not shorten the way already
 * gone; `reached`, the largest share shown so far, keeps it from going back when the person does.
 */
export function progressAt(
  questionnaire: Questionnaire,
  answers: Answers,
  id: string,
  reached = 0,
  relevance: Relevance = everythingAsked,
): Progress {
  const all = questionsOf(questionnaire)
  const asked = askedQuestions(questionnaire, answers, relevance)
  const share =
    all.length === 0
      ? 0
      : Math.max(
          0,
          all.findIndex((question) => question.id === id),
        ) / all.length
  return {
    position: asked.findIndex((question) => question.id === id) + 1,
    total: asked.length,
    share: Math.max(reached, share),
  }
}
