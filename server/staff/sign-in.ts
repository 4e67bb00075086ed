import type { Context } from 'hono'
import type { Act } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/env.ts'
import { makeAttemptLimit, networkOf } from '../http/rate-limit.ts'
import { write } from '../http/write.ts'
import { Problem } from '../problem.ts'
import { findByEmail, getDoor, normalEmail } from './account.ts'
import { deviceName, knownDevice, rememberDevice } from './known-device.ts'
import { passwordFits } from './password.ts'
import { hasSecondFactor, takeCode } from './second-factor.ts'
import { closeSession, findSession, giveCookie, openSession, sessionCookie } from './session.ts'

/** What a person is told of themselves; `next` is what still stands before their work. */
export type SignedIn = Readonly<{ next: 'second_step' | null }>

/**
 * Wrong passwords are counted by network and, apart, by account: from browsers that were never signed in to it all
 * together, from each known browser alone. So guessing from anywhere is slow, and slows down nobody at their own desk.
 */
export function makeSignIn(deps: Deps) {
  const byNetwork = makeAttemptLimit(deps.clock, { burst: 60, perMinute: 20 })
  const byAccount = makeAttemptLimit(deps.clock, { burst: 10, perMinute: 2 })
  const byCode = makeAttemptLimit(deps.clock, { burst: 5, perMinute: 1 })

  async function withPassword(c: Context<AppEnv>, email: string, password: string): Promise<SignedIn> {
    const network = networkOf(c, deps.config.trustedProxies)
    byNetwork.take(network)
    const account = await findByEmail(deps.read, email)
    const device = knownDevice(c, deps.keys, account?.id)
    const key = device === undefined ? normalEmail(email) : `${normalEmail(email)} ${device}`
    byAccount.take(key)
    const right = await passwordFits(account?.passwordHash, password)
    if (!account || !right || account.disabledAt !== null) {
      // Known or not, the refusal is written down: both cost the same.
      await write(deps, c, (db, by) => audit(db, by, 'staff.sign_in_refused', account?.id ?? 'unknown'))
      throw new Problem('sign_in_failed')
    }
    byNetwork.giveBack(network)
    byAccount.giveBack(key)
    return enter(c, account.id, account.passwordHash)
  }

  /**
   * Whoever has shown who they are: a whole session, or half of one where a code must follow. Showing it takes time on purpose: who
   * was locked out meanwhile, or has another password or a second step since, is taken as that says.
   */
  async function enter(c: Context<AppEnv>, accountId: string, shown?: string | null): Promise<SignedIn> {
    let half = false
    await open(c, accountId, async (db) => {
      const { passwordHash, disabledAt } = await getDoor(db, accountId)
      if (disabledAt !== null || (shown !== undefined && passwordHash !== shown)) throw new Problem('sign_in_failed')
      half = await hasSecondFactor(db, accountId)
      return { stage: half ? 'half' : 'full', secondStep: false }
    })
    if (!half) rememberDevice(c, deps, accountId)
    return { next: half ? 'second_step' : null }
  }

  async function withCode(c: Context<AppEnv>, code: string): Promise<SignedIn> {
    const accountId = c.get('half')
    if (accountId === null) throw new Problem(c.get('lapsed') ? 'session_expired' : 'not_signed_in')
    // Whoever has only the password guesses at the code, and keeps its owner out neither at the own desk nor once inside.
    const device = knownDevice(c, deps.keys, accountId)
    const key = device === undefined ? accountId : `${accountId} ${device}`
    byCode.take(key)
    await renew(c, accountId, async (db, by) => {
      await takeCode(db, by, accountId, code)
      return { stage: 'full', secondStep: true }
    })
    byCode.giveBack(key)
    rememberDevice(c, deps, accountId)
    return { next: null }
  }

  type Decide = (db: Db, by: Act) => Promise<{ stage: 'half' | 'full'; secondStep: boolean }>

  /** Closes the session the request came with and opens another, with another id, in one transaction. */
  async function open(c: Context<AppEnv>, accountId: string, decide: Decide): Promise<void> {
    const before = sessionCookie(c)
    const id = await write(deps, c, async (db, by) => {
      const opening = await decide(db, by)
      if (before !== undefined) await closeSession(db, before)
      return openSession(db, by, accountId, { ...opening, device: deviceName(c.req.header('user-agent')) })
    })
    giveCookie(c, id)
  }

  /**
   * The same for whoever is in already, wholly or by half: a session that was ended while the request waited for its turn (signed
   * out everywhere, another password, locked out) does not live on in a new one.
   */
  const renew = (c: Context<AppEnv>, accountId: string, decide: Decide): Promise<void> =>
    open(c, accountId, async (db, by) => {
      const found = await findSession(db, sessionCookie(c) ?? '', by.now)
      const whose = found?.stage === 'full' ? found.account.id : found?.stage === 'half' ? found.accountId : null
      if (whose !== accountId) throw new Problem('not_signed_in')
      return decide(db, by)
    })

  /** For what somebody signed in must show again: the own password or a code, counted as at the door. */
  async function asAgain<T>(accountId: string, check: () => Promise<T>): Promise<T> {
    const key = `again ${accountId}`
    byCode.take(key)
    const shown = await check()
    byCode.giveBack(key)
    return shown
  }

  /** Counts what may turn out wrong by network, as wrong passwords are. */
  async function counted<T>(c: Context<AppEnv>, work: () => Promise<T>): Promise<T> {
    const network = networkOf(c, deps.config.trustedProxies)
    byNetwork.take(network)
    const done = await work()
    byNetwork.giveBack(network)
    return done
  }

  return { withPassword, withCode, enter, renew, asAgain, counted }
}
export type SignIn = ReturnType<typeof makeSignIn>
