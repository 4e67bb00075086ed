import { expand } from '../expand.ts'
import { NOT_APPLICABLE, SCALE_LEVELS } from '../forms/items.ts'
import type { Block, Instrument, Item, MatrixItem, Option } from '../instrument.ts'
import type { Language, Text } from '../text.ts'
import { EXTRAS_SHEET, writeExtras } from './extras.ts'
import { type Cell, LANGUAGE_NAMES, type Sheet, type Workbook } from './workbook.ts'
import { writtenLanguages } from './written-languages.ts'

export const SCALE_LIST = 'scale5'
export const SCALE_NA_LIST = 'scale5_na'
export const NA = 'na'

/** One row of the survey sheet, by the names of its columns; `label` and its like are said in every language. */
type Row = Readonly<{
  type: string
  name: string
  label?: Text
  hint?: Text
  required?: string
  relevant?: string
  constraint?: string
  constraint_message?: Text
  calculation?: string
  default?: string
  appearance?: string
  image?: Text
  audio?: Readonly<Partial<Record<Language, string>>>
}>
const ALWAYS = ['type', 'name', 'label', 'hint', 'required', 'relevant', 'constraint', 'appearance'] as const
const SELDOM = ['constraint_message', 'calculation', 'default', 'image', 'audio'] as const
const SPOKEN: readonly string[] = ['label', 'hint', 'constraint_message', 'image', 'audio']

/**
 * An instrument as an XLSForm workbook, for people who work with ODK, Kobo or Survey123. Blocks are groups, the five-point
 * scale is a `likert` select, "does not know" its choice `na`, a matrix a `table-list` group. What XLSForm has no column
 * for stands in `attribute::` columns of the settings and in the sheet of `extras.ts`.
 */
export function writeXlsform(instrument: Instrument): Workbook {
  const languages = writtenLanguages(instrument)
  const rows = instrument.blocks.flatMap(blockRows)
  const columns = [...ALWAYS, ...SELDOM.filter((name) => rows.some((row) => row[name] !== undefined))]
  const heads = columns.flatMap((name) =>
    SPOKEN.includes(name) ? languages.map((language) => `${name}::${LANGUAGE_NAMES[language]}`) : [name],
  )
  const cells = (row: Row): Cell[] =>
    columns.flatMap((name): Cell[] => {
      const value = row[name]
      return typeof value === 'object' || SPOKEN.includes(name) ? said(value as Text, languages) : [value ?? null]
    })
  const extras = writeExtras(instrument)
  return {
    survey: [heads, ...rows.map(cells)],
    choices: [
      ['list_name', 'name', ...languages.map((language) => `label::${LANGUAGE_NAMES[language]}`)],
      ...choiceRows(instrument),
    ],
    settings: settingsRows(instrument),
    ...(extras.length > 0 ? { [EXTRAS_SHEET]: extras } : {}),
  }
}

const said = (text: Readonly<Partial<Record<Language, string>>> | undefined, languages: readonly Language[]): Cell[] =>
  languages.map((language) => text?.[language] ?? null)

function blockRows(block: Block): Row[] {
  return [
    {
      type: 'begin_group',
      name: block.id,
      label: block.title,
      ...(block.together ? { appearance: 'field-list' } : {}),
    },
    ...(block.lead ? [{ type: 'note', name: `${block.id}_lead`, label: block.lead }] : []),
    ...block.items.flatMap(itemRows),
    { type: 'end_group', name: block.id },
  ]
}

function itemRows(item: Item): Row[] {
  if (item.type === 'matrix') return matrixRows(item)
  return expand(item).map((one) => (one.id === item.id ? rowOf(item) : rowOf(one)))
}

const matrixRows = (item: MatrixItem): Row[] => [
  { ...shownOf(item), type: 'begin_group', name: item.id, appearance: 'table-list' },
  ...item.rows.map(
    (row): Row => ({
      type: `select_one ${item.of.type === 'single' ? listOf(item) : scaleList(item.of.notApplicable)}`,
      name: row.id,
      label: row.text,
      ...(item.required === true ? { required: 'yes' } : {}),
      ...ruleOf(item),
    }),
  ),
  { type: 'end_group', name: item.id },
]

/** What every item that is shown may have. */
const shownOf = (item: Item): Omit<Row, 'type' | 'name'> => ({
  label: item.text,
  ...('hint' in item && item.hint ? { hint: item.hint } : {}),
  ...(item.relevant ? { relevant: item.relevant } : {}),
  // One picture serves every language; its description stands in the extras.
  ...('image' in item && item.image ? { image: sameFile(item.image.file) } : {}),
  ...('audio' in item && item.audio ? { audio: item.audio as NonNullable<Row['audio']> } : {}),
})
const sameFile = (file: string): Text => ({ vi: file, km: file, en: file })

