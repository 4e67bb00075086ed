import { canonicalJson } from './canonical-json.ts'
import type { Instrument, Item } from './instrument.ts'
import { LANGUAGES, type Language } from './text.ts'

/** What changed in one item between two versions of a form. */
export type ItemChange = Readonly<{
  id: string
  kind: 'added' | 'removed' | 'changed' | 'same'
  /** Which of its parts changed, for `changed`. */
  parts: readonly (
    | 'type'
    | 'options'
    | 'limits'
    | 'required'
    | 'relevant'
    | 'block'
    | 'order'
    | 'hint'
    | 'text'
    | 'rule'
  )[]
  /** In which languages the question itself reads differently. */
  languages: readonly Language[]
}>

type Placed = Readonly<{ item: Item; block: string; place: number }>

const placed = (form: Instrument): Map<string, Placed> => {
  const all = form.blocks.flatMap((block) => block.items.map((item) => ({ item, block: block.id })))
  return new Map(all.map((one, place) => [one.item.id, { ...one, place }]))
}

/** Item by item, in the order of the newer version; what is gone comes last. */
export function compareInstruments(before: Instrument, after: Instrument): ItemChange[] {
  const old = placed(before)
  const now = placed(after)
  const kept = [...now.keys()].filter((id) => old.has(id))
  const oldOrder = [...old.keys()].filter((id) => now.has(id))
  const changes = [...now].map(([id, one]): ItemChange => {
    const was = old.get(id)
    if (!was) return { id, kind: 'added', parts: [], languages: [] }
    const moved = kept[oldOrder.indexOf(id)] !== id
    const parts = changedParts(was, one, moved)
    return { id, kind: parts.length > 0 ? 'changed' : 'same', parts, languages: reworded(was.item, one.item) }
  })
  const gone = [...old.keys()].filter((id) => !now.has(id))
  return [...changes, ...gone.map((id): ItemChange => ({ id, kind: 'removed', parts: [], languages: [] }))]
}

function changedParts(was: Placed, one: Placed, moved: boolean): ItemChange['parts'][number][] {
  const differs = (a: unknown, b: unknown) => canonicalJson(a ?? null) !== canonicalJson(b ?? null)
  const parts: ItemChange['parts'][number][] = []
  if (was.item.type !== one.item.type) parts.push('type')
  if (differs(optionsOf(was.item), optionsOf(one.item))) parts.push('options')
  if (differs(limitsOf(was.item), limitsOf(one.item))) parts.push('limits')
  if (was.item.required !== one.item.required) parts.push('required')
  if (was.item.relevant !== one.item.relevant) parts.push('relevant')
  if (was.block !== one.block) parts.push('block')
  if (moved) parts.push('order')
  if (differs(part(was.item, 'hint'), part(one.item, 'hint'))) parts.push('hint')
  if (reworded(was.item, one.item).length > 0) parts.push('text')
  if (RULES.some((name) => differs(part(was.item, name), part(one.item, name)))) parts.push('rule')
  return parts
}

const optionsOf = (item: Item) => ('options' in item ? item.options : null)
/** Everything else that decides what a good answer is. */
const LIMITS = [
  'notApplicable',
  'min',
  'max',
  'maxLength',
  'decimals',
  'exclusive',
  'other',
  'rows',
  'of',
  'gives',
  'value',
]
const RULES = ['constraint', 'calculation', 'message']
const part = (item: Item, name: string): unknown => (Object.hasOwn(item, name) ? item[name as keyof Item] : undefined)
const limitsOf = (item: Item) => Object.fromEntries(LIMITS.map((name) => [name, part(item, name)]))

const reworded = (was: Item, one: Item): Language[] =>
  LANGUAGES.filter((language) => was.text[language] !== one.text[language])

/**
 * The items whose answers may be compared between rounds that used these two versions: same id, same kind of answer, and
 * the Vietnamese question unchanged but for blanks and marks of punctuation. A question somebody reworded counts only if
 * it is in `confirmed`: a person has said that it still asks the same.
 */
export function comparableItems(before: Instrument, after: Instrument, confirmed: readonly string[] = []): string[] {
  const old = placed(before)
  return [...placed(after)].flatMap(([id, { item }]) => {
    const was = old.get(id)?.item
    if (!was || was.type !== item.type || values(was) !== values(item)) return []
    return plain(was.text.vi) === plain(item.text.vi) || confirmed.includes(id) ? [id] : []
  })
}

const values = (item: Item): string => {
  const options = item.type === 'matrix' ? (item.of.type === 'single' ? item.of.options : []) : (optionsOf(item) ?? [])
  const rows = item.type === 'matrix' ? item.rows.map((row) => row.id) : []
  const bounds = ['min', 'max', 'decimals', 'gives', 'value'].map((name) => part(item, name) ?? null)
  const ranged = item.type === 'percent' || item.type === 'hidden' || item.type === 'calculated'
  return canonicalJson([options.map((option) => option.value).sort(), rows, ranged ? bounds : []])
}
const plain = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\p{P}\s]+/gu, ' ')
    .trim()
