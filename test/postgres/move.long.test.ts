import { access, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { expect, inject, onTestFinished, test } from 'vitest'
import { type AuditChain, verifyAudit } from '../../server/audit.ts'
import { migrate } from '../../server/db/migrate.ts'
import { digestTable } from '../../server/db/move/table-digest.ts'
import { tableShapes } from '../../server/db/move/table-shape.ts'
import { type Db, openSqlite } from '../../server/db/open.ts'
import { movedFile, sqliteFile } from '../../server/db/open-database.ts'
import { openPostgres } from '../../server/db/open-postgres.ts'
import { sha256 } from '../../server/keys.ts'
import { copyDatabase } from '../database.ts'
import { FIELDING, fieldingRound } from '../server/journey.ts'
import { json, world, writeKeyFile } from '../world.ts'
import { start } from './program.ts'

/** The folder of a server on SQLite with a round in the field, sheets, a file and an account; nobody has it open. */
async function source() {
  const at = await world({ beginning: FIELDING, onSqlite: true })
  const round = await fieldingRound(at)
  for (const [place, slip] of round.codes('ph-th').slice(0, 25).entries()) {
    const id = `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`
    const answers = { A1: 1 + (place % 5), F1: `Ý kiến "${place}" — ខ្មែរ \\ 😀` }
    const sheet = { id, slip, form: 'ph-th@2021.1', language: 'vi', consent: '1', answers }
    const reply = await at.app.request('/api/responses', json('POST', sheet))
    if (reply.status !== 201) {
      const { F1: _, ...judged } = answers
      expect((await at.app.request('/api/responses', json('POST', { ...sheet, answers: judged }))).status).toBe(201)
    }
  }
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte)
  await at.db
    .insertInto('media')
    .values({
      name: `${sha256(bytes).slice(0, 32)}.png`,
      ...{ kind: 'image', mediaType: 'image/png', fileName: 'ảnh.png', size: 256 },
      bytes,
      ...{ createdBy: 'command', createdAt: '2021-10-05T02:00:00.000Z' },
    })
    .execute()
  await writeKeyFile(at.dataDir)
  const shapes = await tableShapes(at.db)
  const digests = new Map<string, string>()
  const filled: string[] = []
  for (const shape of shapes) {
    const { rows, digest } = await digestTable(at.db, shape)
    digests.set(shape.name, digest)
    if (rows > 0) filled.push(shape.name)
  }
  return { at, shapes, digests, filled, chain: await verifyAudit(at.db) }
}

