import { SCALE_LEVELS } from '../forms/items.ts'
import type { Block, Item, Option } from '../instrument.ts'
import type { Issue } from '../issue.ts'
import type { Language, Text } from '../text.ts'
import { readBounds } from './constraints.ts'
import type { Line } from './workbook.ts'
import { NA } from './write-xlsform.ts'

export type Choices = ReadonlyMap<string, readonly Option[]>
type Found = Readonly<{ issues: Issue[]; notes: Issue[]; title: string }>

const DEFAULT_LENGTH = 1000
const OTHER: Option = { value: 'other', text: { vi: 'Khác', en: 'Other' } }
const OTHER_TEXT: Text = { vi: 'Xin ghi rõ', en: 'Please specify' }
/** Appearances that say nothing else than what is shown here anyway. */
const QUIET_APPEARANCES = ['', 'likert', 'field-list', 'multiline', 'numbers']
const YES = ['yes', 'true', 'true()', '1']
const NO = ['', 'no', 'false', 'false()', '0']

/** A text in the languages that have a cell for it. Vietnamese may be missing here; the check of the whole says so. */
export function textIn(line: Line, column: string, languages: readonly Language[]): Text | undefined {
  const entries = languages.map((language) => [language, line.cell(column, language)] as const)
  const said = entries.filter(([, words]) => words !== '')
  return said.length > 0 ? ({ vi: '', ...Object.fromEntries(said) } as Text) : undefined
}

export function readChoices(lines: readonly Line[], languages: readonly Language[]): Choices {
  const lists = new Map<string, Option[]>()
  for (const line of lines) {
    const name = line.cell('list_name')
    const list = lists.get(name) ?? []
    list.push({ value: line.cell('name'), text: textIn(line, 'label', languages) ?? { vi: '' } })
    lists.set(name, list)
  }
  return lists
}

/** The blocks of a survey sheet, and from which row each part came (by its pointer into the instrument). */
export function readItems(lines: readonly Line[], lists: Choices, languages: readonly Language[], found: Found) {
  const blocks: Block[] = []
  const rowOf = new Map<string, number>()
  let group: { relevant: string; row: number } | undefined
  let block: Block | undefined
  const begin = (id: string, title: Text, row: number): Block => {
    rowOf.set(`/blocks/${blocks.length}`, row)
    const made: Block = { id, title, items: [] }
    blocks.push(made)
    return made
  }
  for (const line of lines) {
    const [kind = '', ...rest] = typeOf(line)
    const wrong = (column: string, code: string, more: Issue['detail'] = {}) =>
      found.issues.push({
        path: `/survey/${line.row}/${column}`,
        code,
        detail: { sheet: 'survey', row: line.row, column, ...more },
      })
    if (kind === 'begin_group') {
      if (group) wrong('type', 'group_nested')
      group = { relevant: line.cell('relevant'), row: line.row }
      block = begin(line.cell('name'), textIn(line, 'label', languages) ?? { vi: '' }, line.row)
      noteAppearance(line, found)
    } else if (kind === 'end_group') {
      if (!group) wrong('type', 'group_unopened')
      group = undefined
      block = undefined
    } else if (kind === 'note') {
      const lead = textIn(line, 'label', languages)
      if (!block || block.items.length > 0 || block.lead || !lead || line.cell('relevant') !== '')
        wrong('type', 'note_unsupported')
      else block.lead = lead
    } else {
      block ??= begin(freeName(blocks), { vi: found.title }, line.row)
      for (const item of readItem(line, kind, rest, lists, languages, found, wrong)) {
        rowOf.set(`/blocks/${blocks.length - 1}/items/${block.items.length}`, line.row)
        block.items.push(group?.relevant ? { ...item, relevant: both(group.relevant, item.relevant) } : item)
      }
    }
  }
  if (group)
    found.issues.push({
      path: `/survey/${group.row}/type`,
      code: 'group_unclosed',
      detail: { sheet: 'survey', row: group.row, column: 'type' },
    })
  return { blocks, rowOf }
}

const both = (group: string, own: string | undefined): string => (own === undefined ? group : `(${group}) and (${own})`)

/** Questions outside every group form blocks of their own, named by the first free letter. */
const freeName = (blocks: readonly Block[]): string =>
  [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].find((letter) => !blocks.some((block) => block.id === letter)) ??
  `Z${blocks.length}`

/** `select one  L or_other` and its older spellings as words; only the first is brought to small letters. */
function typeOf(line: Line): string[] {
  const [first = '', ...rest] = line
    .cell('type')
    .replace(/^(begin|end)\s+group/i, '$1_group')
    .replace(/^select( one|1)( from)?\s/i, 'select_one ')
    .replace(/^(select all that apply( from)?|select multiple)\s/i, 'select_multiple ')
    .replace(/\sor specify other$/i, ' or_other')
    .split(/\s+/)
  const kind = first.toLowerCase()
  return [kind === 'int' ? 'integer' : kind === 'string' ? 'text' : kind, ...rest]
}

type Wrong = (column: string, code: string, more?: Issue['detail']) => void

