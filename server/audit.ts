import { canonicalJson } from '../surveys/canonical-json.ts'
import type { Act } from './act.ts'
import type { Db } from './db/open.ts'
import { sha256 } from './keys.ts'

/** What a first entry points back to. */
const GENESIS = '0'.repeat(64)

export type AuditDetail = Readonly<Record<string, string | number | boolean | null>>

const entryHash = (entry: {
  sequence: number
  at: string
  actor: string
  action: string
  object: string
  detail: string
  previousHash: string
}) =>
  sha256(
    canonicalJson({
      sequence: entry.sequence,
      at: entry.at,
      actor: entry.actor,
      action: entry.action,
      object: entry.object,
      detail: entry.detail,
      previousHash: entry.previousHash,
    }),
  )

/**
 * Adds one entry to the chain, in the caller's transaction, so that an act and its entry are there together or not at all.
 * `detail` never holds an answer, a code or an address.
 */
export async function audit(db: Db, by: Act, action: string, object: string, detail: AuditDetail = {}): Promise<void> {
  const last = await db
    .selectFrom('auditEntry')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  const entry = {
    sequence: (last?.sequence ?? 0) + 1,
    at: by.now.toISOString(),
    actor: by.actor,
    action,
    object,
    detail: canonicalJson(detail),
    previousHash: last?.hash ?? GENESIS,
  }
  await db
    .insertInto('auditEntry')
    .values({ ...entry, hash: entryHash(entry) })
    .execute()
}

/** Walks the whole chain; the position of the first entry that does not follow, or its head. */
export async function verifyAudit(
  db: Db,
): Promise<{ ok: true; count: number; head: string } | { ok: false; sequence: number }> {
  let previousHash = GENESIS
  let count = 0
  for (;;) {
    const page = await db
      .selectFrom('auditEntry')
      .selectAll()
      .where('sequence', '>', count)
      .orderBy('sequence')
      .limit(1000)
      .execute()
    if (page.length === 0) return { ok: true, count, head: previousHash }
    for (const entry of page) {
      if (entry.sequence !== count + 1 || entry.previousHash !== previousHash || entry.hash !== entryHash(entry))
        return { ok: false, sequence: count + 1 }
      previousHash = entry.hash
      count += 1
    }
  }
}
