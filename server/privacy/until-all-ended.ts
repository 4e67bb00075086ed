import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '../db/open.ts'

const MOST_MS = 60_000
const LOOK_MS = 100

/**
 * PostgreSQL keeps a deleted row as long as a transaction from before is under way, in whatever database of the server, and writes it
 * into a new file of its table, too. Waits until those that are under way now have ended; after a minute for none of them.
 */
export async function untilAllEnded(db: Db): Promise<void> {
  const { rows } = await sql<{ next: string }>`
    select pg_snapshot_xmax(pg_current_snapshot())::text as next`.execute(db)
  const next = rows[0]?.next ?? '0'
  for (let waited = 0; waited < MOST_MS; waited += LOOK_MS) {
    const { rows: seen } = await sql<{ ended: boolean }>`
      select pg_snapshot_xmin(pg_current_snapshot()) >= ${next}::text::xid8 as ended`.execute(db)
    if (seen[0]?.ended) return
    await pause(LOOK_MS)
  }
}
