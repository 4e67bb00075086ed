import { expect, test } from 'vitest'
import { actOf } from '../../server/deps.ts'
import { addAccount, newHash, setPassword } from '../../server/staff/account.ts'
import { json, PASSWORD, world } from '../world.ts'

const problem = async (reply: Response) => {
  const document = (await reply.json()) as { code: string; status: number; requestId: string }
  expect(reply.headers.get('content-type')).toBe('application/problem+json')
  expect(document.status).toBe(reply.status)
  expect(document.requestId).toMatch(/^[0-9a-f-]{36}$/)
  return document.code
}

test('a signed-in person is known, and after signing out no longer', async () => {
  const { as } = await world()
  const designer = await as('designer')
  expect(await (await designer('/api/session')).json()).toMatchObject({ roles: ['designer'], asleep: [] })
  expect((await designer('/api/session', { method: 'DELETE' })).status).toBe(204)
  expect(await problem(await designer('/api/session'))).toBe('not_signed_in')
})

test('a wrong password and an unknown address are refused alike', async () => {
  const { app, as } = await world()
  await as('designer')
  for (const email of ['designer@example.vn', 'nobody@example.vn'])
    expect(await problem(await app.request('/api/session', json('POST', { email, password: 'wrong password' })))).toBe(
      'sign_in_failed',
    )
})

test('guessing a password is slowed down', async () => {
  const { app, advance } = await world()
  const guess = () => app.request('/api/session', json('POST', { email: 'a@example.vn', password: 'wrong password' }))
  const replies = []
  for (let turn = 0; turn < 11; turn++) replies.push(await guess())
  const last = replies.at(-1) as Response
  expect(last.status).toBe(429)
  expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
  advance(60_000)
  expect((await guess()).status).toBe(401)
})

test('a session ends when idle, when old and when the password changes', async () => {
  const { as, advance, db, deps } = await world()
  const idle = await as('designer')
  advance(61 * 60_000)
  expect((await idle('/api/session')).status).toBe(401)
  const old = await as('analyst')
  for (let hour = 0; hour < 14; hour++) {
    advance(55 * 60_000)
    await old('/api/session')
  }
  expect((await old('/api/session')).status).toBe(401)
  const changed = await as('director')
  const { id } = await db.selectFrom('account').select('id').where('name', '=', 'director').executeTakeFirstOrThrow()
  const passwordHash = await newHash(db, id, 'another long password')
  await db.transaction().execute((inside) => setPassword(inside, actOf(deps, 'command'), id, passwordHash))
  expect((await changed('/api/session')).status).toBe(401)
})

test('a change from another site is refused', async () => {
  const { app } = await world()
  const from = (headers: Record<string, string>) =>
    app.request('/api/session', json('POST', { email: 'a@example.vn', password: PASSWORD }, headers))
  expect(await problem(await from({ origin: 'https://evil.example' }))).toBe('cross_site')
  expect(await problem(await from({ 'sec-fetch-site': 'cross-site' }))).toBe('cross_site')
  expect(await problem(await from({ origin: 'http://localhost:8080', 'sec-fetch-site': 'same-origin' }))).toBe(
    'sign_in_failed',
  )
})

test('a body that is not JSON or not of the shape says so', async () => {
  const { app } = await world()
  expect(
    await problem(
      await app.request('/api/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' }),
    ),
  ).toBe('json_malformed')
  expect(await problem(await app.request('/api/session', json('POST', { email: 'a@example.vn' })))).toBe('body_invalid')
  expect(
    await problem(
      await app.request('/api/session', json('POST', { email: 'a@example.vn', password: 'x', role: 'admin' })),
    ),
  ).toBe('body_invalid')
})

test('a short password and a second account of the same address are refused', async () => {
  const { db, deps } = await world()
  const add = (password: string) =>
    db.transaction().execute((inside) =>
      addAccount(inside, actOf(deps, 'command'), {
        email: 'A@Example.vn ',
        name: 'A',
        grants: [{ role: 'analyst', unitId: null }],
        password,
      }),
    )
  await expect(add('gà trống 7')).rejects.toMatchObject({ code: 'input_invalid' })
  await add(PASSWORD)
  await expect(add(PASSWORD)).rejects.toMatchObject({ code: 'already_there' })
})
