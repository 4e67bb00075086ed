import { access, constants } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { engineOf } from '../db/engine.ts'
import { isCurrent } from '../db/migrate.ts'
import type { Deps } from '../deps.ts'
import type { Disk } from './disk.ts'

/** Each `ok` or what is wrong, in one word. */
export type Readiness = Readonly<{
  database: 'ok' | 'unavailable' | 'busy'
  disk: 'ok' | 'low' | 'unavailable'
  schema: 'ok' | 'changed' | 'unavailable'
}>

const PATIENCE_MS = 4_000
const FRESH_MS = 1_000

/** Whether answers can be taken now: asked by whatever sends them here, so all who ask within a second share one look. */
export function makeReadiness(deps: Deps, disk: Disk): () => Promise<Readiness> {
  let at = Number.NEGATIVE_INFINITY
  let last: Promise<Readiness> | undefined
  let told = 'ok,ok,ok'
  const look = async (): Promise<Readiness> => {
    const [database, space, schema] = await Promise.all([writable(deps), spaceOf(deps, disk), schemaOf(deps)])
    const found = { database, disk: space, schema }
    const text = Object.values(found).join()
    // Once for each change, however often somebody asks.
    if (text !== told) deps.log[text === 'ok,ok,ok' ? 'info' : 'warn'](found, 'readiness')
    told = text
    return found
  }
  return () => {
    if (last && performance.now() - at < FRESH_MS) return last
    at = performance.now()
    last = look()
    return last
  }
}

/** The writer's place is had, which a read-only or lost database refuses, and given back without a trace. */
async function writable(deps: Deps): Promise<Readiness['database']> {
  const work = deps.db.transaction().execute(async (db) => {
    if (engineOf(db) === 'sqlite') return true
    // Also on where the server is a standby.
    const { rows } = await sql<{ said: string }>`select current_setting('transaction_read_only') as said`.execute(db)
    return rows[0]?.said === 'off'
  })
  const done = work.then(
    (free) => (free ? ('ok' as const) : ('unavailable' as const)),
    () => 'unavailable' as const,
  )
  return Promise.race([done, pause(PATIENCE_MS, 'busy' as const, { ref: false })])
}

async function spaceOf(deps: Deps, disk: Disk): Promise<Readiness['disk']> {
  try {
    await access(deps.config.dataDir, constants.W_OK)
    return (await disk.look()).low ? 'low' : 'ok'
  } catch {
    return 'unavailable'
  }
}

/** A later version of the program may have changed the database under this one's feet. */
async function schemaOf(deps: Deps): Promise<Readiness['schema']> {
  try {
    return (await isCurrent(deps.read)) ? 'ok' : 'changed'
  } catch {
    return 'unavailable'
  }
}
