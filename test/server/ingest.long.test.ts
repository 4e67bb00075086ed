import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { makeApp } from '../../server/app.ts'
import { isStorageFault } from '../../server/db/storage-fault.ts'
import { actOf } from '../../server/deps.ts'
import { makeIngest } from '../../server/responses/ingest.ts'
import { LIMITS } from '../../server/responses/routes.ts'
import type { SheetBody } from '../../server/responses/sheet.ts'
import { isOvertaken, listResponses, storeSheets } from '../../server/responses/store.ts'
import { decide, makePreparation } from '../../server/responses/submit.ts'
import { json, world } from '../world.ts'
import { FIELDING, fieldingRound } from './journey.ts'

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
const sheet = (slip: string, number: number, answers: SheetBody['answers'] = { A1: 4 }): SheetBody => ({
  id: uuid(number),
  slip,
  form: 'ph-th@2021.1',
  language: 'vi',
  consent: '1',
  answers,
})

async function open() {
  const at = await world({ beginning: FIELDING })
  const round = await fieldingRound(at)
  const used = async () => (await at.db.selectFrom('slip').select('id').where('state', '=', 'used').execute()).length
  return { ...at, round, slips: round.codes('ph-th'), used }
}

test('sheets of one group: each is taken or refused on its own', async () => {
  const { deps, slips, round, used } = await open()
  const ingest = makeIngest(deps)
  const outcomes = await Promise.allSettled([
    ingest(sheet(slips[0], 1)),
    ingest(sheet(slips[1], 2, { A1: 9 })),
    ingest(sheet('0000000000000001', 3)),
    ingest(sheet(slips[0], 4)),
    ingest(sheet(slips[0], 1)),
    ingest(sheet(slips[2], 1)),
    ingest(sheet(slips[3], 5)),
  ])
  expect(outcomes.map((one) => (one.status === 'fulfilled' ? one.value.first : one.reason.code))).toEqual([
    true,
    'answer_invalid',
    'slip_unknown',
    'slip_used',
    false,
    // The same id and content with another slip is the same sheet: the slip stays to be used.
    false,
    true,
  ])
  expect(await listResponses(deps.read, round.id)).toHaveLength(2)
  expect(await used()).toBe(2)
})

test('sheets that come together before their form was read wait for one reading, and keep their order', async () => {
  const { deps, slips } = await open()
  let readings = 0
  const read = deps.read.withPlugin({
    transformQuery: ({ node }) => {
      readings += 1
      return node
    },
    transformResult: async ({ result }) => result,
  })
  const prepare = makePreparation(read)
  const by = actOf(deps, 'anyone')
  const order: number[] = []
  const all = (from: number) =>
    Promise.all(
      Array.from({ length: 40 }, async (_, turn) => {
        await prepare(by, sheet(slips[0], from + turn))
        order.push(from + turn)
      }),
    )
  await all(0)
  const once = readings
  await all(40)
  expect(order).toEqual(Array.from({ length: 80 }, (_, place) => place))
  expect(readings).toBe(once)
  // What one sheet alone reads.
  readings = 0
  await makePreparation(read)(by, sheet(slips[0], 99))
  expect(once).toBe(readings)
  // A form nobody knows is asked for again: it may be there the next time.
  const unknown = { ...sheet(slips[0], 100), form: 'ph-th@2099.9' }
  await prepare(by, unknown)
  await prepare(by, unknown)
  expect(readings).toBeGreaterThan(once + 1)
})

