import { awaitingWords } from '../../client/words/respondent.ts'
import { piecesOf } from '../../surveys/expression/pipe.ts'
import { awaitsTranslation, inLanguage, type Language, type Text } from '../../surveys/text.ts'
import { type Html, html } from './html.ts'
import { withBreaks } from './khmer.ts'

const AWAITING: Readonly<Record<Language, string>> = { vi: '', km: awaitingWords.mark, en: 'awaiting a translator' }

/**
 * What a mark says is a matter of styles: where the program tells a text again, in the review, in a title, or aloud, the words come
 * without it, and so does the head of each screen; a page of forty lines does not say forty times what its head has said.
 */
export const awaitingStyle = (language: Language): string =>
  language === 'vi'
    ? ''
    : `mark{forced-color-adjust:none}mark::after{content:"[${AWAITING[language]}]"}#saved mark,header>button mark,hgroup>button mark{display:none}`

/**
 * How a page says a text: its words as words, and an empty place for each `${A4}`, which the program fills.
 * What nobody has translated stands in Vietnamese and is marked.
 */
export const sayIn =
  (language: Language) =>
  (text: Text): Html => {
    const pieces = piecesOf(inLanguage(text, language)).map((piece) =>
      typeof piece === 'string' ? html`${withBreaks(piece)}` : html`<output data-of=${piece.name}>…</output>`,
    )
    return awaitsTranslation(text, language)
      ? html`<span lang=vi>${pieces}</span> <mark lang=${language === 'km' ? 'vi' : language}></mark>`
      : html`${pieces}`
  }

/** The letters alone, for what stands in many lines. */
export const bareIn =
  (language: Language) =>
  (text: Text): string =>
    withBreaks(inLanguage(text, language))

/** The same for places that hold letters only: attributes, titles, the program's own words. */
export const plainIn =
  (language: Language) =>
  (text: Text): string =>
    bareIn(language)(text) + (awaitsTranslation(text, language) ? ` [${AWAITING[language]}]` : '')
