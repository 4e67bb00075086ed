import { type PlainItem, plainItems } from '../../surveys/expand.ts'
import { SCALE_LEVELS } from '../../surveys/forms/items.ts'
import { freeWords } from '../../surveys/free-words.ts'
import type { Instrument } from '../../surveys/instrument.ts'
import type { DatasetTable } from '../dataset/table.ts'
import { type Cell, type Column, NOT_KNOWN, type Table } from '../export/table.ts'

type Made = Readonly<{ column: Column; cells: readonly Cell[] }>

/** What every row says beside its answers, and its words; what is not in this list leaves in no file. */
const FIXED: Readonly<Record<string, string>> = {
  class: 'Lớp được chọn',
  school: 'Trường (đơn vị mẫu cấp một)',
  stratum: 'Tầng',
  level: 'Cấp học',
  area: 'Địa bàn',
  form: 'Mẫu phiếu',
  mode: 'Cách trả lời',
  handed_by: 'Ai đưa phiếu',
  language: 'Ngôn ngữ',
  day: 'Ngày',
  notice: 'Phiên bản lời ngỏ',
  flags: 'Dấu hiệu kiểm tra',
}

/** The frozen rows, with what their columns and numbers mean and, where there is one, the weight of each row. */
export function exportTable(
  frozen: DatasetTable,
  instruments: readonly Instrument[],
  weights: ArrayLike<number> | undefined,
): Table {
  const made: Made[] = Object.entries(FIXED).map(([name, label]) => ({
    column: { name, label, kind: 'text', measure: 'nominal', labels: [] },
    cells: frozen.column(name),
  }))
  if (weights) {
    const column: Column = { name: 'weight', label: 'Trọng số', kind: 'number', measure: 'scale', labels: [] }
    made.push({ column, cells: Array.from({ length: frozen.rows }, (_, row) => weights[row]) })
  }
  for (const [id, items] of itemsById(instruments))
    if (frozen.has(id)) made.push(...columnsOf(items, isFree(id, instruments), frozen.column(id)))
  return {
    columns: made.map(({ column }) => column),
    rows: Array.from({ length: frozen.rows }, (_, row) => made.map(({ cells }) => cells[row])),
  }
}

/** The questions of all forms by id, in the order of the forms. */
function itemsById(instruments: readonly Instrument[]): Map<string, PlainItem[]> {
  const found = new Map<string, PlainItem[]>()
  for (const instrument of instruments)
    for (const { item } of plainItems(instrument))
      if (item.type !== 'note') found.set(item.id, [...(found.get(item.id) ?? []), item])
  return found
}

const isFree = (id: string, instruments: readonly Instrument[]): boolean =>
  instruments.some((instrument) => freeWords(instrument).has(id))

const levels = SCALE_LEVELS.map(({ value, text }) => ({ value, label: text.vi })).reverse()

function columnsOf(items: readonly PlainItem[], free: boolean, cells: readonly string[]): Made[] {
  const [{ id: name, text, type }] = items
  const label = text.vi
  const one = (column: Partial<Column>, cell: (text: string) => Cell): Made => ({
    column: { name, label, kind: 'number', measure: 'nominal', labels: [], ...column },
    cells: cells.map((text) => (text === NOT_KNOWN ? NOT_KNOWN : text === '' ? null : cell(text))),
  })
  const asText = () => one({ kind: 'text' }, (text) => text)
  // Where words may stand, the frozen rows only say whether they do.
  if (free) return [one({ label: `${label} (có viết hay không)`, labels: YES_NO }, Number)]
  // The same id asks for another kind of thing in another form: nothing can be said of its numbers.
  if (items.some((other) => other.type !== type)) return [asText()]
  switch (type) {
    case 'scale':
      return [one({ measure: 'ordinal', labels: levels }, Number)]
    case 'percent':
    case 'number':
      return [one({ measure: 'scale' }, Number)]
    case 'single': {
      const options = optionsOf(items)
      const codes = new Map(options.map(({ value }, at) => [value, at + 1]))
      const labels = options.map(({ text: said }, at) => ({ value: at + 1, label: said.vi }))
      return [
        one({ labels }, (value) => {
          const code = codes.get(value)
          if (code === undefined) throw new Error(`${name} has no choice ${value}`)
          return code
        }),
      ]
    }
    case 'multiple':
      return optionsOf(items).map(({ value, text: said }) =>
        one({ name: `${name}_${value}`, label: `${label} – ${said.vi}`, labels: YES_NO }, (chosen) =>
          Number(chosen.split(' ').includes(value)),
        ),
      )
    case 'ranking':
      return optionsOf(items).map(({ value, text: said }) =>
        one({ name: `${name}_${value}`, label: `${label} – ${said.vi}`, measure: 'ordinal' }, (order) => {
          const place = order.split(' ').indexOf(value)
          return place < 0 ? null : place + 1
        }),
      )
    case 'calculated':
      return items.every((item) => item.type === 'calculated' && item.gives === 'number')
        ? [one({ measure: 'scale' }, Number)]
        : [asText()]
    default:
      return [asText()]
  }
}

const YES_NO = [
  { value: 0, label: 'Không' },
  { value: 1, label: 'Có' },
]

/** Choices of all forms by value, in the order of the forms. */
function optionsOf(items: readonly PlainItem[]) {
  const found = new Map<string, Readonly<{ value: string; text: { vi: string } }>>()
  for (const item of items)
    if ('options' in item)
      for (const option of item.options) if (!found.has(option.value)) found.set(option.value, option)
  return [...found.values()]
}
