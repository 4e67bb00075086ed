import { answerTo, canonicalAnswer } from './canonical.ts'
import type { Answer, Answers } from './instrument.ts'
import { type Question, type Questionnaire, questionsOf } from './questionnaire.ts'

/** Who judges the expressions of a questionnaire; `before` are the answers to the questions before. Made by `rulesOf`. */
export type Rules = Readonly<{
  asks: (question: Question, before: Answers) => boolean
  /** The value of a hidden or calculated item. */
  valueOf: (question: Question, before: Answers) => Answer | undefined
  /** Whether the answer keeps the constraint of its question. */
  accepts: (question: Question, answer: Answer, before: Answers) => boolean
}>

/** Whether it hangs on other answers, answers itself, or judges its answer by an expression. */
export const hasRule = (question: Question): boolean =>
  question.relevant !== undefined ||
  isSilent(question) ||
  ('constraint' in question && question.constraint !== undefined)

function nobody({ id }: Question): never {
  throw new RangeError(`${id} has a rule and no one to judge it`)
}

/** For questionnaires without expressions. One that has some must be read with `rulesOf` of surveys/expression: asking everything would be a guess. */
export const noRules: Rules = {
  asks: (question) => question.relevant === undefined || nobody(question),
  valueOf: nobody,
  accepts: (question) => ('constraint' in question && question.constraint !== undefined ? nobody(question) : true),
}

/**
 * The questions that count, in order: asked, shown as a note, or answered by the form itself. A condition sees only answers
 * to questions that count, so an answer given before its question disappeared has no effect any more.
 *
 * @param before is filled with the answers they have, in their stored form, up to the last question that has a rule
 */
export function relevantQuestions(
  questionnaire: Questionnaire,
  answers: Answers,
  rules: Rules,
  before: Record<string, Answer> = {},
): readonly Question[] {
  const questions = questionsOf(questionnaire)
  const last = questions.map(hasRule).lastIndexOf(true)
  if (last < 0) return questions
  return questions.filter((question, place) => {
    if (question.relevant !== undefined && !rules.asks(question, before)) return false
    if (place <= last) {
      const answer = storedAnswer(question, answers, rules, before)
      if (answer !== undefined) before[question.id] = answer
    }
    return true
  })
}

/** The answer to a question in its stored form: given by somebody, or by the form itself. */
export const storedAnswer = (
  question: Question,
  answers: Answers,
  rules: Rules,
  before: Answers,
): Answer | undefined =>
  isSilent(question) ? rules.valueOf(question, before) : canonicalAnswer(question, answerTo(answers, question.id))

/** Answered by the form itself. */
export const isSilent = ({ type }: Question): boolean => type === 'calculated' || type === 'hidden'

/** Whether an answer, good in itself, breaks the constraint of its question. */
export const isBroken = (question: Question, answer: Answer, before: Answers, rules: Rules): boolean =>
  'constraint' in question && question.constraint !== undefined && !rules.accepts(question, answer, before)

/** What somebody gets to see, in order: questions and notes. */
export function askedQuestions(
  questionnaire: Questionnaire,
  answers: Answers,
  rules: Rules = noRules,
): readonly Question[] {
  const questions = relevantQuestions(questionnaire, answers, rules)
  return questions.some(isSilent) ? questions.filter((question) => !isSilent(question)) : questions
}
