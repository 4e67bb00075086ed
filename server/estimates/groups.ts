import type { Group } from '../../analysis/satisfaction/satisfaction.ts'
import type { Instrument } from '../../surveys/instrument.ts'
import type { DatasetTable } from '../dataset/table.ts'
import { maskOf } from './answer-columns.ts'

export const distinct = (cells: readonly string[]): string[] => [...new Set(cells)].sort((a, b) => (a < b ? -1 : 1))
const both = (a: Uint8Array, b: Uint8Array): Uint8Array => a.map((one, row) => one & b[row])

/** The province, each level, each area, each level in each area that has a sheet. Single items are reported by level only. */
export function placeGroups(table: DatasetTable): Group[] {
  const [levelCells, areaCells] = [table.column('level'), table.column('area')]
  const levels = distinct(levelCells).map((level) => ({ level, mask: maskOf(levelCells, level) }))
  const areas = distinct(areaCells).map((area) => ({ area, mask: maskOf(areaCells, area) }))
  return [
    { key: {}, mask: new Uint8Array(table.rows).fill(1), items: false },
    ...levels.map(({ level, mask }) => ({ key: { level }, mask })),
    ...areas.map(({ area, mask }) => ({ key: { area }, mask, items: false })),
    ...levels.flatMap(({ level, mask }) =>
      areas
        .map((area) => ({ key: { level, area: area.area }, mask: both(mask, area.mask), items: false }))
        .filter((group) => group.mask.includes(1)),
    ),
  ]
}

/** Groups of respondents by their answers to questions about themselves, in the order asked for. */
export function personGroups(table: DatasetTable, instruments: readonly Instrument[], ids: readonly string[]) {
  const questions = new Map(
    instruments.flatMap((form) => form.blocks.flatMap(({ items }) => items)).map((item) => [item.id, item]),
  )
  return ids.flatMap((id) => {
    const item = questions.get(id)
    if (item?.type !== 'single' || !table.has(id)) return []
    const cells = table.column(id)
    const rows = item.options
      .filter(({ value }) => cells.includes(value))
      .map(({ value, text }) => ({
        name: text.vi,
        group: { key: { [id]: value }, mask: maskOf(cells, value), items: false },
      }))
    return rows.length > 0 ? [{ title: item.text.vi, rows }] : []
  })
}