async function target() {
  const { url, drop } = await copyDatabase(inject('postgres'))
  const { db, read } = await openPostgres(url)
  await read.destroy()
  onTestFinished(async () => {
    await db.destroy()
    await drop()
  })
  return { url, db }
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

async function run(words: string[], env: Record<string, string>) {
  const running = await start(words, env)
  return { status: await running.ended, said: running.said() }
}

async function expectMoved(db: Db, { shapes, digests, chain }: Awaited<ReturnType<typeof source>>): Promise<void> {
  for (const shape of shapes)
    expect(`${shape.name} ${(await digestTable(db, shape)).digest}`).toBe(`${shape.name} ${digests.get(shape.name)}`)
  expect(await verifyAudit(db)).toEqual<AuditChain>(chain)
}

test('everything of a file arrives in PostgreSQL with the same digest, and the file is not used any more', async () => {
  const from = await source()
  const { at, digests, chain } = from
  const { url, db } = await target()
  const env = { DATA_DIR: at.dataDir, DATABASE_URL: url }

  const busy = await run(['move'], env)
  expect(busy).toMatchObject({ status: 1, said: expect.stringMatching(/stop the server first/) })
  await at.deps.read.destroy()
  await at.db.destroy()

  const moved = await run(['move'], env)
  expect(moved.status, moved.said).toBe(0)
  for (const [table, digest] of digests) expect(moved.said).toMatch(new RegExp(`^${table}  [0-9]+  ${digest}$`, 'm'))
  await expectMoved(db, from)
  const { rows } = await sql<{ n: number }>`select count(*) as n from pg_constraint where contype = 'f'`.execute(db)
  expect(rows[0]?.n).toBeGreaterThan(20)
  await expect(sql`delete from "auditEntry"`.execute(db)).rejects.toThrow(/never changed/)

  expect(await isThere(sqliteFile(at.dataDir))).toBe(false)
  const lost = await run(['verify'], { DATA_DIR: at.dataDir })
  expect(lost).toMatchObject({ status: 1, said: expect.stringMatching(/^DATABASE_URL: .*moved to PostgreSQL/) })
  const found = await run(['verify'], env)
  expect(found.status, found.said).toBe(0)
  expect(JSON.parse(found.said)).toMatchObject({ engine: 'postgres', auditHead: chain.ok ? chain.head : '' })
})

test('a database with other data in it is left alone, and so is the file', async () => {
  const { at } = await source()
  await at.deps.read.destroy()
  await at.db.destroy()
  const { url, db } = await target()
  const env = { DATA_DIR: at.dataDir, DATABASE_URL: url }
  // A server that was started on it once has published its forms there.
  await writeKeyFile(join(at.dataDir, 'other'))
  expect((await run(['verify'], { DATA_DIR: join(at.dataDir, 'other'), DATABASE_URL: url })).status).toBe(0)
  const before = await verifyAudit(db)
  const refused = await run(['move'], env)
  expect(refused).toMatchObject({ status: 1, said: expect.stringMatching(/already holds data .*nothing was moved/) })
  expect(await verifyAudit(db)).toEqual(before)
  expect(await isThere(sqliteFile(at.dataDir))).toBe(true)
})

/** The number of a lock that the test holds, and that a row has to have before it goes in. */
const GATE = 7

/** Whoever puts a row into the table waits there, in the midst of its transaction, until the test has killed it. */
async function makeGate(db: Db, url: string) {
  await sql`create function gate() returns boolean language plpgsql as
    ${sql.raw(`$$ begin perform pg_advisory_xact_lock_shared(${GATE}); return true; end $$`)}`.execute(db)
  const holder = new pg.Client(url)
  await holder.connect()
  onTestFinished(() => holder.end())
  const held = (verb: string) => holder.query(`select ${verb}(${GATE})`)
  const waiting = async () =>
    (await holder.query(`select 1 from pg_locks where locktype = 'advisory' and objid = ${GATE} and not granted`))
      .rowCount
  return {
    async killAt(table: string, env: Record<string, string>) {
      await sql`alter table ${sql.table(table)} add constraint gate check (gate()) not valid`.execute(db)
      await held('pg_advisory_lock')
      const running = await start(['move'], env)
      while (running.isLive() && !(await waiting())) await pause(10)
      expect(running.isLive(), running.said()).toBe(true)
      running.child.kill('SIGKILL')
      await running.ended
      await held('pg_advisory_unlock')
      // Had again as soon as the transaction of the one who was killed has ended.
      await held('pg_advisory_lock')
      await held('pg_advisory_unlock')
      await sql`alter table ${sql.table(table)} drop constraint gate`.execute(db)
    },
  }
}

test('killed at any moment, a move has moved nothing or all, and doing it again ends it', async () => {
  const from = await source()
  const { at, shapes, filled } = from
  await at.deps.read.destroy()
  await at.db.destroy()
  const { url, db } = await target()
  const env = { DATA_DIR: at.dataDir, DATABASE_URL: url }
  await migrate(db)
  const rowsOf = async () => {
    const found: Record<string, string> = {}
    for (const shape of shapes) found[shape.name] = (await digestTable(db, shape)).digest
    return found
  }
  const empty = await rowsOf()
  const { killAt } = await makeGate(db, url)
  for (let turn = 0; turn < 5; turn++) {
    await killAt(filled[Math.round((turn * (filled.length - 1)) / 4)] ?? '', env)
    expect(await rowsOf()).toEqual(empty)
    expect(await isThere(sqliteFile(at.dataDir))).toBe(true)
  }
  const last = await run(['move'], env)
  expect(last.status, last.said).toBe(0)
  await expectMoved(db, from)
  // And once more, as after a kill between the commit and the renaming of the file.
  await rename(movedFile(at.dataDir), sqliteFile(at.dataDir))
  expect((await run(['move'], env)).status).toBe(0)
  expect(await isThere(movedFile(at.dataDir))).toBe(true)
  const file = await openSqlite(movedFile(at.dataDir))
  await expectMoved(file, from)
  await file.destroy()
}, 240_000)
