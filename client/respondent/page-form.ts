import type { Answer } from '../../surveys/instrument.ts'
import type { Question, Questionnaire } from '../../surveys/questionnaire.ts'
import { lineOf, moreOfQuestion, readMore } from './more.ts'

/** A question and where it stands in the page. */
export type Asked = Readonly<{ question: Question; fieldset: HTMLFieldSetElement; section: HTMLElement }>

/** The instrument as it stands in the HTML: the program knows no question that the reader cannot see. */
export type PageForm = Readonly<{
  element: HTMLFormElement
  form: string
  notice: string
  language: string
  questionnaire: Questionnaire
  asked: ReadonlyMap<string, Asked>
}>

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** "Does not know" among the values of a group of radio buttons. */
const NOT_APPLICABLE = '-'

/** Letters that no database keeps; they come along unseen with what is pasted. */
const UNKEPT = /[^\t\n\P{Cc}]|[\p{Cs}\p{NChar}]/gu

const controlsOf = (fieldset: HTMLFieldSetElement): Control[] => [
  ...fieldset.querySelectorAll<Control>('input,textarea,select'),
]
const isChoice = (control: Control) => control.type === 'radio' || control.type === 'checkbox'

export const labelOf = (asked: Asked): string => asked.fieldset.querySelector('legend')?.textContent ?? ''

function questionOf(fieldset: HTMLFieldSetElement): Question {
  const { type, required, relevant, min, max } = fieldset.dataset
  const controls = controlsOf(fieldset)
  const [first] = controls
  // The server writes these attributes from a checked instrument; the shape is the one of `Question`.
  return {
    id: fieldset.id,
    type,
    required: required !== undefined,
    relevant,
    notApplicable: controls.some((control) => control.value === NOT_APPLICABLE),
    options: controls.map(({ value }) => ({ value })),
    min: Number(min),
    max: Number(max),
    maxLength: first && 'maxLength' in first ? first.maxLength : 0,
    ...moreOfQuestion(fieldset),
  } as unknown as Question
}

export function readPageForm(element: HTMLFormElement): PageForm {
  const asked = new Map<string, Asked>()
  const blocks = [...element.querySelectorAll<HTMLElement>('[data-block]')].map((section) => ({
    id: section.dataset.block ?? '',
    items: [...section.querySelectorAll('fieldset')].map((fieldset) => {
      const question = questionOf(fieldset)
      asked.set(question.id, { question, fieldset, section })
      return question
    }),
  }))
  const { form = '', notice = '' } = element.dataset
  return { element, form, notice, language: document.documentElement.lang, questionnaire: { blocks }, asked }
}

/** What was typed or chosen, `undefined` where there is nothing; a number that is none comes back as NaN. */
export function readAnswer({ question, fieldset }: Asked): Answer | undefined {
  const controls = controlsOf(fieldset)
  const values = controls.filter((control) => !isChoice(control) || (control as HTMLInputElement).checked)
  const chosen = values.map(({ value }) => value).filter(Boolean)
  const more = readMore(question, chosen)
  if (more !== undefined) return more
  const [value] = chosen
  if (value === undefined) return undefined
  if (question.type === 'percent') return Number(value.replace('%', ''))
  if (question.type === 'scale') return value === NOT_APPLICABLE ? null : Number(value)
  return value.replace(UNKEPT, '')
}

export function showAnswer({ fieldset }: Asked, answer: Answer | undefined): void {
  const values = answer === undefined ? [] : answer === null ? [NOT_APPLICABLE] : [answer].flat().map(String)
  controlsOf(fieldset).forEach((control, place) => {
    if (isChoice(control)) (control as HTMLInputElement).checked = values.includes(control.value)
    else control.value = values[place] ?? ''
  })
  fieldset.toggleAttribute('data-answered', values.length > 0)
}

/** In words, for the review: the label beside each chosen button, or what was typed. */
export function answerText({ fieldset }: Asked): string {
  return controlsOf(fieldset)
    .filter((control) => !isChoice(control) || (control as HTMLInputElement).checked)
    .map((control) =>
      isChoice(control) ? (control.parentElement?.textContent ?? '') : (lineOf(control) ?? control.value),
    )
    .join(', ')
}
