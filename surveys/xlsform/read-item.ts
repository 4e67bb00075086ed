import { otherId } from '../expand.ts'
import { checkExpression, type Known } from '../expression/typing.ts'
import { SCALE_LEVELS } from '../forms/items.ts'
import type { Item, Option } from '../instrument.ts'
import type { Issue } from '../issue.ts'
import type { Language, Text } from '../text.ts'
import { readConstraint } from './constraints.ts'
import type { Line } from './workbook.ts'
import { NA, SCALE_LIST, SCALE_NA_LIST } from './write-xlsform.ts'

export type Choices = ReadonlyMap<string, readonly Option[]>
export type Wrong = (column: string, code: string, more?: Issue['detail']) => void

/** What a row is read with. */
export type Reader = Readonly<{
  lists: Choices
  languages: readonly Language[]
  /** What the sheet of extras says about the item of this name. */
  extra: (name: string) => Readonly<Record<string, unknown>>
  /** What is known of the items before, to see what a calculation gives. */
  known: ReadonlyMap<string, Known>
  wrong: Wrong
  note: (column: string, code: string, more?: Issue['detail']) => void
}>

const DEFAULT_LENGTH = 1000
const DEFAULT_DECIMALS = 6
const OTHER: Option = { value: 'other', text: { vi: 'Khác', en: 'Other' } }
const OTHER_TEXT: Text = { vi: 'Xin ghi rõ', en: 'Please specify' }
const OTHER_LENGTH = 200
const YES = ['yes', 'true', 'true()', '1']
const NO = ['', 'no', 'false', 'false()', '0']
/** Which appearances say what the item is here, by the kind of the row; others are told as ignored. */
const MEANT: Readonly<Record<string, readonly string[]>> = {
  text: ['multiline'],
  select_one: ['likert', 'label', 'list-nolabel'],
}
const QUIET = ['', 'numbers']

/** A text in the languages that have a cell for it. Vietnamese may be missing here; the check of the whole says so. */
export function textIn(line: Line, column: string, languages: readonly Language[]): Text | undefined {
  const entries = languages.map((language) => [language, line.cell(column, language)] as const)
  const said = entries.filter(([, words]) => words !== '')
  return said.length > 0 ? ({ vi: '', ...Object.fromEntries(said) } as Text) : undefined
}

export const appearancesOf = (line: Line): string[] =>
  line
    .cell('appearance')
    .split(/\s+/)
    .map((one) => one.toLowerCase())

/** Columns of the survey sheet that only some rows may fill. */
const ONLY: Readonly<Record<string, readonly string[]>> = {
  calculation: ['calculate', 'hidden'],
  default: ['hidden'],
  parameters: ['range'],
  constraint: ['text', 'integer', 'decimal', 'range', 'date', 'select_one', 'select_multiple', 'rank'],
  hint: ['text', 'integer', 'decimal', 'range', 'date', 'select_one', 'select_multiple', 'rank', 'note'],
}

/** The picture and the recordings a row names. */
export function mediaIn(
  line: Line,
  { languages, extra, note }: Reader,
): Pick<Extract<Item, { type: 'note' }>, 'image' | 'audio'> {
  const pictures = textIn(line, 'image', languages)
  const sounds = textIn(line, 'audio', languages)
  const given = extra(line.cell('name')).image as NonNullable<Extract<Item, { type: 'note' }>['image']> | undefined
  const file = pictures && (pictures.vi || pictures.en || pictures.km || '')
  const label = textIn(line, 'label', languages) ?? { vi: '' }
  if (file && !given) note('image', 'alt_missing')
  const { vi, km, en } = sounds ?? { vi: '' }
  return {
    ...(file ? { image: given ?? { file, alt: label } } : {}),
    ...(sounds ? { audio: { ...(vi ? { vi } : {}), ...(km ? { km } : {}), ...(en ? { en } : {}) } } : {}),
  }
}

const CHOOSING: readonly string[] = ['select_one', 'select_multiple', 'rank']

