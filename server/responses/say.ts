import { piecesOf } from '../../surveys/expression/pipe.ts'
import { awaitsTranslation, inLanguage, type Language, type Text } from '../../surveys/text.ts'
import { type Html, html } from './html.ts'

const AWAITING: Readonly<Record<Language, string>> = {
  vi: '',
  km: 'Tiếng Khmer: chờ người dịch',
  en: 'awaiting a translator',
}

/**
 * How a page says a text of a form: its words as words, and an empty place for each `${A4}`, which the program fills.
 * What nobody has translated stands in Vietnamese and says so.
 */
export const sayIn =
  (language: Language) =>
  (text: Text): Html => {
    const pieces = piecesOf(inLanguage(text, language)).map((piece) =>
      typeof piece === 'string' ? html`${piece}` : html`<output data-of=${piece.name}>…</output>`,
    )
    return awaitsTranslation(text, language)
      ? html`<span lang=vi>${pieces}</span> <mark>${AWAITING[language]}</mark>`
      : html`${pieces}`
  }