const ruleOf = (item: Item): Pick<Row, 'constraint' | 'constraint_message'> => {
  const parts = [...limitsOf(item), ...('constraint' in item && item.constraint ? [`(${item.constraint})`] : [])]
  return {
    ...(parts.length > 0 ? { constraint: parts.join(' and ') } : {}),
    ...('message' in item && item.message ? { constraint_message: item.message } : {}),
  }
}

function rowOf(item: Exclude<Item, MatrixItem>): Row {
  return {
    type: typeOf(item),
    name: item.id,
    ...shownOf(item),
    ...(item.required === true ? { required: 'yes' } : {}),
    ...ruleOf(item),
    ...(item.type === 'calculated' ? { calculation: item.calculation } : {}),
    ...(item.type === 'hidden' ? { default: item.value } : {}),
    ...(item.type === 'scale' ? { appearance: 'likert' } : {}),
    ...(item.type === 'text' && !item.short ? { appearance: 'multiline' } : {}),
  }
}

const listOf = (item: Item): string => `${item.id}_choices`
const scaleList = (notApplicable: boolean): string => (notApplicable ? SCALE_NA_LIST : SCALE_LIST)

function typeOf(item: Exclude<Item, MatrixItem>): string {
  switch (item.type) {
    case 'scale':
      return `select_one ${scaleList(item.notApplicable)}`
    case 'single':
      return `select_one ${listOf(item)}`
    case 'multiple':
      return `select_multiple ${listOf(item)}`
    case 'ranking':
      return `rank ${listOf(item)}`
    case 'percent':
      return 'integer'
    case 'number':
      return item.decimals > 0 ? 'decimal' : 'integer'
    case 'calculated':
      return 'calculate'
    default:
      return item.type
  }
}

function limitsOf(item: Item): string[] {
  switch (item.type) {
    case 'percent':
    case 'number':
      return between(item.min, item.max, String)
    case 'date':
      return between(item.min, item.max, (day) => `date('${day}')`)
    case 'text':
      return [`string-length(.) <= ${item.maxLength}`]
    case 'multiple':
      return [
        ...(item.exclusive ?? []).map((value) => `not(selected(., '${value}') and count-selected(.) > 1)`),
        ...(item.min !== undefined ? [`count-selected(.) >= ${item.min}`] : []),
        ...(item.max !== undefined ? [`count-selected(.) <= ${item.max}`] : []),
      ]
    default:
      return []
  }
}

const between = <Of>(min: Of | undefined, max: Of | undefined, write: (bound: Of) => string): string[] => [
  ...(min !== undefined ? [`. >= ${write(min)}`] : []),
  ...(max !== undefined ? [`. <= ${write(max)}`] : []),
]

function choiceRows(instrument: Instrument): Sheet {
  const languages = writtenLanguages(instrument)
  const items = instrument.blocks.flatMap((block) => block.items)
  const list = (name: string, choices: readonly Option[]): Sheet =>
    choices.map(({ value, text }) => [name, value, ...said(text, languages)])
  const levels = SCALE_LEVELS.map(({ value, text }) => ({ value: String(value), text }))
  const scales = items.flatMap(expand).filter((item) => item.type === 'scale')
  return [
    ...(scales.some((item) => !item.notApplicable) ? list(SCALE_LIST, levels) : []),
    ...(scales.some((item) => item.notApplicable)
      ? list(SCALE_NA_LIST, [...levels, { value: NA, text: NOT_APPLICABLE }])
      : []),
    ...items.flatMap((item) =>
      item.type === 'matrix'
        ? item.of.type === 'single'
          ? list(listOf(item), item.of.options)
          : []
        : 'options' in item
          ? list(listOf(item), item.options)
          : [],
    ),
  ]
}

function settingsRows(instrument: Instrument): Sheet {
  const { title, form, version, level, respondent, source, languages } = instrument
  const settings: [string, Cell][] = [
    ['form_title', title.vi],
    ['form_id', form],
    ['version', version],
    ['default_language', LANGUAGE_NAMES[languages[0] ?? 'vi']],
    ['attribute::level', level],
    ['attribute::respondent', respondent],
    ['attribute::source', source],
  ]
  for (const language of ['km', 'en'] as const)
    if (title[language]) settings.push([`attribute::title_${language}`, title[language]])
  return [settings.map(([name]) => name), settings.map(([, value]) => value)]
}
