import { basename } from 'node:path'
import { expect } from 'vitest'
import type { makeApp } from '../server/app.ts'
import type { Db } from '../server/db/open.ts'
import { lockingRoutes, SHOWN_IN } from './locking-routes.ts'

/**
 * Each change that says which version it is made from (`If-Match`) is tried in two other ways before it is let through: without
 * a version, and with another one. So each step of a road that a test walks is shown to keep out who is late.
 */
type App = ReturnType<typeof makeApp>

/** The steps shown so far, by the file of the test. */
const shown = new Map<string, Set<string>>()
export const shownIn = (testPath: string): ReadonlySet<string> => shown.get(testPath) ?? new Set()

/** `iso.long` of `…/iso.long.test.ts`. */
export const nameOf = (testPath: string): string => basename(testPath, '.test.ts')

/** In the files that `SHOWN_IN` names. */
export function showLocks(app: App, db: Db): void {
  if (SHOWN_IN[nameOf(expect.getState().testPath ?? '')] === undefined) return
  const plain = app.request
  const addresses = lockingRoutes(app.routes).map((key) => {
    const [method, path] = key.split(' ')
    return { key, method, fits: new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`) }
  })
  /** Nothing is changed without an entry in the audit chain. */
  const entries = async () => {
    const { last } = await db
      .selectFrom('auditEntry')
      .select((e) => e.fn.max('sequence').as('last'))
      .executeTakeFirstOrThrow()
    return last
  }
  let others = 0
  const ask = async (...asked: Parameters<App['request']>) => {
    others += 1
    try {
      return await plain(...asked)
    } finally {
      others -= 1
    }
  }

  app.request = async (...asked: Parameters<App['request']>) => {
    const [address, init] = asked
    const headers = new Headers(init?.headers)
    const version = /^"(\d+)"$/.exec(headers.get('if-match') ?? '')?.[1]
    // What only looks needs no version, and where several are at it at once the test is about that.
    if (typeof address !== 'string' || version === undefined || others > 0 || /dryRun/.test(address))
      return ask(...asked)
    const key = addresses.find(
      ({ method, fits }) => method === init?.method && fits.test(address.replace(/\?.*$/, '')),
    )?.key
    const testPath = expect.getState().testPath ?? ''
    if (key === undefined || shownIn(testPath).has(key)) return ask(...asked)
    const before = await entries()
    const tried = async (tag: string | null) => {
      if (tag === null) headers.delete('if-match')
      else headers.set('if-match', tag)
      const reply = await ask(address, { ...init, headers })
      return [reply.status, ((await reply.json()) as { code?: string }).code]
    }
    const old = Number(version) > 1 ? Number(version) - 1 : Number(version) + 7
    const said = [await tried(null), await tried(`"${old}"`), await entries()]
    const reply = await ask(...asked)
    // What is refused for another reason shows nothing of versions.
    if (!reply.ok) return reply
    const right = [[428, 'precondition_required'], [412, 'stale'], before]
    if (JSON.stringify(said) !== JSON.stringify(right))
      throw new Error(
        `${key} without its version, with another one, last entry: ${JSON.stringify(said)}, not ${JSON.stringify(right)}`,
      )
    shown.set(testPath, new Set([...shownIn(testPath), key]))
    return reply
  }
}
