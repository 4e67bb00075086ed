import type { Selectable } from 'kysely'
import type { Db } from '../db/open.ts'
import type { SamplingDesignTable } from '../db/tables.ts'
import { Problem } from '../problem.ts'
import type { NamedDesign } from './design.ts'

export type StoredDesign = Omit<Selectable<SamplingDesignTable>, 'plan' | 'assumptions'> &
  Pick<NamedDesign, 'plan' | 'assumptions'>

const designOf = (row: Selectable<SamplingDesignTable>): StoredDesign => ({
  ...row,
  plan: JSON.parse(row.plan),
  assumptions: JSON.parse(row.assumptions),
})

/** The alternatives of a round, the oldest first. */
export async function listDesigns(db: Db, roundId: string): Promise<StoredDesign[]> {
  const rows = await db
    .selectFrom('samplingDesign')
    .selectAll()
    .where('roundId', '=', roundId)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  return rows.map(designOf)
}

export async function getDesign(db: Db, roundId: string, id: string): Promise<StoredDesign> {
  const row = await db
    .selectFrom('samplingDesign')
    .selectAll()
    .where('roundId', '=', roundId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Problem('not_found')
  return designOf(row)
}

export async function insertDesign(db: Db, row: Selectable<SamplingDesignTable>): Promise<void> {
  await db.insertInto('samplingDesign').values(row).execute()
}

/** Changes the design if it is still at the version that was read; else nothing, and `stale`. */
export async function updateDesign(
  db: Db,
  { id, version: now }: StoredDesign,
  version: number,
  change: Pick<Selectable<SamplingDesignTable>, 'name' | 'plan' | 'assumptions' | 'changedAt' | 'changedBy'>,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('samplingDesign')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Problem('stale', { detail: { version: now } })
}

export async function deleteDesign(db: Db, id: string, version: number): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('samplingDesign')
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numDeletedRows === 1n
}
