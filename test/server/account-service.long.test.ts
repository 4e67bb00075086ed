import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { expect, onTestFinished, test } from 'vitest'
import { makeApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import { json } from '../world.ts'
import { type Browser, browser, codeOf, door } from './sign-in-fixture.ts'

const SECRET = 'a secret of the tests'

/** A real account service on this machine; `people` says which address it tells of whom, and whether it vouches for it. */
async function startService(people: Record<string, { email: string; verified: boolean }>) {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      { client_id: 'hailong', client_secret: SECRET, redirect_uris: ['http://localhost:8080/staff/sign-in/return'] },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    cookies: { keys: ['of the tests'] },
    findAccount: async (_, sub) => ({
      accountId: sub,
      claims: async () => ({ sub, email: people[sub]?.email ?? '', email_verified: people[sub]?.verified ?? false }),
    }),
  })
  server.on('request', provider.callback())
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return issuer
}

/** Walks through the pages of the service as a person would, and says what stands in the address they are sent back to. */
async function walk(address: string, sub: string): Promise<string> {
  const cookies = new Map<string, string>()
  let next = { url: address, form: null as URLSearchParams | null }
  for (let step = 0; step < 12; step++) {
    const reply = await fetch(next.url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(next.form ? { method: 'POST', body: next.form } : {}),
    })
    for (const line of reply.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]?.split(/=(.*)/s) ?? []
      cookies.set(name, value)
    }
    const to = reply.headers.get('location')
    if (to?.startsWith('http://localhost:8080/staff/sign-in/return')) return new URL(to).search
    if (to) {
      next = { url: new URL(to, next.url).href, form: null }
      continue
    }
    const page = await reply.text()
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1]
    const action = /action="([^"]+)"/.exec(page)?.[1]
    if (!prompt || !action) throw new Error(`a page without a form: ${reply.status} ${page.slice(0, 300)}`)
    next = {
      url: new URL(action, next.url).href,
      form: new URLSearchParams({ prompt, ...(prompt === 'login' ? { login: sub, password: 'x' } : {}) }),
    }
  }
  throw new Error('the service sent round in a ring')
}

async function office(people: Record<string, { email: string; verified: boolean }>) {
  const issuer = await startService(people)
  const at = await door()
  const config = readConfig({
    DATA_DIR: at.dataDir,
    PORT: '8080',
    LOG_LEVEL: 'silent',
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: 'hailong',
    OIDC_CLIENT_SECRET: SECRET,
    OIDC_NAME: 'Tài khoản tỉnh',
  })
  // The tokens of the service carry the real time.
  const app = makeApp({ ...at.deps, config, clock: () => new Date() })
  const begin = async (who: Browser) =>
    ((await (await who.post('/api/session/external/begin', {})).json()) as { address: string }).address
  const come = async (who: Browser, sub: string) =>
    who.post('/api/session/external', { said: await walk(await begin(who), sub) })
  return { ...at, app, begin, come, browse: () => browser(app) }
}

test('somebody whom the province vouches for comes in under the account an administrator has entered', async () => {
  const people = { 'cccd-1': { email: 'Binh@so.vn', verified: true } }
  const { browse, come, db, id } = await office(people)
  const who = browse()
  expect(await (await who.call('/api/session/external')).json()).toEqual({ name: 'Tài khoản tỉnh' })
  expect(await (await come(who, 'cccd-1')).json()).toEqual({ next: null })
  expect(await (await who.call('/api/session')).json()).toMatchObject({ id, roles: ['designer'] })
  // From then on by the subject alone: another address at the province changes nothing here.
  people['cccd-1'].email = 'doi-dia-chi@so.vn'
  const again = browse()
  expect((await come(again, 'cccd-1')).status).toBe(200)
  expect(await (await again.call('/api/session')).json()).toMatchObject({ id })
  expect(await db.selectFrom('externalIdentity').select('subject').execute()).toEqual([{ subject: 'cccd-1' }])
})

test('nobody gets in by an account there alone, by an address nobody vouches for, or by that of a person already known', async () => {
  const { browse, come, db, id } = await office({
    stranger: { email: 'la@khac.vn', verified: true },
    unverified: { email: 'binh@so.vn', verified: false },
    first: { email: 'binh@so.vn', verified: true },
    second: { email: 'binh@so.vn', verified: true },
  })
  for (const sub of ['stranger', 'unverified']) {
    const who = browse()
    const reply = await come(who, sub)
    expect([sub, reply.status, await codeOf(reply)]).toEqual([sub, 403, 'account_unknown'])
    expect((await who.call('/api/session')).status).toBe(401)
  }
  expect((await come(browse(), 'first')).status).toBe(200)
  expect(await codeOf(await come(browse(), 'second'))).toBe('account_unknown')
  await db.updateTable('account').set({ disabledAt: '2026-01-01' }).where('id', '=', id).execute()
  expect(await codeOf(await come(browse(), 'first'))).toBe('account_unknown')
})

