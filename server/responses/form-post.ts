import { type Answer, type Answers, type Instrument, type Item, instrumentId } from '../../surveys/instrument.ts'
import { LANGUAGES, type Language } from '../../surveys/text.ts'
import { DECLINED_VALUE, NOT_APPLICABLE_VALUE } from './page-html.ts'

/**
 * The fields of the form of `GET /p/{form}` as a browser without scripts posts them: `slip`, `language`, `consent` (the
 * version of the notice, or `no`), and one field an item by its id: `A1=5`, `A4=-` for "does not know", `F2=90`,
 * `G1=…`; several values for an item of type multiple.
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
  | Readonly<{ kind: 'sheet'; body: SheetBody }>

const textsOf = (value: unknown): readonly string[] =>
  [value].flat().filter((each): each is string => typeof each === 'string' && each.trim() !== '')

/** A number where one was written; anything else stays as it came, for `checkAnswers` to name. */
function numberOr(text: string): number | string {
  const number = Number(text.replace('%', '').trim())
  return Number.isFinite(number) ? number : text
}

function answerOf(item: Item, value: unknown): Answer | undefined {
  const texts = textsOf(value)
  if (item.type === 'multiple') return texts.length > 0 ? texts : undefined
  const [text] = texts
  if (text === undefined) return undefined
  if (item.type === 'scale') return text === NOT_APPLICABLE_VALUE ? null : numberOr(text)
  return item.type === 'percent' ? numberOr(text) : text
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
  if (consent === DECLINED_VALUE) return { kind: 'declined', form, slip: slip === '' ? undefined : slip }
  const [wanted] = textsOf(fields.language)
  const language = LANGUAGES.find((known) => known === wanted) ?? 'vi'
  const answers = Object.fromEntries(
    instrument.blocks
      .flatMap((block) => block.items)
      .flatMap((item): [string, Answer][] => {
        const answer = Object.hasOwn(fields, item.id) ? answerOf(item, fields[item.id]) : undefined
        return answer === undefined ? [] : [[item.id, answer]]
      }),
  )
  return { kind: 'sheet', body: { id, slip, form, language, consent, answers } }
}
