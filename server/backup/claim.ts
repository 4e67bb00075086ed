import type { Act } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { isDue, type LastCopy } from './due.ts'

async function countSheets(db: Db): Promise<number> {
  const counts = await Promise.all(
    (['response', 'openResponse'] as const).map((table) =>
      db
        .selectFrom(table)
        .select((e) => e.fn.countAll<number | string>().as('count'))
        .executeTakeFirstOrThrow(),
    ),
  )
  return counts.reduce((sum, { count }) => sum + Number(count), 0)
}

/** The last copy, by the audit chain, and whether anything else was written there since. */
async function lastCopy(db: Db): Promise<Readonly<{ last: LastCopy | undefined; changed: boolean }>> {
  const entry = await db
    .selectFrom('auditEntry')
    .select(['sequence', 'at', 'detail'])
    .where('action', '=', 'backup.make')
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!entry) return { last: undefined, changed: true }
  const later = await db
    .selectFrom('auditEntry')
    .select('sequence')
    .where('sequence', '>', entry.sequence)
    .limit(1)
    .executeTakeFirst()
  const { sheets } = JSON.parse(entry.detail) as { sheets?: number }
  return { last: { at: entry.at, sheets: sheets ?? 0 }, changed: later !== undefined }
}

/** Whether a copy is due; only looks. */
export async function copyIsDue(db: Db, at: Date): Promise<boolean> {
  const { last, changed } = await lastCopy(db)
  // Counting a province's sheets takes a while, so it is left where the time alone says no.
  if (last && !isDue(last, { at, sheets: last.sheets, changed: true })) return false
  return isDue(last, { at, sheets: await countSheets(db), changed })
}

/** That everything was copied is on record, in the copy too, with the number of sheets that were there. */
export const putOnRecord = async (db: Db, by: Act): Promise<void> =>
  audit(db, by, 'backup.make', 'all', { sheets: await countSheets(db) })

/** Of several servers that find a copy due at once, one makes it. */
export async function claimCopy(db: Db, by: Act): Promise<boolean> {
  if (!(await copyIsDue(db, by.now))) return false
  await putOnRecord(db, by)
  return true
}
