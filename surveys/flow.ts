import { answerTo, canonicalAnswer } from './canonical.ts'
import type { Answers } from './instrument.ts'
import { isForPeople, type Question, type Questionnaire } from './questionnaire.ts'
import { askedQuestions, noRules, type Rules } from './relevant.ts'

/** `null` ("does not know") is an answer; an empty text or an empty choice is none. */
export const isAnswered = (question: Question, answers: Answers): boolean =>
  canonicalAnswer(question, answerTo(answers, question.id)) !== undefined

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
