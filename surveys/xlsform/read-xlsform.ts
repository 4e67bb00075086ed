import { checkInstrument } from '../check.ts'
import type { Block, Instrument } from '../instrument.ts'
import type { Issue } from '../issue.ts'
import { LANGUAGES, type Language } from '../text.ts'
import { EXTRAS_HEADER, EXTRAS_SHEET, readExtras } from './extras.ts'
import type { Choices } from './read-item.ts'
import { readChoices, readItems } from './read-items.ts'
import { type Column, type Line, languageOf, type Reading, readSheet, type Workbook } from './workbook.ts'

/** What the importer says where a workbook cannot: XLSForm knows neither levels of schooling nor our names of forms. */
export type ImportAs = Partial<Pick<Instrument, 'form' | 'version' | 'level' | 'respondent'>>

export type XlsformReading = Readonly<{
  instrument?: Instrument
  /** What keeps the workbook out, by sheet, row and column. */
  issues: Issue[]
  /** What was understood but has no place here (appearances, messages): it is told, not silently dropped. */
  notes: Issue[]
}>

const KEPT: Readonly<Record<string, readonly string[]>> = {
  survey: [
    'type',
    'name',
    'label',
    'hint',
    'required',
    'relevant',
    'constraint',
    'constraint_message',
    'calculation',
    'default',
    'appearance',
    'parameters',
    'image',
    'audio',
  ],
  choices: ['list_name', 'name', 'label'],
  [EXTRAS_SHEET]: EXTRAS_HEADER,
  settings: [
    'form_title',
    'form_id',
    'version',
    'default_language',
    'attribute::level',
    'attribute::respondent',
    'attribute::source',
    'attribute::title_vi',
    'attribute::title_km',
    'attribute::title_en',
  ],
}
/** Columns without effect on what is asked; a filled cell gives a note. */
const NOTED: Readonly<Record<string, readonly string[]>> = {
  survey: ['guidance_hint', 'required_message'],
  choices: [],
  settings: ['instance_name', 'style'],
}
const MEANT_SHEETS = ['external_choices', 'entities', 'osm']

/**
 * An instrument out of an XLSForm workbook. The subset: text, integer, decimal, range, date, select_one and select_multiple
 * (also or_other), rank, note, calculate, hidden; groups one deep as blocks, and in them tables as matrices; everything else
 * is refused by sheet, row and column. Nothing is taken over unless all of it can be.
 */
export function readXlsform(workbook: Workbook, as: ImportAs = {}): XlsformReading {
  const issues: Issue[] = []
  const notes: Issue[] = []
  const sheet = (name: string) => Object.entries(workbook).find(([title]) => title.trim().toLowerCase() === name)?.[1]
  const survey = sheet('survey')
  if (!survey) return { issues: [{ path: '/survey', code: 'sheet_missing', detail: { sheet: 'survey' } }], notes }
  for (const [title, rows] of Object.entries(workbook)) {
    const name = title.trim().toLowerCase()
    const filled = rows.some((row) => row.some((cell) => String(cell ?? '').trim() !== ''))
    if (Object.hasOwn(KEPT, name) || !filled) continue
    const meant = MEANT_SHEETS.includes(name)
    ;(meant ? issues : notes).push({
      path: `/${name}`,
      code: meant ? 'sheet_unsupported' : 'sheet_ignored',
      detail: { sheet: title },
    })
  }
  const settings = readSheet('settings', sheet('settings') ?? [], 'vi')
  const setting = (name: string) => settings.lines[0]?.cell(name) ?? ''
  const plain = setting('default_language') === '' ? 'vi' : languageOf(setting('default_language'))
  if (!plain) issues.push(at('settings', 2, 'default_language', 'language_unknown'))
  const questions = readSheet('survey', survey, plain ?? 'vi')
  const choices = readSheet('choices', sheet('choices') ?? [], plain ?? 'vi')
  const extra = readSheet(EXTRAS_SHEET, sheet(EXTRAS_SHEET) ?? [], plain ?? 'vi')
  for (const [name, reading] of Object.entries({ settings, survey: questions, choices, [EXTRAS_SHEET]: extra })) {
    issues.push(...reading.issues, ...columnIssues(name, reading, KEPT, NOTED, notes))
  }
  for (const name of ['type', 'name'])
    if (!questions.columns.some((column) => column.name === name))
      issues.push({
        path: `/survey/1/${name}`,
        code: 'column_missing',
        detail: { sheet: 'survey', row: 1, column: name },
      })
  const languages = languagesIn(questions.columns)
  const lists: Choices = readChoices(choices.lines, languages)
  const extras = readExtras(extra.lines, issues)
  const { blocks, rowOf } = readItems(questions.lines, lists, languages, extras, {
    issues,
    notes,
    title: setting('form_title'),
  })
  const assembled = assemble(blocks, languages, setting, as, issues)
  if (issues.length > 0 || !assembled) return { issues, notes }
  const instrument = extras.finish(assembled)
  // A translation that is still missing does not keep a draft out; publishing asks for it.
  const found = checkInstrument(instrument).map((issue) => withRow(issue, rowOf))
  notes.push(...found.filter((issue) => issue.code === 'translation_missing'))
  const wrong = found.filter((issue) => issue.code !== 'translation_missing')
  return wrong.length > 0 ? { issues: wrong, notes } : { instrument, issues, notes }
}