/** The item of a row; none where the row is refused. */
export function readItem(line: Line, kind: string, rest: readonly string[], reader: Reader): Item | undefined {
  const { languages, extra, wrong, note } = reader
  // `date time` is another type than `date`, and only choices have something behind their type.
  if (rest.length > 0 && !CHOOSING.includes(kind)) {
    wrong('type', 'type_unsupported', { value: line.cell('type').slice(0, 60) })
    return undefined
  }
  const id = line.cell('name')
  const more = extra(id)
  const label = textIn(line, 'label', languages)
  const relevant = line.cell('relevant')
  for (const [column, kinds] of Object.entries(ONLY))
    if (!kinds.includes(kind) && (line.cell(column) || textIn(line, column, languages)))
      wrong(column, 'column_unsupported')
  const extraLooks = appearancesOf(line).filter((one) => !QUIET.includes(one) && !MEANT[kind]?.includes(one))
  if (extraLooks.length > 0) note('appearance', 'appearance_ignored', { value: extraLooks.join(' ').slice(0, 60) })
  const shown = {
    id,
    ...(relevant ? { relevant } : {}),
  }
  if (kind === 'calculate' || (kind === 'hidden' && line.cell('calculation') !== ''))
    return calculated(line, { ...shown, text: label ?? { vi: id } }, reader)
  if (kind === 'hidden') {
    const value = line.cell('default')
    if (value === '') wrong('default', 'value_missing')
    return { ...shown, text: label ?? { vi: id }, type: 'hidden', required: false, value }
  }
  const hint = textIn(line, 'hint', languages)
  const said = { ...shown, text: label ?? { vi: '' }, ...(hint ? { hint } : {}), ...mediaIn(line, reader) }
  if (kind === 'note') return { ...said, type: 'note', required: false }
  const asked = line.cell('required').toLowerCase()
  if (!YES.includes(asked) && !NO.includes(asked)) wrong('required', 'required_unsupported')
  const message = textIn(line, 'constraint_message', languages)
  const base = {
    ...said,
    required: more.required === 'soft' ? ('soft' as const) : YES.includes(asked),
    ...(message ? { message } : {}),
  }
  return askedItem(line, kind, rest, base, reader)
}

type Base = Readonly<{
  id: string
  text: Text
  hint?: Text
  required: boolean | 'soft'
  relevant?: string
  message?: Text
}>

function askedItem(line: Line, kind: string, rest: readonly string[], base: Base, reader: Reader): Item | undefined {
  const more = reader.extra(base.id)
  const source = line.cell('constraint')
  const left = ({ rest: constraint }: { rest?: string }) => (constraint ? { constraint } : {})
  switch (kind) {
    case 'text': {
      const read = readConstraint(source, true, ['maxLength'])
      const short = appearancesOf(line).includes('multiline') ? {} : { short: true as const }
      return { ...base, ...left(read), type: 'text', maxLength: read.maxLength ?? DEFAULT_LENGTH, ...short }
    }
    case 'integer':
    case 'decimal': {
      const read = readConstraint(source, kind === 'integer', ['min', 'max'])
      const { min, max } = read as { min?: number; max?: number }
      const bounds = { ...(min !== undefined ? { min } : {}), ...(max !== undefined ? { max } : {}) }
      if (more.type === 'percent') return { ...base, ...left(read), type: 'percent', min: min ?? 0, max: max ?? 0 }
      const decimals = kind === 'integer' ? 0 : ((more.decimals as number | undefined) ?? DEFAULT_DECIMALS)
      return { ...base, ...left(read), type: 'number', decimals, ...bounds }
    }
    case 'range': {
      const { rule, ...bounds } = rangeOf(line, reader.wrong)
      const constraint = [rule, source && `(${source})`].filter(Boolean).join(' and ')
      return { ...base, ...(constraint ? { constraint } : {}), type: 'number', ...bounds }
    }
    case 'date': {
      const read = readConstraint(source, false, ['min', 'max'])
      const days = {
        ...(read.min !== undefined ? { min: String(read.min) } : {}),
        ...(read.max !== undefined ? { max: String(read.max) } : {}),
      }
      return { ...base, ...left(read), type: 'date', ...days }
    }
    case 'select_one':
    case 'select_multiple':
    case 'rank':
      return choiceItem(line, kind, rest, base, reader)
    default:
      reader.wrong('type', 'type_unsupported', { value: line.cell('type').slice(0, 60) })
      return undefined
  }
}

/** What a calculation gives is seen from the items before; a mistake in it is reported with the whole form. */
function calculated(
  line: Line,
  base: Readonly<{ id: string; text: Text; relevant?: string }>,
  { known, wrong }: Reader,
): Item {
  const calculation = line.cell('calculation')
  if (calculation === '') wrong('calculation', 'value_missing')
  const { kind } = checkExpression(calculation, { answers: known })
  const gives = kind === 'number' || kind === undefined ? 'number' : 'text'
  return { ...base, type: 'calculated', required: false, calculation, gives }
}

