import { expect, test } from 'vitest'
import { readCode } from '../../surveys/slip.ts'
import { PASSWORD } from '../world.ts'
import { codeOf, door, SESSION } from './sign-in-fixture.ts'

// Case D13: half signed in is not signed in.
test('the second step is set up with a picture and a first code, and asked for from then on', async () => {
  const { browse, signIn, withSecondStep, timeCode } = await door()
  const { who, secret, codes } = await withSecondStep()
  expect(await (await who.call('/api/session')).json()).toMatchObject({ secondStep: true })
  expect(codes).toHaveLength(10)
  expect(new Set(codes).size).toBe(10)
  expect(codes.every((one) => 'code' in readCode(one))).toBe(true)
  const other = browse()
  expect(await (await signIn(other)).json()).toEqual({ next: 'second_step' })
  const half = other.cookies.get(SESSION)
  // Half signed in is not signed in: only the code is taken.
  for (const path of ['/api/session', '/api/account', '/api/rounds', '/api/account/sessions'])
    expect((await other.call(path)).status, path).toBe(401)
  expect((await other.post('/api/account/sessions/end', {})).status).toBe(401)
  expect((await other.call('/api/session', { method: 'DELETE' })).status).toBe(401)
  expect(await (await other.post('/api/session/code', { code: timeCode(secret) })).json()).toEqual({ next: null })
  expect(other.cookies.get(SESSION)).not.toBe(half)
  expect((await other.call('/api/session')).status).toBe(200)
})

test('the secret is sealed in the database and neither it nor a code stands in the audit chain', async () => {
  const { withSecondStep, db } = await door()
  const { secret, codes } = await withSecondStep()
  const stored = JSON.stringify([
    await db.selectFrom('secondFactor').selectAll().execute(),
    await db.selectFrom('recoveryCode').selectAll().execute(),
    await db.selectFrom('auditEntry').selectAll().execute(),
  ])
  for (const text of [secret, ...codes]) expect(stored).not.toContain(text)
})

// Case D13.
test.each([
  ['a wrong one', () => '000000', 401],
  [
    'one of two half-minutes ago',
    (at: { timeCode: (s: string, b: number) => string; secret: string }) => at.timeCode(at.secret, -2),
    401,
  ],
  ['one of two half-minutes ahead', (at) => at.timeCode(at.secret, 2), 401],
  ['one of half a minute ago', (at) => at.timeCode(at.secret, -1), 200],
  [
    'a recovery code, in small letters and with spaces',
    (at) => ` ${at.codes[0]?.toLowerCase().replace(/.{4}/g, '$& ')}`,
    200,
  ],
  ['the recovery code of nobody', () => '0000-0000-0000-0000', 401],
] satisfies [
  string,
  (at: { timeCode: (s: string, b: number) => string; secret: string; codes: string[] }) => string,
  number,
][])('a code that is %s', async (_, make, status) => {
  const { browse, signIn, withSecondStep, timeCode } = await door()
  const own = await withSecondStep()
  const who = browse()
  await signIn(who)
  const reply = await who.post('/api/session/code', { code: make({ ...own, timeCode }) })
  expect(reply.status).toBe(status)
  expect((await who.call('/api/session')).status).toBe(status)
})

// Cases D13 and D14.
test('no code is taken twice, neither of the phone nor of the paper; ten recovery codes are ten', async () => {
  const { browse, signIn, withSecondStep, timeCode, advance } = await door()
  const { secret, codes } = await withSecondStep()
  const give = async (code: string) => {
    const who = browse()
    await signIn(who)
    return (await who.post('/api/session/code', { code })).status
  }
  const code = timeCode(secret)
  expect([await give(code), await give(code)]).toEqual([200, 401])
  for (const one of codes) {
    advance(120_000)
    expect(await give(one)).toBe(200)
  }
  advance(600_000)
  expect(await give(codes[0] as string)).toBe(401)
})

