import { awaitingMark } from '../../../client/words/paper.ts'
import { awaitsTranslation, type Language, type Text } from '../../../surveys/text.ts'

/** The words of a sheet in one language; says afterwards whether a text was not there yet. */
export type PaperWords = Readonly<{
  language: Language
  say: (text: Text, parts?: Readonly<Record<string, string>>) => string
  awaiting: () => boolean
}>

/**
 * A text that awaits its translator is shown in Vietnamese, in brackets and with a mark: a wrong translation would be worse
 * than none, and nobody may take it for one.
 */
export function paperWordsIn(language: Language, earlier: Text): PaperWords {
  let awaiting = false
  const filled = (words: string, parts: Readonly<Record<string, string>>) =>
    words
      .replace(/\$\{\s*(\w+)\s*\}/g, (_, name: string) => (earlier[language] ?? earlier.vi).replace('{name}', name))
      .replace(/(?<!\$)\{(\w+)\}/g, (whole, name: string) => parts[name] ?? whole)
  return {
    language,
    say(text, parts = {}) {
      if (!awaitsTranslation(text, language)) return filled(text[language] ?? text.vi, parts)
      awaiting = true
      return `[${filled(text.vi, parts)}]${awaitingMark}`
    },
    awaiting: () => awaiting,
  }
}
