import type { Selectable } from 'kysely'
import { canonicalJson } from '../surveys/canonical-json.ts'
import type { Act } from './act.ts'
import type { Db } from './db/open.ts'
import type { AuditEntryTable } from './db/upkeep-tables.ts'
import { sha256 } from './keys.ts'

/** What a first entry points back to. */
const GENESIS = '0'.repeat(64)

export type AuditDetail = Readonly<Record<string, string | number | boolean | null>>

export type AuditEntry = Readonly<Selectable<AuditEntryTable>>

export const entryHash = (entry: Omit<AuditEntry, 'hash'>): string =>
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

/** What a document says of an entry. */
export type Printed = Readonly<Pick<AuditEntry, 'sequence' | 'hash'>>

/** The last entry of an action on an object: what a document prints, so that a chain written anew is found by the paper. */
export const findLastEntry = (db: Db, action: string, object: string): Promise<Printed | undefined> =>
  db
    .selectFrom('auditEntry')
    .select(['sequence', 'hash'])
    .where('action', '=', action)
    .where('object', '=', object)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()

/** The entry under which all others stand now: printed, its hash shows later that none of them was changed or left out. */
export const findHead = (db: Db): Promise<Printed | undefined> =>
  db.selectFrom('auditEntry').select(['sequence', 'hash']).orderBy('sequence', 'desc').limit(1).executeTakeFirst()

export type AuditFault =
  /** an entry is gone, or one stands where it does not belong */
  | 'gap'
  /** it does not point back to the entry before it */
  | 'unlinked'
  /** what it says is not what was written */
  | 'changed'
  /** the printed hash is that of no entry: the end was cut off, or the whole was written anew */
  | 'anchor_absent'

export type AuditChain =
  | Readonly<{ ok: true; count: number; head: string; anchoredAt?: number }>
  | Readonly<{ ok: false; sequence: number; fault: AuditFault }>

/** A walk along the chain, entry by entry: `take` gives the fault of an entry that does not follow the ones before it. */
export function followChain() {
  let head = GENESIS
  let count = 0
  return {
    take(entry: AuditEntry): Exclude<AuditFault, 'anchor_absent'> | undefined {
      if (entry.sequence !== count + 1) return 'gap'
      if (entry.previousHash !== head) return 'unlinked'
      if (entry.hash !== entryHash(entry)) return 'changed'
      head = entry.hash
      count += 1
      return undefined
    },
    end: () => ({ count, head }),
  }
}

/**
 * Walks the whole chain: its head, or the position of the first entry that does not follow. A chain alone proves only that it
 * agrees with itself; `anchor` is a hash from outside, out of a printed report, that must be in it.
 */
export async function verifyAudit(db: Db, anchor?: string): Promise<AuditChain> {
  const chain = followChain()
  let anchoredAt: number | undefined
  for (;;) {
    const page = await db
      .selectFrom('auditEntry')
      .selectAll()
      .where('sequence', '>', chain.end().count)
      .orderBy('sequence')
      .limit(1000)
      .execute()
    if (page.length === 0) break
    for (const entry of page) {
      const fault = chain.take(entry)
      if (fault) return { ok: false, sequence: chain.end().count + 1, fault }
      if (entry.hash === anchor) anchoredAt = entry.sequence
    }
  }
  const { count, head } = chain.end()
  if (anchor === undefined) return { ok: true, count, head }
  return anchoredAt === undefined
    ? { ok: false, sequence: count + 1, fault: 'anchor_absent' }
    : { ok: true, count, head, anchoredAt }
}
