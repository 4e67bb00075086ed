import type { ProgramWords } from '../words/respondent.ts'

/** The program's words in the language of this page, out of the JSON that stands in it. */
export const wordsInPage = <Words>(): Words => JSON.parse(document.getElementById('words')?.textContent ?? '{}')

export const words: ProgramWords = wordsInPage()

/** `fill('Còn {count} phiếu', { count: 2 })` is `Còn 2 phiếu`. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole))
