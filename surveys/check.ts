import { isSafeText } from './answers.ts'
import { conditionIssues } from './expression/conditions.ts'
import { type Instrument, type Item, instrument } from './instrument.ts'
import type { Issue } from './issue.ts'
import type { Language, Text } from './text.ts'

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
    ...textIssues(form),
    ...conditionIssues(form),
  ]
}

/** Ids name columns and answers: one that occurs twice would make two answers one. Case counts as the same. */
function duplicateIssues(form: Instrument): Issue[] {
  const blocks = form.blocks.map((block, b) => ({ id: block.id, path: `/blocks/${b}/id` }))
  const items = form.blocks.flatMap((block, b) =>
    block.items.map((item, i) => ({ id: item.id, path: `/blocks/${b}/items/${i}/id` })),
  )
  return [...repeated(blocks, 'block_duplicate'), ...repeated(items, 'item_duplicate')]
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

function itemIssues(item: Item, path: string): Issue[] {
  if (item.type === 'percent' && item.min > item.max)
    return [{ path: `${path}/max`, code: 'range_empty', detail: { min: item.min, max: item.max } }]
  if (item.type !== 'single' && item.type !== 'multiple') return []
  const options = item.options.map((option, index) => ({ id: option.value, path: `${path}/options/${index}/value` }))
  const issues = repeated(options, 'option_duplicate')
  if (item.type === 'single') return issues
  item.exclusive?.forEach((value, index) => {
    if (!item.options.some((option) => option.value === value))
      issues.push({ path: `${path}/exclusive/${index}`, code: 'option_unknown', detail: { value } })
  })
  if (item.max !== undefined && item.max > item.options.length)
    issues.push({ path: `${path}/max`, code: 'max_too_large', detail: { max: item.max, options: item.options.length } })
  return issues
}

/** Every text of an instrument with its place. */
export function textsOf(form: Instrument): { path: string; text: Text }[] {
  const entry = (path: string, text: Text | undefined) => (text ? [{ path, text }] : [])
  return [
    { path: '/title', text: form.title },
    ...form.blocks.flatMap((block, b) => [
      { path: `/blocks/${b}/title`, text: block.title },
      ...entry(`/blocks/${b}/lead`, block.lead),
      ...block.items.flatMap((item, i) => [
        { path: `/blocks/${b}/items/${i}/text`, text: item.text },
        ...entry(`/blocks/${b}/items/${i}/hint`, item.hint),
        ...('options' in item ? item.options : []).map((option, o) => ({
          path: `/blocks/${b}/items/${i}/options/${o}/text`,
          text: option.text,
        })),
      ]),
    ]),
  ]
}

function textIssues(form: Instrument): Issue[] {
  return textsOf(form).flatMap(({ path, text }) => {
    const issues: Issue[] = []
    for (const [language, words] of Object.entries(text)) {
      if (!isSafeText(words)) issues.push({ path: `${path}/${language}`, code: 'char_forbidden' })
      else if (words.normalize('NFC') !== words) issues.push({ path: `${path}/${language}`, code: 'text_not_composed' })
    }
    for (const language of new Set<Language>(['vi', ...form.languages]))
      if ((text[language] ?? '').trim() === '')
        issues.push({ path: `${path}/${language}`, code: language === 'vi' ? 'text_missing' : 'translation_missing' })
    return issues
  })
}
