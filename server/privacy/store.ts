import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Db } from '../db/open.ts'
import type { RetentionRuleTable, SubjectRequestTable } from '../db/privacy-tables.ts'

export type StoredRule = Selectable<RetentionRuleTable>
export type StoredRequest = Selectable<SubjectRequestTable>

export const listRules = (db: Db): Promise<StoredRule[]> =>
  db.selectFrom('retentionRule').selectAll().orderBy('what').execute()

/** The first rule for something; false where somebody was faster. */
export async function insertRule(db: Db, row: Insertable<RetentionRuleTable>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('retentionRule')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function updateRule(db: Db, what: string, version: number, change: Updateable<RetentionRuleTable>) {
  const { numUpdatedRows } = await db
    .updateTable('retentionRule')
    .set({ ...change, version: version + 1 })
    .where('what', '=', what)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export const listRequests = (db: Db): Promise<StoredRequest[]> =>
  db.selectFrom('subjectRequest').selectAll().orderBy('receivedOn', 'desc').orderBy('id').execute()

export const findRequest = (db: Db, id: string): Promise<StoredRequest | undefined> =>
  db.selectFrom('subjectRequest').selectAll().where('id', '=', id).executeTakeFirst()

export const insertRequest = (db: Db, row: Insertable<SubjectRequestTable>) =>
  db.insertInto('subjectRequest').values(row).execute()

export async function updateRequest(db: Db, id: string, version: number, change: Updateable<SubjectRequestTable>) {
  const { numUpdatedRows } = await db
    .updateTable('subjectRequest')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Unfinished sheets nobody came back to. */
export const deleteProgress = async (db: Db, before: string): Promise<bigint> =>
  (await db.deleteFrom('progress').where('day', '<', before).executeTakeFirst()).numDeletedRows

export const deleteSessions = async (db: Db, before: string): Promise<bigint> =>
  (await db.deleteFrom('session').where('createdAt', '<', before).executeTakeFirst()).numDeletedRows

export const deleteRequests = async (db: Db, before: string): Promise<bigint> =>
  (await db.deleteFrom('subjectRequest').where('doneOn', '<', before).executeTakeFirst()).numDeletedRows

/**
 * Sheets of rounds that closed before the day and whose answers stand in a frozen dataset: without words anybody wrote,
 * and enough for every figure.
 */
export async function deleteAnswers(db: Db, table: 'response' | 'openResponse', before: string): Promise<bigint> {
  const rounds = db
    .selectFrom('round')
    .innerJoin('dataset', 'dataset.roundId', 'round.id')
    .select('round.id')
    .where('round.closesOn', '<', before)
    .where('round.state', 'not in', ['fielding'])
  return (await db.deleteFrom(table).where('roundId', 'in', rounds).executeTakeFirst()).numDeletedRows
}

export async function isWithdrawnSince(db: Db, since: string): Promise<boolean> {
  const found = await db
    .selectFrom('evidence')
    .select('id')
    .where('withdrawnAt', '>', since)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
