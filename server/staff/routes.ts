import { Hono } from 'hono'
import { z } from 'zod'
import { audit } from '../audit.ts'
import type { Deps } from '../deps.ts'
import { body, limit } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { makeAttemptLimit, networkOf } from '../http/rate-limit.ts'
import { write } from '../http/write.ts'
import type { Parts } from '../parts.ts'
import { permit } from '../permit.ts'
import { Problem } from '../problem.ts'
import { type Account, newHash } from './account.ts'
import { getLink, useLink } from './link.ts'
import { closeSession, sessionCookie, takeCookie } from './session.ts'

export const password = z.string().min(1).max(1000)
export const code = z.string().min(6).max(60)
const credentials = z.strictObject({ email: z.string().min(3).max(254), password })
const token = z.string().min(20).max(100)

/** What the application needs to know of whoever is signed in. */
const sessionView = ({ id, email, name, grants, asleep, secondStep }: Account, synthetic: boolean) => ({
  id,
  email,
  name,
  roles: [...new Set(grants.map(({ role }) => role))],
  /** where each role is held; null is the whole Department */
  grants: grants.map(({ role, unitId }) => ({ role, unitId })),
  /** roles that need the second step before they can do anything */
  asleep: [...asleep],
  secondStep,
  /** everything here is a demonstration's */
  synthetic,
})

/** The session as something that is made, looked at and ended. */
export function staffRoutes(deps: Deps, { signIn }: Pick<Parts, 'signIn'>) {
  return new Hono<AppEnv>()
    .get('/', permit('signed_in', 'Who is signed in'), (c) => {
      const account = c.get('account')
      if (!account) throw new Problem('not_signed_in')
      return c.json(sessionView(account, deps.keys.demonstration))
    })
    .post('/', permit('public', 'Sign in; a code may have to follow'), limit(4096), body(credentials), async (c) => {
      const given = c.req.valid('json')
      return c.json(await signIn.withPassword(c, given.email, given.password))
    })
    .post(
      '/code',
      permit('public', 'The second step: a code, by whoever has just given the password'),
      limit(1024),
      body(z.strictObject({ code })),
      async (c) => c.json(await signIn.withCode(c, c.req.valid('json').code)),
    )
    .delete('/', permit('signed_in', 'Sign out'), async (c) => {
      const id = sessionCookie(c)
      if (id !== undefined)
        await write(deps, c, async (db, by) => {
          await closeSession(db, id)
          await audit(db, by, 'staff.sign_out', by.actor, { sessions: 1 })
        })
      takeCookie(c)
      return c.body(null, 204)
    })
}

/** Invitations and ways back in, for whoever holds the link. */
export function linkRoutes(deps: Deps) {
  const tries = makeAttemptLimit(deps.clock, { burst: 30, perMinute: 10 })
  const counted = async <T>(network: string, act: () => Promise<T>): Promise<T> => {
    tries.take(network)
    const done = await act()
    tries.giveBack(network)
    return done
  }
  return new Hono<AppEnv>()
    .post(
      '/look-up',
      permit('public', 'Whose link this is'),
      limit(1024),
      body(z.strictObject({ token })),
      async (c) => {
        const link = await counted(networkOf(c, deps.config.trustedProxies), () =>
          getLink(deps.read, deps.clock(), c.req.valid('json').token),
        )
        return c.json({ purpose: link.purpose, email: link.email, name: link.name })
      },
    )
    .post(
      '/use',
      permit('public', 'Choose a password by a link'),
      limit(4096),
      body(z.strictObject({ token, password })),
      async (c) => {
        const given = c.req.valid('json')
        const network = networkOf(c, deps.config.trustedProxies)
        const link = await counted(network, () => getLink(deps.read, deps.clock(), given.token))
        const passwordHash = await newHash(deps.read, link.accountId, given.password)
        await write(deps, c, (db, by) => useLink(db, by, given.token, passwordHash))
        return c.body(null, 204)
      },
    )
}