// Case D13.
test('five wrong codes, and the sixth is not looked at; the right one comes in again later', async () => {
  const { browse, signIn, withSecondStep, timeCode, advance } = await door()
  const { secret } = await withSecondStep()
  const who = browse()
  await signIn(who)
  for (let turn = 0; turn < 5; turn++)
    expect((await who.post('/api/session/code', { code: '123123' })).status).toBe(401)
  const sixth = await who.post('/api/session/code', { code: timeCode(secret) })
  expect([sixth.status, Number(sixth.headers.get('retry-after')) > 0]).toEqual([429, true])
  advance(90_000)
  expect((await who.post('/api/session/code', { code: timeCode(secret) })).status).toBe(200)
})

test('half a session is gone after ten minutes', async () => {
  const { browse, signIn, withSecondStep, timeCode, advance } = await door()
  const { secret } = await withSecondStep()
  const who = browse()
  await signIn(who)
  advance(11 * 60_000)
  expect(await codeOf(await who.post('/api/session/code', { code: timeCode(secret) }))).toBe('session_expired')
})

test('an administrator without the second step administers nothing, and is told why', async () => {
  const { browse, signIn, timeCode } = await door({ roles: ['admin', 'designer'] })
  const who = browse()
  await signIn(who)
  expect(await (await who.call('/api/session')).json()).toMatchObject({ roles: ['designer'], asleep: ['admin'] })
  expect((await who.call('/api/rounds')).status).toBe(200)
  const refused = await who.call('/api/people')
  expect([refused.status, await codeOf(refused)]).toEqual([403, 'second_step_required'])
  const { secret } = (await (await who.post('/api/account/second-factor', { password: PASSWORD })).json()) as {
    secret: string
  }
  expect((await who.post('/api/account/second-factor/confirm', { code: timeCode(secret) })).status).toBe(200)
  expect((await who.call('/api/people')).status).toBe(200)
  expect(await (await who.call('/api/session')).json()).toMatchObject({ roles: ['admin', 'designer'], asleep: [] })
})

test('setting up or taking away the second step asks for the password or a code again, and ends every other session', async () => {
  const { browse, signIn, withSecondStep, timeCode, advance, db } = await door()
  const before = browse()
  await signIn(before)
  expect(await codeOf(await before.post('/api/account/second-factor', { password: 'not mine at all' }))).toBe(
    'password_wrong',
  )
  const { who, secret, codes } = await withSecondStep()
  expect((await before.call('/api/session')).status).toBe(401)
  expect(await codeOf(await who.post('/api/account/second-factor', { password: PASSWORD }))).toBe('already_there')
  expect(await codeOf(await who.post('/api/account/second-factor/remove', { code: '111111' }))).toBe('code_wrong')
  const fresh = (await (await who.post('/api/account/recovery-codes', { code: timeCode(secret) })).json()) as {
    codes: string[]
  }
  expect(fresh.codes.some((one) => codes.includes(one))).toBe(false)
  advance(60_000)
  expect((await who.post('/api/account/second-factor/remove', { code: timeCode(secret) })).status).toBe(204)
  expect(await db.selectFrom('recoveryCode').selectAll().execute()).toEqual([])
  expect(await (await signIn(browse())).json()).toEqual({ next: null })
})

test('whoever has the password alone drives the owner out of nothing: not out of a session, nor from the second step', async () => {
  const { browse, signIn, withSecondStep, timeCode, advance } = await door()
  const { who, secret } = await withSecondStep()
  const thief = browse()
  const statuses: number[] = []
  for (let turn = 0; turn < 12; turn++) {
    expect((await signIn(browse())).status).toBe(200)
    await signIn(thief)
    statuses.push((await thief.post('/api/session/code', { code: '000000' })).status)
  }
  expect(statuses).toEqual([...Array(5).fill(401), ...Array(7).fill(429)])
  expect((await who.call('/api/session')).status).toBe(200)
  // What is asked of somebody inside is counted apart, and so is a browser that was in before.
  expect((await who.post('/api/account/recovery-codes', { code: timeCode(secret) })).status).toBe(200)
  expect((await who.call('/api/session', { method: 'DELETE' })).status).toBe(204)
  advance(30_000)
  expect(await (await signIn(who)).json()).toEqual({ next: 'second_step' })
  expect((await who.post('/api/session/code', { code: timeCode(secret) })).status).toBe(200)
})
