import { FORM_ID, LANGUAGES, type SheetBody, UUID } from './sheet.ts'

/** Each of them is one entry of the body, and there is no other. */
const ENTRIES = 6

/**
 * The body of a sheet if nothing at all is wrong with its shape, undefined where anything may be: then `sheetBody` says what.
 * A sheet that is taken here is taken there, and comes out the same (a test holds the two against each other).
 */
export function goodSheet(text: string): SheetBody | undefined {
  // Bytes that were no letters: how many marks stand for them is for one reader to say.
  if (text.includes('\ufffd')) return undefined
  const value = parsed(text)
  if (!isObject(value)) return undefined
  const { id, slip, form, language, consent, answers } = value
  const good =
    Object.keys(value).length === ENTRIES &&
    typeof id === 'string' &&
    UUID.test(id) &&
    isText(slip, 256) &&
    typeof form === 'string' &&
    FORM_ID.test(form) &&
    isOneOf(LANGUAGES, language) &&
    isText(consent, 16) &&
    isObject(answers) &&
    areFlat(answers)
  return good ? { id, slip, form, language, consent, answers } : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isText = (value: unknown, most: number): value is string =>
  typeof value === 'string' && value !== '' && value.length <= most

const isOneOf = <T extends string>(choices: readonly T[], value: unknown): value is T =>
  (choices as readonly unknown[]).includes(value)

/** Numbers, texts, refusals and lists of texts; whatever else an answer may be is for the plain way. */
function areFlat(answers: Readonly<Record<string, unknown>>): boolean {
  for (const name of Object.keys(answers)) {
    const answer = answers[name]
    if (name.length > 64 || name === '__proto__') return false
    if (typeof answer === 'number' ? !Number.isFinite(answer) : !isFlat(answer)) return false
  }
  return true
}

const isFlat = (answer: unknown): boolean =>
  typeof answer === 'string' ||
  answer === null ||
  (Array.isArray(answer) && answer.every((choice) => typeof choice === 'string'))