const at = (sheet: string, row: number, column: string, code: string, more: Issue['detail'] = {}): Issue => ({
  path: `/${sheet}/${row}/${column}`,
  code,
  detail: { sheet, row, column, ...more },
})

function columnIssues(
  sheet: string,
  reading: Reading,
  kept: typeof KEPT,
  noted: typeof NOTED,
  notes: Issue[],
): Issue[] {
  return reading.columns.flatMap(({ name, title }) => {
    if (kept[sheet]?.includes(name)) return []
    const line = reading.lines.find((one) => one.cell(name) !== '')
    if (!line) return []
    const issue = at(sheet, line.row, title, 'column_unsupported')
    if (!noted[sheet]?.includes(name)) return [issue]
    notes.push({ ...issue, code: 'column_ignored' })
    return []
  })
}

const languagesIn = (columns: readonly Column[]): Language[] => [
  ...new Set(columns.flatMap((column) => (column.name === 'label' ? (column.language ?? []) : []))),
]

function assemble(
  blocks: Block[],
  languages: Language[],
  setting: (name: string) => string,
  as: ImportAs,
  issues: Issue[],
): Instrument | undefined {
  const needed = (name: string, given: string | undefined): string => {
    const value = given ?? setting(name)
    if (value === '') issues.push(at('settings', 2, name, 'setting_missing'))
    return value
  }
  const title: { -readonly [Key in Language]?: string } & { vi: string } = { vi: setting('form_title') }
  for (const language of LANGUAGES) {
    const translated = setting(`attribute::title_${language}`)
    if (translated !== '') title[language] = translated
  }
  if (title.vi === '') issues.push(at('settings', 2, 'form_title', 'setting_missing'))
  if (blocks.length === 0) issues.push(at('survey', 2, 'type', 'survey_empty'))
  if (!languages.includes('vi')) issues.push(at('survey', 1, 'label::Vietnamese (vi)', 'column_missing'))
  const form = needed('form_id', as.form)
  const version = needed('version', as.version)
  const level = needed('attribute::level', as.level)
  const respondent = needed('attribute::respondent', as.respondent)
  if (issues.length > 0) return undefined
  const source = setting('attribute::source') || `XLSForm: ${setting('form_id') || form}`
  // The check that follows reads level, respondent, form and version against the schema.
  return { form, version, title, level, respondent, languages, source, blocks } as Instrument
}

/** Points an issue of the finished instrument back at the row it came from. */
function withRow(issue: Issue, rowOf: ReadonlyMap<string, Line['row']>): Issue {
  const place = /^\/blocks\/\d+(?:\/items\/\d+)?/.exec(issue.path)?.[0] ?? ''
  const row = rowOf.get(place) ?? rowOf.get(place.replace(/\/items\/\d+$/, ''))
  return row === undefined ? issue : { ...issue, detail: { sheet: 'survey', row, ...issue.detail } }
}
