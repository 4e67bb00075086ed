import { sql } from 'kysely'
import { type Act, dayOf } from '../act.ts'
import { audit } from '../audit.ts'
import { engineOf } from '../db/engine.ts'
import type { Db } from '../db/open.ts'
import { actOf, type Deps } from '../deps.ts'
import { deleteOldContacts } from '../recontact/retention.ts'
import { forgetInterviews, listAskedSlips } from './forget-interviews.ts'
import { makeForgetLately } from './forget-lately.ts'
import { forgetLog, keptByLogs } from './forget-log.ts'
import { layById } from './lay-by-id.ts'
import { addDays } from './legal-days.ts'
import { rulesNow } from './rules.ts'
import { deleteAnswers, deleteProgress, deleteRequests, deleteSessions, isWithdrawnSince } from './store.ts'
import { untilAllEnded } from './until-all-ended.ts'

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
  const asked = await listAskedSlips(deps.read)
  const done = await deps.db.transaction().execute(async (db) => {
    await deleteOldContacts(db, by)
    await forgetInterviews(db, asked)
    if (whole) await forgetOrder(db)
    return deleteOutlived(db, by)
  })
  const any = Object.values(done).some((count) => count > 0)
  if (any || whole) {
    await wipe(deps.db, whole, addDays(dayOf(by.now), -2))
    await forgetLog(deps.read)
  } else if (engineOf(deps.db) === 'sqlite') await emptyLog(deps.db)
  return done
}

/**
 * SQLite's log of changes holds a sheet beside the slip it spent, and goes on holding them until it is written over. Each hour it is
 * emptied; no sheet waits for that: where somebody reads just now, a backup for one, the next hour does it.
 */
const emptyLog = (db: Db): Promise<void> =>
  db.connection().execute(async (one) => {
    const { rows } = await sql<{ timeout: number }>`pragma busy_timeout`.execute(one)
    await sql`pragma busy_timeout = 0`.execute(one)
    try {
      await sql`pragma wal_checkpoint(truncate)`.execute(one)
    } finally {
      await sql.raw(`pragma busy_timeout = ${Number(rows[0]?.timeout)}`).execute(one)
    }
  })

/**
 * PostgreSQL keeps rows in the order they came, each with the transaction that stored it together with its slip, and `vacuum (full)`
 * keeps both. What a round in the field has got so far is written anew in the order of its random ids, all by one transaction, as
 * the round's end does it (migration `forget-order`): whoever reads the files can join at most what came since the last night.
 */
async function forgetOrder(db: Db): Promise<void> {
  if (engineOf(db) !== 'postgres') return
  const rounds = await db.selectFrom('round').select('id').where('state', '=', 'fielding').execute()
  for (const { id } of rounds) await sql`select "forgetOrder"(${id})`.execute(db)
}

/** What rules delete from. */
const EMPTIED = ['response', 'openResponse', 'progress', 'session', 'subjectRequest'] as const

/**
 * On PostgreSQL the rows of slips as they were before their order was forgotten, each with the transaction of its answer, stand in
 * the file until it is written anew, so `slip` is among them at night. While `vacuum (full)` runs, sheets wait. The words of
 * papers are large: they are written anew, their index with them, only where a paper was withdrawn after the day `since`.
 */
export async function wipe(db: Db, whole: boolean, since = ''): Promise<void> {
  if (engineOf(db) === 'postgres') {
    if (whole) await untilAllEnded(db)
    const words = whole && (await isWithdrawnSince(db, since)) ? ['evidenceText'] : []
    for (const table of [...EMPTIED, ...words])
      await sql`vacuum ${sql.raw(whole ? '(full)' : '')} ${sql.table(table)}`.execute(db)
    // Slips were spent one after another; by their random ids nobody sees in which order.
    if (whole) for (const table of ['slip', 'recontact'] as const) await layById(db, table)
    return
  }
  if (whole) await sql`vacuum`.execute(db)
  await sql`pragma wal_checkpoint(truncate)`.execute(db)
}

async function tellWhatIsKept({ read, log }: Deps): Promise<void> {
  const kept = await keptByLogs(read)
  if (!(await forgetLog(read))) kept.push('this user may not checkpoint')
  if (kept.length > 0)
    log.warn({ kept }, 'PostgreSQL keeps in its logs what was deleted: docs/operations.md, PostgreSQL')
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
  const lately = makeForgetLately(deps.db)
  let begun = false
  const once = async (): Promise<void> => {
    const now = deps.clock()
    const today = dayOf(now)
    const whole = (now.getUTCHours() + 7) % 24 === NIGHT && night !== today
    try {
      await tidy(deps, whole)
      if (whole) night = today
      if (!begun) await tellWhatIsKept(deps)
      if (whole || !begun) await lately.begin(today)
      if ((await lately.hourly()) > 0) await forgetLog(deps.read)
      begun = true
    } catch (error) {
      deps.log.error({ err: String(error) }, 'tidying failed')
    }
  }
  const timer = setInterval(once, EVERY_MS)
  timer.unref()
  void once()
  return () => clearInterval(timer)
}
