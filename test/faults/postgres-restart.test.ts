import { renameSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { urlOf } from '../postgres/cluster.ts'
import { compare, GOOD, verifyFault } from './check-ledger.ts'
import { scratch } from './field.ts'
import { startLoad, waitFor } from './load.ts'
import { DATABASE, makeCluster, moveField, type Postgres, postgresReason, startPostgres } from './postgres.ts'
import { brokenProgram, type Program, serve } from './program.ts'
import { record } from './results.ts'

const RESTARTS = Number(process.env.HAILONG_RESTARTS ?? 20)

/** As many connections as the server gives, held: nobody else gets one. */
async function takeAll(url: string): Promise<() => Promise<void>> {
  const held: pg.Client[] = []
  const giveBack = async () => {
    await Promise.all(held.splice(0).map((client) => client.end().catch(() => {})))
  }
  onTestFinished(giveBack)
  for (;;) {
    const client = new pg.Client(url)
    client.on('error', () => {})
    const isIn = await client.connect().then(
      () => true,
      () => false,
    )
    if (!isIn) return giveBack
    held.push(client)
  }
}

async function asked(url: string, text: string): Promise<number> {
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query<{ n: string }>(text)
  await client.end()
  return Number(rows[0]?.n)
}
const CUT = `select count(pg_terminate_backend(pid)) as n from pg_stat_activity where application_name like 'hailong%'`
const OPEN = `select count(*) as n from pg_stat_activity where application_name like 'hailong%' and state like 'idle in transaction%'`

/** An address that stays the same while the server behind it is another one after each start. */
async function steadyAddress() {
  const folder = await scratch()
  const name = join(folder, 'socket')
  return {
    url: urlOf(name, DATABASE),
    lead(to: Postgres): void {
      symlinkSync(to.folder, `${name}-next`)
      renameSync(`${name}-next`, name)
    },
  }
}

/** The server stays, its database goes and comes back, at the same address. */
async function restarting(times: number, schools: number, main?: Program) {
  const data = join(await scratch(), 'pg')
  await makeCluster(data)
  let postgres = await startPostgres(data)
  const field = await moveField(postgres, schools)
  const { url, lead } = await steadyAddress()
  lead(postgres)
  const env = { DATA_DIR: field.dataDir, DATABASE_URL: url }
  const server = await serve(env, main)
  // As seldom as the bound on one address lets them ask.
  const load = startLoad(field, () => server.url, { retryMs: 250 })
  const restart = async (before: (fresh: Postgres) => Promise<void> = async () => {}) => {
    await postgres.crash()
    postgres = await startPostgres(data)
    await before(postgres)
    lead(postgres)
  }
  for (let turn = 0; turn < times; turn++) {
    await load.more(10).catch((error: Error) => {
      throw new Error(`${error.message}: ${JSON.stringify([...load.ledger().statuses])} ${server.said().slice(-4_000)}`)
    })
    await pause(200 * Math.random())
    await restart()
  }
  await load.more(10)
  return { server, load, env, restart }
}

test('PostgreSQL falls and comes back while the server stays, cuts its connections, and has none to give: it goes on by itself', async (context) => {
  const reason = await postgresReason()
  if (reason) context.skip(reason)
  const { server, load, env, restart } = await restarting(RESTARTS, 20)
  let cut = 0
  for (let turn = 0; turn < 10; turn++) {
    await load.more(5)
    cut += await asked(env.DATABASE_URL, CUT)
  }
  // It comes back, and others have taken every connection before the server asks for one.
  let giveBack = async () => {}
  await restart(async (fresh) => {
    giveBack = await takeAll(fresh.url)
  })
  const refusedBefore = load.ledger().statuses.get(503) ?? 0
  await waitFor(() => (load.ledger().statuses.get(503) ?? 0) > refusedBefore + 20, 60_000, 'nothing was refused')
  await giveBack()
  await load.more(20)
  const ledger = await load.stop()
  expect(server.isLive()).toBe(true)
  expect(await asked(env.DATABASE_URL, OPEN)).toBe(0)
  expect(ledger.wrong).toEqual([])
  expect([...ledger.statuses.keys()].filter((status) => ![0, 200, 201, 408, 503].includes(status))).toEqual([])
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
  const compared = await compare(ledger, env)
  expect(compared).toMatchObject(GOOD)
  expect(await verifyFault(env)).toBe('')

  const eager = brokenProgram('early-restart', [
    'await storeSheets(deps.db, decided.sheets);',
    'setTimeout(() => storeSheets(deps.db, decided.sheets).catch(() => {}), 200);',
  ])
  const broken = await restarting(4, 4, eager)
  const lied = await broken.load.stop()
  broken.server.child.kill('SIGKILL')
  await broken.server.ended
  const control = await compare(lied, broken.env)
  expect(control.lost).toBeGreaterThan(0)
  record({
    id: 'FT24',
    fault:
      'PostgreSQL is killed whole and started again while the server stays; its connections are cut; all other connections are taken',
    seen: `${RESTARTS} restarts, ${cut} connections cut: the server stayed and went on by itself, ${ledger.statuses.get(503) ?? 0} refused with 503 meanwhile, ${compared.acknowledged} acknowledged, ${compared.lost} lost, ${ledger.replays} receipts given again, no transaction left open, verify green`,
    control: `reply before the commit: ${control.lost} of ${control.acknowledged} lost`,
  })
})
