import type { Act } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { copyName } from './copies.ts'
import { EVERY_MS, isDue, type LastCopy } from './due.ts'

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

/** A copy is on record when it begins, in the copy itself too; one that came to nothing has a second entry that names it. */
const [BEGUN, FAILED] = ['backup.make', 'backup.failed'] as const
const AT_ONCE = 100

/** The last copy that was begun and, of those that did not come to nothing, the last one. */
async function lastCopies(db: Db) {
  const failed = new Set<string | undefined>()
  let begun: Readonly<{ at: string }> | undefined
  for (let before: number | undefined; ; ) {
    let asked = db
      .selectFrom('auditEntry')
      .select(['sequence', 'at', 'action', 'detail'])
      .where('action', 'in', [BEGUN, FAILED])
    if (before !== undefined) asked = asked.where('sequence', '<', before)
    const entries = await asked.orderBy('sequence', 'desc').limit(AT_ONCE).execute()
    for (const entry of entries) {
      before = entry.sequence
      if (entry.action === FAILED) {
        failed.add((JSON.parse(entry.detail) as { copy?: string }).copy)
        continue
      }
      begun ??= entry
      if (!failed.has(copyName(new Date(entry.at)))) return { begun, made: entry }
    }
    if (entries.length < AT_ONCE) return { begun }
  }
}

/** When the last backup was begun that did not come to nothing. */
export const lastBackup = async (db: Db): Promise<string | undefined> => (await lastCopies(db)).made?.at

/** The last copy, by the audit chain, and whether anything else was written there since. */
async function lastCopy(db: Db): Promise<Readonly<{ last?: LastCopy; changed: boolean; triedAt?: number }>> {
  const { begun, made } = await lastCopies(db)
  const tried = begun ? { triedAt: Date.parse(begun.at) } : {}
  if (!made) return { changed: true, ...tried }
  const later = await db
    .selectFrom('auditEntry')
    .select('sequence')
    .where('sequence', '>', made.sequence)
    .where('action', 'not in', [BEGUN, FAILED])
    .limit(1)
    .executeTakeFirst()
  const { sheets } = JSON.parse(made.detail) as { sheets?: number }
  return { last: { at: made.at, sheets: sheets ?? 0 }, changed: later !== undefined, ...tried }
}

/** Whether a copy is due; only looks. */
export async function copyIsDue(db: Db, at: Date): Promise<boolean> {
  const { last, changed, triedAt } = await lastCopy(db)
  // One that came to nothing is tried again, and not without rest.
  const rested = triedAt === undefined ? undefined : at.getTime() - triedAt
  if (rested !== undefined && rested >= 0 && rested < EVERY_MS) return false
  // Counting a province's sheets takes a while, so it is left where the time alone says no.
  if (last && !isDue(last, { at, sheets: last.sheets, changed: true })) return false
  return isDue(last, { at, sheets: await countSheets(db), changed })
}

/** That everything was copied is on record, in the copy too, with the number of sheets that were there. */
export const putOnRecord = async (db: Db, by: Act): Promise<void> =>
  audit(db, by, BEGUN, 'all', { sheets: await countSheets(db) })

/** Of several servers that find a copy due at once, one makes it. */
export async function claimCopy(db: Db, by: Act): Promise<boolean> {
  if (!(await copyIsDue(db, by.now))) return false
  await putOnRecord(db, by)
  return true
}

/** A copy came to nothing: what has changed since the one before is copied by the next. `copy` is its name in a folder. */
export const recordFailure = (db: Db, by: Act, copy: string): Promise<void> => audit(db, by, FAILED, 'all', { copy })
