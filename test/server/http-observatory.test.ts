import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeApp } from '../../server/app.ts'
import { actOf } from '../../server/deps.ts'
import { addAccount } from '../../server/staff/account.ts'
import { json, PASSWORD, world } from '../world.ts'
import { builtFolder } from './built-program.ts'
import { FIELDING, fieldingRound } from './journey.ts'
import { observatoryScore } from './observatory.ts'

const ORIGIN = 'https://khaosat.example.vn'

async function pages() {
  const clientDir = await builtFolder()
  await mkdir(join(clientDir, 'staff'))
  await cp(join(import.meta.dirname, '../../client/staff/index.html'), join(clientDir, 'staff', 'index.html'))
  const at = await world({ beginning: FIELDING, clientDir })
  const { designer } = await fieldingRound(at)
  const draft = (await (await designer('/api/instruments/ph-th@2021.1/draft', json('POST', {}))).json()) as {
    id: string
  }
  const grants = [{ role: 'designer' as const, unitId: null }]
  const person = { email: 'somebody@example.vn', name: 'Somebody', grants, password: PASSWORD }
  await at.db.transaction().execute((inside) => addAccount(inside, actOf(at.deps, 'command'), person))
  const app = makeApp({ ...at.deps, config: { ...at.deps.config, publicUrl: ORIGIN } })
  const signedIn = await app.request(
    `${ORIGIN}/api/session`,
    json('POST', { email: person.email, password: PASSWORD }, { origin: ORIGIN }),
  )
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  return { app, draft: draft.id, cookie, signedIn }
}

// Case D27; D30 for the time TLS is kept.
// Case L13.
test('every page earns at least 110 points of Mozilla’s observatory', async () => {
  const { app, draft, cookie, signedIn } = await pages()
  const post = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'slip=x' }
  const asked: [string, RequestInit, number][] = [
    ['/p', {}, 200],
    ['/p/ph-th', {}, 200],
    ['/p/ph-th?lang=en', {}, 200],
    ['/p/ph-th', post, 404],
    ['/kiosk', {}, 200],
    ['/kiosk/ph-th', {}, 200],
    ['/ket-qua', {}, 200],
    ['/staff/', {}, 200],
    ['/staff/rounds', {}, 200],
    [`/api/instruments/${draft}/page`, { headers: { cookie } }, 200],
    ['/nothing/here', {}, 404],
    ['/p/none', {}, 404],
  ]
  for (const [path, init, status] of asked) {
    const reply = await app.request(ORIGIN + path, init)
    expect(reply.status, path).toBe(status)
    // Only a parent's page leaves its opener alone: parting costs a phone another process, and it holds no session.
    const opener = /^\/p(\/ph-th.*)?$/.test(path) ? 'unsafe-none' : 'same-origin'
    expect(reply.headers.get('cross-origin-opener-policy'), path).toBe(opener)
    const { score, found } = observatoryScore(new URL(ORIGIN + path), reply.headers, await reply.text())
    expect(score, `${path} ${JSON.stringify(found)}`).toBeGreaterThanOrEqual(110)
  }
  expect(observatoryScore(new URL(ORIGIN), signedIn.headers, '').found.cookies).toBe(5)
})

test('the score falls as it should: one header less, one word unsafe', async () => {
  const { app } = await pages()
  const reply = await app.request(`${ORIGIN}/p`)
  const html = await reply.text()
  const scoreWith = (name: string, value: string | null, page = html) => {
    const headers = new Headers(reply.headers)
    if (value === null) headers.delete(name)
    else headers.set(name, value)
    return observatoryScore(new URL(ORIGIN), headers, page).score
  }
  expect(scoreWith('x-none', null)).toBe(130)
  expect(scoreWith('content-security-policy', null)).toBe(75)
  expect(scoreWith('content-security-policy', "default-src 'none'; script-src 'unsafe-inline'")).toBe(80)
  expect(scoreWith('strict-transport-security', null)).toBe(80)
  expect(scoreWith('x-content-type-options', null)).toBe(125)
  expect(scoreWith('set-cookie', 'hailong=1')).toBe(60)
  expect(scoreWith('x-none', null, '<script src=https://cdn.example/x.js></script>')).toBe(125)
})