test('what the service says is taken once, by the browser that went out, with its own state', async () => {
  const { browse, begin, come } = await office({ p: { email: 'binh@so.vn', verified: true } })
  const who = browse()
  const said = await walk(await begin(who), 'p')
  // Another browser, which went out itself.
  const thief = browse()
  await begin(thief)
  expect(await codeOf(await thief.post('/api/session/external', { said }))).toBe('sign_in_failed')
  // No browser that went out at all.
  expect(await codeOf(await browse().post('/api/session/external', { said }))).toBe('sign_in_failed')
  // A code that is not the service's.
  await begin(who)
  expect(await codeOf(await who.post('/api/session/external', { said: '?code=made-up&state=made-up' }))).toBe(
    'sign_in_failed',
  )
  expect(await codeOf(await who.post('/api/session/external', { said }))).toBe('sign_in_failed')
  const right = browse()
  const way = await walk(await begin(right), 'p')
  const carried = new Map(right.cookies)
  expect((await right.post('/api/session/external', { said: way })).status).toBe(200)
  for (const [name, value] of carried) right.cookies.set(name, value)
  expect(await codeOf(await right.post('/api/session/external', { said: way }))).toBe('sign_in_failed')
  expect((await come(browse(), 'p')).status).toBe(200)
})

test('an answer in the name of another service, to another question, or with somebody else’s code opens nothing', async () => {
  const { browse, begin } = await office({ p: { email: 'binh@so.vn', verified: true } })
  const victims = new URLSearchParams(await walk(await begin(browse()), 'p'))
  const altered = (text: string, change: (parameters: URLSearchParams) => void) => {
    const parameters = new URLSearchParams(text)
    change(parameters)
    return `?${parameters}`
  }
  const asked = (address: string, name: string) => {
    const url = new URL(address)
    url.searchParams.set(name, 'A'.repeat(43))
    return url.href
  }
  const said: Readonly<Record<string, (address: string) => Promise<string>>> = {
    'as it should be': (address) => walk(address, 'p'),
    'another service (RFC 9207)': async (address) =>
      altered(await walk(address, 'p'), (all) => all.set('iss', 'https://khac.example')),
    'no service named': async (address) => altered(await walk(address, 'p'), (all) => all.delete('iss')),
    'no state': async (address) => altered(await walk(address, 'p'), (all) => all.delete('state')),
    'somebody else’s code': async (address) =>
      altered(await walk(address, 'p'), (all) => all.set('code', victims.get('code') ?? '')),
    'another nonce': (address) => walk(asked(address, 'nonce'), 'p'),
    'another challenge': (address) => walk(asked(address, 'code_challenge'), 'p'),
    'an error beside the code': async (address) => `${await walk(address, 'p')}&error=access_denied`,
  }
  const seen: [string, string][] = []
  for (const [name, tell] of Object.entries(said)) {
    const who = browse()
    const reply = await who.post('/api/session/external', { said: await tell(await begin(who)) })
    const isIn = (await who.call('/api/session')).status === 200
    seen.push([name, isIn ? 'in' : await codeOf(reply)])
  }
  expect(seen).toEqual(Object.keys(said).map((name, place) => [name, place === 0 ? 'in' : 'sign_in_failed']))
})

test('the second step is asked for after the province too', async () => {
  const { browse, come, withSecondStep } = await office({ p: { email: 'binh@so.vn', verified: true } })
  await withSecondStep()
  const who = browse()
  expect(await (await come(who, 'p')).json()).toEqual({ next: 'second_step' })
  expect((await who.call('/api/rounds')).status).toBe(401)
})

test('a service that is away is said to be away; without one there is no such way in', async () => {
  const { deps } = await door()
  const config = (more: Record<string, string>) =>
    readConfig({ DATA_DIR: deps.config.dataDir, LOG_LEVEL: 'silent', ...more })
  const away = browser(
    makeApp({
      ...deps,
      config: config({ OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' }),
    }),
  )
  const reply = await away.post('/api/session/external/begin', {})
  expect([reply.status, await codeOf(reply)]).toEqual([503, 'sign_in_away'])
  expect(reply.headers.get('retry-after')).not.toBeNull()
  const none = browser(makeApp(deps))
  expect(await (await none.call('/api/session/external')).json()).toEqual({ name: null })
  expect((await none.post('/api/session/external/begin', {})).status).toBe(404)
  expect((await none.call('/api/session/external', json('POST', { said: '?code=1' }))).status).toBe(401)
  expect(() => config({ OIDC_ISSUER: 'http://tinh.vn', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' })).toThrow(
    /OIDC_ISSUER/,
  )
  expect(() => config({ OIDC_ISSUER: 'https://tinh.vn', OIDC_CLIENT_ID: 'a' })).toThrow(/OIDC_CLIENT_SECRET/)
})
