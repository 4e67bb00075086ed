import { canonicalText } from './canonical.ts'
import { countGraphemes, UNITS_PER_GRAPHEME } from './count-graphemes.ts'
import type { Issue } from './issue.ts'
import type { Question } from './questionnaire.ts'

/** Controls but tab and line breaks, halves of a letter pair, and code points that are no letters: PostgreSQL, XML and Excel cannot hold them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is what it is for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff\p{Cs}]/u
export const isSafeText = (text: string): boolean => !FORBIDDEN.test(text)

/** What is wrong with the answer to a question for a text. */
export function textFault(
  question: Extract<Question, { type: 'text' }>,
  answer: unknown,
): string | Pick<Issue, 'code' | 'detail'> | undefined {
  if (typeof answer !== 'string') return 'type'
  const { maxLength } = question
  const tooLong = { code: 'too_long', detail: { max: maxLength } }
  if (answer.length > maxLength * UNITS_PER_GRAPHEME) return tooLong
  if (!isSafeText(answer)) return 'char_forbidden'
  const text = canonicalText(answer)
  if (text === '' && question.required === true) return 'required_missing'
  return text.length > maxLength && countGraphemes(text) > maxLength ? tooLong : undefined
}
