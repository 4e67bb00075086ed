import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { verifyData } from '../../server/command/verify-data.ts'
import { readConfig } from '../../server/config.ts'
import { type Row, readTable } from '../../server/db/move/table-digest.ts'
import { shapesAfter, type TableShape } from '../../server/db/move/table-shape.ts'
import { sqliteFile } from '../../server/db/open-database.ts'
import type { Deps } from '../../server/deps.ts'
import { makeDeps } from '../../server/make-deps.ts'
import { openField, scratch } from './field.ts'
import { startLoad } from './load.ts'
import { serve } from './program.ts'
import { record } from './results.ts'
import { addStaff } from './staff.ts'

/** Bytes flipped in each page. */
const FLIPS = Number(process.env.HAILONG_FLIPS ?? 1)
/** Each so-manieth page. */
const STRIDE = Number(process.env.HAILONG_FLIP_STRIDE ?? 1)
/** Bits flipped in the pages of sheets and slips. */
const SHEET_FLIPS = Number(process.env.HAILONG_SHEET_FLIPS ?? 600)

/** The negative control: `verify` as it was when a row had no hash of what stands beside its content. */
const blind = vi.hoisted(() => ({ on: false }))
vi.mock('../../server/responses/row-hash.ts', async (load) => {
  const { rowHash } = await load<typeof import('../../server/responses/row-hash.ts')>()
  const asItStands = (row: object) => ('rowHash' in row ? row.rowHash : '')
  return { rowHash: (...both: Parameters<typeof rowHash>) => (blind.on ? asItStands(both[0]) : rowHash(...both)) }
})

/** The same places each time. */
function placesFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** A byte of the page that holds something; what is deleted or was never written is zero. */
function placeIn(bytes: Uint8Array, next: () => number): number {
  const held = [...bytes.keys()].filter((at) => bytes[at] !== 0)
  return held[Math.floor(held.length * next())] ?? Math.floor(bytes.length * next())
}

/** By the words of `verify`, which part of it found the damage. */
const PARTS = [
  ['integrity_check', /the database is damaged \((?!.*(points to nothing|the trigger))/],
  ['foreign keys', /points to nothing/],
  ['guards', /the trigger/],
  ['audit chain', /the audit chain/],
  ['hashes of contents', /do not hold what their hash says/],
  ['what is kept twice', /what was written down of them elsewhere/],
] as const

async function lookWith<T>(dataDir: string, work: (deps: Deps) => Promise<T>): Promise<T> {
  const deps = await makeDeps(readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }))
  try {
    return await work(deps)
  } finally {
    await deps.close()
  }
}

type Rows = ReadonlyMap<string, readonly Row[]>
async function rowsIn({ read }: Deps, shapes: readonly TableShape[]): Promise<Rows> {
  const found = new Map<string, readonly Row[]>()
  for (const shape of shapes) {
    const rows: Row[] = []
    for await (const page of readTable(read, shape)) rows.push(...page)
    found.set(shape.name, rows)
  }
  return found
}

/** The columns in which rows differ, by the names of table and column. */
function changes(before: Rows, now: Rows): string[] {
  const found = new Set<string>()
  for (const [table, rows] of before) {
    const others = now.get(table) ?? []
    if (others.length !== rows.length) found.add(`${table} (rows)`)
    for (const [place, row] of rows.entries())
      for (const [column, value] of Object.entries(row))
        if (JSON.stringify(value) !== JSON.stringify(others[place]?.[column])) found.add(`${table}.${column}`)
  }
  return [...found]
}

/** Where the damage was noticed, or the columns that say something else now and nobody noticed; none: nothing is changed. */
type Found = Readonly<{ by: string; changed: readonly string[] }>

async function lookAt(dataDir: string, shapes: readonly TableShape[], before: Rows): Promise<Found> {
  const seen = { started: false }
  const work = async (deps: Deps): Promise<Found> => {
    seen.started = true
    const fault = await verifyData(deps).then(
      () => '',
      ({ message }: Error) => message,
    )
    if (fault) return { by: PARTS.find(([, words]) => words.test(fault))?.[0] ?? 'an error of reading', changed: [] }
    return { by: '', changed: changes(before, await rowsIn(deps, shapes)) }
  }
  return lookWith(dataDir, work).catch(
    (): Found => ({ by: seen.started ? 'an error of reading' : 'start', changed: [] }),
  )
}

/** A database with sheets in it, at rest, and a folder in which a changed one is looked at. */
async function atRest() {
  const field = await openField(1)
  await addStaff(field.dataDir, 'designer', ['lat@example.vn'])
  const server = await serve({ DATA_DIR: field.dataDir })
  const load = startLoad(field, () => server.url)
  await load.more(150)
  await load.stop()
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
  const whole = readFileSync(sqliteFile(field.dataDir))
  const shapes = await shapesAfter()
  const dataDir = join(await scratch(), 'data')
  mkdirSync(dataDir, { mode: 0o700 })
  cpSync(join(field.dataDir, 'keys'), join(dataDir, 'keys'), { recursive: true })
  const put = (bytes: Uint8Array) => {
    for (const end of ['-wal', '-shm']) rmSync(sqliteFile(dataDir) + end, { force: true })
    writeFileSync(sqliteFile(dataDir), bytes)
  }
  put(whole)
  const before = await lookWith(dataDir, (deps) => rowsIn(deps, shapes))
  const look = (bytes: Uint8Array) => {
    put(bytes)
    return lookAt(dataDir, shapes, before)
  }
  // The control: of a whole file nothing is said.
  expect(await look(whole)).toEqual({ by: '', changed: [] })
  put(whole)
  return { dataDir, whole, page: whole.readUInt16BE(16), look }
}

