import type { Selectable } from 'kysely'
import type { OpenLinkTable } from '../db/field-tables.ts'
import { textsIn } from '../db/json-rows.ts'
import type { Db } from '../db/open.ts'

export type OpenLink = Selectable<OpenLinkTable>

export async function insertOpenLink(db: Db, link: OpenLink): Promise<void> {
  await db.insertInto('openLink').values(link).execute()
}

export const listOpenLinks = (db: Db, roundId: string): Promise<OpenLink[]> =>
  db.selectFrom('openLink').selectAll().where('roundId', '=', roundId).orderBy('mode').orderBy('label').execute()

export const findOpenLink = (db: Db, roundId: string, id: string): Promise<OpenLink | undefined> =>
  db.selectFrom('openLink').selectAll().where('roundId', '=', roundId).where('id', '=', id).executeTakeFirst()

export const findOpenLinksByHash = (db: Db, hashes: readonly string[]): Promise<OpenLink[]> =>
  db.selectFrom('openLink').selectAll().where('codeHash', 'in', textsIn(db, hashes)).execute()

export async function revokeOpenLink(db: Db, id: string): Promise<void> {
  await db.updateTable('openLink').set({ state: 'revoked' }).where('id', '=', id).execute()
}

/** Counts sheets on a link that is open, has room and whose round is in the field; how many rows that was true of. */
export async function takeFromLink(db: Db, id: string, sheets: number): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('openLink')
    .set(({ eb }) => ({ received: eb('received', '+', sheets) }))
    .where('id', '=', id)
    .where('state', '=', 'open')
    .where(({ eb }) => eb(eb('received', '+', sheets), '<=', eb.ref('most')))
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('round')
          .select('round.id')
          .whereRef('round.id', '=', 'openLink.roundId')
          .where('round.state', '=', 'fielding'),
      ),
    )
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
