import { readCode } from '../../surveys/slip.ts'
import type { EntryWords } from '../words/respondent.ts'
import { fill } from './words.ts'

type Advice = Pick<EntryWords, 'codeEmpty' | 'codeLength' | 'codeLetter' | 'codeAccent' | 'codeCheck'>

/** The code somebody typed, or in words what is wrong with it. */
export function readTyped(typed: string, words: Advice): { code: string } | { advice: string } {
  const read = readCode(typed)
  if ('code' in read) return read
  const { code, detail = {} } = read.issue
  // `code_length` has its words under `codeLength`.
  const key = code.replace(/_(.)/, (_, letter: string) => letter.toUpperCase()) as keyof Advice
  return { advice: fill(words[key], detail) }
}
