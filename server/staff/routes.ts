import { Hono } from 'hono'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { body, limit } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { makeRateLimit, networkOf } from '../http/rate-limit.ts'
import { write } from '../http/write.ts'
import { permit } from '../permit.ts'
import { Problem } from '../problem.ts'
import { checkPassword, normalEmail } from './account.ts'
import { closeSession, giveCookie, openSession, sessionCookie, takeCookie } from './session.ts'

const SignIn = z.strictObject({ email: z.string().min(3).max(254), password: z.string().min(1).max(1000) })

export function staffRoutes(deps: Deps) {
  const perAccount = makeRateLimit(deps.clock, { burst: 10, perMinute: 2 })
  const perNetwork = makeRateLimit(deps.clock, { burst: 60, perMinute: 20 })
  return new Hono<AppEnv>()
    .get('/', permit('signed_in', 'Who is signed in'), (c) => {
      const account = c.get('account')
      if (!account) throw new Problem('not_signed_in')
      return c.json({ id: account.id, email: account.email, name: account.name, role: account.role })
    })
    .post('/', permit('public', 'Sign in'), limit(4096), body(SignIn), async (c) => {
      const { email, password } = c.req.valid('json')
      perNetwork(networkOf(c, deps.config.trustedProxies))
      perAccount(normalEmail(email))
      const account = await checkPassword(deps.read, email, password)
      if (!account) throw new Problem('sign_in_failed')
      const before = sessionCookie(c)
      const id = await write(deps, c, async (db, by) => {
        if (before !== undefined) await closeSession(db, before)
        return openSession(db, by, account)
      })
      giveCookie(c, id)
      return c.json({ id: account.id, email: account.email, name: account.name, role: account.role })
    })
    .delete('/', permit('signed_in', 'Sign out'), async (c) => {
      const id = sessionCookie(c)
      if (id !== undefined) await write(deps, c, (db) => closeSession(db, id))
      takeCookie(c)
      return c.body(null, 204)
    })
}
