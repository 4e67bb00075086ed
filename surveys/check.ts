import { codebookOf } from './codebook.ts'
import { expand, otherId } from './expand.ts'
import { conditionIssues } from './expression/conditions.ts'
import { type Instrument, type Item, instrument, type Option } from './instrument.ts'
import type { Issue } from './issue.ts'
import { isDay } from './more-answers.ts'
import { placeholderFault } from './placeholders.ts'
import { awaitsTranslation, LANGUAGES, type Language } from './text.ts'
import { isSafeText } from './text-fault.ts'
import { textsOf } from './texts.ts'

/** The longest name a column and an answer may have. */
const LONGEST_ID = 32

/**
 * Everything that must be mended before an instrument can be published, each fault with a JSON pointer into it.
 * What an instrument says is text and nothing else: markup in it is no fault, because no screen reads it as markup.
 */
export function checkInstrument(definition: unknown): Issue[] {
  const read = instrument.safeParse(definition)
  if (!read.success)
    return read.error.issues.map((issue) => ({
      path: issue.path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
      code: `definition_${issue.code}`,
    }))
  const form = read.data
  return [
    ...duplicateIssues(form),
    ...form.blocks.flatMap((block, b) => block.items.flatMap((item, i) => itemIssues(item, `/blocks/${b}/items/${i}`))),
    // `no` is what a page sends when somebody declines.
    ...(form.notice?.version === 'no' ? [{ path: '/notice/version', code: 'definition_invalid_format' }] : []),
    ...textIssues(form),
    ...conditionIssues(form),
  ]
}

/** Ids name columns and answers: one that occurs twice would make two answers one. Case counts as the same. */
function duplicateIssues(form: Instrument): Issue[] {
  const blocks = form.blocks.map((block, b) => ({ id: block.id, path: `/blocks/${b}/id` }))
  const items = form.blocks.flatMap((block, b) =>
    block.items.flatMap((item, i) => {
      const path = `/blocks/${b}/items/${i}`
      const own = item.type === 'matrix' ? [] : expand(item).map(({ id }) => ({ id, path: `${path}/id` }))
      const rows =
        item.type === 'matrix' ? item.rows.map(({ id }, row) => ({ id, path: `${path}/rows/${row}/id` })) : []
      // A matrix has no answer itself, but its name is taken too.
      return item.type === 'matrix' ? [{ id: item.id, path: `${path}/id` }, ...rows] : own
    }),
  )
  const found = [...repeated(blocks, 'block_duplicate'), ...repeated(items, 'item_duplicate')]
  return found.length > 0 ? found : columnIssues(form)
}

/** A column a choice (`H1_zalo`) may meet an item of that name. */
function columnIssues(form: Instrument): Issue[] {
  const place = new Map(
    form.blocks.flatMap((block, b) =>
      block.items.flatMap((item, i) => expand(item).map(({ id }) => [id, `/blocks/${b}/items/${i}/id`] as const)),
    ),
  )
  const columns = codebookOf(form).map(({ name, item }) => ({ id: name, path: place.get(item ?? '') ?? '/blocks' }))
  // Two choices of one name are a fault of their item, which says it itself.
  const own = new Set(codebookOf(form).map(({ name, item }) => `${name} ${item}`))
  return own.size < columns.length ? [] : repeated(columns, 'column_duplicate')
}

function repeated(entries: readonly { id: string; path: string }[], code: string): Issue[] {
  const seen = new Set<string>()
  return entries.flatMap(({ id, path }) => {
    const key = id.toLowerCase()
    const again = seen.has(key)
    seen.add(key)
    return again ? [{ path, code, detail: { id } }] : []
  })
}

const wrong = (path: string, code: string, detail: NonNullable<Issue['detail']>): Issue[] => [{ path, code, detail }]

function itemIssues(item: Item, path: string): Issue[] {
  switch (item.type) {
    case 'percent':
    case 'number':
    case 'date': {
      const { min, max } = item
      const days = item.type === 'date' ? [min, max].filter((day) => day !== undefined && !isDay(String(day))) : []
      if (days.length > 0) return wrong(`${path}/min`, 'date_invalid', { value: String(days[0]) })
      return min !== undefined && max !== undefined && min > max
        ? wrong(`${path}/max`, 'range_empty', { min, max })
        : []
    }
    case 'single':
    case 'multiple':
    case 'ranking':
      return [...optionIssues(item.options, `${path}/options`), ...choiceIssues(item, path)]
    case 'matrix':
      return item.of.type === 'single' ? optionIssues(item.of.options, `${path}/of/options`) : []
    default:
      return []
  }
}

const optionIssues = (options: readonly Option[], path: string): Issue[] =>
  repeated(
    options.map((option, index) => ({ id: option.value, path: `${path}/${index}/value` })),
    'option_duplicate',
  )

function choiceIssues(item: Extract<Item, { options: Option[] }>, path: string): Issue[] {
  const known = new Set(item.options.map(({ value }) => value))
  const issues: Issue[] = []
  if ('other' in item && item.other) {
    if (!known.has(item.other.value))
      issues.push(...wrong(`${path}/other/value`, 'option_unknown', { value: item.other.value }))
    if (otherId(item.id).length > LONGEST_ID)
      issues.push(...wrong(`${path}/id`, 'id_too_long', { max: LONGEST_ID - otherId('').length }))
  }
  if (item.type === 'single') return issues
  if (item.type === 'multiple') {
    item.exclusive?.forEach((value, index) => {
      if (!known.has(value)) issues.push(...wrong(`${path}/exclusive/${index}`, 'option_unknown', { value }))
    })
    const { min, max } = item
    if (min !== undefined && min > (max ?? known.size))
      issues.push(...wrong(`${path}/min`, 'range_empty', { min, max: max ?? known.size }))
  }
  if (item.max !== undefined && item.max > item.options.length)
    issues.push(...wrong(`${path}/max`, 'max_too_large', { max: item.max, options: item.options.length }))
  return issues
}

function textIssues(form: Instrument): Issue[] {
  return textsOf(form).flatMap(({ path, text }) => {
    const issues: Issue[] = []
    for (const language of LANGUAGES) {
      const words = text[language]
      if (words === undefined) continue
      if (!isSafeText(words)) issues.push({ path: `${path}/${language}`, code: 'char_forbidden' })
      else if (words.normalize('NFC') !== words) issues.push({ path: `${path}/${language}`, code: 'text_not_composed' })
    }
    for (const language of LANGUAGES) {
      const odd = text[language] === undefined ? undefined : placeholderFault(text.vi, text[language])
      if (odd) issues.push({ path: `${path}/${language}`, code: 'placeholder_mismatch', detail: odd })
    }
    for (const language of new Set<Language>(['vi', ...form.languages]))
      if (awaitsTranslation(text, language))
        issues.push({ path: `${path}/${language}`, code: language === 'vi' ? 'text_missing' : 'translation_missing' })
    return issues
  })
}
