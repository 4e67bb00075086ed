import { cpSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openSqlite } from '../../server/db/open.ts'
import { sqliteFile } from '../../server/db/open-database.ts'
import { compare, GOOD, verifyFault } from './check-ledger.ts'
import { openField, scratch } from './field.ts'
import { startLoad } from './load.ts'
import { brokenProgram, type Program, run, serve, start } from './program.ts'
import { record } from './results.ts'

const KILLS = Number(process.env.HAILONG_SCHEMA_KILLS ?? 50)
const TORN = Number(process.env.HAILONG_TORN ?? 120)

/** Tables of the product in a file, or none. */
async function tablesIn(dataDir: string): Promise<number> {
  if (!existsSync(sqliteFile(dataDir))) return 0
  const db = await openSqlite(sqliteFile(dataDir))
  try {
    const { rows } = await sql<{ n: number }>`select count(*) as n from sqlite_schema where type = 'table'`.execute(db)
    return rows[0]?.n ?? 0
  } finally {
    await db.destroy()
  }
}

/** Kills a first start at moments spread over the time it takes; how many tables each left. */
async function killedStarts(count: number, main?: Program): Promise<number[]> {
  const whole = await scratch()
  const from = performance.now()
  expect((await run(['verify'], { DATA_DIR: whole }, main)).status).toBe(0)
  const takes = performance.now() - from
  const found: number[] = []
  for (let turn = 0; turn < count; turn++) {
    const dataDir = await scratch()
    const running = start(['verify'], { DATA_DIR: dataDir }, main)
    // The schema is made when the database is there: the moments begin with it.
    while (running.isLive() && !existsSync(`${sqliteFile(dataDir)}-wal`)) await pause(1)
    await pause((0.4 * takes * turn) / count)
    running.child.kill('SIGKILL')
    await running.ended
    found.push(await tablesIn(dataDir))
    // The next start ends what was begun.
    const fault = await run(['verify'], { DATA_DIR: dataDir }, main)
    expect(fault.status, fault.said).toBe(0)
    rmSync(dataDir, { recursive: true })
  }
  return found
}

test('SQLite: a start that is killed while it makes the schema leaves none of it or all of it', async () => {
  const found = await killedStarts(KILLS)
  const whole = Math.max(...found)
  expect(found.filter((tables) => tables !== 0 && tables !== whole)).toEqual([])
  const none = found.filter((tables) => tables === 0).length
  expect(none).toBeGreaterThan(0)
  // Each statement a transaction of its own: half of a schema is found.
  const piecemeal = brokenProgram('piecemeal', ['["begin immediate"]', '["select 1"]'], ['await say("commit");', ''])
  const control = await killedStarts(KILLS, piecemeal).catch((error: Error) => error.message)
  const halves =
    typeof control === 'string' ? control : control.filter((tables) => tables !== 0 && tables < whole).length
  expect(halves).not.toBe(0)
  record({
    id: 'FT23',
    fault: 'a first start killed while it makes the schema, SQLite',
    seen: `at ${KILLS} moments: ${none} without a schema, ${KILLS - none} with all ${whole} tables, none between; each next start ends it`,
    control: `without the one transaction: ${typeof halves === 'string' ? 'a start found half of it and stopped' : `${halves} of ${KILLS} with half of it`}`,
  })
})

test('SQLite: a log that is torn at any place gives what stood before it, whole, and nothing else', async () => {
  const field = await openField(10)
  // Nothing goes into the file meanwhile: what stands in it already is synced before the log is written over.
  const logging = brokenProgram('logging', ['CHECKPOINT_EVERY_MS = 500', 'CHECKPOINT_EVERY_MS = 1e9'])
  const server = await serve({ DATA_DIR: field.dataDir }, logging)
  const load = startLoad(field, () => server.url)
  await load.more(200, 300_000)
  server.child.kill('SIGKILL')
  await server.ended
  const ledger = await load.stop()
  const file = sqliteFile(field.dataDir)
  const log = readFileSync(`${file}-wal`)
  const page = log.readUInt32BE(8)
  const frame = page + 24
  const frames = Math.floor((log.length - 32) / frame)
  const at = await scratch()
  cpSync(join(field.dataDir, 'keys'), join(at, 'keys'), { recursive: true })
  const env = { DATA_DIR: at }
  let before = -1
  let opened = 0
  const stored: number[] = []
  for (let turn = 0; turn <= TORN; turn++) {
    const border = 32 + frame * Math.round((frames * turn) / TORN)
    for (const shift of [-1, 0, 1]) {
      const length = Math.max(0, Math.min(log.length, border + shift))
      cpSync(file, sqliteFile(at))
      rmSync(`${sqliteFile(at)}-shm`, { force: true })
      writeFileSync(`${sqliteFile(at)}-wal`, log)
      truncateSync(`${sqliteFile(at)}-wal`, length)
      const { stored: now, halves, invented } = await compare(ledger, env)
      expect({ halves, invented }).toEqual({ halves: 0, invented: 0 })
      expect(now).toBeGreaterThanOrEqual(before)
      before = now
      opened += 1
      stored.push(now)
      rmSync(`${sqliteFile(at)}-wal`, { force: true })
    }
  }
  expect(stored.at(-1)).toBeGreaterThanOrEqual(ledger.acknowledged.size)
  // Whole again, with the index of the log gone: it is made anew.
  expect(await compare(ledger, { DATA_DIR: field.dataDir })).toMatchObject(GOOD)
  expect(await verifyFault({ DATA_DIR: field.dataDir })).toBe('')
  record({
    id: 'FT10, FT11',
    fault: 'the log of the database torn (borders of frames, a byte before and behind), its index gone',
    seen: `${opened} places, all opened, from ${stored[0]} to ${stored.at(-1)} sheets, never fewer with more of the log, no half of one`,
    control: 'the untorn log gives all that was acknowledged; with less of it there is less',
  })
})
