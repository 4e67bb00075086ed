import type { Insertable, Selectable, Updateable } from 'kysely'
import type { IsoContent, IsoKind } from '../../surveys/iso/iso-records.ts'
import type { IsoRecordTable } from '../db/iso-table.ts'
import type { Db } from '../db/open.ts'
import { Problem } from '../problem.ts'

type Row = Selectable<IsoRecordTable>
export type IsoRecord = {
  [K in IsoKind]: Omit<Row, 'kind' | 'content'> & Readonly<{ kind: K; content: IsoContent[K] }>
}[IsoKind]
const recordOf = (row: Row) => ({ ...row, content: JSON.parse(row.content) }) as IsoRecord

export async function listIsoRecords(db: Db, year: number): Promise<IsoRecord[]> {
  const rows = await db
    .selectFrom('isoRecord')
    .selectAll()
    .where('year', '=', year)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  return rows.map(recordOf)
}

/** The last year, up to one, of which anything is kept. */
export async function lastIsoYear(db: Db, upTo: number): Promise<number | null> {
  const row = await db
    .selectFrom('isoRecord')
    .select((at) => at.fn.max('year').as('year'))
    .where('year', '<=', upTo)
    .executeTakeFirst()
  return row?.year ?? null
}

/** Records of former years that are not ended yet. */
export async function listOpenBefore(db: Db, year: number): Promise<IsoRecord[]> {
  const rows = await db
    .selectFrom('isoRecord')
    .selectAll()
    .where('year', '<', year)
    .where('state', 'not in', ['closed', 'verified', 'signed', 'entered'])
    .orderBy('year')
    .orderBy('createdAt')
    .execute()
  return rows.map(recordOf)
}

export async function listFindings(db: Db, auditId: string): Promise<IsoRecord[]> {
  const rows = await db.selectFrom('isoRecord').selectAll().where('parentId', '=', auditId).execute()
  return rows.map(recordOf)
}

export async function getIsoRecord(db: Db, id: string): Promise<IsoRecord> {
  const row = await db.selectFrom('isoRecord').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new Problem('not_found')
  return recordOf(row)
}

export async function insertIsoRecord(db: Db, row: Insertable<IsoRecordTable>): Promise<void> {
  await db.insertInto('isoRecord').values(row).execute()
}

/** Changes it if it is still at the version that was read; else nothing, and `stale`. */
export async function updateIsoRecord(
  db: Db,
  { id, lockVersion }: Pick<IsoRecord, 'id' | 'lockVersion'>,
  change: Updateable<IsoRecordTable>,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('isoRecord')
    .set({ ...change, lockVersion: lockVersion + 1 })
    .where('id', '=', id)
    .where('lockVersion', '=', lockVersion)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Problem('stale', { detail: { version: lockVersion } })
}
