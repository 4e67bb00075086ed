import { sql } from 'kysely'
import { type Act, dayOf } from '../act.ts'
import { audit } from '../audit.ts'
import { engineOf } from '../db/engine.ts'
import type { Db } from '../db/open.ts'
import { actOf, type Deps } from '../deps.ts'
import { deleteOldContacts } from '../recontact/retention.ts'
import { addDays } from './legal-days.ts'
import { rulesNow } from './rules.ts'
import { deleteAnswers, deleteProgress, deleteRequests, deleteSessions } from './store.ts'

/** What is deleted by age, each by its own query. A rule in the database says after how many days. */
export const KEPT_FOR_A_TIME: Readonly<Record<string, (db: Db, before: string) => Promise<bigint>>> = {
  progress: deleteProgress,
  session: deleteSessions,
  response: (db, before) => deleteAnswers(db, 'response', before),
  open_response: (db, before) => deleteAnswers(db, 'openResponse', before),
  subject_request: deleteRequests,
}

export type Tidied = Readonly<Record<string, number>>

/** Deletes what has outlived its rule, in one transaction with an entry for each kind; nothing is said of what it was. */
export async function deleteOutlived(db: Db, by: Act): Promise<Tidied> {
  const done: Record<string, number> = {}
  for (const { what, days } of await rulesNow(db)) {
    const remove = KEPT_FOR_A_TIME[what]
    if (!remove) continue
    const before = addDays(dayOf(by.now), -days)
    done[what] = Number(await remove(db, before))
    if (done[what] > 0) await audit(db, by, 'privacy.delete', what, { before, count: done[what], days })
  }
  return done
}

/**
 * Deletes, and wipes what deletion leaves behind: freed pages are written over with zeros (`secure_delete`), the log of
 * changes is emptied to nothing, and with `whole` the file is written anew, so that no old page is left in it.
 */
export async function tidy(deps: Deps, whole = false): Promise<Tidied> {
  const by = actOf(deps, 'clock')
  const done = await deps.db.transaction().execute(async (db) => {
    await deleteOldContacts(db, by)
    return deleteOutlived(db, by)
  })
  const any = Object.values(done).some((count) => count > 0)
  if (any || whole) await wipe(deps.db, whole)
  return done
}

/** What rules delete from. */
const EMPTIED = ['response', 'openResponse', 'progress', 'session', 'subjectRequest'] as const

/**
 * On PostgreSQL the rows of slips as they were before a round left the field, each with the transaction of its answer, stand in
 * the file until it is written anew, so `slip` is among them at night. While `vacuum (full)` runs, sheets wait.
 */
export async function wipe(db: Db, whole: boolean): Promise<void> {
  if (engineOf(db) === 'postgres') {
    for (const table of [...EMPTIED, ...(whole ? ['slip'] : [])])
      await sql`vacuum ${sql.raw(whole ? '(full)' : '')} ${sql.table(table)}`.execute(db)
    return
  }
  if (whole) await sql`vacuum`.execute(db)
  await sql`pragma wal_checkpoint(truncate)`.execute(db)
}

const EVERY_MS = 60 * 60_000
/** The hour, in Việt Nam, in which nobody answers. */
const NIGHT = 2

/**
 * Tidies now and every hour as long as the server runs, and once a night writes the file anew: inside a page, SQLite lays
 * rows down in the order they came, whatever their key says. A failure is logged and tried again.
 */
export function keepTidy(deps: Deps): () => void {
  let night = ''
  const once = async (): Promise<void> => {
    const now = deps.clock()
    const today = dayOf(now)
    const whole = (now.getUTCHours() + 7) % 24 === NIGHT && night !== today
    try {
      await tidy(deps, whole)
      if (whole) night = today
    } catch (error) {
      deps.log.error({ err: String(error) }, 'tidying failed')
    }
  }
  const timer = setInterval(once, EVERY_MS)
  timer.unref()
  void once()
  return () => clearInterval(timer)
}
