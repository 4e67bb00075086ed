import { expect, test } from 'vitest'
import { PROGRESS_LIMITS } from '../../server/responses/progress-routes.ts'
import { json, world } from '../world.ts'
import { FIELDING, fieldingRound, step } from './journey.ts'

const ID = 'ab'.repeat(32)
const sealed = 'A'.repeat(100)
const kept = (more: object = {}) => json('PUT', { form: 'ph-th@2021.1', sealed, version: 0, ...more })

async function open() {
  const at = await world({ beginning: FIELDING })
  const round = await fieldingRound(at)
  const rows = () => at.db.selectFrom('progress').selectAll().execute()
  return { ...at, ...round, rows }
}

test('an unfinished sheet is kept as it came, given back to whoever knows its address, and forgotten on request', async () => {
  const { app, rows } = await open()
  expect((await app.request(`/api/progress/${ID}`)).status).toBe(404)
  expect(await (await app.request(`/api/progress/${ID}`, kept())).json()).toEqual({ version: 1 })
  expect(await (await app.request(`/api/progress/${ID}`)).json()).toEqual({ sealed, version: 1 })
  expect(await rows()).toMatchObject([{ id: ID, sealed, day: '2021-10-05' }])
  expect((await app.request(`/api/progress/${ID}`, { method: 'DELETE' })).status).toBe(204)
  expect(await rows()).toEqual([])
})

// Case C03.
test('two phones with one slip: the one that is behind is told so and overwrites nothing', async () => {
  const { app, rows } = await open()
  await app.request(`/api/progress/${ID}`, kept())
  const late = await app.request(`/api/progress/${ID}`, kept({ sealed: 'B'.repeat(100) }))
  expect(late.status).toBe(412)
  expect(await late.json()).toMatchObject({ code: 'stale', current: { version: 1, day: '2021-10-05' } })
  expect(await rows()).toMatchObject([{ sealed, version: 1 }])
})

// Case C01.
test('a thousand guessed addresses find nothing and are slowed down', async () => {
  const { app } = await open()
  await app.request(`/api/progress/${ID}`, kept())
  const seen: number[] = []
  for (let at = 0; at < 1000; at++)
    seen.push((await app.request(`/api/progress/${String(at).padStart(64, '0')}`)).status)
  expect(seen.filter((status) => status === 200)).toEqual([])
  expect(seen[0]).toBe(404)
  expect(seen.at(-1)).toBe(429)
})

// Case C02, on the server.
test('nothing is left of them when the round leaves the field', async () => {
  const { app, rows, designer, id } = await open()
  await app.request(`/api/progress/${ID}`, kept())
  await step(designer, id, 'close')
  expect(await rows()).toEqual([])
  expect((await app.request(`/api/progress/${ID}`, kept())).status).toBe(403)
})

test('what nobody comes back to for a month is forgotten', async () => {
  const { app, advance, rows } = await open()
  await app.request(`/api/progress/${ID}`, kept())
  advance(40 * 86_400_000)
  const other = 'cd'.repeat(32)
  await app.request(`/api/progress/${other}`, kept())
  expect((await rows()).map((row) => row.id)).toEqual([other])
})

test.each([
  ['not sealed', ID, { sealed: '{"A1":5}' }, 400],
  ['too much', ID, { sealed: 'A'.repeat(40_001) }, 400],
  ['far too much', ID, { sealed: 'A'.repeat(60_000) }, 413],
  ['another field', ID, { slip: '0000000000000001' }, 400],
  ['an address that is no digest', 'x', {}, 404],
  ['a form nobody asks', ID, { form: 'none@1' }, 403],
])('%s is refused', async (_, id, more, status) => {
  const { app, rows } = await open()
  expect((await app.request(`/api/progress/${id}`, kept(more))).status).toBe(status)
  expect(await rows()).toEqual([])
})

test('there are never more of them than slips of the round', async () => {
  const { app, db, rows } = await open()
  await db.deleteFrom('slip').execute()
  expect((await app.request(`/api/progress/${ID}`, kept())).status).toBe(429)
  expect(await rows()).toEqual([])
})

test('one network begins no more sheets than two halls of parents hold, and goes on with those it has begun', async () => {
  const { app, advance } = await open()
  const { burst, perMinute } = PROGRESS_LIMITS.begun
  // What cannot be kept counts as well: a guesser need not succeed.
  const begin = async (turn: number) =>
    (await app.request(`/api/progress/${turn.toString(16).padStart(64, '0')}`, kept({ form: 'xx-x@2021.1' }))).status
  expect((await app.request(`/api/progress/${ID}`, kept())).status).toBe(200)
  const seen: number[] = []
  for (let turn = 1; turn <= burst; turn++) seen.push(await begin(turn))
  expect(seen.slice(0, -1).every((status) => status === 403)).toBe(true)
  expect(seen.at(-1)).toBe(429)
  expect((await app.request(`/api/progress/${ID}`, kept({ version: 1 }))).status).toBe(200)
  advance(60_000)
  for (let turn = 0; turn < perMinute; turn++) expect(await begin(turn)).toBe(403)
  expect(await begin(0)).toBe(429)
})
