import { type Answer, type Answers, type Instrument, instrumentId } from '../../surveys/instrument.ts'
import { isForPeople, type Question, questionsOf } from '../../surveys/questionnaire.ts'
import { LANGUAGES, type Language } from '../../surveys/text.ts'
import { NOT_APPLICABLE_VALUE } from './item-html.ts'
import { DECLINED_VALUE } from './page-html.ts'

/**
 * The fields of the form of `GET /p/{form}` as a browser without scripts posts them: `slip`, `language`, `consent` (the
 * version of the notice, or `no`), and one field an item by its id: `A1=5`, `A4=-` for "does not know", `F2=90`,
 * `G1=…`; several values for an item of type multiple, and for a ranking in the order of its places.
 */
export type FormFields = Readonly<Record<string, unknown>>

/** The JSON of `POST /api/responses`; still to be checked as that is. */
export type SheetBody = Readonly<{
  id: string
  slip: string
  form: string
  language: Language
  consent: string
  answers: Answers
}>

export type FormPost =
  | Readonly<{ kind: 'declined'; form: string; slip: string | undefined }>
  | Readonly<{ kind: 'pressure'; form: string; slip: string | undefined }>
  | Readonly<{ kind: 'sheet'; body: SheetBody }>

const textsOf = (value: unknown): readonly string[] =>
  [value].flat().filter((each): each is string => typeof each === 'string' && each.trim() !== '')

/** A number where one was written, with a comma or a point; anything else stays as it came, for `checkAnswers` to name. */
function numberOr(text: string): number | string {
  const number = Number(text.replace('%', '').replace(',', '.').trim())
  return Number.isFinite(number) ? number : text
}

function answerOf({ type }: Question, value: unknown): Answer | undefined {
  const texts = textsOf(value)
  if (type === 'multiple' || type === 'ranking') return texts.length > 0 ? texts : undefined
  const [text] = texts
  if (text === undefined) return undefined
  if (type === 'scale') return text === NOT_APPLICABLE_VALUE ? null : numberOr(text)
  return type === 'percent' || type === 'number' ? numberOr(text) : text
}

/**
 * What a browser without scripts sent, in the shape of the JSON contract.
 *
 * @param fields the parsed form; names that are not the form's are ignored
 * @param id a new UUIDv4: such a browser has none, and its slip keeps it from being counted twice
 */
export function readFormPost(fields: FormFields, instrument: Instrument, id: string): FormPost {
  const [slip = ''] = textsOf(fields.slip)
  const [consent = ''] = textsOf(fields.consent)
  const form = instrumentId(instrument)
  if (fields.pressure !== undefined) return { kind: 'pressure', form, slip: slip === '' ? undefined : slip }
  if (consent === DECLINED_VALUE) return { kind: 'declined', form, slip: slip === '' ? undefined : slip }
  const [wanted] = textsOf(fields.language)
  const language = LANGUAGES.find((known) => known === wanted) ?? 'vi'
  const answers = Object.fromEntries(
    questionsOf(instrument).flatMap((question): [string, Answer][] => {
      const { id } = question
      const answer = Object.hasOwn(fields, id) && isForPeople(question) ? answerOf(question, fields[id]) : undefined
      return answer === undefined ? [] : [[id, answer]]
    }),
  )
  return { kind: 'sheet', body: { id, slip, form, language, consent, answers } }
}
