import type { Text } from './text.ts'

const IN_BRACKETS = /\([^()]*bỏ qua[^()]*\)/i
const NOTHING_ELSE = /^[^.!?]*bỏ qua[^.!?]*[.!?]?$/i

/**
 * What helps to answer a question. A hint that only says once more what stands in the question's own brackets, that it may be
 * skipped, is kept with the published form and shown to nobody: on one line below the other it reads like a mistake.
 */
export const shownHint = (item: Readonly<{ text: Text; hint?: Text | undefined }>): Text | undefined =>
  item.hint && IN_BRACKETS.test(item.text.vi) && NOTHING_ELSE.test(item.hint.vi) ? undefined : item.hint
