import type { Issue } from '../issue.ts'
import type { Language } from '../text.ts'

/** A workbook as rows of cells by sheet name. Reading and writing the file is somebody else's work. */
export type Cell = string | number | boolean | null
export type Sheet = readonly (readonly Cell[])[]
export type Workbook = Readonly<Record<string, Sheet>>

export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  vi: 'Vietnamese (vi)',
  km: 'Khmer (km)',
  en: 'English (en)',
}
const SPOKEN: Readonly<Record<string, Language>> = {
  vietnamese: 'vi',
  'tiếng việt': 'vi',
  khmer: 'km',
  'tiếng khmer': 'km',
  english: 'en',
  'tiếng anh': 'en',
}
const TRANSLATED: readonly string[] = ['label', 'hint', 'constraint_message', 'image', 'audio']
const ALIASES: Readonly<Record<string, string>> = {
  caption: 'label',
  relevance: 'relevant',
  command: 'type',
  tag: 'name',
  value: 'name',
  calculate: 'calculation',
  'list name': 'list_name',
  id_string: 'form_id',
  title: 'form_title',
}

/** Which language a header (`Vietnamese (vi)`, `vi`, `English`) means. */
export function languageOf(text: string): Language | undefined {
  const code = /\(\s*([a-z]{2})\s*\)\s*$/i.exec(text)?.[1] ?? text.trim()
  const found = code.normalize('NFC').toLowerCase()
  if (found === 'vi' || found === 'km' || found === 'en') return found
  return Object.hasOwn(SPOKEN, found) ? SPOKEN[found] : undefined
}

export type Column = Readonly<{ name: string; language?: Language; title: string; index: number }>
export type Line = Readonly<{
  /** As the spreadsheet counts, from 1. */
  row: number
  cell: (name: string, language?: Language) => string
}>
export type Reading = Readonly<{ columns: Column[]; lines: Line[]; issues: Issue[] }>

export const MOST_LINES = 5000

/** A sheet with its header understood: columns by their one name, rows that are not blank. */
export function readSheet(sheetName: string, sheet: Sheet, plainLanguage: Language): Reading {
  const issues: Issue[] = []
  const columns = (sheet[0] ?? []).flatMap((cell, index): Column[] => {
    const title = String(cell ?? '')
      .normalize('NFC')
      .trim()
    if (title === '') return []
    const [first = '', language] = title.split('::').map((part) => part.trim())
    const key = first.toLowerCase().replace(/\s+/g, first.includes('_') ? '_' : ' ')
    const name = Object.hasOwn(ALIASES, key) ? (ALIASES[key] ?? key) : key
    if (!TRANSLATED.includes(name))
      return [{ name: language === undefined ? name : `${name}::${language}`, title, index }]
    const spoken = language === undefined ? plainLanguage : languageOf(language)
    if (spoken) return [{ name, language: spoken, title, index }]
    issues.push({
      path: `/${sheetName}/1/${index}`,
      code: 'language_unknown',
      detail: { sheet: sheetName, row: 1, column: title },
    })
    return []
  })
  const seen = new Set<string>()
  for (const { name, language, title, index } of columns) {
    const key = `${name} ${language ?? ''}`
    if (seen.has(key))
      issues.push({
        path: `/${sheetName}/1/${index}`,
        code: 'column_duplicate',
        detail: { sheet: sheetName, row: 1, column: title },
      })
    seen.add(key)
  }
  if (sheet.length > MOST_LINES + 1) {
    issues.push({ path: `/${sheetName}`, code: 'too_many_rows', detail: { sheet: sheetName, max: MOST_LINES } })
    return { columns, lines: [], issues }
  }
  const lines = sheet.slice(1).flatMap((cells, index): Line[] => {
    const read = (at: number) =>
      String(cells[at] ?? '')
        .normalize('NFC')
        .replace(/\r\n?/g, '\n')
        .trim()
    if (cells.every((_cell, at) => read(at) === '')) return []
    const cell = (name: string, language?: Language) => {
      const column = columns.find((one) => one.name === name && one.language === language)
      return column ? read(column.index) : ''
    }
    return [{ row: index + 2, cell }]
  })
  return { columns, lines, issues }
}
