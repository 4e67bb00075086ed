import { NOT_APPLICABLE, SCALE_LEVELS } from '../forms/items.ts'
import type { Block, Instrument, Item } from '../instrument.ts'
import type { Language, Text } from '../text.ts'
import { type Cell, LANGUAGE_NAMES, type Sheet, type Workbook } from './workbook.ts'

export const SCALE_LIST = 'scale5'
export const SCALE_NA_LIST = 'scale5_na'
export const NA = 'na'

/**
 * An instrument as an XLSForm workbook, for people who work with ODK, Kobo or Survey123. Blocks are groups, the five-point
 * scale is a `likert` select, "does not know" its choice `na`, a percentage a bounded integer; what XLSForm has no column
 * for (level, respondent, source, translated title) stands in `attribute::` columns of the settings.
 */
export function writeXlsform(instrument: Instrument): Workbook {
  const { languages } = instrument
  const heads = (name: string) => languages.map((language) => `${name}::${LANGUAGE_NAMES[language]}`)
  return {
    survey: [
      ['type', 'name', ...heads('label'), ...heads('hint'), 'required', 'relevant', 'constraint', 'appearance'],
      ...instrument.blocks.flatMap((block) => blockRows(block, languages)),
    ],
    choices: [['list_name', 'name', ...heads('label')], ...choiceRows(instrument)],
    settings: settingsRows(instrument),
  }
}

const said = (text: Text | undefined, languages: readonly Language[]): Cell[] =>
  languages.map((language) => text?.[language] ?? null)

type Rest = Readonly<{ required?: boolean; relevant?: string; constraint?: string; appearance?: string }>
const surveyRow = (type: string, name: string, label: Cell[], hint: Cell[], rest: Rest = {}): Cell[] => [
  type,
  name,
  ...label,
  ...hint,
  rest.required ? 'yes' : null,
  rest.relevant ?? null,
  rest.constraint ?? null,
  rest.appearance ?? null,
]

function blockRows(block: Block, languages: readonly Language[]): Sheet {
  const none = said(undefined, languages)
  const lead = block.lead && surveyRow('note', `${block.id}_lead`, said(block.lead, languages), none)
  return [
    surveyRow('begin_group', block.id, said(block.title, languages), none),
    ...(lead ? [lead] : []),
    ...block.items.map((item) =>
      surveyRow(
        typeOf(item),
        item.id,
        said(item.text, languages),
        said('hint' in item ? item.hint : undefined, languages),
        {
          required: item.required === true,
          ...(item.relevant ? { relevant: item.relevant } : {}),
          ...constraintOf(item),
          ...(item.type === 'scale' ? { appearance: 'likert' } : {}),
        },
      ),
    ),
    surveyRow('end_group', block.id, none, none),
  ]
}

const listOf = (item: Item): string => `${item.id}_choices`

function typeOf(item: Item): string {
  switch (item.type) {
    case 'scale':
      return `select_one ${item.notApplicable ? SCALE_NA_LIST : SCALE_LIST}`
    case 'single':
      return `select_one ${listOf(item)}`
    case 'multiple':
      return `select_multiple ${listOf(item)}`
    case 'percent':
      return 'integer'
    case 'text':
      return 'text'
    default:
      throw new RangeError(`${item.type} has no place in the workbook`)
  }
}

function constraintOf(item: Item): { constraint?: string } {
  if (item.type === 'percent') return { constraint: `. >= ${item.min} and . <= ${item.max}` }
  if (item.type === 'text') return { constraint: `string-length(.) <= ${item.maxLength}` }
  if (item.type !== 'multiple') return {}
  const parts = (item.exclusive ?? []).map((value) => `not(selected(., '${value}') and count-selected(.) > 1)`)
  if (item.max !== undefined) parts.push(`count-selected(.) <= ${item.max}`)
  return parts.length > 0 ? { constraint: parts.join(' and ') } : {}
}

function choiceRows(instrument: Instrument): Sheet {
  const { languages } = instrument
  const items = instrument.blocks.flatMap((block) => block.items)
  const levels = SCALE_LEVELS.map(({ value, text }): [string, Text] => [String(value), text])
  const list = (name: string, choices: readonly (readonly [string, Text])[]): Sheet =>
    choices.map(([value, text]) => [name, value, ...said(text, languages)])
  const scales = items.filter((item) => item.type === 'scale')
  return [
    ...(scales.some((item) => !item.notApplicable) ? list(SCALE_LIST, levels) : []),
    ...(scales.some((item) => item.notApplicable) ? list(SCALE_NA_LIST, [...levels, [NA, NOT_APPLICABLE]]) : []),
    ...items.flatMap((item) =>
      'options' in item
        ? list(
            listOf(item),
            item.options.map((option): [string, Text] => [option.value, option.text]),
          )
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
