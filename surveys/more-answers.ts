import type { Answer } from './instrument.ts'
import type { Issue } from './issue.ts'
import type { Question } from './questionnaire.ts'

/**
 * The rules for the types of questions that few forms have. They stand apart so that the page of a form without them does
 * not carry them: its program is built with server/deploy/lean-forms.mjs.
 */
type Fault = string | Pick<Issue, 'code' | 'detail'> | undefined
type Of<Type extends Question['type']> = Extract<Question, { type: Type }>

/** Beyond this a number is a slip of the finger, and its digits are not safe. */
const LARGEST = 1e9

/** What is wrong with an answer by the rules that stand here; undefined leaves it to those of answers.ts. */
export function moreFault(question: Question, answer: unknown): Fault {
  switch (question.type) {
    case 'number':
      return numberFault(question, answer)
    case 'date':
      return dateFault(question, answer)
    case 'ranking':
      return rankingFault(question, answer)
    case 'multiple': {
      const { min } = question
      const few = min !== undefined && Array.isArray(answer) && answer.length > 0 && new Set(answer).size < min
      return few ? { code: 'choice_too_few', detail: { min } } : undefined
    }
    case 'note':
      return 'answer_refused'
    default:
      return undefined
  }
}

function numberFault({ decimals, min = -LARGEST, max = LARGEST }: Of<'number'>, answer: unknown): Fault {
  if (answer === null) return undefined
  if (typeof answer !== 'number') return 'type'
  if (!(answer >= min && answer <= max)) return { code: 'out_of_range', detail: { min, max } }
  return Number(answer.toFixed(decimals)) === answer
    ? undefined
    : { code: 'too_many_decimals', detail: { max: decimals } }
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/
const FIRST_DAY = '1900-01-01'
const LAST_DAY = '2100-12-31'

/** A day of the calendar, as a computer writes it: `2026-11-20`. */
export function isDay(text: string): boolean {
  const [, year = 0, month = 0, day = 0] = (DAY.exec(text) ?? []).map(Number)
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
  return day >= 1 && day <= days
}

function dateFault({ min = FIRST_DAY, max = LAST_DAY }: Of<'date'>, answer: unknown): Fault {
  if (answer === null) return undefined
  if (typeof answer !== 'string') return 'type'
  if (!isDay(answer)) return 'date_invalid'
  return answer >= min && answer <= max ? undefined : { code: 'out_of_range', detail: { min, max } }
}

/** What is wrong with several choices, but for how few they may be. */
export function choicesFault(question: Of<'multiple'>, answer: unknown): Fault {
  if (!Array.isArray(answer) || !answer.every((choice) => typeof choice === 'string')) return 'type'
  const choices: readonly string[] = answer
  const chosen = new Set(choices)
  for (const choice of chosen) if (!question.options.some((option) => option.value === choice)) return 'choice_unknown'
  const alone = question.exclusive?.some((choice) => chosen.has(choice)) ?? false
  const tooMany = question.max !== undefined && chosen.size > question.max
  const emptied = question.required === true && chosen.size === 0
  return chosen.size < choices.length || (alone && chosen.size > 1) || tooMany || emptied
    ? 'choice_conflict'
    : undefined
}

function rankingFault({ options, max = options.length, required }: Of<'ranking'>, answer: unknown): Fault {
  if (answer === null) return undefined
  if (!Array.isArray(answer) || !answer.every((choice) => typeof choice === 'string')) return 'type'
  const places = Math.min(max, options.length)
  const chosen = new Set(answer)
  for (const choice of chosen) if (!options.some(({ value }) => value === choice)) return 'choice_unknown'
  if (chosen.size < answer.length || chosen.size > places || (required === true && answer.length === 0))
    return 'choice_conflict'
  return answer.length > 0 && answer.length < places ? { code: 'ranking_incomplete', detail: { places } } : undefined
}

/** The stored form of a list: choices in the order of their options, ranked ones in the order in which they were put. */
export function moreCanonical(question: Question, answer: unknown): Answer | undefined {
  if (!Array.isArray(answer)) return undefined
  if (question.type === 'multiple') {
    const chosen = question.options.map(({ value }) => value).filter((value) => answer.includes(value))
    return chosen.length > 0 ? chosen : undefined
  }
  if (question.type !== 'ranking') return undefined
  const known = new Set(question.options.map(({ value }) => value))
  const ranked = [...new Set(answer)].filter((choice) => known.has(choice))
  return ranked.length > 0 ? ranked : undefined
}