/** `start=0 end=10 step=0.5`; a step that is no power of ten stays as a constraint. */
function rangeOf(line: Line, wrong: Wrong): { min: number; max: number; decimals: number; rule?: string } {
  const parameters = new Map(
    line
      .cell('parameters')
      .split(/[\s,;]+/)
      .map((part) => part.split('='))
      .map(([key = '', value = '']) => [key.toLowerCase(), Number(value)]),
  )
  const [min, max, step] = [parameters.get('start') ?? 0, parameters.get('end') ?? 10, parameters.get('step') ?? 1]
  const known = [...parameters.keys()].every((key) => ['', 'start', 'end', 'step'].includes(key))
  const decimals = [0, 1, 2, 3, 4, 5, 6].find((digits) =>
    [min, max, step].every((one) => Number(one.toFixed(digits)) === one),
  )
  if (!known || decimals === undefined || !(step > 0) || !(min <= max)) {
    wrong('parameters', 'column_unsupported')
    return { min: 0, max: 0, decimals: 0 }
  }
  const plain = step === Number((10 ** -decimals).toFixed(decimals))
  const scale = 10 ** decimals
  const from = min === 0 ? '.' : `(. - ${min < 0 ? `(${min})` : min})`
  return {
    min,
    max,
    decimals,
    ...(plain ? {} : { rule: `round(${from} * ${scale}) mod ${Math.round(step * scale)} = 0` }),
  }
}

function choiceItem(
  line: Line,
  kind: 'select_one' | 'select_multiple' | 'rank',
  [listName = '', ...rest]: readonly string[],
  base: Base,
  { lists, extra, wrong, note }: Reader,
): Item | undefined {
  const list = lists.get(listName)
  const orOther = kind !== 'rank' && rest.length === 1 && rest[0] === 'or_other'
  if (!list || (rest.length > 0 && !orOther)) {
    wrong('type', list ? 'type_unsupported' : 'list_unknown', { value: line.cell('type').slice(0, 60) })
    return undefined
  }
  const more = extra(base.id)
  const read = readConstraint(
    line.cell('constraint'),
    true,
    kind === 'select_multiple' ? ['minChosen', 'maxChosen', 'exclusive'] : [],
  )
  const asked = { ...base, ...(read.rest ? { constraint: read.rest } : {}) }
  if (kind === 'select_one' && !orOther && isScale(listName, list, appearancesOf(line))) {
    if (!saysOurWords(list)) note('type', 'scale_words_replaced')
    return { ...asked, type: 'scale', notApplicable: list.length > SCALE_LEVELS.length }
  }
  const options = [...list, ...(orOther && !list.some((one) => one.value === OTHER.value) ? [OTHER] : [])]
  if (kind === 'rank')
    return { ...asked, type: 'ranking', options, ...(more.max !== undefined ? { max: more.max as number } : {}) }
  const written = orOther ? { value: OTHER.value, text: OTHER_TEXT, maxLength: OTHER_LENGTH } : more.other
  const other = written ? { other: written as NonNullable<Extract<Item, { type: 'single' }>['other']> } : {}
  if (kind === 'select_one') return { ...asked, type: 'single', options, ...other }
  const { exclusive, minChosen, maxChosen } = read
  return {
    ...asked,
    type: 'multiple',
    options,
    ...(exclusive.length > 0 ? { exclusive: [...exclusive] } : {}),
    ...(minChosen !== undefined ? { min: minChosen } : {}),
    ...(maxChosen !== undefined ? { max: maxChosen } : {}),
    ...other,
  }
}

/** Whether a row is the text after "other" that our own export wrote out for the item before it. */
export const isWrittenOut = (line: Line, before: Item | undefined): boolean =>
  before !== undefined && 'other' in before && before.other !== undefined && line.cell('name') === otherId(before.id)

/** A list is the five-point scale if its names are 1 to 5, with or without the choice outside the scale, and the row shows it so. */
export function isScale(listName: string, list: readonly Option[], looks: readonly string[]): boolean {
  const names = list.map((option) => option.value).filter((value) => value !== NA)
  const levels = names.length === 5 && [1, 2, 3, 4, 5].every((level) => names.includes(String(level)))
  return levels && (looks.includes('likert') || listName === SCALE_LIST || listName === SCALE_NA_LIST)
}

export const saysOurWords = (list: readonly Option[]): boolean =>
  SCALE_LEVELS.every(({ value, text }) => list.find((one) => one.value === String(value))?.text.vi === text.vi)
