import { csvFile } from '../export/csv-file.ts'
import type { Cell } from '../export/table.ts'
import type { PublicResult } from './prepare.ts'
import type { PublicCell, PublicPair } from './public-result.ts'

const HEADER = [
  'bang',
  'cap_hoc',
  'dia_ban',
  'nhom',
  'noi_dung',
  'dai_luong',
  'gia_tri',
  'can_duoi_95',
  'can_tren_95',
  'so_cau_tra_loi',
  'ket_luan',
  'luu_y',
]
/** Every printed figure as a row; hidden ones have no number. Numbers with a point, shares from 0 to 1. */
export function publicCsv({ figures }: PublicResult): Uint8Array {
  const rows: Cell[][] = [[...HEADER]]
  const add = (place: readonly string[], what: string, measure: string, cell: PublicCell, verdict: string | null) => {
    const shown = 'value' in cell
    const numbers = shown ? [cell.value, cell.low, cell.high, cell.n] : [null, null, null, null]
    const note = shown ? cell.cautions.join(' ') : 'hidden' in cell ? 'hidden' : 'not_asked'
    rows.push([...place, what, measure, ...numbers, verdict, note])
  }
  const addPair = (place: readonly string[], what: string, { rate, mean, verdict }: PublicPair) => {
    add(place, what, 'rate', rate, verdict)
    add(place, what, 'mean', mean, null)
  }
  for (const domain of figures.domains) {
    const place = ['domain', domain.level ?? '', domain.area ?? '', '']
    for (const [id, pair] of Object.entries(domain.blocks)) addPair(place, id, pair)
    addPair(place, 'computed', domain.computed)
    addPair(place, 'asked', domain.asked)
    add(place, 'expectation', 'percent', domain.expectation, null)
  }
  for (const { title, rows: own } of figures.groups)
    for (const { name, computed, asked } of own) {
      const place = ['group', '', '', `${title}: ${name}`]
      addPair(place, 'computed', computed)
      addPair(place, 'asked', asked)
    }
  for (const item of figures.items) addPair(['item', item.level, '', ''], `${item.id} ${item.text}`, item)
  return csvFile(rows)
}
