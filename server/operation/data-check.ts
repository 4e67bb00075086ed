import type { Act } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'

/** What the last look at everything that is kept found: when, and what is wrong, in the words of `verify`; null: nothing. */
export type DataCheck = Readonly<{ at: string; fault: string | null }>

const ACTION = 'data.verify'

/** The outcome is on record in the audit chain: it outlasts the server, and all servers of one database know it. */
export const recordCheck = (db: Db, by: Act, fault: string | null): Promise<void> =>
  audit(db, by, ACTION, 'all', fault === null ? { ok: true } : { ok: false, fault: fault.slice(0, 500) })

export async function lastCheck(db: Db): Promise<DataCheck | undefined> {
  const entry = await db
    .selectFrom('auditEntry')
    .select(['at', 'detail'])
    .where('action', '=', ACTION)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!entry) return undefined
  const { fault } = JSON.parse(entry.detail) as { fault?: string }
  return { at: entry.at, fault: fault ?? null }
}