function readItem(
  line: Line,
  kind: string,
  rest: readonly string[],
  lists: Choices,
  languages: readonly Language[],
  found: Found,
  wrong: Wrong,
): Item[] {
  const required = line.cell('required').toLowerCase()
  if (!YES.includes(required) && !NO.includes(required)) wrong('required', 'required_unsupported')
  const bounds = readBounds(line.cell('constraint'))
  if (!bounds) wrong('constraint', 'constraint_unsupported')
  const hint = textIn(line, 'hint', languages)
  const relevant = line.cell('relevant')
  const base = {
    id: line.cell('name'),
    text: textIn(line, 'label', languages) ?? { vi: '' },
    ...(hint ? { hint } : {}),
    required: YES.includes(required),
    ...(relevant ? { relevant } : {}),
  }
  noteAppearance(line, found)
  if (kind !== 'range' && line.cell('parameters') !== '') wrong('parameters', 'column_unsupported')
  const { min, max, maxLength, maxChosen, exclusive = [] } = bounds ?? {}
  const stray = (allowed: readonly unknown[]) => {
    const all = [min, max, maxLength, maxChosen, ...exclusive].filter((bound) => bound !== undefined)
    if (all.length > allowed.filter((bound) => bound !== undefined).length)
      wrong('constraint', 'constraint_unsupported')
  }
  switch (kind) {
    case 'text':
      stray([maxLength])
      return [{ ...base, type: 'text', maxLength: maxLength ?? DEFAULT_LENGTH }]
    case 'integer':
      stray([min, max])
      if (min === undefined || max === undefined) wrong('constraint', 'bounds_missing')
      return [{ ...base, type: 'percent', min: min ?? 0, max: max ?? 0 }]
    case 'range':
      stray([])
      return [{ ...base, type: 'percent', ...rangeOf(line, wrong) }]
    case 'select_one':
    case 'select_multiple':
      stray(kind === 'select_one' ? [] : [maxChosen, ...exclusive])
      return choiceItems(line, kind, rest, lists, { base, max: maxChosen, exclusive }, found, wrong)
    default:
      wrong('type', 'type_unsupported', { value: line.cell('type').slice(0, 60) })
      return []
  }
}

function rangeOf(line: Line, wrong: Wrong): { min: number; max: number } {
  const parameters = new Map(
    line
      .cell('parameters')
      .split(/[\s,;]+/)
      .map((part) => part.split('='))
      .map(([key = '', value = '']) => [key, Number(value)]),
  )
  const min = parameters.get('start') ?? 0
  const max = parameters.get('end') ?? 10
  const known = [...parameters.keys()].every((key) => ['', 'start', 'end', 'step'].includes(key))
  if (!known || !Number.isInteger(min) || !Number.isInteger(max) || (parameters.get('step') ?? 1) !== 1)
    wrong('parameters', 'column_unsupported')
  return { min, max }
}

type Choosing = Readonly<{
  base: Readonly<{ id: string; text: Text; hint?: Text; required: boolean; relevant?: string }>
  max: number | undefined
  exclusive: readonly string[]
}>

function choiceItems(
  line: Line,
  kind: 'select_one' | 'select_multiple',
  [listName = '', ...rest]: readonly string[],
  lists: Choices,
  { base, max, exclusive }: Choosing,
  found: Found,
  wrong: Wrong,
): Item[] {
  const list = lists.get(listName)
  const orOther = rest.length === 1 && rest[0] === 'or_other'
  if (!list || (rest.length > 0 && !orOther)) {
    wrong('type', list ? 'type_unsupported' : 'list_unknown', { value: line.cell('type').slice(0, 60) })
    return []
  }
  const scale = kind === 'select_one' && !orOther && scaleOf(list)
  if (scale && line.cell('appearance').split(/\s+/).includes('likert')) {
    const ours = SCALE_LEVELS.every(
      ({ value, text }) => list.find((one) => one.value === String(value))?.text.vi === text.vi,
    )
    if (!ours)
      found.notes.push({
        path: `/survey/${line.row}/type`,
        code: 'scale_words_replaced',
        detail: { sheet: 'survey', row: line.row, column: 'type' },
      })
    return [{ ...base, type: 'scale', notApplicable: list.length > SCALE_LEVELS.length }]
  }
  const options = [...list, ...(orOther && !list.some((one) => one.value === OTHER.value) ? [OTHER] : [])]
  const asked: Item =
    kind === 'select_one'
      ? { ...base, type: 'single', options }
      : {
          ...base,
          type: 'multiple',
          options,
          ...(exclusive.length > 0 ? { exclusive: [...exclusive] } : {}),
          ...(max !== undefined ? { max } : {}),
        }
  if (!orOther) return [asked]
  const chosen = kind === 'select_one' ? `\${${base.id}} = 'other'` : `selected(\${${base.id}}, 'other')`
  const specify: Item = {
    id: `${base.id}_other`,
    type: 'text',
    text: OTHER_TEXT,
    required: false,
    relevant: chosen,
    maxLength: 200,
  }
  return [asked, specify]
}

/** A list is the five-point scale if its names are 1 to 5, with or without the choice outside the scale. */
function scaleOf(list: readonly Option[]): boolean {
  const names = list.map((option) => option.value).filter((value) => value !== NA)
  return names.length === 5 && [1, 2, 3, 4, 5].every((level) => names.includes(String(level)))
}

function noteAppearance(line: Line, found: Found): void {
  const extra = line
    .cell('appearance')
    .split(/\s+/)
    .filter((one) => !QUIET_APPEARANCES.includes(one.toLowerCase()))
  if (extra.length > 0)
    found.notes.push({
      path: `/survey/${line.row}/appearance`,
      code: 'appearance_ignored',
      detail: { sheet: 'survey', row: line.row, column: 'appearance', value: extra.join(' ').slice(0, 60) },
    })
}
