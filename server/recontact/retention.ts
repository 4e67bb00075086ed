import type { Act } from '../act.ts'
import { dayOf } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { actOf } from '../deps.ts'
import { deleteExpired, hastenDeletion } from './store.ts'

/** A number is kept for thirty days after the last day of the round, and not one longer. */
const KEPT_DAYS = 30
const DAY_MS = 86_400_000
const EVERY_MS = 3_600_000

export const deletionDay = (closesOn: string): string =>
  new Date(Date.parse(`${closesOn}T00:00:00Z`) + KEPT_DAYS * DAY_MS).toISOString().slice(0, 10)

/** A round that closes early takes its numbers with it early. */
export const contactsOfClosed = (db: Db, roundId: string, closedOn: string): Promise<void> =>
  hastenDeletion(db, roundId, deletionDay(closedOn))

/** Takes out every number whose last day has passed, and writes down how many of which round. */
export async function deleteOldContacts(db: Db, by: Act): Promise<void> {
  for (const { roundId, count } of await deleteExpired(db, dayOf(by.now)))
    await audit(db, by, 'recontact.delete', roundId, { contacts: count })
}

/** Once at the start and every hour; the timer keeps no program alive. */
export function keepDeletingContacts(deps: Deps): () => void {
  const once = () =>
    deps.db
      .transaction()
      .execute((db) => deleteOldContacts(db, actOf(deps, 'command')))
      .catch((error: unknown) => {
        deps.storageFault(error)
        deps.log.error({ err: { message: String(error) } }, 'contacts past their day could not be deleted')
      })
  void once()
  const timer = setInterval(once, EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}
