import type { Selectable } from 'kysely'
import type { Db } from '../db/open.ts'
import type { DocumentTable } from '../db/tables.ts'

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
    .select(['id', 'kind', 'version', 'state', 'fileName', 'mediaType', 'contentHash', 'createdAt'])
    .where('roundId', '=', roundId)
    .orderBy('createdAt', 'desc')
    .orderBy('kind')
    .execute()
}

export async function findDocument(db: Db, id: string): Promise<StoredDocument | undefined> {
  return db.selectFrom('document').selectAll().where('id', '=', id).executeTakeFirst()
}
