import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Db } from '../../server/db/open.ts'
import { LEAST_LATELY, makeForgetLately } from '../../server/privacy/forget-lately.ts'
import { tidy } from '../../server/privacy/tidy.ts'
import { FIELDING, fieldingRound, step } from '../server/journey.ts'
import { json, world } from '../world.ts'

type Written = Readonly<{ id: string; by: string; place: number }>

/** The rows in the order they stand in the file, each with the transaction that wrote it. */
async function writtenRows(db: Db, table: string, where: string): Promise<Written[]> {
  const { rows } = await sql<{ id: string; by: string }>`select id, xmin::text as by from ${sql.table(table)}
    where ${sql.raw(where)} order by ctid`.execute(db)
  return rows.map((row, place) => ({ ...row, place }))
}

/** How many answers bear a number that one slip alone bears, too. */
const matches = (some: readonly Written[], others: readonly Written[]) =>
  some.filter(({ by }) => others.filter((other) => other.by === by).length === 1).length

/** A round in the field, and one sheet after another that comes to it. */
async function field() {
  const at = await world({ beginning: FIELDING })
  const round = await fieldingRound(at)
  const codes = round.codes('ph-th')
  // In an order of its own, as parents come; ids are random and say nothing.
  const send = async (turn: number) => {
    const sheet = {
      id: crypto.randomUUID(),
      slip: codes[(turn * 17) % 71],
      ...{ form: 'ph-th@2021.1', language: 'vi', consent: '1', answers: { A1: 1 + (turn % 5) } },
    }
    expect((await at.app.request('/api/responses', json('POST', sheet))).status).toBe(201)
  }
  const answers = () => writtenRows(at.db, 'response', 'true')
  const slips = () => writtenRows(at.db, 'slip', "state = 'used'")
  return { ...at, round, send, answers, slips }
}

test('each hour the sheets of the day are written anew together, of too many those of the hour', async () => {
  const at = await field()
  const { begin, hourly } = makeForgetLately(at.db)
  const joined = async () => matches(await at.answers(), await at.slips())
  const groups = async () => new Set((await at.answers()).map(({ by }) => by)).size
  const send = async (from: number, count: number) => {
    for (let turn = from; turn < from + count; turn++) await at.send(turn)
  }
  await send(0, 1)
  await begin('2000-01-01')
  await send(1, LEAST_LATELY - 1)
  // The negative control: before the hour is over each answer leads to its slip. A few are left until they are more.
  expect(await joined()).toBe(LEAST_LATELY)
  expect(await hourly()).toBe(0)
  await send(LEAST_LATELY, 15)
  const came = (await at.answers()).map(({ id }) => id)
  expect(await hourly()).toBe(24)
  // What was there before the day began waits for the night.
  expect(await joined()).toBe(1)
  const placed = (await at.answers()).map(({ id }) => id)
  expect(placed).toEqual(came.toSorted())
  expect(placed).not.toEqual(came)
  // One that comes later hides among all of the day; where nothing came, nothing is written.
  await send(25, 1)
  expect(await hourly()).toBe(25)
  expect([await joined(), await groups()]).toEqual([1, 2])
  expect(await hourly()).toBe(0)
  // Too many for one time: those of the last hour alone.
  await send(26, 12)
  expect(await hourly(30)).toBe(12)
  expect([await joined(), await groups()]).toEqual([1, 3])
  expect(await at.answers()).toHaveLength(38)
  expect(await at.slips()).toHaveLength(38)
})

test('after a night, and after a round, no trace of the storage leads from a slip to its answer; before it one does', async () => {
  const at = await field()
  const { round, send, answers, slips } = at
  for (let turn = 0; turn < 60; turn++) await send(turn)
  // The negative control: whoever reads the files before the night can match them, one to one.
  expect(matches(await answers(), await slips())).toBe(60)
  const came = await answers()
  await tidy(at.deps, true)
  expect((await answers()).map(({ id }) => id)).toEqual(came.map(({ id }) => id).toSorted())
  expect(matches(await answers(), await slips())).toBe(0)
  for (let turn = 60; turn < 65; turn++) await send(turn)
  expect(matches(await answers(), await slips())).toBe(5)
  const before = await answers()
  const designer = await at.as('designer', { email: 'second@example.vn' })
  await step(designer, round.id, 'close')

  const [found, used] = [await answers(), await slips()]
  expect(found.map(({ id }) => id)).toEqual(before.map(({ id }) => id).toSorted())
  expect(new Set([...found, ...used].map(({ by }) => by)).size).toBe(1)
  expect(matches(found, used)).toBe(0)
  // The same rows, and nothing of the room they stood in.
  expect(found).toHaveLength(65)
  expect(used).toHaveLength(65)
})
