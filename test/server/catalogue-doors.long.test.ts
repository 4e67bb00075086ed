import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { makeApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import { json } from '../world.ts'
import { builtFolder } from './built-program.ts'
import { fieldingRound, step } from './journey.ts'
import { browser, codeOf, door } from './sign-in-fixture.ts'

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
const others = generateKeyPairSync('rsa', { modulusLength: 2048 })
const PEM = keys.publicKey.export({ type: 'spki', format: 'pem' })
const JWK = { ...keys.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }

type Signer = (text: string) => string
const rs256 =
  (key = keys.privateKey): Signer =>
  (text) =>
    sign('sha256', Buffer.from(text), key).toString('base64url')
const hs256: Signer = (text) => createHmac('sha256', PEM).update(text).digest('base64url')
const tokenOf = (header: object, claims: object, signer: Signer = rs256()) => {
  const text = `${base64({ alg: 'RS256', kid: 'one', ...header })}.${base64(claims)}`
  return `${text}.${signer(text)}`
}

/** Cases D19, D20, D21 and D22, of a token with the claims: what is wrong with it, and the token. */
const forged = (claims: Record<string, unknown>, now: number): Readonly<Record<string, string>> => ({
  'D19 signed by nothing': tokenOf({ alg: 'none' }, claims, () => ''),
  'D19 signed by nothing, written otherwise': tokenOf({ alg: 'nOnE' }, claims, () => ''),
  'D20 signed with the public key': tokenOf({ alg: 'HS256' }, claims, hs256),
  'D20 signed by somebody else': tokenOf({}, claims, rs256(others.privateKey)),
  'D20 changed after it was signed': tokenOf({}, claims).replace(/\.[^.]+\./, `.${base64({ ...claims, sub: 'x' })}.`),
  'D21 over for an hour': tokenOf({}, { ...claims, exp: now - 3_600 }),
  'D21 good from tomorrow on': tokenOf({}, { ...claims, nbf: now + 86_400 }),
  'D22 a key that is a path': tokenOf({ kid: '../../../dev/null', alg: 'HS256' }, claims, (text) =>
    createHmac('sha256', '').update(text).digest('base64url'),
  ),
  'D22 a key that is SQL': tokenOf({ kid: "' or 1=1--" }, claims, rs256(others.privateKey)),
  'another service': tokenOf({}, { ...claims, iss: 'https://khac.example' }),
  'another program': tokenOf({}, { ...claims, aud: 'khac' }),
  'another question': tokenOf({}, { ...claims, nonce: 'khac' }),
})

/** An account service that answers with whatever token it is told to. */
async function lyingService() {
  const next = { token: '' }
  const server = createServer((asked, reply) => {
    const say = (value: unknown) => reply.setHeader('content-type', 'application/json').end(JSON.stringify(value))
    if (asked.url === '/jwks') return say({ keys: [JWK] })
    if (asked.url === '/token') return say({ access_token: 'a', token_type: 'bearer', id_token: next.token })
    say({
      ...{ issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token` },
      ...{ jwks_uri: `${issuer}/jwks`, response_types_supported: ['code'], subject_types_supported: ['public'] },
      id_token_signing_alg_values_supported: ['RS256'],
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { issuer, next }
}

test('a token is taken from the account service alone: signed with its key, for here, for now and for this question', {
  timeout: 120_000,
}, async () => {
  const { issuer, next } = await lyingService()
  const at = await door()
  const service = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'hailong', OIDC_CLIENT_SECRET: 'b', OIDC_NAME: 'Tỉnh' }
  const config = readConfig({ DATA_DIR: at.dataDir, PORT: '8080', LOG_LEVEL: 'silent', ...service })
  const app = makeApp({ ...at.deps, config, clock: () => new Date() })
  const now = Math.floor(Date.now() / 1000)
  const come = async (name: string | null) => {
    const who = browser(app)
    const { address } = (await (await who.post('/api/session/external/begin', {})).json()) as { address: string }
    const { searchParams } = new URL(address)
    const person = { sub: 'p', email: 'binh@so.vn', email_verified: true }
    const claims = {
      iss: issuer,
      aud: 'hailong',
      iat: now,
      exp: now + 600,
      nonce: searchParams.get('nonce'),
      ...person,
    }
    next.token = name === null ? tokenOf({}, claims) : forged(claims, now)[name]
    const said = `?code=c&state=${searchParams.get('state')}`
    const reply = await who.post('/api/session/external', { said })
    return (await who.call('/api/session')).status === 200 ? 'in' : codeOf(reply)
  }
  const seen: [string, string][] = []
  for (const name of Object.keys(forged({}, now))) seen.push([name, await come(name)])
  expect(seen).toEqual(seen.map(([name]) => [name, 'sign_in_failed']))
  // The same token without a fault lets its person in.
  expect(await come(null)).toBe('in')
  // As a header none of them is a session.
  for (const token of Object.values(forged({ sub: at.id, exp: now + 600 }, now)))
    expect((await app.request('/api/session', { headers: { authorization: `Bearer ${token}` } })).status).toBe(401)
})

test('no other site reads, frames, leads away or speaks in the clear', { timeout: 120_000 }, async () => {
  const at = await door()
  const clientDir = await builtFolder()
  const origin = 'https://khaosat.so.vn'
  const app = makeApp({ ...at.deps, clientDir, config: { ...at.deps.config, publicUrl: origin } })
  // Case D25: no reply is lent to another origin, whatever it calls itself.
  for (const foreign of [
    'https://evil.example',
    'null',
    `${origin}.evil.example`,
    'https://evil-khaosat.so.vn',
    'file://',
  ])
    for (const path of ['/api/session', '/api/forms/ph-th', '/p', '/api/openapi.json', '/nothing']) {
      const headers = { origin: foreign, 'access-control-request-method': 'PUT' }
      for (const method of ['GET', 'OPTIONS']) {
        const names = [...(await app.request(origin + path, { method, headers })).headers.keys()]
        expect(names.filter((name) => name.startsWith('access-control-'))).toEqual([])
      }
    }
  // Case D27: no page of ours stands in a frame; case D30: an answer over TLS asks for two years of nothing else.
  for (const path of ['/p', '/kiosk', '/ket-qua', '/nothing', '/api/session', '/healthz']) {
    const { headers } = await app.request(origin + path)
    expect([path, headers.get('content-security-policy')]).toEqual([
      path,
      expect.stringContaining("frame-ancestors 'none'"),
    ])
    const age = /^max-age=(\d+); includeSubDomains$/.exec(headers.get('strict-transport-security') ?? '')?.[1]
    expect(Number(age)).toBeGreaterThanOrEqual(365 * 86_400)
  }
  // Case D28: nothing in an address sends anybody on.
  for (const next of [
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    'https://evil.example',
    '%2f%2fevil.example',
  ])
    for (const path of ['/staff/sign-in?next=', '/p?next=', '/?next=', '/ket-qua?return=', '/', '/staff/']) {
      const reply = await app.request(origin + path + (path.endsWith('=') ? encodeURIComponent(next) : encodeURI(next)))
      const to = reply.headers.get('location')
      expect([path, next, to === null || new URL(to, origin).origin === origin]).toEqual([path, next, true])
    }
  // Case D30: what comes in the clear is led to TLS where it is a page, and refused where a program sent it.
  const nginx = await readFile(join(import.meta.dirname, '../../server/deploy/nginx.conf'), 'utf8')
  const plain = nginx.slice(nginx.indexOf('listen 80;'), nginx.indexOf('listen 443'))
  expect(plain).toMatch(/location \/api\/ \{\s+return 403;/)
  expect(plain).toMatch(/location \/ \{\s+return 301 https:/)
  expect(plain).not.toContain('proxy_pass')
})

test('no id can be guessed, and what others stand on is not taken away from under them', {
  timeout: 120_000,
}, async () => {
  const at = await door()
  const { id, designer, codes } = await fieldingRound(at)
  const sheet = { id: '00000000-0000-4000-8000-000000000001', form: 'ph-th@2021.1', language: 'vi', consent: '1' }
  const body = { ...sheet, slip: codes('ph-th')[0], answers: { A1: 5 } }
  expect((await at.app.request('/api/responses', json('POST', body))).status).toBe(201)
  // Case E02: 128 bits of chance for whatever an address names; two hundred guesses beside a known one find nothing.
  const table = async (name: 'round' | 'account' | 'slip' | 'packet' | 'drawUnit') =>
    (await at.db.selectFrom(name).select('id').limit(200).execute()).map((row) => String(row.id))
  for (const name of ['round', 'account', 'slip', 'packet'] as const)
    for (const one of await table(name)) expect([name, one]).toEqual([name, expect.stringMatching(/^[0-9a-f]{32}$/)])
  const absent = JSON.stringify({ ...((await (await designer('/api/rounds/none')).json()) as object), requestId: '' })
  for (let guess = 1; guess <= 200; guess++) {
    const near = (BigInt(`0x${id}`) + BigInt(guess % 2 ? guess : -guess)).toString(16).padStart(32, '0')
    const reply = await designer(`/api/rounds/${near}`)
    expect(JSON.stringify({ ...((await reply.json()) as object), requestId: '' })).toBe(absent)
  }
  // Case E12: with the sheets of a round in it the database lets go of nothing they stand on, and of no sheet with it.
  const stored = () => at.db.selectFrom('response').selectAll().execute()
  const before = await stored()
  for (const name of ['round', 'drawUnit', 'instrument'] as const)
    await expect(at.db.deleteFrom(name).execute(), name).rejects.toThrow()
  expect(await stored()).toEqual(before)
  // Case E13: one sheet is nobody's to read; the numbers behind it neither.
  await step(designer, id, 'close')
  await step(designer, id, 'freeze')
  const analyst = await at.as('analyst')
  for (const path of ['export?format=csv', 'export?format=xlsx', 'dataset/rows.csv'])
    expect(await codeOf((await analyst(`/api/rounds/${id}/${path}`)) as Response)).toBe('too_few')
})
