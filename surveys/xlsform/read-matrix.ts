import { canonicalJson } from '../canonical-json.ts'
import { SCALE_LEVELS } from '../forms/items.ts'
import type { Item, MatrixItem } from '../instrument.ts'
import type { Text } from '../text.ts'
import { appearancesOf, isScale, mediaIn, type Reader, readItem, saysOurWords, textIn } from './read-item.ts'
import { typeOf } from './row-type.ts'
import type { Line } from './workbook.ts'

/** A group is a matrix if it looks like a table, or if its first row carries the labels of the answers for the others. */
export const looksLikeMatrix = (group: Line, rows: readonly Line[]): boolean =>
  appearancesOf(group).includes('table-list') ||
  (rows[0] !== undefined &&
    appearancesOf(rows[0]).includes('label') &&
    rows.slice(1).some((row) => appearancesOf(row).includes('list-nolabel')))

/** The matrix of a group whose rows all choose from one list; refused at the first row that does not go with the others. */
export function readMatrix(
  group: Line,
  lines: readonly Line[],
  readerOf: (line: Line) => Reader,
): MatrixItem | undefined {
  const reader = readerOf(group)
  const first = lines[0] && typeOf(lines[0])
  const listName = first?.[1] ?? ''
  const list = reader.lists.get(listName)
  // A row that only carries the labels of the answers asks nothing itself.
  const rows = lines.filter(
    (line) => !(appearancesOf(line).includes('label') && textIn(line, 'label', reader.languages) === undefined),
  )
  if (!list || rows.length === 0 || first?.[0] !== 'select_one') {
    reader.wrong('type', 'matrix_unsupported')
    return undefined
  }
  const items = rows.flatMap((line) => {
    const [kind = '', ...rest] = typeOf(line)
    const item =
      kind === 'select_one' && rest.length === 1 && rest[0] === listName
        ? readItem(line, kind, rest, readerOf(line))
        : undefined
    const odd =
      item === undefined || item.relevant !== undefined || 'hint' in item || 'image' in item || 'audio' in item
    if (odd || shared(item) !== shared(readItem(rows[0] as Line, kind, rest, silent(reader)))) {
      readerOf(line).wrong('type', 'matrix_uneven')
      return []
    }
    return [item]
  })
  const [model] = items
  if (!model) return undefined
  const looks = lines.flatMap(appearancesOf)
  const scale = isScale(listName, list, looks)
  if (scale && !saysOurWords(list)) reader.note('type', 'scale_words_replaced')
  const hint = textIn(group, 'hint', reader.languages)
  const relevant = group.cell('relevant')
  const soft = reader.extra(group.cell('name')).required === 'soft'
  const { constraint, message } = model as { constraint?: string; message?: Text }
  return {
    id: group.cell('name'),
    type: 'matrix',
    text: textIn(group, 'label', reader.languages) ?? { vi: '' },
    ...(hint ? { hint } : {}),
    ...(relevant ? { relevant } : {}),
    ...mediaIn(group, reader),
    required: soft ? 'soft' : model.required === true,
    ...(constraint ? { constraint } : {}),
    ...(message ? { message } : {}),
    rows: items.map(({ id, text }) => ({ id, text })),
    of: scale
      ? { type: 'scale', notApplicable: list.length > SCALE_LEVELS.length }
      : { type: 'single', options: [...list] },
  }
}

const silent = (reader: Reader): Reader => ({ ...reader, wrong: () => undefined, note: () => undefined })

/** What all rows of a matrix must have alike. */
const shared = (item: Item | undefined): string => {
  const { id: _, text: __, ...rest } = item ?? { id: '', text: '' }
  return canonicalJson(rest)
}
