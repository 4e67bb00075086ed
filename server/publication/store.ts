import type { Selectable } from 'kysely'
import type { Db } from '../db/open.ts'
import type { PublicationTable } from '../db/tables.ts'

export type StoredPublication = Selectable<PublicationTable>

export async function insertPublication(db: Db, row: StoredPublication): Promise<void> {
  await db.insertInto('publication').values(row).execute()
}

/** The newest publication of a round. */
export async function findPublication(db: Db, roundId: string): Promise<StoredPublication | undefined> {
  return db
    .selectFrom('publication')
    .selectAll()
    .where('roundId', '=', roundId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** What is published, newest first; without the figures. */
export async function listPublications(db: Db) {
  return db
    .selectFrom('publication')
    .innerJoin('round', 'round.id', 'publication.roundId')
    .select(['publication.roundId', 'round.name', 'round.year', 'publication.createdAt'])
    .orderBy('publication.createdAt', 'desc')
    .execute()
}
