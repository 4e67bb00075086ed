import type { Db } from '../db/open.ts'

/** When the last backup was begun, by the audit chain. */
export const lastBackup = async (db: Db): Promise<string | undefined> =>
  (
    await db
      .selectFrom('auditEntry')
      .select('at')
      .where('action', '=', 'backup.make')
      .orderBy('sequence', 'desc')
      .limit(1)
      .executeTakeFirst()
  )?.at
