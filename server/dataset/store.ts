import type { Selectable } from 'kysely'
import type { Db } from '../db/open.ts'
import type { DatasetTable } from '../db/tables.ts'

export type StoredDataset = Selectable<DatasetTable>

export async function insertDataset(db: Db, row: StoredDataset): Promise<void> {
  await db.insertInto('dataset').values(row).execute()
}

export async function findDataset(db: Db, roundId: string): Promise<StoredDataset | undefined> {
  return db
    .selectFrom('dataset')
    .selectAll()
    .where('roundId', '=', roundId)
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst()
}
