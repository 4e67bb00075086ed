import { type Insertable, sql } from 'kysely'
import { engineOf } from '../db/engine.ts'
import type { EvidenceTextTable } from '../db/evidence-table.ts'
import { textsIn } from '../db/json-rows.ts'
import type { Db } from '../db/open.ts'

/**
 * The words of a new paper, under the next serial. PostgreSQL's index is one of the table; SQLite's stands beside it and is told,
 * for a trigger would have to be there on both.
 */
export async function insertEvidenceText(db: Db, row: Omit<Insertable<EvidenceTextTable>, 'serial'>): Promise<void> {
  const { serial } = await db
    .insertInto('evidenceText')
    .values({ ...row, serial: sql<number>`(select coalesce(max(serial), 0) + 1 from "evidenceText")` })
    .returning('serial')
    .executeTakeFirstOrThrow()
  if (engineOf(db) === 'sqlite')
    await sql`insert into "evidenceWords" (rowid, folded, plain) values (${serial}, ${row.folded}, ${row.plain})`.execute(
      db,
    )
}

/** Nothing of the words stays, neither in the table nor in the index, which has to be told what they were. */
export async function deleteEvidenceText(db: Db, evidenceId: string): Promise<void> {
  if (engineOf(db) === 'sqlite')
    await sql`insert into "evidenceWords" ("evidenceWords", rowid, folded, plain)
      select 'delete', serial, folded, plain from "evidenceText" where "evidenceId" = ${evidenceId}`.execute(db)
  await db.deleteFrom('evidenceText').where('evidenceId', '=', evidenceId).execute()
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
