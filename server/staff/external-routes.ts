import { Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import type { Act } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { body, limit } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import type { Parts } from '../parts.ts'
import { permit } from '../permit.ts'
import { Problem } from '../problem.ts'
import { seal, unseal } from '../seal.ts'
import { findByEmail } from './account.ts'
import { type Identity, makeAccountService, type Way } from './account-service.ts'
import { HOST_COOKIE } from './session.ts'

const COOKIE = 'hailong-way'
const PLACE = 'external way'
const WAY_MS = 10 * 60_000

/**
 * Signing in at the provincial account service. Nothing changes by a GET: the page the service sends people back to hands
 * what it was told to the server in a request of its own. Nobody gets an account here by having one there.
 */
export function externalRoutes(deps: Deps, { signIn }: Pick<Parts, 'signIn'>) {
  const service = makeAccountService(deps)
  const need = () => {
    if (!service) throw new Problem('not_found')
    return service
  }
  return new Hono<AppEnv>()
    .get('/', permit('public', 'Whether there is an account service to sign in at, and its name'), (c) =>
      c.json({ name: service?.name ?? null }),
    )
    .post('/begin', permit('public', 'Where to sign in'), limit(1024), body(z.strictObject({})), async (c) => {
      const { address, way } = await need().begin()
      const sealed = seal(deps.random, deps.keys.signIn, PLACE, JSON.stringify(way))
      setCookie(c, COOKIE, sealed, { ...HOST_COOKIE, maxAge: WAY_MS / 1000 })
      return c.json({ address })
    })
    .post(
      '/',
      permit('public', 'Come back from the account service'),
      limit(16_384),
      body(z.strictObject({ said: z.string().max(8192) })),
      async (c) => {
        const way = readWay(getCookie(c, COOKIE, 'host'))
        deleteCookie(c, COOKIE, { prefix: 'host', path: '/', secure: true })
        if (!way || deps.clock().getTime() - way.at > WAY_MS) throw new Problem('sign_in_failed')
        const identity = await signIn.counted(c, () => need().finish(c.req.valid('json').said, way))
        const accountId = await write(deps, c, (db, by) => findOrLink(db, by, identity))
        if (accountId === null) throw new Problem('account_unknown')
        return c.json(await signIn.enter(c, accountId))
      },
    )

  function readWay(sealed: string | undefined): Way | null {
    try {
      return sealed === undefined ? null : JSON.parse(unseal(deps.keys.signIn, PLACE, sealed))
    } catch {
      return null
    }
  }
}

/**
 * The account this identity belongs to. The first time it is found by the address the service vouches for, if an
 * administrator has entered that address here; from then on by issuer and subject alone, whatever address is told.
 */
async function findOrLink(db: Db, by: Act, { issuer, subject, email }: Identity): Promise<string | null> {
  const linked = await db
    .selectFrom('externalIdentity')
    .innerJoin('account', 'account.id', 'externalIdentity.accountId')
    .select(['accountId', 'disabledAt'])
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
  const account = linked || email === null ? undefined : await findByEmail(db, email)
  const taken =
    account &&
    (await db
      .selectFrom('externalIdentity')
      .select('subject')
      .where('accountId', '=', account.id)
      .where('issuer', '=', issuer)
      .executeTakeFirst())
  const refused = linked ? linked.disabledAt !== null : !account || account.disabledAt !== null || taken !== undefined
  if (refused) {
    await audit(db, by, 'staff.sign_in_refused', linked?.accountId ?? account?.id ?? 'unknown', { external: true })
    return null
  }
  if (linked) return linked.accountId
  if (!account) return null
  await db
    .insertInto('externalIdentity')
    .values({ issuer, subject, accountId: account.id, createdAt: by.now.toISOString() })
    .execute()
  await audit(db, { ...by, actor: account.id }, 'staff.external_link', account.id)
  return account.id
}
