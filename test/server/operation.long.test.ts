import { rm } from 'node:fs/promises'
import { sql } from 'kysely'
import { expect, inject, test } from 'vitest'
import { makeApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import { isFull } from '../../server/db/storage-fault.ts'
import type { Deps } from '../../server/deps.ts'
import { json, PASSWORD, world } from '../world.ts'
import { FIELDING, fieldingRound } from './journey.ts'

const sheetOf = (slip: string) => ({
  ...{ id: crypto.randomUUID(), slip, form: 'ph-th@2021.1' },
  ...{ language: 'vi', consent: '1', answers: { A1: 3, G1: 'CHIM-HOANG-YEN' } },
})

const withConfig = (deps: Deps, more: Partial<Deps['config']>) =>
  makeApp({ ...deps, config: { ...deps.config, ...more } })

const TOKEN = 'a-token-of-the-operator-1'
const figures = async (app: ReturnType<typeof makeApp>, authorization = `Bearer ${TOKEN}`) => {
  const reply = await app.request('/metrics', { headers: { authorization } })
  return { status: reply.status, type: reply.headers.get('content-type'), text: await reply.text() }
}

test('ready says what of database, disk and schema is, and is refused when one of them is not', async () => {
  const { app, deps, db, dataDir } = await world()
  const ready = await app.request('/readyz')
  expect(ready.status).toBe(200)
  expect(await ready.json()).toEqual({ ready: true, database: 'ok', disk: 'ok', schema: 'ok' })

  const refused = async (other: ReturnType<typeof makeApp>) => {
    const reply = await other.request('/readyz')
    expect(reply.status).toBe(503)
    expect(reply.headers.get('retry-after')).toBe('5')
    const { code, detail } = (await reply.json()) as { code: string; detail: unknown }
    return { code, detail }
  }
  const all = { share: 1, most: Number.POSITIVE_INFINITY }
  expect(await refused(withConfig(deps, { diskReserve: all }))).toMatchObject({ detail: { disk: 'low' } })
  // A connection that cannot write, as on a disk that has become read-only.
  expect(await refused(makeApp({ ...deps, db: deps.read }))).toMatchObject({ detail: { database: 'unavailable' } })
  await sql`insert into kysely_migration (name, timestamp) values ('2999-01-01-later', '2999')`.execute(db)
  expect(await refused(makeApp(deps))).toEqual({
    code: 'unavailable',
    detail: { database: 'ok', disk: 'ok', schema: 'changed' },
  })
  await rm(dataDir, { recursive: true })
  expect(await refused(makeApp(deps))).toMatchObject({ detail: { disk: 'unavailable' } })
})

test('before the disk is full no answer is taken; reading, signing in and looking at the figures go on', async () => {
  const at = await world({ beginning: FIELDING, onSqlite: true })
  const { codes, id } = await fieldingRound(at)
  const full = withConfig(at.deps, { diskReserve: { share: 1, most: Number.POSITIVE_INFINITY } })
  const sheet = sheetOf(codes('ph-th')[0] ?? '')
  const refused = await full.request('/api/responses', json('POST', sheet))
  expect(refused.status).toBe(507)
  expect(refused.headers.get('retry-after')).toBe('600')
  expect(await refused.json()).toMatchObject({ code: 'storage_full' })
  expect((await full.request('/api/rounds', json('POST', {}))).status).toBe(507)
  expect((await full.request('/p')).status).not.toBe(507)
  const signIn = await full.request('/api/session', json('POST', { email: 'x@example.vn', password: PASSWORD }))
  expect(signIn.status).toBe(401)
  const admin = await at.as('auditor')
  expect((await full.request(`/api/rounds/${id}`, { headers: { cookie: admin.cookie } })).status).toBe(200)
  // The same sheet is taken once there is room: the phone still has it.
  expect((await at.app.request('/api/responses', json('POST', sheet))).status).toBe(201)
  expect(isFull(new Error('SQLITE_FULL: database or disk is full'))).toBe(true)
  expect(isFull(Object.assign(new Error('could not extend file'), { code: '53100' }))).toBe(true)
  expect(isFull(Object.assign(new Error('write'), { code: 'ENOSPC' }))).toBe(true)
  expect(isFull(new Error('SQLITE_BUSY: database is locked'))).toBe(false)
})

test('figures are for whoever has the token, and hold no answer, code, id or address', async () => {
  const at = await world({ beginning: FIELDING })
  const { codes } = await fieldingRound(at)
  const app = withConfig(at.deps, { metricsToken: TOKEN })
  const slip = codes('ph-th')[0] ?? ''
  const sheet = sheetOf(slip)
  expect((await app.request('/api/responses', json('POST', sheet))).status).toBe(201)
  expect((await app.request('/api/responses', json('POST', sheet))).status).toBe(200)
  expect((await app.request('/api/responses', json('POST', sheetOf(slip)))).status).toBe(409)
  await app.request(`/api/slips/${slip}`, { headers: { 'x-forwarded-for': '203.0.113.77' } })

  const shown = await figures(app)
  expect(shown).toMatchObject({ status: 200, type: 'text/plain; version=0.0.4; charset=utf-8' })
  for (const outcome of ['stored', 'repeated', 'refused'])
    expect(shown.text).toContain(`hailong_sheets_total{outcome="${outcome}"} 1`)
  expect(shown.text).toContain('hailong_requests_total{method="POST",status="201"} 1')
  expect(shown.text).toMatch(/^hailong_commit_seconds_bucket\{le="\+Inf"\} 3$/m)
  expect(shown.text).toMatch(/^hailong_ready 1$/m)
  expect(shown.text).toMatch(/^hailong_last_backup_timestamp_seconds 0$/m)
  expect(shown.text.includes('hailong_wal_bytes')).toBe(inject('postgres') === undefined)
  // The form of Prometheus: a kind for every figure, and a number on every line.
  const names = new Set([...shown.text.matchAll(/^# TYPE (\w+) (counter|gauge|histogram)$/gm)].map(([, name]) => name))
  for (const line of shown.text.trimEnd().split('\n')) {
    if (line.startsWith('#')) continue
    const [, name] =
      /^(\w+?)(?:_bucket|_sum|_count)?(?:\{[a-z_]+="[^"]*"(?:,[a-z_]+="[^"]*")*\})? [\d.e+-]+$/.exec(line) ?? []
    expect(names, line).toContain(name)
  }
  for (const secret of [slip, slip.replaceAll('-', ''), sheet.id, 'HOANG-YEN', '203.0.113', '/api/'])
    expect(shown.text.toUpperCase()).not.toContain(secret.toUpperCase())

  for (const wrong of ['', 'Bearer ', `Bearer ${TOKEN}x`, `Basic ${TOKEN}`, TOKEN])
    expect((await figures(app, wrong)).status).toBe(404)
  expect((await figures(at.app)).status).toBe(404)
})

// Case L22.
test('a wrong reserve or token stops the start', () => {
  for (const wrong of ['95%', '5.5%', '-1', 'all'])
    expect(() => readConfig({ DISK_RESERVE: wrong })).toThrow(/^DISK_RESERVE: /)
  expect(readConfig({}).diskReserve).toEqual({ share: 0.05, most: 1_000_000_000 })
  expect(readConfig({ DISK_RESERVE: '10%' }).diskReserve.share).toBe(0.1)
  expect(readConfig({ DISK_RESERVE: '300' }).diskReserve).toEqual({ share: 1, most: 300_000_000 })
  for (const wrong of ['short', 'with blanks in it, and long enough'])
    expect(() => readConfig({ METRICS_TOKEN: wrong })).toThrow(/^METRICS_TOKEN: /)
  expect(() => readConfig({ BACKUP_RECIPIENTS: 'age1nonsense' })).toThrow(/^BACKUP_RECIPIENTS: /)
})
