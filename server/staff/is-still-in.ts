import type { Db } from '../db/open.ts'

/** Whether a session that let a request in is still there: it ends with the roles and the right it was opened with. */
export const isStillIn = async (db: Db, sessionId: string): Promise<boolean> =>
  (await db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.accountId')
    .select('session.id')
    .where('session.id', '=', sessionId)
    .where('disabledAt', 'is', null)
    .executeTakeFirst()) !== undefined
