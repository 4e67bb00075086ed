import type { Instrument, Item, MatrixItem } from './instrument.ts'
import { LANGUAGES, type Text } from './text.ts'

/** An item that has exactly one answer. */
export type PlainItem = Exclude<Item, MatrixItem>

/** The name of the text that may be written after the choice "other". */
export const otherId = (id: string): string => `${id}_text`

/** The questions of an item: itself, the rows of a matrix, and the text after the choice "other". */
export function expand(item: Item): PlainItem[] {
  if (item.type === 'matrix') return item.rows.map((row) => rowItem(item, row))
  if ((item.type !== 'single' && item.type !== 'multiple') || !item.other) return [item]
  const { value, text, maxLength } = item.other
  return [
    item,
    {
      id: otherId(item.id),
      type: 'text',
      text,
      required: false,
      relevant: `selected(\${${item.id}}, '${value}')`,
      maxLength,
      short: true,
    },
  ]
}

function rowItem(item: MatrixItem, row: MatrixItem['rows'][number]): PlainItem {
  const { id: _, text, rows: __, of, type: ___, ...rest } = item
  return { ...rest, ...of, id: row.id, text: joined(text, row.text) }
}

/** What both say, in the languages that have both. */
function joined(head: Text, row: Text): Text {
  const said = LANGUAGES.flatMap((language) => {
    const [one, other] = [head[language], row[language]]
    return one !== undefined && other !== undefined ? [[language, `${one} – ${other}`] as const] : []
  })
  return { vi: `${head.vi} – ${row.vi}`, ...Object.fromEntries(said) }
}

/** Every item of an instrument that has an answer of its own, with its block. */
export const plainItems = (form: Pick<Instrument, 'blocks'>): Readonly<{ item: PlainItem; block: string }>[] =>
  form.blocks.flatMap((block) => block.items.flatMap(expand).map((item) => ({ item, block: block.id })))
