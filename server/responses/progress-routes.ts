import { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import { body, limit } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { makeRateLimit, networkOf } from '../http/rate-limit.ts'
import { write } from '../http/write.ts'
import { permit } from '../permit.ts'
import { Problem } from '../problem.ts'
import { isProgressId, keepProgress, progressBody } from './keep-progress.ts'
import { deleteProgress, findProgress } from './progress-store.ts'

export const PROGRESS_LIMITS = {
  /** Looks that find nothing: a parent has one, a guesser many. */
  misses: { burst: 900, perMinute: 60 },
  /** An evening of five hundred parents in one hall, each phone keeping every answer here. */
  changes: { burst: 6_000, perMinute: 3_000 },
  /** Sheets that are begun: two halls of parents whose phones keep nothing. A stranger would fill all there is room for, one a slip. */
  begun: { burst: 900, perMinute: 20 },
} as const

/** Unfinished sheets of phones that keep nothing; the address is derived from the slip's code, and nothing else leads there. */
export function progressRoutes(deps: Deps) {
  const misses = makeRateLimit(deps.clock, PROGRESS_LIMITS.misses)
  const changes = makeRateLimit(deps.clock, PROGRESS_LIMITS.changes)
  const begun = makeRateLimit(deps.clock, PROGRESS_LIMITS.begun)
  const network = (c: Parameters<typeof networkOf>[0]) => networkOf(c, deps.config.trustedProxies)
  return new Hono<AppEnv>()
    .get('/:id', permit('public', 'An unfinished sheet, sealed'), async (c) => {
      const id = c.req.param('id')
      const found = isProgressId(id) ? await findProgress(deps.read, id) : undefined
      if (!found) {
        misses(network(c))
        throw new Problem('not_found')
      }
      const { sealed, version } = found
      return c.json({ sealed, version })
    })
    .put('/:id', permit('public', 'Keep an unfinished sheet, sealed'), limit(49_152), body(progressBody), async (c) => {
      changes(network(c))
      if (c.req.valid('json').version === 0) begun(network(c))
      const version = await write(deps, c, (db, by) => keepProgress(db, by, c.req.param('id'), c.req.valid('json')))
      return c.json({ version })
    })
    .delete('/:id', permit('public', 'Forget an unfinished sheet'), async (c) => {
      changes(network(c))
      await write(deps, c, (db) => deleteProgress(db, c.req.param('id')))
      return c.body(null, 204)
    })
}
