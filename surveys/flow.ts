import { answerTo, canonicalAnswer } from './canonical.ts'
import type { Answers } from './instrument.ts'
import { isForPeople, type Question, type Questionnaire, questionsOf } from './questionnaire.ts'
import { askedQuestions, noRules, type Rules } from './relevant.ts'

/** `null` ("does not know") is an answer; an empty text or an empty choice is none. */
export const isAnswered = (question: Question, answers: Answers): boolean =>
  canonicalAnswer(question, answerTo(answers, question.id)) !== undefined

/** The question after `id` (the first one without `id`); undefined after the last. */
export function nextQuestion(
  questionnaire: Questionnaire,
  answers: Answers,
  id?: string,
  rules: Rules = noRules,
): Question | undefined {
  return neighbours(questionnaire, answers, id, rules).next
}

/** The question before `id`, or undefined before the first. */
export function previousQuestion(
  questionnaire: Questionnaire,
  answers: Answers,
  id: string,
  rules: Rules = noRules,
): Question | undefined {
  return neighbours(questionnaire, answers, id, rules).previous
}

/** By place in the whole questionnaire, so it also works from a question that has just become irrelevant. */
function neighbours(questionnaire: Questionnaire, answers: Answers, id: string | undefined, rules: Rules) {
  const order = new Map(questionsOf(questionnaire).map((question, place) => [question.id, place]))
  const here = id === undefined ? -1 : (order.get(id) ?? -1)
  const asked = askedQuestions(questionnaire, answers, rules)
  const place = (question: Question) => order.get(question.id) ?? -1
  return {
    next: asked.find((question) => place(question) > here),
    previous: asked.filter((question) => place(question) < here).at(-1),
  }
}

/**
 * Where somebody who comes back goes on: the first asked question without an answer, required or not, with the notes that
 * stand before it; undefined when all have one.
 */
export function firstUnanswered(
  questionnaire: Questionnaire,
  answers: Answers,
  rules: Rules = noRules,
): Question | undefined {
  const asked = askedQuestions(questionnaire, answers, rules)
  let at = asked.findIndex((question) => isForPeople(question) && !isAnswered(question, answers))
  while (at > 0 && !isForPeople(asked[at - 1] as Question)) at--
  return asked[at]
}

/** The questions that must have an answer and have none, in order; those that only want one are not among them. */
export const unansweredRequired = (
  questionnaire: Questionnaire,
  answers: Answers,
  rules: Rules = noRules,
): Question[] =>
  askedQuestions(questionnaire, answers, rules).filter(
    (question) => question.required === true && !isAnswered(question, answers),
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
  rules: Rules = noRules,
): Progress {
  const all = questionsOf(questionnaire)
  const asked = askedQuestions(questionnaire, answers, rules)
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
