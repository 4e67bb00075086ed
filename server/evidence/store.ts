import type { Insertable, Selectable } from 'kysely'
import type { EvidenceTable } from '../db/evidence-table.ts'
import type { Db } from '../db/open.ts'
import type { Reach } from '../staff/account.ts'

export type Evidence = Selectable<EvidenceTable>

export const insertEvidence = (db: Db, row: Insertable<EvidenceTable>) =>
  db.insertInto('evidence').values(row).execute()

export const findEvidence = (db: Db, id: string): Promise<Evidence | undefined> =>
  db.selectFrom('evidence').selectAll().where('id', '=', id).executeTakeFirst()

/** Papers of the units reached, the newest first. */
export function listEvidence(db: Db, reach: Reach): Promise<Evidence[]> {
  const all = db.selectFrom('evidence').selectAll().orderBy('issuedOn', 'desc').orderBy('id')
  return (reach === 'everywhere' ? all : all.where('unitId', 'in', [...reach])).execute()
}

/** Bytes kept for one holder, and for all. */
export async function sumSizes(db: Db, unitId: string | null): Promise<Readonly<{ own: number; all: number }>> {
  const rows = await db
    .selectFrom('evidence')
    .select(({ fn }) => ['unitId', fn.sum<number>('size').as('size')])
    .groupBy('unitId')
    .execute()
  const sizes = rows.map((row) => ({ unitId: row.unitId, size: Number(row.size) }))
  return {
    own: sizes.find((row) => row.unitId === unitId)?.size ?? 0,
    all: sizes.reduce((sum, { size }) => sum + size, 0),
  }
}

export async function markWithdrawn(db: Db, id: string, version: number, at: string, by: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('evidence')
    .set({ withdrawnAt: at, withdrawnBy: by, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('withdrawnAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
