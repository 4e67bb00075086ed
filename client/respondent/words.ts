import type { PluralForms } from '../words/plural-forms.ts'
import type { ProgramWords } from '../words/respondent.ts'

/** The program's words in the language of this page, out of the JSON that stands in it. */
export const wordsInPage = <Words>(): Words => JSON.parse(document.getElementById('words')?.textContent ?? '{}')

export const words: ProgramWords = wordsInPage()

/** `fill('Còn {count} phiếu', { count: 2 })` is `Còn 2 phiếu`; a text with plural forms is said in the one of its `count`. */
export function fill(text: string | PluralForms, values: Readonly<Record<string, string | number>>): string {
  const said =
    typeof text === 'string'
      ? text
      : (text[new Intl.PluralRules(document.documentElement.lang).select(Number(values.count))] ?? text.other)
  return said.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole))
}
