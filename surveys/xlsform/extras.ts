import type { Instrument, Item } from '../instrument.ts'
import type { Issue } from '../issue.ts'
import { mapTexts, textsOf } from '../texts.ts'
import type { Line, Sheet } from './workbook.ts'
import { writtenLanguages } from './written-languages.ts'

/**
 * What XLSForm has no column for stands in a sheet of its own, which other programs do not read: a row a property, its value
 * as JSON. So a form comes back from a workbook as it went in, and the other sheets stay plain XLSForm.
 */
export const EXTRAS_SHEET = 'hailong'
export const EXTRAS_HEADER = ['name', 'property', 'json'] as const

/** What an item has beyond its row, by name. */
const OF_ITEMS = ['type', 'required', 'decimals', 'max', 'image', 'other'] as const

export function writeExtras(form: Instrument): Sheet {
  const rows = form.blocks.flatMap((block) => block.items.flatMap((item) => extrasOf(item)))
  const reviews = textsOf(form).flatMap(({ key, text }) => (text.reviewed ? [[key, 'reviewed', text.reviewed]] : []))
  const notice = form.notice ? [['form', 'notice', form.notice]] : []
  // The columns alone would say that a language that is only begun is asked in, too.
  const asked = writtenLanguages(form).length > form.languages.length ? [['form', 'languages', form.languages]] : []
  const all = [...asked, ...notice, ...rows, ...reviews]
  return all.length > 0
    ? [
        [...EXTRAS_HEADER],
        ...all.map(([name, property, value]) => [String(name), String(property), JSON.stringify(value)]),
      ]
    : []
}

function extrasOf(item: Item): [string, string, unknown][] {
  const found: [string, string, unknown][] = []
  if (item.type === 'percent') found.push([item.id, 'type', 'percent'])
  if (item.required === 'soft') found.push([item.id, 'required', 'soft'])
  if (item.type === 'number' && item.decimals > 0) found.push([item.id, 'decimals', item.decimals])
  if (item.type === 'ranking' && item.max !== undefined) found.push([item.id, 'max', item.max])
  if ('image' in item && item.image) found.push([item.id, 'image', item.image])
  if ('other' in item && item.other) found.push([item.id, 'other', item.other])
  return found
}

export type Extras = Readonly<{
  /** Properties by item. */
  items: ReadonlyMap<string, Readonly<Record<string, unknown>>>
  /** Put back into the finished form: the languages it is asked in, its notice, and who has read which text. */
  finish: (form: Instrument) => Instrument
}>

export function readExtras(lines: readonly Line[], issues: Issue[]): Extras {
  const items = new Map<string, Record<string, unknown>>()
  const reviewed = new Map<string, unknown>()
  const ofForm: Record<string, unknown> = {}
  for (const line of lines) {
    const [name, property] = [line.cell('name'), line.cell('property')]
    const value = parsed(line.cell('json'))
    const wrong = (column: string, code: string) =>
      issues.push({
        path: `/${EXTRAS_SHEET}/${line.row}/${column}`,
        code,
        detail: { sheet: EXTRAS_SHEET, row: line.row, column },
      })
    if (value === undefined) wrong('json', 'value_unreadable')
    else if (property === 'notice' || property === 'languages') ofForm[property] = value
    else if (property === 'reviewed') reviewed.set(name, value)
    else if ((OF_ITEMS as readonly string[]).includes(property))
      items.set(name, { ...items.get(name), [property]: value })
    else wrong('property', 'property_unknown')
  }
  const finish = (form: Instrument): Instrument => {
    const marked = mapTexts(form, (text, { key }) =>
      reviewed.has(key) ? { ...text, reviewed: reviewed.get(key) as NonNullable<typeof text.reviewed> } : text,
    )
    return { ...marked, ...ofForm }
  }
  return { items, finish }
}

/** JSON of modest size, or undefined. What it says is checked with the whole form. */
function parsed(source: string): unknown {
  try {
    return source.length > 30_000 ? undefined : JSON.parse(source)
  } catch {
    return undefined
  }
}
