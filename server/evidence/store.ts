import type { Insertable, Selectable } from 'kysely'
import type { EvidenceTable, EvidenceTextTable } from '../db/evidence-table.ts'
import { textsIn } from '../db/json-rows.ts'
import type { Db } from '../db/open.ts'
import type { Reach } from '../staff/account.ts'
import { patternOf, type Wanted } from './search-text.ts'

export type Evidence = Selectable<EvidenceTable>

export const insertEvidence = (db: Db, row: Insertable<EvidenceTable>) =>
  db.insertInto('evidence').values(row).execute()

export const insertEvidenceText = (db: Db, row: Insertable<EvidenceTextTable>) =>
  db.insertInto('evidenceText').values(row).execute()

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
  return wanted
    .reduce(
      (rows, one) => rows.where(one.marked ? 'evidenceText.folded' : 'evidenceText.plain', 'like', patternOf(one)),
      db.selectFrom('evidence').leftJoin('evidenceText', 'evidenceText.evidenceId', 'evidence.id'),
    )
    .leftJoin('unit', 'unit.id', 'evidence.unitId')
    .select(['evidence.id', 'evidence.unitId', 'unit.name as unitName', 'number', 'issuedOn', 'issuer', 'abstract'])
    .select([
      'fileName',
      'size',
      'contentHash',
      'createdAt',
      'evidence.version',
      'evidenceText.state as textState',
      'pages',
    ])
    .where('withdrawnAt', 'is', null)
    .$if(reach !== 'everywhere', (rows) =>
      rows.where('evidence.unitId', 'in', textsIn(db, reach === 'everywhere' ? [] : [...reach])),
    )
    .$if(unitId !== undefined, (rows) => rows.where('evidence.unitId', '=', unitId ?? ''))
    .orderBy('issuedOn', 'desc')
    .orderBy('evidence.id')
    .limit(limit + 1)
    .offset(offset)
    .execute()
}

/** The words of some papers, as they stand in them. */
export async function listTexts(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('evidenceText')
    .select(['evidenceId', 'text'])
    .where('evidenceId', 'in', textsIn(db, ids))
    .execute()
  return new Map(rows.map(({ evidenceId, text }) => [evidenceId, text]))
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
