import type { Selectable } from 'kysely'
import type { DocumentTable } from '../db/document-table.ts'
import type { Db } from '../db/open.ts'

export type StoredDocument = Selectable<DocumentTable>

export async function insertDocument(db: Db, row: StoredDocument): Promise<void> {
  await db.insertInto('document').values(row).execute()
}

export async function nextVersion(db: Db, roundId: string, kind: string): Promise<number> {
  const row = await db
    .selectFrom('document')
    .select(({ fn }) => fn.max('version').as('version'))
    .where('roundId', '=', roundId)
    .where('kind', '=', kind)
    .executeTakeFirst()
  return Number(row?.version ?? 0) + 1
}

/** Without their bytes, newest first. */
export async function listDocuments(db: Db, roundId: string) {
  return db
    .selectFrom('document')
    .leftJoin('account', 'account.id', 'document.approvedBy')
    .select([
      'document.id',
      'document.kind',
      'document.version',
      'document.state',
      'document.fileName',
      'document.mediaType',
      'document.contentHash',
      'document.pdfHash',
      'document.decisionNumber',
      'document.decisionDate',
      'document.approvedAt',
      'document.createdAt',
      'account.name as approvedBy',
    ])
    .where('document.roundId', '=', roundId)
    .orderBy('document.createdAt', 'desc')
    .orderBy('document.kind')
    .orderBy('document.version', 'desc')
    .execute()
}

export async function findDocument(db: Db, id: string): Promise<StoredDocument | undefined> {
  return db.selectFrom('document').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The newest version of a kind. */
export async function findNewest(db: Db, roundId: string, kind: string): Promise<StoredDocument | undefined> {
  return db
    .selectFrom('document')
    .selectAll()
    .where('roundId', '=', roundId)
    .where('kind', '=', kind)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export type Approval = Readonly<{
  decisionNumber: string
  decisionDate: string
  approvedBy: string
  approvedAt: string
}>

/** Approves a draft; false if it is none any more. */
export async function approveDraft(db: Db, id: string, approval: Approval): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('document')
    .set({ ...approval, state: 'approved' })
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Slips in each packet that were not withdrawn. */
export async function countPacketSlips(db: Db, roundId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('slip')
    .select(({ fn }) => ['packetId', fn.countAll<number>().as('count')])
    .where('roundId', '=', roundId)
    .where('state', '!=', 'revoked')
    .groupBy('packetId')
    .execute()
  return new Map(rows.map(({ packetId, count }) => [packetId, Number(count)]))
}

/** All slips of the round that were not withdrawn, counted at once. */
export async function countRoundSlips(db: Db, roundId: string): Promise<number> {
  const row = await db
    .selectFrom('slip')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('roundId', '=', roundId)
    .where('state', '!=', 'revoked')
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}
