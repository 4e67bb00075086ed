import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Db } from '../db/open.ts'
import type { ReminderTable } from '../db/reform-tables.ts'

export type Reminder = Selectable<ReminderTable>

export const findReminder = (db: Db, accountId: string): Promise<Reminder | undefined> =>
  db.selectFrom('reminder').selectAll().where('accountId', '=', accountId).executeTakeFirst()

/** Whose calendar it is, if the account may still sign in. */
export const findByFeed = (db: Db, feedHash: string) =>
  db
    .selectFrom('reminder')
    .innerJoin('account', 'account.id', 'reminder.accountId')
    .select(['accountId'])
    .where('feedHash', '=', feedHash)
    .where('disabledAt', 'is', null)
    .executeTakeFirst()

export async function insertReminder(db: Db, row: Insertable<ReminderTable>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('reminder')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function updateReminder(db: Db, id: string, lockVersion: number, change: Updateable<ReminderTable>) {
  const { numUpdatedRows } = await db
    .updateTable('reminder')
    .set({ ...change, lockVersion: lockVersion + 1 })
    .where('accountId', '=', id)
    .where('lockVersion', '=', lockVersion)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Who is written to: accounts that may sign in and have not said no. */
export const listReaders = (db: Db) =>
  db
    .selectFrom('account')
    .leftJoin('reminder', 'reminder.accountId', 'account.id')
    .select(['account.id', 'account.email'])
    .where('disabledAt', 'is', null)
    .where((at) => at.or([at('mail', 'is', null), at('mail', '=', 1)]))
    .orderBy('account.id')
    .execute()

/** Whether nobody has written to this account on this day; from now on somebody has. */
export async function claimDay(db: Db, accountId: string, day: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('reminderMail')
    .values({ accountId, day })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function releaseDay(db: Db, accountId: string, day: string): Promise<void> {
  await db.deleteFrom('reminderMail').where('accountId', '=', accountId).where('day', '=', day).execute()
}
