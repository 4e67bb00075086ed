import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Db } from '../../server/db/open.ts'
import { json, PASSWORD } from '../world.ts'
import { type Browser, browser, codeOf, door } from './sign-in-fixture.ts'

const NEW = 'another long password for tests'
type Door = Awaited<ReturnType<typeof door>>

/** The request has been let in by its session and waits for its turn to write; before it comes, the session is ended. */
async function endedMeanwhile({ db }: Door, ask: () => Promise<Response>, end: (inside: Db) => Promise<unknown>) {
  const { coming } = await db.transaction().execute(async (inside) => {
    const coming = ask()
    await pause(300)
    await end(inside)
    return { coming }
  })
  return coming
}
const signOutEverywhere = (id: string) => (inside: Db) =>
  inside.deleteFrom('session').where('accountId', '=', id).execute()
const isOut = async (who: Browser) => (await who.call('/api/session')).status === 401

test('the right code opens nothing when everybody was signed out while it waited; it can still be given once', async () => {
  const at = await door()
  const { secret } = await at.withSecondStep()
  at.advance(60_000)
  const who = browser(at.app)
  await at.signIn(who)
  const give = (one: Browser) => one.post('/api/session/code', { code: at.timeCode(secret) })
  const reply = await endedMeanwhile(at, () => give(who), signOutEverywhere(at.id))
  expect([reply.status, await codeOf(reply), await isOut(who)]).toEqual([401, 'not_signed_in', true])
  const again = browser(at.app)
  await at.signIn(again)
  expect((await give(again)).status).toBe(200)
})

test.each([
  ['signed out everywhere', signOutEverywhere],
  [
    'locked out',
    (id: string) => (inside: Db) =>
      inside.updateTable('account').set({ disabledAt: '2026-03-02T02:00:00Z' }).where('id', '=', id).execute(),
  ],
] as const)(
  'who was %s while a new password was on its way has neither changed it nor a new session',
  async (_, end) => {
    const at = await door()
    const who = browser(at.app)
    await at.signIn(who)
    const change = () => who.call('/api/account/password', json('PUT', { current: PASSWORD, password: NEW }))
    const reply = await endedMeanwhile(at, change, end(at.id))
    expect([reply.status, await codeOf(reply), await isOut(who)]).toEqual([401, 'not_signed_in', true])
    await at.db.updateTable('account').set({ disabledAt: null }).where('id', '=', at.id).execute()
    expect((await at.signIn(browser(at.app), NEW)).status).toBe(401)
    expect((await at.signIn(browser(at.app))).status).toBe(200)
  },
)

test.each([
  ['locked out', { disabledAt: '2026-03-02T02:00:00Z' }],
  ['given another password', { passwordHash: 'another' }],
] as const)('who was %s while signing in has no session, then and later', async (_, change) => {
  const at = await door()
  const who = browser(at.app)
  const reply = await endedMeanwhile(
    at,
    () => at.signIn(who),
    (inside) => inside.updateTable('account').set(change).where('id', '=', at.id).execute(),
  )
  expect([reply.status, await codeOf(reply)]).toEqual([401, 'sign_in_failed'])
  await at.db.updateTable('account').set({ disabledAt: null }).where('id', '=', at.id).execute()
  expect(await isOut(who)).toBe(true)
  expect(await at.db.selectFrom('session').select('id').where('accountId', '=', at.id).execute()).toEqual([])
})
