import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { dayOf } from '../../server/act.ts'
import type { Db } from '../../server/db/open.ts'
import { makeForgetLately } from '../../server/privacy/forget-lately.ts'
import { forgetLog, keptByLogs } from '../../server/privacy/forget-log.ts'
import { deleteAnswers } from '../../server/privacy/store.ts'
import { tidy, wipe } from '../../server/privacy/tidy.ts'
import { copyDatabase } from '../database.ts'
import { FIELDING, fieldingRound, step } from '../server/journey.ts'
import { json, world } from '../world.ts'
import { makeSchema, startCluster } from './cluster.ts'

const SHEETS = 16
const CANARY = 'CHIM-HOANG-YEN-7f3a'

/** A server of its own: on that of the other tests a checkpoint of theirs would empty the log before it is looked into. */
let server: Awaited<ReturnType<typeof startCluster>>
beforeAll(async () => {
  server = await startCluster()
  await makeSchema(server.address)
})
afterAll(() => server.stop())

/** A round with sheets that came one after another, the answers and slips of them in that order. */
async function field() {
  const at = await world({ beginning: FIELDING, onServer: server.address })
  const { id, designer, codes } = await fieldingRound(at)
  const used = async () =>
    new Set((await at.db.selectFrom('slip').select('id').where('state', '=', 'used').execute()).map((row) => row.id))
  const answers: string[] = []
  const slips: string[] = []
  for (let turn = 0; turn < SHEETS; turn++) {
    const sheet = { id: crypto.randomUUID(), slip: codes('ph-th')[(turn * 17) % 71], form: 'ph-th@2021.1' }
    const answer = { A1: 1 + (turn % 5), G1: `${CANARY} ${turn}` }
    const body = { ...sheet, language: 'vi', consent: '1', answers: answer }
    const before = await used()
    expect((await at.app.request('/api/responses', json('POST', body))).status).toBe(201)
    answers.push(sheet.id)
    slips.push([...(await used())].find((one) => !before.has(one)) ?? '')
  }
  return { ...at, id, designer, answers, slips, today: dayOf(at.deps.clock()) }
}

/** All files of the server, apart from each other the log and the two tables: what a copy of its disk holds. */
async function copyOf(db: Db): Promise<{ log: string; tables: string; every: string }> {
  const { rows } = await sql<{ oid: number; path: string }>`select oid, pg_relation_filepath(name) as path
    from pg_database, unnest(array['response', 'slip']::regclass[]) as name
    where datname = current_database()`.execute(db)
  const parts = { log: '', tables: '', every: '' }
  const data = join(server.address, 'data')
  for (const entry of await readdir(data, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    // What the world was copied from holds nothing of it.
    if (!entry.isFile() || (path.includes('/base/') && !path.includes(`/base/${rows[0]?.oid}/`))) continue
    const text = await readFile(path, 'latin1').catch(() => '')
    parts.every += text
    if (path.includes('/pg_wal/')) parts.log += text
    if (rows.some((row) => path.endsWith(`/${row.path}`))) parts.tables += text
  }
  return parts
}

/** How often they stand there, all together, beyond once each. */
const leftBehind = (text: string, ids: readonly string[]) =>
  ids.reduce((sum, id) => sum + text.split(id).length - 1, 0) - ids.length

const foundIn = (text: string, ids: readonly string[]) => ids.filter((id) => text.includes(id))

/** These rows in the order they stand in the file. */
async function placed(db: Db, table: 'response' | 'slip', ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from ${sql.table(table)} order by ctid`.execute(db)
  return rows.map(({ id }) => id).filter((id) => ids.includes(id))
}

test('after the hour a copy of the disk holds each sheet and each slip once, and neither it nor the log an order of theirs', async () => {
  const { db, deps, answers, slips, today } = await field()
  const lately = makeForgetLately(db)
  // The program is started again in the middle of the day: the day's sheets are found all the same.
  await lately.begin(today)
  await sql`checkpoint`.execute(db)
  // The negative control: the table has the order of coming, and slips were two rows each.
  const before = await copyOf(db)
  expect(await placed(db, 'response', answers)).toEqual(answers)
  expect(foundIn(before.log, answers)).toEqual(answers)
  expect(leftBehind(before.tables, slips)).toBeGreaterThan(0)
  // Nor does room that is only free forget: what is written anew alone stands twice.
  expect(await lately.hourly(1_500, 0)).toBe(SHEETS)
  expect(await forgetLog(deps.read)).toBe(true)
  expect(leftBehind((await copyOf(db)).tables, answers)).toBeGreaterThan(0)

  await makeLater(db)
  expect(await lately.hourly()).toBe(SHEETS)
  await forgetLog(deps.read)
  const after = await copyOf(db)
  expect([leftBehind(after.tables, answers), leftBehind(after.tables, slips)]).toEqual([0, 0])
  expect(await placed(db, 'response', answers)).toEqual(answers.toSorted())
  expect(await placed(db, 'slip', slips)).toEqual(slips.toSorted())
  expect([...foundIn(after.log, answers), ...foundIn(after.log, slips)]).toEqual([])
})

/** As if another sheet had come: the last hour is done once more. */
async function makeLater(db: Db): Promise<void> {
  await sql`create temporary table again as select * from response order by id desc limit 1`.execute(db)
  await sql`delete from response where id in (select id from again)`.execute(db)
  await sql`insert into response select * from again`.execute(db)
}

test('what another database of the server still holds up is waited for, or it would stand in the new file, too', async () => {
  const { db, answers, today } = await field()
  const lately = makeForgetLately(db)
  await lately.begin(today)
  const other = await copyDatabase(server.address)
  const holder = new pg.Client(other.url)
  holder.on('error', () => {})
  await holder.connect()
  onTestFinished(other.drop)
  await holder.query('begin')
  await holder.query('select pg_current_xact_id()')
  let ended = false
  const hour = lately.hourly().finally(() => {
    ended = true
  })
  await expect.poll(async () => placed(db, 'response', answers), { timeout: 60_000 }).toEqual(answers.toSorted())
  await pause(1_000)
  expect(ended).toBe(false)
  await holder.query('commit')
  await holder.end()
  expect(await hour).toBe(SHEETS)
  await sql`checkpoint`.execute(db)
  expect(leftBehind((await copyOf(db)).tables, answers)).toBe(0)
})

test('what was deleted stands in no file of PostgreSQL, not in what the planner remembers either', async () => {
  const { db, deps, id, designer } = await field()
  await sql`analyze response`.execute(db)
  // The control: of another column values are remembered.
  const remembered = async () =>
    (await sql<{ name: string }>`select attname as name from pg_stats where tablename = 'response'`.execute(db)).rows
  expect((await remembered()).map(({ name }) => name)).toContain('day')
  expect((await remembered()).map(({ name }) => name)).not.toContain('answers')
  await step(designer, id, 'close')
  await step(designer, id, 'freeze')
  expect(await deleteAnswers(db, 'response', '2999-01-01')).toBe(BigInt(SHEETS))
  await sql`checkpoint`.execute(db)
  expect((await copyOf(db)).every).toContain(CANARY)
  await wipe(db, true)
  expect((await copyOf(db)).log).toContain(CANARY)
  await tidy(deps, true)
  expect((await copyOf(db)).every).not.toContain(CANARY)
})

test('a server whose logs keep what was deleted is told so', async () => {
  const { deps } = await world({ onServer: server.address })
  expect(await keptByLogs(deps.read)).toEqual(['log_error_verbosity = default'])
})