test('a group whose slips were spent after they were read is decided again, and nobody else in it is refused', async () => {
  const { deps, slips, round, used } = await open()
  const ingest = makeIngest(deps)
  await ingest(sheet(slips[0], 1))
  const by = actOf(deps, 'anyone')
  const prepare = makePreparation(deps.read)
  const group = [await prepare(by, sheet(slips[1], 2)), await prepare(by, sheet(slips[2], 3))]
  const stale = await decide(deps.db, by, group)
  await ingest(sheet(slips[1], 9))
  const failure = await storeSheets(deps.db, stale.sheets).then(
    () => null,
    (error: unknown) => error,
  )
  expect(isOvertaken(failure)).toBe(true)
  // Nothing of the group was stored by the statement that failed.
  expect(await listResponses(deps.read, round.id)).toHaveLength(2)
  expect(await used()).toBe(2)
  const again = await Promise.allSettled([ingest(sheet(slips[1], 2)), ingest(sheet(slips[2], 3))])
  expect(again.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
})

test('a round that closes between reading and storing takes nothing more', async () => {
  const { deps, slips, round, used } = await open()
  const by = actOf(deps, 'anyone')
  const prepared = await makePreparation(deps.read)(by, sheet(slips[0], 1))
  const decided = await decide(deps.db, by, [prepared])
  expect(decided.sheets).toHaveLength(1)
  await sql`update round set state = 'closed', version = version + 1 where id = ${round.id}`.execute(deps.db)
  await expect(storeSheets(deps.db, decided.sheets)).rejects.toThrow('intake: not open')
  expect(await used()).toBe(0)
  await expect(makeIngest(deps)(sheet(slips[0], 1))).rejects.toMatchObject({ code: 'round_closed' })
})

test('a failed write of the storage is told, nobody gets a receipt, and a full disk is no such failure', async () => {
  const { deps, slips } = await open()
  const told: unknown[] = []
  const failing = new Error('SQLITE_IOERR: disk I/O error')
  const broken = { ...deps, storageFault: (error: unknown) => told.push(error), db: brokenDb(failing) }
  await expect(makeIngest(broken as unknown as typeof deps)(sheet(slips[0], 1))).rejects.toBe(failing)
  expect(told).toEqual([failing])
  expect(isStorageFault(failing)).toBe(true)
  expect(isStorageFault(new Error('SQLITE_FULL: database or disk is full'))).toBe(false)
  expect(isStorageFault(new Error('SQLITE_BUSY: database is locked'))).toBe(false)
})

/** Everything asked of it fails as a disk fails. */
const brokenDb = (error: Error) =>
  new Proxy(
    {},
    {
      get: () => () => {
        throw error
      },
    },
  )

const post = (app: { request: (path: string, init: RequestInit) => Response | Promise<Response> }, body: unknown) =>
  app.request('/api/responses', json('POST', body))

test('any number of parents may stand behind one address', async () => {
  const { app, slips } = await open()
  const statuses = new Set<number>()
  for (const [place, slip] of slips.entries()) statuses.add((await post(app, sheet(slip, place))).status)
  expect([...statuses]).toEqual([201])
})

// Case A08.
test('a guesser is slowed down, and so is whoever repeats a sheet for ever', async () => {
  const { app, slips } = await open()
  const { burst } = LIMITS.refusedSheets
  for (let turn = 0; turn < burst / 2; turn++) await post(app, sheet('0000000000000001', turn))
  expect((await post(app, sheet(slips[0], 1))).status).toBe(201)
  for (let turn = 0; turn < burst / 2; turn++) expect((await post(app, sheet(slips[0], 1))).status).toBe(200)
  const slowed = await post(app, sheet(slips[0], 1))
  expect(slowed.status).toBe(429)
  expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(0)
})

test('what the server cannot take just now is counted against nobody', async () => {
  const { deps, slips } = await open()
  const disk = { full: false }
  const failing = brokenDb(new Error('SQLITE_FULL: database or disk is full'))
  const db = new Proxy(deps.db, {
    get: (whole, name) => {
      const value = Reflect.get(disk.full ? failing : whole, name)
      return typeof value === 'function' ? value.bind(whole) : value
    },
  })
  const app = makeApp({ ...deps, db })
  disk.full = true
  for (let turn = 0; turn <= LIMITS.refusedSheets.burst; turn++)
    expect((await post(app, sheet(slips[0], turn))).status).toBe(507)
  disk.full = false
  expect((await post(app, sheet(slips[0], 0))).status).toBe(201)
})
