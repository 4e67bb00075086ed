import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Act } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/env.ts'
import { sha256 } from '../keys.ts'
import { type Account, isRole } from './account.ts'

const COOKIE = 'hailong'
const IDLE_MS = 60 * 60_000
const ABSOLUTE_MS = 12 * 60 * 60_000
/** `seenAt` is written at most this often: a page of ten requests is one write. */
const SEEN_EVERY_MS = 60_000

/** A new session with a new id; the id goes into the cookie and only its hash into the database. */
export async function openSession(db: Db, by: Act, account: Account): Promise<string> {
  const id = Buffer.from(by.random(32)).toString('base64url')
  const at = by.now.toISOString()
  const oldest = new Date(by.now.getTime() - ABSOLUTE_MS).toISOString()
  await db.deleteFrom('session').where('createdAt', '<', oldest).execute()
  await db
    .insertInto('session')
    .values({ idHash: sha256(id), accountId: account.id, createdAt: at, seenAt: at })
    .execute()
  await audit(db, { ...by, actor: account.id }, 'staff.sign_in', account.id)
  return id
}

export async function closeSession(db: Db, id: string): Promise<void> {
  await db.deleteFrom('session').where('idHash', '=', sha256(id)).execute()
}

export async function findSession(db: Db, id: string, now: Date): Promise<{ account: Account; seenAt: string } | null> {
  const row = await db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.accountId')
    .select(['account.id', 'email', 'name', 'role', 'unitId', 'session.createdAt', 'seenAt'])
    .where('idHash', '=', sha256(id))
    .where('disabledAt', 'is', null)
    .executeTakeFirst()
  if (!row || !isRole(row.role)) return null
  if (now.getTime() - Date.parse(row.seenAt) > IDLE_MS || now.getTime() - Date.parse(row.createdAt) > ABSOLUTE_MS)
    return null
  return {
    account: { id: row.id, email: row.email, name: row.name, role: row.role, unitId: row.unitId },
    seenAt: row.seenAt,
  }
}

export const sessionCookie = (c: Context): string | undefined => getCookie(c, COOKIE, 'host')

export function giveCookie(c: Context, id: string): void {
  setCookie(c, COOKIE, id, {
    prefix: 'host',
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: 'Strict',
    maxAge: ABSOLUTE_MS / 1000,
  })
}

export function takeCookie(c: Context): void {
  deleteCookie(c, COOKIE, { prefix: 'host', path: '/', secure: true })
}

/** Puts the account of a live session on the request; a request without one is nobody. */
export function session(deps: Deps): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    c.set('account', null)
    const id = sessionCookie(c)
    if (id !== undefined) {
      const now = deps.clock()
      const found = await findSession(deps.read, id, now)
      if (found) {
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
  }
}
