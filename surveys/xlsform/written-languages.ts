import type { Instrument } from '../instrument.ts'
import { LANGUAGES, type Language } from '../text.ts'
import { textsOf } from '../texts.ts'

/** The languages of a form, and behind them each one that is only begun: what is written in it goes into the workbook too. */
export function writtenLanguages(form: Instrument): readonly Language[] {
  const items = form.blocks.flatMap((block) => block.items)
  const begun = (language: Language) =>
    textsOf(form).some(({ text }) => text[language] !== undefined) ||
    items.some((item) => 'audio' in item && item.audio?.[language] !== undefined)
  return [...form.languages, ...LANGUAGES.filter((language) => !form.languages.includes(language) && begun(language))]
}
