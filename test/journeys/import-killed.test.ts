import { statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSqliteReader } from '../../server/db/open.ts'
import { sqliteFile } from '../../server/db/open-database.ts'
import { makeProvince } from '../../server/demo/province.ts'
import { provinceWorkbook } from '../../server/demo/province-workbook.ts'
import { serveApart } from '../../server/deploy/serve-apart.mjs'
import { writeWorkbook } from '../../server/instruments/workbook-file.ts'
import { phTh } from '../../surveys/forms/ph-th.ts'
import { writeXlsform } from '../../surveys/xlsform/write-xlsform.ts'
import { ROUND } from '../server/journey.ts'
import { json } from '../world.ts'

/** The server is pulled down while a workbook is being imported (case G19): afterwards it is there whole, or not at all. */
const SCHOOLS = 400
let server: Awaited<ReturnType<typeof serveApart>>
let cookie = ''

beforeAll(async () => {
  let password = ''
  server = await serveApart({
    settings: { DEMO: '0' },
    before: async (hailong) => {
      password = (await hailong('user', 'add', 'an@so.vn', '--role', 'designer')).trim()
    },
  })
  const entered = await fetch(`${server.url}/api/session`, json('POST', { email: 'an@so.vn', password }))
  expect(entered.status).toBe(200)
  cookie = entered.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}, 180_000)
afterAll(() => server?.stop())

const call = (path: string, init: RequestInit = {}) =>
  fetch(`${server.url}${path}`, { ...init, headers: { ...init.headers, cookie } })
const post = (path: string, body: Uint8Array, headers: Record<string, string> = {}) =>
  call(path, { method: 'POST', body: new Uint8Array(body), headers })

/** What stands in the file itself, whatever the program says of it. */
async function inFile() {
  const db = await openSqliteReader(sqliteFile(server.dataDir))
  const read = async (table: 'instrumentDraft' | 'frame' | 'frameRow') =>
    (await db.selectFrom(table).selectAll().execute()) as { id?: string; form?: string; frameId?: string }[]
  const [drafts, frames, rows] = [await read('instrumentDraft'), await read('frame'), await read('frameRow')]
  const trail = await db.selectFrom('auditEntry').select(['action', 'object']).execute()
  await db.destroy()
  return { drafts, frames, rows, trail }
}

const wal = () => statSync(join(server.dataDir, 'hailong.sqlite-wal'), { throwIfNoEntry: false })?.mtimeMs ?? 0

/** Sends it, and pulls the server down after some milliseconds, or the moment the first byte reaches the database. */
async function cutOff(send: () => Promise<Response>, moment: number | 'writing'): Promise<number> {
  const before = wal()
  const status = send().then(
    async (reply) => {
      await reply.arrayBuffer()
      return reply.status
    },
    () => 0,
  )
  if (moment === 'writing') for (let turn = 0; turn < 3000 && wal() === before; turn++) await pause(1)
  else await pause(moment)
  await server.pullDown()
  await server.begin()
  return status
}

/** Moments over the whole length of an import, and between them the moment of writing. */
const momentsOf = (ms: number, count: number): (number | 'writing')[] =>
  Array.from({ length: count }, (_, turn) => (turn % 3 === 2 ? 'writing' : (ms * 1.1 * turn) / count))

async function timed(send: () => Promise<Response>): Promise<number> {
  const from = performance.now()
  const reply = await send()
  expect(reply.status, await reply.clone().text()).toBe(200)
  return performance.now() - from
}

test('a form that was being imported is a whole draft with its entry in the trail, or nothing', async () => {
  const workbook = await writeWorkbook(writeXlsform(phTh))
  const bring = (form: string) => () => post(`/api/instruments/import?as=xlsform&form=${form}`, workbook)
  await bring('ph-dau')()
  const ms = await timed(bring('ph-mau'))
  const told = new Map<string, number>()
  for (const [turn, moment] of momentsOf(ms, 8).entries())
    told.set(`ph-thu${turn}`, await cutOff(bring(`ph-thu${turn}`), moment))
  // A server that has just begun is slower than the one that was timed: later and later, until one has arrived.
  for (let late = 2; late < 32 && ![...told.values()].includes(200); late *= 2)
    told.set(`ph-muon${late}`, await cutOff(bring(`ph-muon${late}`), ms * late))
  const { drafts, trail } = await inFile()
  const forms = drafts.map(({ form }) => form)
  // Who was told that it is there finds it; and the cuts fell on both sides of the moment that decides.
  for (const [form, status] of told) if (status === 200) expect(forms).toContain(form)
  const arrived = [...told.keys()].filter((form) => forms.includes(form)).length
  expect([arrived > 0, arrived < told.size], JSON.stringify([...told])).toEqual([true, true])
  expect(
    trail
      .filter(({ action }) => action === 'instruments.create_draft')
      .map(({ object }) => object)
      .sort(),
  ).toEqual(drafts.map(({ id }) => id).sort())
  for (const { id, form } of drafts) {
    const { definition } = (await (await call(`/api/instruments/${id}`)).json()) as { definition: object }
    expect({ ...definition, version: '', form: '' }, form).toEqual({ ...phTh, version: '', form: '' })
  }
  const lost = [...told.keys()].find((form) => !forms.includes(form)) ?? ''
  await timed(bring(lost))
  expect(JSON.parse(await server.hailong('verify'))).toMatchObject({ database: 'ok' })
})

test('a school list that was being imported is there with every school, or nothing of it is', async () => {
  const { id } = (await (await call('/api/rounds', json('POST', ROUND))).json()) as { id: string }
  // Another list each time: the same one sent again is no new version.
  const listOf = (seed: string) => provinceWorkbook(makeProvince({ seed, schools: SCHOOLS }))
  const version = async () => (await call(`/api/rounds/${id}`)).headers.get('etag') ?? ''
  const bring = async (seed: string) => {
    const list = await listOf(seed)
    const headers = { 'if-match': await version(), 'x-file-name': 'khung.xlsx' }
    return () => post(`/api/rounds/${id}/frame`, list, headers)
  }
  const ms = await timed(await bring('cat'))
  let told = 1
  for (const [turn, moment] of momentsOf(ms, 4).entries())
    if ((await cutOff(await bring(`cat${turn}`), moment)) === 200) told++
  const { frames, rows } = await inFile()
  expect(frames.length).toBeGreaterThanOrEqual(told)
  expect(frames.length).toBeLessThan(6)
  const counted = Object.fromEntries(
    frames.map((frame) => [frame.id, rows.filter((row) => row.frameId === frame.id).length]),
  )
  expect(counted).toEqual(Object.fromEntries(frames.map((frame) => [frame.id, SCHOOLS])))
  expect(rows.length).toBe(frames.length * SCHOOLS)
  expect(JSON.parse(await server.hailong('verify'))).toMatchObject({ database: 'ok' })
})
