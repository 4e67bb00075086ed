import type { Insertable, Selectable } from 'kysely'
import type { EvidenceTable } from '../db/evidence-table.ts'
import { textsIn } from '../db/json-rows.ts'
import type { Db } from '../db/open.ts'
import type { Reach } from '../staff/account.ts'
import { idsOf } from './search-index.ts'
import type { Wanted } from './search-text.ts'

export type Evidence = Selectable<EvidenceTable>

export const insertEvidence = (db: Db, row: Insertable<EvidenceTable>) =>
  db.insertInto('evidence').values(row).execute()

export const findEvidence = (db: Db, id: string): Promise<Evidence | undefined> =>
  db.selectFrom('evidence').selectAll().where('id', '=', id).executeTakeFirst()

/** The paper of a holder with the same bytes. */
export const findSameFile = (db: Db, unitId: string | null, contentHash: string) =>
  db
    .selectFrom('evidence')
    .select('id')
    .where('contentHash', '=', contentHash)
    .where('unitId', unitId === null ? 'is' : '=', unitId)
    .where('withdrawnAt', 'is', null)
    .executeTakeFirst()

export type Search = Readonly<{
  wanted: readonly Wanted[]
  unitId?: string | undefined
  limit: number
  offset: number
}>

/** Papers of the units reached that hold everything wanted, the newest first; one more than the limit where there are more. */
export async function searchEvidence(db: Db, reach: Reach, { wanted, unitId, limit, offset }: Search) {
  // What is said beside a paper is read of those that are shown, and of no others.
  const found = db
    .selectFrom('evidence')
    .selectAll()
    .where('withdrawnAt', 'is', null)
    .$if(wanted.length > 0, (rows) => rows.where('id', 'in', idsOf(db, wanted)))
    .$if(reach !== 'everywhere', (rows) =>
      rows.where('unitId', 'in', textsIn(db, reach === 'everywhere' ? [] : [...reach])),
    )
    .$if(unitId !== undefined, (rows) => rows.where('unitId', '=', unitId ?? ''))
    .orderBy('issuedOn', 'desc')
    .orderBy('id')
    .limit(limit + 1)
    .offset(offset)
  return db
    .selectFrom(found.as('found'))
    .leftJoin('evidenceText', 'evidenceText.evidenceId', 'found.id')
    .leftJoin('unit', 'unit.id', 'found.unitId')
    .select(['found.id', 'found.unitId', 'unit.name as unitName', 'number', 'issuedOn', 'issuer', 'abstract'])
    .select(['fileName', 'size', 'contentHash', 'createdAt', 'version', 'evidenceText.state as textState', 'pages'])
    .orderBy('issuedOn', 'desc')
    .orderBy('found.id')
    .execute()
}

export async function isUnit(db: Db, id: string): Promise<boolean> {
  const row = await db.selectFrom('unit').select('id').where('id', '=', id).executeTakeFirst()
  return row !== undefined
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