/** The file with one bit changed in a page (from 1 on), in a byte that holds something; `at` is that byte. */
function flip(whole: Buffer, page: number, number: number, next: () => number) {
  const start = (number - 1) * page
  const at = placeIn(whole.subarray(start, start + page), next)
  const bytes = Buffer.from(whole)
  bytes[start + at] = (bytes[start + at] ?? 0) ^ (1 << Math.floor(8 * next()))
  return { bytes, at }
}

/** The pages of a tree, from its root down. */
function pagesOf(whole: Buffer, page: number, root: number): number[] {
  const at = (root - 1) * page
  const isInner = whole[at] === 2 || whole[at] === 5
  if (!isInner) return [root]
  const cells = Array.from({ length: whole.readUInt16BE(at + 3) }, (_, cell) =>
    whole.readUInt32BE(at + whole.readUInt16BE(at + 12 + 2 * cell)),
  )
  return [root, ...[...cells, whole.readUInt32BE(at + 8)].flatMap((child) => pagesOf(whole, page, child))]
}

const count = (of: Map<string, number>, name: string) => of.set(name, (of.get(name) ?? 0) + 1)
const told = (of: ReadonlyMap<string, number>) =>
  [...of]
    .sort((a, b) => b[1] - a[1])
    .map(([name, n]) => `${name} ${n}`)
    .join(', ')

test('a byte flips in each page of the database: it is noticed by the start or by verify, or says nothing, and what is not noticed is counted', async () => {
  const { whole, page, look } = await atRest()
  const pages = whole.length / page
  const next = placesFrom(26)
  const counts = new Map<string, number>()
  const unnoticed = new Map<string, number>()
  for (let number = 1; number <= pages; number += STRIDE)
    for (let turn = 0; turn < FLIPS; turn++) {
      const { bytes, at } = flip(whole, page, number, next)
      const { by, changed } = await look(bytes)
      count(counts, by || (changed.length > 0 ? 'unnoticed' : 'says nothing'))
      for (const name of changed) count(unnoticed, name)
      if (changed.length > 0) console.info(`page ${number} at ${at}: ${changed.join(', ')}`)
    }
  const all = [...counts.values()].reduce((sum, n) => sum + n, 0)
  const share = (name: string) => `${((100 * (counts.get(name) ?? 0)) / all).toFixed(0)} %`
  const found = [...counts].filter(([name]) => !['unnoticed', 'says nothing'].includes(name))
  expect(found.length).toBeGreaterThan(2)
  record({
    id: 'FT26',
    fault: 'one bit flips in each page of the database, in a byte that holds something, SQLite',
    seen: `${all} flips in ${Math.ceil(pages / STRIDE)} of ${pages} pages: noticed ${found.map(([name, n]) => `by ${name} ${n}`).join(', ')}; ${counts.get('says nothing') ?? 0} (${share('says nothing')}) change nothing that is stored; ${counts.get('unnoticed') ?? 0} (${share('unnoticed')}) change a row and are not noticed: ${told(unnoticed)}`,
    control: 'of the whole file nothing is said',
  })
})

test('a bit flips in the pages of sheets and slips: nothing of a sheet changes unnoticed', async () => {
  const { dataDir, whole, page, look } = await atRest()
  const { rows: trees } = await lookWith(dataDir, ({ read }) =>
    sql<{ rootpage: number }>`select rootpage from sqlite_schema
      where tbl_name in ('response', 'openResponse', 'slip') and rootpage > 0`.execute(read),
  )
  const pages = trees.flatMap(({ rootpage }) => pagesOf(whole, page, rootpage))
  expect(pages.length).toBeGreaterThan(20)
  const next = placesFrom(27)
  const counts = new Map<string, number>()
  const unnoticed = new Map<string, number>()
  const before = new Map<string, number>()
  for (let turn = 0; turn < SHEET_FLIPS; turn++) {
    const { bytes } = flip(whole, page, pages[turn % pages.length] ?? 1, next)
    const { by, changed } = await look(bytes)
    count(counts, by || (changed.length > 0 ? 'nothing' : 'says nothing'))
    for (const name of changed) count(unnoticed, name)
    if (by !== 'hashes of contents') continue
    blind.on = true
    for (const name of (await look(bytes)).changed) if (!name.endsWith('.rowHash')) count(before, name)
    blind.on = false
  }
  const parts = [...counts].filter(([name]) => !['nothing', 'says nothing'].includes(name))
  console.info(`unnoticed: ${told(unnoticed)}; before: ${told(before)}`)
  expect([...unnoticed.keys()].filter((name) => !name.startsWith('slip.declined'))).toEqual([])
  expect([...before.keys()].filter((name) => name.startsWith('response.')).length).toBeGreaterThan(1)
  record({
    id: 'FT26',
    fault: 'one bit flips in the pages of sheets and slips, in a byte that holds something, SQLite',
    seen: `${SHEET_FLIPS} flips in ${pages.length} pages: noticed ${parts.map(([name, n]) => `by ${name} ${n}`).join(', ')}; ${counts.get('says nothing') ?? 0} change nothing that is stored; of sheets none changed unnoticed, of slips ${told(unnoticed) || 'none'}`,
    control: `without the hash of the row (as it was): unnoticed ${told(before)}`,
  })
})
