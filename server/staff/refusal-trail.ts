import type { Context } from 'hono'
import { routePath } from 'hono/route'
import { audit } from '../audit.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/env.ts'
import { makeRateLimit } from '../http/rate-limit.ts'
import { write } from '../http/write.ts'
import { Problem } from '../problem.ts'

/** Enough to see that somebody tries doors; whoever tries thousands fills neither the chain nor the disk. */
const LINES = { burst: 30, perMinute: 1 } as const

/**
 * A line in the audit chain where somebody who is signed in is refused for who they are: the role may not do it, or the thing is
 * not theirs. What is not there at all has a line as well, because a reply that comes sooner would tell the two apart. The line
 * names the route, and the thing only where it exists: what was typed into an address is nobody's business.
 */
export function makeRefusalTrail(deps: Deps) {
  const lines = makeRateLimit(deps.clock, LINES)
  return async (c: Context<AppEnv>): Promise<void> => {
    const account = c.get('account')
    const code = c.error instanceof Problem ? c.error.code : undefined
    const outside = c.get('outside')
    if (!account || !(code === 'not_permitted' || (code === 'not_found' && outside !== undefined))) return
    try {
      lines(account.id)
    } catch {
      return
    }
    const detail = { code, method: c.req.method, route: routePath(c, -1) }
    try {
      await write(deps, c, (db, by) => audit(db, by, 'staff.access_refused', outside ?? 'unknown', detail))
    } catch (error) {
      // The refusal stands, whatever becomes of its line.
      deps.log.error({ requestId: c.get('requestId'), err: { message: String(error) } }, 'a refusal has no line')
    }
  }
}
