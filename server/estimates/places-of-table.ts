import { type Placed, placesOn } from '../../surveys/units/places-on.ts'
import type { DatasetTable } from '../dataset/table.ts'
import type { Db } from '../db/open.ts'
import type { Round } from '../plan/store.ts'
import { readGraph } from '../units/store.ts'

/** Rows of a round told in the areas of another day; `names` stand in place of the column `area`. */
export type PlacedTable = Readonly<{ day: string; own: string; placed: readonly Placed[]; table: DatasetTable }>

/** The day whose names the school list of the round has: its first day in the field. */
export const ownDay = (round: Pick<Round, 'opensOn' | 'year'>, table: DatasetTable): string =>
  round.opensOn ?? [...table.column('day')].sort()[0] ?? `${round.year}-09-01`

/** The frozen rows with the areas of the day; what cannot be followed keeps the name it had. Nothing but that column changes. */
export async function tableOn(db: Db, round: Round, table: DatasetTable, day: string): Promise<PlacedTable> {
  const own = ownDay(round, table)
  const [schools, areas] = [table.column('school'), table.column('area')]
  const rows = schools.map((school, row) => ({ school, area: areas[row] ?? '' }))
  const placed = placesOn(await readGraph(db), rows, own, day)
  const names = namesOf(placed)
  const column = placed.map((one) => names.get(keyOf(one)) ?? one.area)
  return { day, own, placed, table: { ...table, column: (name) => (name === 'area' ? column : table.column(name)) } }
}

export const keyOf = ({ unit, area }: Pick<Placed, 'unit' | 'area'>): string =>
  unit ? `unit ${unit.id}` : `left ${area}`

/** A name for each unit and each area left as it was; two of one name are told apart by their codes. */
export function namesOf(placed: readonly Placed[]): Map<string, string> {
  const keys = new Map(placed.map((one) => [keyOf(one), one]))
  const plain = ({ unit, area }: Placed) => unit?.name ?? area
  const counts = new Map<string, number>()
  for (const one of keys.values()) counts.set(plain(one), (counts.get(plain(one)) ?? 0) + 1)
  return new Map(
    [...keys].map(([key, one]) => {
      const name = plain(one)
      const alone = (counts.get(name) ?? 0) < 2
      return [key, alone ? name : `${name} (${one.unit?.code ?? 'tên cũ'})`]
    }),
  )
}
