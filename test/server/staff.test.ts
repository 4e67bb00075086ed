import { expect, test } from 'vitest'
import { makeApp } from '../../server/app.ts'
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

type Case = [string, Record<string, string>, string]

// Case D07.
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

// Case D02.
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

// Cases D07 and D08.
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

// Case D25.
test.each([
  ['of another site', { origin: 'https://evil.example' }, 'cross_site'],
  ['of a name that begins like ours', { origin: 'http://localhost:8080.evil.example' }, 'cross_site'],
  ['of our name on another port', { origin: 'http://localhost:8081' }, 'cross_site'],
  ['said to be cross-site', { 'sec-fetch-site': 'cross-site' }, 'cross_site'],
  ['of a sister host', { 'sec-fetch-site': 'same-site' }, 'cross_site'],
  ['without a name', { origin: 'null' }, 'cross_site'],
  ['without a name and cross-site', { origin: 'null', 'sec-fetch-site': 'cross-site' }, 'cross_site'],
  ['of our own page', { origin: 'http://localhost:8080', 'sec-fetch-site': 'same-origin' }, 'sign_in_failed'],
  ['of a program without a browser', {}, 'sign_in_failed'],
] as Case[])('a change %s', async (_, headers, code) => {
  const { app } = await world()
  const reply = await app.request('/api/session', json('POST', { email: 'a@example.vn', password: PASSWORD }, headers))
  expect(reply.headers.get('access-control-allow-origin')).toBeNull()
  expect(await problem(reply)).toBe(code)
})

test('behind TLS a page of our own name that came in the clear is another site', async () => {
  const { deps } = await world()
  const app = makeApp({ ...deps, config: { ...deps.config, publicUrl: 'https://khaosat.so.vn' } })
  // The proxy speaks plain HTTP with the program, so that is what the program sees.
  const post = async (host: string, origin: string) =>
    problem(
      await app.request(
        `http://${host}/api/session`,
        json('POST', { email: 'a@so.vn', password: PASSWORD }, { origin }),
      ),
    )
  expect(await post('khaosat.so.vn', 'http://khaosat.so.vn')).toBe('cross_site')
  expect(await post('khaosat.so.vn', 'https://khaosat.so.vn')).toBe('sign_in_failed')
  expect(await post('127.0.0.1:8080', 'http://127.0.0.1:8080')).toBe('sign_in_failed')
})

test('a change of a page that is no JSON address is asked the same; a form of a parent without scripts is taken', async () => {
  const { app } = await world()
  const post = async (headers: Record<string, string>) =>
    (await app.request('/p/ph-th', { method: 'POST', body: new URLSearchParams({ code: 'x' }), headers })).status
  expect(await post({ origin: 'https://evil.example' })).toBe(403)
  expect(await post({ origin: 'null', 'sec-fetch-site': 'cross-site' })).toBe(403)
  for (const own of [
    { origin: 'null', 'sec-fetch-site': 'same-origin' },
    { origin: 'null' },
    { origin: 'http://localhost:8080' },
  ])
    expect(await post(own as Record<string, string>)).not.toBe(403)
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
