import type { Instrument } from './instrument.ts'
import type { Issue } from './issue.ts'
import { placeholderFault } from './placeholders.ts'
import { awaitsTranslation, type Language, type Text } from './text.ts'
import { isSafeText } from './text-fault.ts'
import { mapTexts, textsOf } from './texts.ts'

export const TRANSLATED = ['en', 'km'] as const satisfies readonly Language[]
export const TRANSLATION_HEADER = ['key', 'vi', ...TRANSLATED] as const
type Cell = string | number | null

/** A last column that is read by people only: which languages of the row still await their translator. */
const AWAITING = 'chờ dịch'

/** The table a translator works in: one row a text, the Vietnamese beside what is there of the others. */
export const translationTable = (form: Instrument): string[][] => [
  [...TRANSLATION_HEADER, AWAITING],
  ...textsOf(form).map(({ key, text }) => [
    key,
    text.vi,
    ...TRANSLATED.map((language) => text[language] ?? ''),
    TRANSLATED.filter((language) => awaitsTranslation(text, language)).join(', '),
  ]),
]

export type TranslationReading = Readonly<{
  instrument: Instrument
  /** What keeps the table out, by its rows (counted from 1). The instrument is unchanged then. */
  issues: Issue[]
  /** Texts that still await a translator, by language. */
  missing: Readonly<Record<(typeof TRANSLATED)[number], string[]>>
}>

/**
 * Takes a translator's table back into the instrument. Only the translations change; a row for a text that is no longer
 * the same in Vietnamese is refused, because it translates something that is not asked any more.
 */
export function readTranslations(form: Instrument, table: readonly (readonly Cell[])[]): TranslationReading {
  const header = (table[0] ?? []).map((cell) =>
    String(cell ?? '')
      .trim()
      .toLowerCase(),
  )
  const issues: Issue[] = TRANSLATION_HEADER.slice(0, 2)
    .filter((name) => !header.includes(name))
    .map((column) => ({ path: '/columns', code: 'column_missing', detail: { column } }))
  const known = new Map(textsOf(form).map(({ key, text }) => [key, text]))
  const said = new Map<string, Text>()
  if (issues.length === 0)
    table.slice(1).forEach((cells, index) => {
      const row = index + 2
      const cell = (name: string) =>
        String(cells[header.indexOf(name)] ?? '')
          .normalize('NFC')
          .trim()
      const key = cell('key')
      const text = known.get(key)
      const wrong = (code: string, column: string, more: Issue['detail'] = {}) =>
        issues.push({ path: `/rows/${row}/${column}`, code, detail: { row, column, key, ...more } })
      if (key === '' && cell('vi') === '') return
      if (!text) wrong('key_unknown', 'key')
      else if (said.has(key)) wrong('key_duplicate', 'key')
      else if (cell('vi') !== text.vi.trim()) wrong('source_changed', 'vi')
      else said.set(key, translated(text, cell, wrong, header))
    })
  const instrument = issues.length > 0 ? form : mapTexts(form, (text, { key }) => said.get(key) ?? text)
  const missing = (language: Language) =>
    textsOf(instrument).flatMap(({ key, text }) => (text[language] === undefined ? [key] : []))
  return { instrument, issues, missing: { en: missing('en'), km: missing('km') } }
}

function translated(
  text: Text,
  cell: (name: string) => string,
  wrong: (code: string, column: string, more?: Issue['detail']) => void,
  header: readonly string[],
): Text {
  let result = text
  for (const language of TRANSLATED) {
    if (!header.includes(language)) continue
    const words = cell(language)
    if (!isSafeText(words)) wrong('char_forbidden', language)
    else {
      const odd = words === '' ? undefined : placeholderFault(text.vi, words)
      if (odd) wrong('placeholder_mismatch', language, odd)
      else if (words !== (text[language] ?? '')) result = withWords(result, language, words)
    }
  }
  return result
}

/** New words in one language; whoever has read the old ones has not read these. */
function withWords({ reviewed, ...text }: Text, language: Language, words: string): Text {
  const { [language]: _before, ...rest } = text
  const { [language]: _mark, ...marks } = reviewed ?? {}
  return {
    ...(rest as Text),
    ...(words === '' ? {} : { [language]: words }),
    ...(Object.keys(marks).length > 0 ? { reviewed: marks } : {}),
  }
}
