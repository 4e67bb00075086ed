import { answerTo } from './canonical.ts'
import type { Answer, Answers } from './instrument.ts'
import type { Issue } from './issue.ts'
import { choicesFault, moreFault } from './more-answers.ts'
import { type Question, type Questionnaire, questionsOf } from './questionnaire.ts'
import { isBroken, isSilent, noRules, type Rules, relevantQuestions, storedAnswer } from './relevant.ts'
import { textFault } from './text-fault.ts'

/**
 * Everything wrong with a sheet of answers: the one rule for the phone, the server, paper entry and file import.
 * Answers to questions that are not asked are no fault; `canonicalAnswers` drops them.
 *
 * @param answers anything that JSON can hold
 * @returns one issue a fault, `path` a JSON pointer (`/answers/A1`); empty means it can be stored
 */
export function checkAnswers(questionnaire: Questionnaire, answers: unknown, rules: Rules = noRules): Issue[] {
  if (typeof answers !== 'object' || answers === null || Array.isArray(answers))
    return [{ path: '/answers', code: 'type' }]
  const given = answers as Answers
  const known = idsOf(questionnaire)
  const issues: Issue[] = Object.keys(given)
    .filter((id) => !known.has(id))
    // A name that could not be a question's is not repeated: what came in is not sent back.
    .map((id) => ({ path: /^\w{1,32}$/.test(id) ? `/answers/${id}` : '/answers', code: 'question_unknown' }))
  const before: Record<string, Answer> = {}
  for (const question of relevantQuestions(questionnaire, given, rules, before)) {
    // What the form itself answers is computed again, whatever came in.
    if (isSilent(question)) continue
    const answer = answerTo(given, question.id)
    if (answer !== undefined) {
      const found = answerIssues(question, answer)
      if (found.length > 0) issues.push(...found)
      else if (isBroken(question, answer, before, rules))
        issues.push({ path: `/answers/${question.id}`, code: 'constraint_broken' })
    } else if (question.required === true) issues.push({ path: `/answers/${question.id}`, code: 'required_missing' })
  }
  return issues
}

const known = new WeakMap<Questionnaire, ReadonlySet<string>>()

function idsOf(questionnaire: Questionnaire): ReadonlySet<string> {
  let ids = known.get(questionnaire)
  if (!ids) {
    ids = new Set(questionsOf(questionnaire).map((question) => question.id))
    known.set(questionnaire, ids)
  }
  return ids
}

const NOTHING: readonly Issue[] = []

/** Everything wrong with one answer. */
export function answerIssues(question: Question, answer: unknown): readonly Issue[] {
  const code = fault(question, answer)
  if (code === undefined) return NOTHING
  const path = `/answers/${question.id}`
  return [typeof code === 'string' ? { path, code } : { path, ...code }]
}

type Fault = string | Pick<Issue, 'code' | 'detail'> | undefined

function fault(question: Question, answer: unknown): Fault {
  const more = moreFault(question, answer)
  if (more !== undefined) return more
  if (answer === null) return question.type === 'scale' && question.notApplicable ? undefined : 'not_applicable_refused'
  switch (question.type) {
    case 'scale':
      return numberFault(answer, 1, 5)
    case 'percent':
      return numberFault(answer, question.min, question.max)
    case 'single':
      if (typeof answer !== 'string') return 'type'
      return question.options.some((option) => option.value === answer) ? undefined : 'choice_unknown'
    case 'multiple':
      return choicesFault(question, answer)
    case 'text':
      return textFault(question, answer)
    default:
      return undefined
  }
}

function numberFault(answer: unknown, min: number, max: number): Fault {
  if (typeof answer !== 'number') return 'type'
  const good = Number.isInteger(answer) && answer >= min && answer <= max
  return good ? undefined : { code: 'out_of_range', detail: { min, max } }
}

/**
 * The one form in which equal sheets are equal: questions in the order of the questionnaire, choices in the order of
 * their options, composed text, 0 for -0; without empty answers, unknown names and questions that are not asked.
 * For answers `checkAnswers` found nothing wrong with; doing it twice changes nothing.
 */
export function canonicalAnswers(questionnaire: Questionnaire, answers: Answers, rules: Rules = noRules): Answers {
  const kept: Record<string, Answer> = {}
  const before: Record<string, Answer> = {}
  for (const question of relevantQuestions(questionnaire, answers, rules, before)) {
    const answer = storedAnswer(question, answers, rules, before)
    if (answer !== undefined) kept[question.id] = answer
  }
  return kept
}
