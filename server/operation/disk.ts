import { statfs } from 'node:fs/promises'
import type { MiddlewareHandler } from 'hono'
import { sql } from 'kysely'
import { engineOf } from '../db/engine.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/env.ts'
import { Problem } from '../problem.ts'

/** Part of the disk that is kept free, and the bytes it comes to at most. */
export type DiskReserve = Readonly<{ share: number; most: number }>

export type Space = Readonly<{ sizeBytes: number; freeBytes: number; reserveBytes: number; low: boolean }>
/** `seen` is what the last look found, where it is over and not old. */
export type Disk = Readonly<{ look: () => Promise<Space>; seen: () => Space | undefined }>

/** How old a look may be: five thousand sheets a second are half a megabyte in this time. */
const FRESH_MS = 100
/** The log of changes is emptied at most this often to make room. */
const RELIEVE_MS = 5_000

/**
 * What is free where the data lie. The last part of the disk is not for answers: a database that meets the end of the disk can
 * neither empty its log nor delete anything, and the operator cannot sign in to mend it.
 */
export function makeDisk(deps: Deps): Disk {
  const { dataDir, diskReserve } = deps.config
  let at = Number.NEGATIVE_INFINITY
  let last: Promise<Space> | undefined
  let seen: Space | undefined
  let relievedAt = Number.NEGATIVE_INFINITY
  const measure = async (): Promise<Space> => {
    const { blocks, bavail, bsize } = await statfs(dataDir)
    const [sizeBytes, freeBytes] = [blocks * bsize, bavail * bsize]
    const reserveBytes = Math.min(sizeBytes * diskReserve.share, diskReserve.most)
    return { sizeBytes, freeBytes, reserveBytes, low: freeBytes < reserveBytes }
  }
  const look = async (): Promise<Space> => {
    const space = await measure()
    if (!space.low || engineOf(deps.db) === 'postgres' || performance.now() - relievedAt < RELIEVE_MS) return space
    relievedAt = performance.now()
    // What stands in the log stands in the file as well once it has been emptied; a reader in its way leaves it for later.
    await sql`pragma wal_checkpoint(truncate)`.execute(deps.db).catch(() => {})
    return measure()
  }
  const isFresh = () => performance.now() - at < FRESH_MS
  return {
    look() {
      if (last && isFresh()) return last
      at = performance.now()
      seen = undefined
      const asked = look()
      last = asked
      // Who asked hears of an error; an older look that is over late says nothing.
      asked.then(
        (space) => {
          if (last === asked) seen = space
        },
        () => {},
      )
      return asked
    },
    seen: () => (isFresh() ? seen : undefined),
  }
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'DELETE'])

/** Before the last of the disk nothing is taken any more; reading, deleting, signing in and out go on. PostgreSQL has a disk of its own. */
export function keepReserve(deps: Deps, disk: Disk): MiddlewareHandler<AppEnv> {
  const isFull = fullDisk(deps, disk)
  return async (c, next) => {
    if (!SAFE.has(c.req.method) && !/^\/api\/session(\/|$)/.test(c.req.path) && (await isFull()))
      throw new Problem('storage_full', { retryAfterSeconds: 600 })
    await next()
  }
}

/** Whether only the last of the disk is left; at once where somebody has just looked. */
export function fullDisk(deps: Deps, disk: Disk): () => boolean | Promise<boolean> {
  if (engineOf(deps.db) !== 'sqlite') return () => false
  return () => disk.seen()?.low ?? disk.look().then(({ low }) => low)
}
