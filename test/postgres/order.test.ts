import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Db } from '../../server/db/open.ts'
import { fieldingRound, step } from '../server/journey.ts'
import { json, world } from '../world.ts'

type Written = Readonly<{ id: string; by: string; place: number }>

/** The rows in the order they stand in the file, each with the transaction that wrote it. */
async function writtenRows(db: Db, table: string, where: string): Promise<Written[]> {
  const { rows } = await sql<{ id: string; by: string }>`select id, xmin::text as by from ${sql.table(table)}
    where ${sql.raw(where)} order by ctid`.execute(db)
  return rows.map((row, place) => ({ ...row, place }))
}

test('after a round no trace of the storage leads from a slip to its answer; while it runs one does', async () => {
  const at = await world()
  const round = await fieldingRound(at)
  const codes = round.codes('ph-th')
  // In an order of its own, as parents come; ids are random and say nothing.
  for (let turn = 0; turn < 60; turn++) {
    const sheet = {
      id: crypto.randomUUID(),
      slip: codes[(turn * 17) % 71],
      ...{ form: 'ph-th@2021.1', language: 'vi', consent: '1', answers: { A1: 1 + (turn % 5) } },
    }
    expect((await at.app.request('/api/responses', json('POST', sheet))).status).toBe(201)
  }
  const answers = () => writtenRows(at.db, 'response', 'true')
  const slips = () => writtenRows(at.db, 'slip', "state = 'used'")
  const matches = (some: readonly Written[], others: readonly Written[]) =>
    some.filter(({ by }) => others.filter((other) => other.by === by).length === 1).length
  // The negative control: whoever reads the files of a running round can match them, one to one.
  expect(matches(await answers(), await slips())).toBe(60)
  const before = await answers()
  const designer = await at.as('designer', { email: 'second@example.vn' })
  await step(designer, round.id, 'close')

  const [found, used] = [await answers(), await slips()]
  expect(found.map(({ id }) => id)).toEqual(before.map(({ id }) => id).toSorted())
  expect(new Set([...found, ...used].map(({ by }) => by)).size).toBe(1)
  expect(matches(found, used)).toBe(0)
  // The same rows, and nothing of the room they stood in.
  expect(found).toHaveLength(60)
  expect(used).toHaveLength(60)
})
