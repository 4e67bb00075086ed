import { expand } from '../expand.ts'
import { knownOf } from '../expression/conditions.ts'
import type { Known } from '../expression/typing.ts'
import type { Block, Item, Option } from '../instrument.ts'
import type { Issue } from '../issue.ts'
import type { Language, Text } from '../text.ts'
import type { Extras } from './extras.ts'
import { appearancesOf, type Choices, isWrittenOut, type Reader, readItem, textIn } from './read-item.ts'
import { looksLikeMatrix, readMatrix } from './read-matrix.ts'
import { typeOf } from './row-type.ts'
import type { Line } from './workbook.ts'

type Found = Readonly<{ issues: Issue[]; notes: Issue[]; title: string }>

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
export function readItems(
  lines: readonly Line[],
  lists: Choices,
  languages: readonly Language[],
  extras: Extras,
  found: Found,
) {
  const blocks: Block[] = []
  const rowOf = new Map<string, number>()
  const known = new Map<string, Known>()
  let group: Line | undefined
  let block: Block | undefined
  const tell =
    (into: Issue[], line: Line) =>
    (column: string, code: string, more: Issue['detail'] = {}) => {
      into.push({
        path: `/survey/${line.row}/${column}`,
        code,
        detail: { sheet: 'survey', row: line.row, column, ...more },
      })
    }
  const readerOf = (line: Line): Reader => ({
    lists,
    languages,
    known,
    extra: (name) => extras.items.get(name) ?? {},
    wrong: tell(found.issues, line),
    note: tell(found.notes, line),
  })
  const begin = (id: string, title: Text, row: number): Block => {
    rowOf.set(`/blocks/${blocks.length}`, row)
    const made: Block = { id, title, items: [] }
    blocks.push(made)
    return made
  }
  const add = (item: Item, row: number) => {
    block ??= begin(freeName(blocks), { vi: found.title }, row)
    const path = `/blocks/${blocks.length - 1}/items/${block.items.length}`
    rowOf.set(path, row)
    const condition = group?.cell('relevant')
    block.items.push(condition ? { ...item, relevant: both(condition, item.relevant) } : item)
    for (const plain of expand(item)) if (plain.type !== 'note') known.set(plain.id, knownOf(plain))
  }
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as Line
    const { wrong } = readerOf(line)
    const [kind = '', ...rest] = typeOf(line)
    if (kind === 'begin_group') {
      const rows = groupRows(lines, at)
      if (rows && looksLikeMatrix(line, rows)) {
        const item = readMatrix(line, rows, readerOf)
        // A table outside every group is a block of its own, with its title.
        if (!group && block === undefined)
          block = begin(line.cell('name'), textIn(line, 'label', languages) ?? { vi: '' }, line.row)
        if (item) add(item, line.row)
        at += rows.length + 1
        if (!group) block = undefined
        continue
      }
      if (group) wrong('type', 'group_nested')
      group = line
      block = begin(line.cell('name'), textIn(line, 'label', languages) ?? { vi: '' }, line.row)
      readGroupLook(line, block, readerOf(line))
    } else if (kind === 'end_group') {
      if (!group) wrong('type', 'group_unopened')
      group = undefined
      block = undefined
    } else if (kind === 'note' && block && block.items.length === 0 && line.cell('name') === `${block.id}_lead`) {
      const lead = textIn(line, 'label', languages)
      if (lead) block.lead = lead
    } else if (!isWrittenOut(line, block?.items.at(-1))) {
      const item = readItem(line, kind, rest, readerOf(line))
      if (item) add(item, line.row)
    }
  }
  if (group) tell(found.issues, group)('type', 'group_unclosed')
  return { blocks, rowOf }
}

const GROUP_COLUMNS = ['hint', 'required', 'constraint', 'calculation', 'default', 'parameters', 'image', 'audio']

function readGroupLook(line: Line, block: Block, { languages, wrong, note }: Reader): void {
  for (const column of GROUP_COLUMNS)
    if (line.cell(column) || textIn(line, column, languages)) wrong(column, 'column_unsupported')
  const looks = appearancesOf(line).filter((one) => one !== '')
  if (looks.includes('field-list')) block.together = true
  const others = looks.filter((one) => one !== 'field-list')
  if (others.length > 0) note('appearance', 'appearance_ignored', { value: others.join(' ').slice(0, 60) })
}

/** The rows between a group's begin and its end, if no other group stands between. */
function groupRows(lines: readonly Line[], at: number): readonly Line[] | undefined {
  const end = lines.findIndex((line, place) => place > at && /_group$/.test(typeOf(line)[0] ?? ''))
  return end > at && typeOf(lines[end] as Line)[0] === 'end_group' ? lines.slice(at + 1, end) : undefined
}

const both = (group: string, own: string | undefined): string => (own === undefined ? group : `(${group}) and (${own})`)

/** Questions outside every group form blocks of their own, named by the first free letter. */
const freeName = (blocks: readonly Block[]): string =>
  [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].find((letter) => !blocks.some((block) => block.id === letter)) ??
  `Z${blocks.length}`
