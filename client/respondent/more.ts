import './more.css'
import { canonicalAnswers } from '../../surveys/answers.ts'
import { rulesOf } from '../../surveys/expression/rules.ts'
import type { Answer, Answers } from '../../surveys/instrument.ts'
import type { Issue } from '../../surveys/issue.ts'
import type { Question, Questionnaire } from '../../surveys/questionnaire.ts'
import { isBroken, type Rules } from '../../surveys/relevant.ts'
import type { MoreWords } from '../words/respondent.ts'
import { type Asked, answerText, type PageForm } from './page-form.ts'
import { words as base, fill, wordsInPage } from './words.ts'

/**
 * What the page of a form with conditions or rare types of questions can do beside the others. The program of all other
 * pages is built without this file (server/deploy/lean-forms.mjs).
 */
const words = (): MoreWords => wordsInPage<MoreWords>()

/** What stands in the attributes of these questions only. */
export function moreOfQuestion(fieldset: HTMLFieldSetElement): object {
  const { dataset } = fieldset
  const { type, required, decimals, constraint, calculation, gives, value, min, max, exclusive } = dataset
  return {
    ...(required === 'soft' ? { required } : {}),
    ...(type === 'date' || min === undefined ? { min } : {}),
    ...(type === 'date' || max === undefined ? { max } : {}),
    exclusive: exclusive?.split(' '),
    ...(decimals === undefined ? {} : { decimals: Number(decimals) }),
    ...(type === 'ranking' ? { options: linesIn(fieldset) } : {}),
    constraint,
    calculation,
    gives,
    value,
  }
}

const linesIn = (fieldset: HTMLFieldSetElement): object[] =>
  [...(fieldset.querySelector('select')?.options ?? [])].flatMap(({ value }) => (value ? [{ value }] : []))

/** A number may be written with a comma; several choices are a list, and a ranking is one from its first place on. */
export function readMore(question: Question, [value, ...others]: readonly string[]): Answer | undefined {
  if (value === undefined) return undefined
  if (question.type === 'number') return Number(value.replace(',', '.'))
  return question.type === 'ranking' || question.type === 'multiple' ? [value, ...others] : undefined
}

/** Words that ask nothing. */
export const isNote = (question: Question): boolean => question.type === 'note'

/** `2020-09-05` as people here write it. */
const dayInWords = (text: string): string => text.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$3/$2/$1')

/** A limit as the language of the page writes it: `0,5` in Vietnamese. Years are numbers, too, so nothing is grouped. */
const inWords = (value: unknown): string =>
  typeof value === 'number'
    ? value.toLocaleString(document.documentElement.lang, { useGrouping: false, maximumFractionDigits: 9 })
    : dayInWords(String(value))

/** What is written in a control, where that is not its value. */
export function lineOf(control: Element): string | undefined {
  if (control instanceof HTMLSelectElement) return control.selectedOptions[0]?.textContent?.trim()
  const { type, value } = control as HTMLInputElement
  return type === 'date' ? dayInWords(value) : undefined
}

/** An option can stand at one place only: choosing it again takes it from where it was. */
export function settleMore({ question, fieldset }: Asked, touched: Element): void {
  if (question.type === 'multiple') settleChoices(question, fieldset, touched as HTMLInputElement)
  if (question.type !== 'ranking') return
  for (const list of fieldset.querySelectorAll('select'))
    if (list !== touched && list.value === (touched as HTMLSelectElement).value) list.value = ''
}

/** Chosen together with nothing else, and no more than allowed. */
function settleChoices(
  { exclusive = [], max }: Extract<Question, { type: 'multiple' }>,
  fieldset: HTMLFieldSetElement,
  touched: HTMLInputElement,
): void {
  if (!touched.checked) return
  const boxes = [...fieldset.querySelectorAll('input')]
  const alone = exclusive.includes(touched.value)
  for (const box of boxes) if (box !== touched && (alone || exclusive.includes(box.value))) box.checked = false
  if (max !== undefined && boxes.filter((box) => box.checked).length > max) touched.checked = false
}

/** The rules of the form, by the calendar of the phone. */
export function judgeOf(questionnaire: Questionnaire): Rules {
  const now = new Date()
  const two = (part: number) => String(part).padStart(2, '0')
  return rulesOf(questionnaire, `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`)
}

const reminded = new Set<string>()
/** Somebody has been asked for this answer and may leave it now. */
export const remind = (id: string): void => void reminded.add(id)

/** Why somebody cannot go on, in words, where the words of the other forms do not say it. */
export function moreObstacle(
  { question, fieldset }: Asked,
  given: Answer | undefined,
  [issue]: readonly Issue[],
  answers: Answers,
  rules: Rules,
): string | undefined {
  const { id, required } = question
  if (given === undefined) return required === 'soft' ? (reminded.has(id) ? '' : words().answerPlease) : undefined
  const message = fieldset.dataset.message
  if (!issue)
    return isBroken(question, given, answers, rules)
      ? (message && piped(message, answers)) || words().notFitting
      : undefined
  // Where there is no expression, the designer's message is about the limits.
  if (message && fieldset.dataset.constraint === undefined) return piped(message, answers)
  if (issue.code === 'out_of_range' && question.type === 'number' && (question.min ?? question.max) === undefined)
    return words().wrongFigure
  const key = issue.code as keyof MoreWords
  const said =
    key === 'out_of_range' && question.type !== 'date' ? base.wrongNumber : (words()[key] ?? words().notFitting)
  const detail = Object.entries(issue.detail ?? {}).map(([name, value]) => [name, inWords(value)])
  return fill(said, Object.fromEntries(detail))
}

const piped = (text: string, answers: Answers): string =>
  text.replace(/\$\{\s*(\w+)\s*\}/g, (_, id) => [answers[id] ?? ''].flat().join(', '))

/** Puts the answers into the texts that show them. */
export function showPiped({ element, asked, questionnaire }: PageForm, answers: Answers, rules: Rules): void {
  const stored = canonicalAnswers(questionnaire, answers, rules)
  for (const place of element.querySelectorAll<HTMLElement>('[data-of]')) {
    const id = place.dataset.of ?? ''
    const each = asked.get(id)
    const answer = stored[id]
    const seen = each && answer !== undefined ? answerText(each) : ''
    place.textContent = seen || (answer === undefined ? '…' : String(answer))
  }
}

/** The questions that stand on one screen with this one, in order. */
export function together({ asked }: PageForm, id: string, all: readonly Question[]): string[] | undefined {
  const section = asked.get(id)?.section
  if (section?.dataset.together === undefined) return undefined
  return all.flatMap((one) => (asked.get(one.id)?.section === section ? [one.id] : []))
}
