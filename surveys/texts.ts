import type { Instrument, Item, Option } from './instrument.ts'
import type { Text } from './text.ts'

/** Where a text stands: `path` points into the JSON, `key` stays the same when items move (`A1.hint`, `T4.option.khmer`). */
export type TextPlace = Readonly<{ key: string; path: string }>
type Change = (text: Text, place: TextPlace) => Text

/** The instrument with every text replaced by what `change` makes of it: the only list of the places where texts stand. */
export function mapTexts(form: Instrument, change: Change): Instrument {
  const at = (key: string, path: string, text: Text) => change(text, { key, path })
  return {
    ...form,
    title: at('title', '/title', form.title),
    ...(form.notice ? { notice: mapNotice(form.notice, change) } : {}),
    blocks: form.blocks.map((block, b) => ({
      ...block,
      title: at(`${block.id}.title`, `/blocks/${b}/title`, block.title),
      ...(block.lead ? { lead: at(`${block.id}.lead`, `/blocks/${b}/lead`, block.lead) } : {}),
      items: block.items.map((item, i) => mapItem(item, `/blocks/${b}/items/${i}`, change)),
    })),
  }
}

function mapNotice(notice: NonNullable<Instrument['notice']>, change: Change): NonNullable<Instrument['notice']> {
  const at = (name: string, text: Text) => change(text, { key: `notice.${name}`, path: `/notice/${name}` })
  return {
    ...notice,
    title: at('title', notice.title),
    points: notice.points.map((point, index) =>
      change(point, { key: `notice.point.${index + 1}`, path: `/notice/points/${index}` }),
    ),
    contact: at('contact', notice.contact),
    agree: at('agree', notice.agree),
    decline: at('decline', notice.decline),
  }
}

function mapItem(item: Item, path: string, change: Change): Item {
  const at = (name: string, inside: string, text: Text) =>
    change(text, { key: `${item.id}${name}`, path: path + inside })
  const options = (list: readonly Option[], inside: string): Option[] =>
    list.map((option, index) => ({
      ...option,
      text: at(`.option.${option.value}`, `${inside}/${index}/text`, option.text),
    }))
  const changed: Item = { ...item, text: at('', '/text', item.text) }
  if ('hint' in changed && changed.hint) changed.hint = at('.hint', '/hint', changed.hint)
  if ('message' in changed && changed.message) changed.message = at('.message', '/message', changed.message)
  if ('image' in changed && changed.image)
    changed.image = { ...changed.image, alt: at('.image', '/image/alt', changed.image.alt) }
  if ('options' in changed) changed.options = options(changed.options, '/options')
  if ('other' in changed && changed.other)
    changed.other = { ...changed.other, text: at('.other', '/other/text', changed.other.text) }
  if (changed.type === 'matrix') {
    changed.rows = changed.rows.map((row, index) => ({
      ...row,
      text: change(row.text, { key: row.id, path: `${path}/rows/${index}/text` }),
    }))
    if (changed.of.type === 'single')
      changed.of = { ...changed.of, options: options(changed.of.options, '/of/options') }
  }
  return changed
}

/** Every text of an instrument with its place, in the order in which it is read. */
export function textsOf(form: Instrument): (TextPlace & Readonly<{ text: Text }>)[] {
  const found: (TextPlace & { text: Text })[] = []
  mapTexts(form, (text, place) => {
    found.push({ ...place, text })
    return text
  })
  return found
}
