import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { audit } from '../audit.ts'
import type { Deps } from '../deps.ts'
import { body, limit } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import type { Parts } from '../parts.ts'
import { permit } from '../permit.ts'
import { Problem } from '../problem.ts'
import { type Account, endSessions, getPasswordHash, newHash, setPassword } from './account.ts'
import { passwordFits } from './password.ts'
import { getPerson } from './people.ts'
import { code, password } from './routes.ts'
import {
  beginSecondFactor,
  confirmSecondFactor,
  countRecoveryCodes,
  makeRecoveryCodes,
  removeSecondFactor,
  takeCode,
} from './second-factor.ts'

const nothing = z.strictObject({})
const me = (c: Context<AppEnv>): Account => {
  const account = c.get('account')
  if (!account) throw new Problem('not_signed_in')
  return account
}

/** What somebody can do to the own account; each of it asks again for what a stranger at an open desk would not have. */
export function accountRoutes(deps: Deps, { signIn }: Pick<Parts, 'signIn'>) {
  /** The own password, said again. Who signs in at the provincial service only has none to say. */
  async function ownPassword(account: Account, given: string): Promise<void> {
    const passwordHash = await getPasswordHash(deps.read, account.id)
    if (passwordHash === null) return
    await signIn.asAgain(account.id, async () => {
      if (!(await passwordFits(passwordHash, given))) throw new Problem('password_wrong')
    })
  }
  return new Hono<AppEnv>()
    .get('/', permit('signed_in', 'The own account'), async (c) => {
      const account = me(c)
      const { id, email, name, grants, secondFactor } = await getPerson(deps.read, 'everywhere', account.id)
      return c.json({
        id,
        email,
        name,
        grants,
        hasPassword: (await getPasswordHash(deps.read, id)) !== null,
        secondFactor,
        secondStep: account.secondStep,
        recoveryCodes: await countRecoveryCodes(deps.read, id),
      })
    })
    .put(
      '/password',
      permit('signed_in', 'Another password; every other session ends'),
      limit(8192),
      body(z.strictObject({ current: password, password })),
      async (c) => {
        const account = me(c)
        const given = c.req.valid('json')
        await ownPassword(account, given.current)
        const passwordHash = await newHash(deps.read, account.id, given.password)
        await signIn.renew(c, account.id, async (db, by) => {
          await setPassword(db, by, account.id, passwordHash)
          return { stage: 'full', secondStep: account.secondStep }
        })
        return c.body(null, 204)
      },
    )
    .post(
      '/second-factor',
      permit('signed_in', 'A secret for the second step, shown once'),
      limit(4096),
      body(z.strictObject({ password: z.string().max(1000) })),
      async (c) => {
        const account = me(c)
        await ownPassword(account, c.req.valid('json').password)
        return c.json(await write(deps, c, (db, by) => beginSecondFactor(db, by, account)))
      },
    )
    .post(
      '/second-factor/confirm',
      permit('signed_in', 'The first code of the second step; gives the recovery codes, shown once'),
      limit(1024),
      body(z.strictObject({ code })),
      async (c) => {
        const account = me(c)
        let codes: string[] = []
        await signIn.asAgain(account.id, () =>
          signIn.renew(c, account.id, async (db, by) => {
            codes = await confirmSecondFactor(db, by, account.id, c.req.valid('json').code)
            await endSessions(db, account.id)
            return { stage: 'full', secondStep: true }
          }),
        )
        return c.json({ codes })
      },
    )
    .post(
      '/second-factor/remove',
      permit('signed_in', 'Sign in without the second step again'),
      limit(1024),
      body(z.strictObject({ code })),
      async (c) => {
        const account = me(c)
        await signIn.asAgain(account.id, () =>
          signIn.renew(c, account.id, async (db, by) => {
            await takeCode(db, by, account.id, c.req.valid('json').code)
            await removeSecondFactor(db, by, account.id)
            await endSessions(db, account.id)
            return { stage: 'full', secondStep: false }
          }),
        )
        return c.body(null, 204)
      },
    )
    .post(
      '/recovery-codes',
      permit('signed_in', 'New recovery codes in the place of the old'),
      limit(1024),
      body(z.strictObject({ code })),
      async (c) => {
        const account = me(c)
        const codes = await signIn.asAgain(account.id, () =>
          write(deps, c, async (db, by) => {
            await takeCode(db, by, account.id, c.req.valid('json').code)
            return makeRecoveryCodes(db, by, account.id)
          }),
        )
        return c.json({ codes })
      },
    )
    .get('/sessions', permit('signed_in', 'Where the own account is signed in'), async (c) => {
      const account = me(c)
      const sessions = await deps.read
        .selectFrom('session')
        .select(['id', 'device', 'createdAt', 'seenAt'])
        .where('accountId', '=', account.id)
        .where('stage', '=', 'full')
        .orderBy('seenAt', 'desc')
        .orderBy('id')
        .execute()
      return c.json({ sessions: sessions.map((one) => ({ ...one, own: one.id === account.sessionId })) })
    })
    .post('/sessions/end', permit('signed_in', 'Sign out everywhere else'), limit(1024), body(nothing), async (c) => {
      const account = me(c)
      const ended = await write(deps, c, async (db, by) => {
        const ended = await endSessions(db, account.id, account.sessionId)
        if (ended > 0) await audit(db, by, 'staff.sign_out', account.id, { sessions: ended })
        return ended
      })
      return c.json({ ended })
    })
    .delete('/sessions/:session', permit('signed_in', 'End one of the own sessions'), async (c) => {
      const account = me(c)
      await write(deps, c, async (db, by) => {
        const { numDeletedRows } = await db
          .deleteFrom('session')
          .where('id', '=', c.req.param('session'))
          .where('accountId', '=', account.id)
          .executeTakeFirst()
        if (numDeletedRows !== 1n) throw new Problem('not_found')
        await audit(db, by, 'staff.sign_out', account.id, { sessions: 1 })
      })
      return c.body(null, 204)
    })
}
