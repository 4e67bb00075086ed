import type { Selectable } from 'kysely'
import type { LinkRole, UnitGraph } from '../../surveys/units/graph.ts'
import type { Kind } from '../../surveys/units/table.ts'
import { insertRows } from '../db/json-rows.ts'
import type { Db } from '../db/open.ts'
import type { UnitTable } from '../db/unit-tables.ts'

export async function listKinds(db: Db): Promise<Kind[]> {
  return db.selectFrom('unitKind').select(['code', 'name']).orderBy('position').orderBy('code').execute()
}

/** The whole organisation: some thousand rows, read at once because every question about it is one about the graph. */
export async function readGraph(db: Db): Promise<UnitGraph> {
  const rows = await db
    .selectFrom('unit')
    .select(['id', 'code', 'name', 'kind', 'level', 'validFrom', 'validTo'])
    .orderBy('code')
    .execute()
  const names = await db
    .selectFrom('unitName')
    .select(['unitId', 'name', 'validFrom', 'validTo'])
    .orderBy('unitId')
    .orderBy('validFrom')
    .execute()
  const links = await db
    .selectFrom('unitLink')
    .select(['childId', 'parentId', 'role', 'validFrom', 'validTo'])
    .orderBy('childId')
    .orderBy('validFrom')
    .execute()
  const successions = await db
    .selectFrom('unitSuccession')
    .select(['oldId', 'newId', 'on', 'reason', 'decisionNumber'])
    .orderBy('on')
    .orderBy('oldId')
    .orderBy('newId')
    .execute()
  const units = rows.map(({ name: _, ...unit }) => unit)
  const named = new Set(names.map(({ unitId }) => unitId))
  // A unit that was entered alone, beside any list, has had one name.
  for (const { id, name, validFrom, validTo } of rows)
    if (!named.has(id)) names.push({ unitId: id, name, validFrom, validTo })
  return { units, names, links: links.map((link) => ({ ...link, role: link.role as LinkRole })), successions }
}

export type UnitRow = Selectable<UnitTable>

export const isUnit = async (db: Db, id: string): Promise<boolean> =>
  (await db.selectFrom('unit').select('id').where('id', '=', id).executeTakeFirst()) !== undefined

export async function insertUnits(db: Db, rows: readonly UnitRow[]): Promise<void> {
  await insertRows(db, 'unit', ['id', 'kind', 'code', 'name', 'level', 'validFrom', 'validTo'], rows)
}

/** The id stays what it was: accounts and rounds point to it. */
export async function updateUnit(db: Db, { id, ...rest }: UnitRow): Promise<void> {
  await db.updateTable('unit').set(rest).where('id', '=', id).execute()
}

/** Puts the names, links and successions of the graph in the place of all that were there. */
export async function replaceHistory(db: Db, { names, links, successions }: UnitGraph): Promise<void> {
  await db.deleteFrom('unitName').execute()
  await db.deleteFrom('unitLink').execute()
  await db.deleteFrom('unitSuccession').execute()
  await insertRows(db, 'unitName', ['unitId', 'name', 'validFrom', 'validTo'], names)
  await insertRows(db, 'unitLink', ['childId', 'parentId', 'role', 'validFrom', 'validTo'], links)
  await insertRows(db, 'unitSuccession', ['oldId', 'newId', 'on', 'reason', 'decisionNumber'], successions)
}
