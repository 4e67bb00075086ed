import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { wipe } from '../../server/privacy/tidy.ts'
import { makeIngest } from '../../server/responses/ingest.ts'
import { codeHash, codeOf } from '../../server/slips/code.ts'
import { world } from '../world.ts'
import { FIELDING, fieldingRound } from './journey.ts'

const MANY = 10_000
const PAGE = 4_096

/** As a browser makes one, of chance that is the same in every run: the figures below are then the same ones, too. */
function uuidOf(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** Spearman's rank correlation of two orders of the same things, without ties. */
function rankCorrelation(one: readonly number[], other: readonly number[]): number {
  const ranks = (values: readonly number[]) => {
    const order = values.map((_, place) => place).sort((a, b) => values[a] - values[b])
    const rank = new Array<number>(values.length)
    for (const [at, place] of order.entries()) rank[place] = at
    return rank
  }
  const [a, b] = [ranks(one), ranks(other)]
  const squares = a.reduce((sum, rank, place) => sum + (rank - b[place]) ** 2, 0)
  return 1 - (6 * squares) / (a.length * (a.length ** 2 - 1))
}

/** The mean correlation of arrival and place inside the pages of the file. */
function insidePages(places: readonly number[]): number {
  const pages = new Map<number, number[]>()
  for (const [arrival, place] of places.entries()) {
    const page = Math.floor(place / PAGE)
    pages.set(page, [...(pages.get(page) ?? []), arrival])
  }
  const each = [...pages.values()].filter((arrivals) => arrivals.length >= 4)
  const sum = each.reduce(
    (total, arrivals) =>
      total +
      rankCorrelation(
        arrivals.map((arrival) => places[arrival]),
        arrivals,
      ),
    0,
  )
  return sum / each.length
}

test('ten thousand answers: no order of the table, of a dump or of the file tells when who answered', {
  timeout: 240_000,
}, async () => {
  // Where rows lie in the file is looked at; the storage of PostgreSQL has a test of its own (order.test.ts).
  const at = await world({ beginning: FIELDING, onSqlite: true })
  const { id, codes } = await fieldingRound(at)
  expect(codes('ph-th').length).toBeGreaterThan(0)
  const [like] = await at.db.selectFrom('slip').selectAll().where('form', '=', 'ph-th').limit(1).execute()
  const slips = Array.from({ length: MANY }, () => Buffer.from(at.deps.random(16)).toString('hex'))
  for (let from = 0; from < MANY; from += 500) {
    const rows = slips.slice(from, from + 500).map((slip) => ({
      ...like,
      id: slip,
      codeHash: codeHash(at.deps.keys, codeOf(at.deps.keys, slip)),
      state: 'issued',
    }))
    await at.db.insertInto('slip').values(rows).execute()
  }
  const ingest = makeIngest(at.deps)
  const ids = Array.from({ length: MANY }, () => uuidOf(at.deps.random(16)))
  // In the order of arrival: slip n is spent by sheet n.
  for (let from = 0; from < MANY; from += 50)
    await Promise.all(
      slips.slice(from, from + 50).map((slip, more) =>
        ingest({
          id: ids[from + more],
          slip: codeOf(at.deps.keys, slip),
          form: 'ph-th@2021.1',
          language: 'vi',
          consent: '1',
          answers: { A1: 1 + (more % 5) },
        }),
      ),
    )
  const arrival = ids.map((_, place) => place)
  const placeIn = (order: readonly string[]) => {
    const places = new Map(order.map((one, place) => [one, place]))
    return ids.map((one) => places.get(one) ?? Number.NaN)
  }
  const stored = (await at.deps.read.selectFrom('response').select('id').where('roundId', '=', id).execute()).map(
    (row) => row.id,
  )
  expect(stored).toHaveLength(MANY)
  const inTable = rankCorrelation(arrival, placeIn(stored))
  const bytesOf = async () => {
    await wipe(at.db, false)
    const file = (await readFile(join(at.dataDir, 'hailong.sqlite'))).toString('latin1')
    const first = new Map<string, number>()
    for (const { 0: found, index } of file.matchAll(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g))
      if (!first.has(found)) first.set(found, index)
    return ids.map((one) => first.get(one) ?? -1)
  }
  const before = await bytesOf()
  await wipe(at.db, true)
  const after = await bytesOf()
  expect(Math.min(...before, ...after)).toBeGreaterThan(0)
  const figures = {
    table: inTable,
    slips: rankCorrelation(
      placeIn(stored),
      slips.map((slip) => Number.parseInt(slip.slice(0, 12), 16)),
    ),
    file: rankCorrelation(arrival, before),
    fileAfter: rankCorrelation(arrival, after),
    insidePages: insidePages(before),
    insidePagesAfter: insidePages(after),
    // The control: a table that numbers its rows as they come.
    control: rankCorrelation(arrival, arrival),
  }
  console.info(`rank correlation of arrival with … ${JSON.stringify(figures)}`)
  for (const name of ['table', 'slips', 'file', 'fileAfter', 'insidePagesAfter'] as const)
    expect(Math.abs(figures[name]), name).toBeLessThan(0.05)
  expect(figures.control).toBe(1)
  // Why the file is written anew each night: inside a page rows lie as they came.
  expect(Math.abs(figures.insidePages)).toBeGreaterThan(0.05)
})
