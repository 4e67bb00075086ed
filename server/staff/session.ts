import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { type Act, newId } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/env.ts'
import { sha256 } from '../keys.ts'
import type { Role } from '../permit.ts'
import { type Account, type Grant, listGrants } from './account.ts'
import { makeGate } from './gate.ts'
import { makeRefusalTrail } from './refusal-trail.ts'
import { hasSecondFactor } from './second-factor.ts'

const COOKIE = 'hailong'
const IDLE_MS = 60 * 60_000
const ABSOLUTE_MS = 12 * 60 * 60_000
/** Between the password and the code. */
const HALF_MS = 10 * 60_000
/** `seenAt` is written at most this often: a page of ten requests is one write. */
const SEEN_EVERY_MS = 60_000
const MOST_SESSIONS = 10
/** What is worth nothing without the second step. */
const NEEDS_SECOND_STEP: readonly Role[] = ['admin']

export type Opening = Readonly<{ stage: 'half' | 'full'; secondStep: boolean; device: string }>

/** A new session with a new id; the id goes into the cookie and only its hash into the database. */
export async function openSession(db: Db, by: Act, accountId: string, opening: Opening): Promise<string> {
  const id = Buffer.from(by.random(32)).toString('base64url')
  const at = by.now.toISOString()
  const oldest = new Date(by.now.getTime() - ABSOLUTE_MS).toISOString()
  await db.deleteFrom('session').where('createdAt', '<', oldest).execute()
  const kept = await db
    .selectFrom('session')
    .select('idHash')
    .where('accountId', '=', accountId)
    // Whoever has the password alone opens halves of sessions, and drives nobody out of a whole one.
    .where('stage', '=', opening.stage)
    .orderBy('createdAt', 'desc')
    .orderBy('idHash')
    .execute()
  for (const { idHash } of kept.slice(MOST_SESSIONS - 1))
    await db.deleteFrom('session').where('idHash', '=', idHash).execute()
  await db
    .insertInto('session')
    .values({
      idHash: sha256(id),
      id: newId(by),
      accountId,
      stage: opening.stage,
      secondStep: opening.secondStep ? 1 : 0,
      device: opening.device,
      createdAt: at,
      seenAt: at,
    })
    .execute()
  if (opening.stage === 'full')
    await audit(db, { ...by, actor: accountId }, 'staff.sign_in', accountId, { secondStep: opening.secondStep })
  return id
}

export async function closeSession(db: Db, id: string): Promise<void> {
  await db.deleteFrom('session').where('idHash', '=', sha256(id)).execute()
}

/** What a cookie stands for: somebody signed in, somebody between the two steps, or a session that has ended by time. */
export type Found =
  | Readonly<{ stage: 'full'; account: Account; seenAt: string }>
  | Readonly<{ stage: 'half'; accountId: string }>
  | Readonly<{ stage: 'lapsed' }>

export async function findSession(db: Db, id: string, now: Date): Promise<Found | null> {
  const row = await db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.accountId')
    .select(['accountId', 'email', 'name', 'stage', 'secondStep', 'session.id as sessionId'])
    .select(['session.createdAt', 'seenAt'])
    .where('idHash', '=', sha256(id))
    .where('disabledAt', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const age = now.getTime() - Date.parse(row.createdAt)
  if (row.stage === 'half') return age > HALF_MS ? { stage: 'lapsed' } : { stage: 'half', accountId: row.accountId }
  if (age > ABSOLUTE_MS || now.getTime() - Date.parse(row.seenAt) > IDLE_MS) return { stage: 'lapsed' }
  const grants = await listGrants(db, row.accountId)
  const awake = ({ role }: { role: Role }) => row.secondStep === 1 || !NEEDS_SECOND_STEP.includes(role)
  const account = {
    id: row.accountId,
    email: row.email,
    name: row.name,
    grants: grants.filter(awake),
    asleep: [...new Set(grants.filter((grant) => !awake(grant)).map(({ role }) => role))],
    secondStep: row.secondStep === 1,
    sessionId: row.sessionId,
  }
  return { stage: 'full', account, seenAt: row.seenAt }
}

/** What somebody's roles are worth where no session says whether the second step was taken: those that need it count once there is one. */
export async function listStandingGrants(db: Db, accountId: string): Promise<Grant[]> {
  const grants = await listGrants(db, accountId)
  if (await hasSecondFactor(db, accountId)) return grants
  return grants.filter(({ role }) => !NEEDS_SECOND_STEP.includes(role))
}

export const sessionCookie = (c: Context): string | undefined => getCookie(c, COOKIE, 'host')

/** Sent over TLS only, to this host alone, never to a script; browsers take http://localhost for as good as TLS. */
export const HOST_COOKIE = { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Strict' } as const

export function giveCookie(c: Context, id: string): void {
  setCookie(c, COOKIE, id, { ...HOST_COOKIE, maxAge: ABSOLUTE_MS / 1000 })
}

export function takeCookie(c: Context): void {
  deleteCookie(c, COOKIE, { prefix: 'host', path: '/', secure: true })
}

/** Puts the account of a live session on the request; a request without one is nobody. */
export function session(deps: Deps): MiddlewareHandler<AppEnv> {
  const gate = makeGate(deps)
  const trail = makeRefusalTrail(deps)
  return async (c, next) => {
    c.set('account', null)
    c.set('lapsed', false)
    c.set('half', null)
    c.set('gate', gate)
    const id = sessionCookie(c)
    if (id !== undefined) {
      const now = deps.clock()
      const found = await findSession(deps.read, id, now)
      if (found?.stage === 'lapsed') c.set('lapsed', true)
      if (found?.stage === 'half') c.set('half', found.accountId)
      if (found?.stage === 'full') {
        c.set('account', found.account)
        if (now.getTime() - Date.parse(found.seenAt) > SEEN_EVERY_MS)
          await deps.db
            .updateTable('session')
            .set({ seenAt: now.toISOString() })
            .where('idHash', '=', sha256(id))
            .execute()
      }
    }
    await next()
    await trail(c)
  }
}
