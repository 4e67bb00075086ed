import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { compare, GOOD, verifyFault } from './check-ledger.ts'
import { openField, scratch } from './field.ts'
import { startLoad } from './load.ts'
import { makeCluster, moveField, postgresReason, startPostgres } from './postgres.ts'
import { brokenProgram, type Program, serve } from './program.ts'
import { record } from './results.ts'

const KILLS = Number(process.env.HAILONG_KILLS ?? 100)

const median = (all: readonly number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0

/** Kills the server under load at moments nobody chose, and starts it again each time. */
async function killing(
  env: { DATA_DIR: string },
  field: Parameters<typeof startLoad>[0],
  kills: number,
  main?: Program,
) {
  let server = await serve(env, main)
  const load = startLoad(field, () => server.url)
  const starts: number[] = []
  const costs: number[] = []
  for (let turn = 0; turn < kills; turn++) {
    await load.more(1)
    await pause(20 + 400 * Math.random() ** 2)
    server.child.kill('SIGKILL')
    await server.ended
    server = await serve(env, main)
    starts.push(server.startMs)
    costs.push(server.startCpuMs)
  }
  await load.more(1)
  const ledger = await load.stop()
  server.child.kill('SIGKILL')
  await server.ended
  return { ledger, start: median(starts), cost: median(costs) }
}

test('SQLite: whoever pulls the program down a hundred times loses no sheet that has a receipt', async () => {
  const field = await openField(50)
  const env = { DATA_DIR: field.dataDir }
  const { ledger, start, cost } = await killing(env, field, KILLS)
  const seen = await compare(ledger, env)
  expect(seen).toMatchObject(GOOD)
  expect(ledger.wrong).toEqual([])
  expect(await verifyFault(env)).toBe('')
  // On a machine with nothing else to do it is ready after about as long as it computes.
  expect(cost).toBeLessThan(5_000)

  // The same, where the reply leaves before the commit.
  const early = await openField(4)
  const eager = brokenProgram('early', [
    'await storeSheets(deps.db, decided.sheets);',
    'setTimeout(() => storeSheets(deps.db, decided.sheets).catch(() => {}), 200);',
  ])
  const broken = await killing({ DATA_DIR: early.dataDir }, early, 6, eager)
  const control = await compare(broken.ledger, { DATA_DIR: early.dataDir })
  expect(control.lost).toBeGreaterThan(0)
  record({
    id: 'FT01',
    fault: 'kill -9 of the server under load, SQLite',
    seen: `${KILLS} times: ${seen.acknowledged} acknowledged, ${seen.lost} lost, ${ledger.replays} receipts given again, verify green, ready after ${Math.round(start)} ms, of which ${Math.round(cost)} ms computing (medians)`,
    control: `reply before the commit: ${control.lost} of ${control.acknowledged} lost`,
  })
})

test('PostgreSQL: server and database are pulled down by turns, a hundred times, and no sheet with a receipt is lost', async (context) => {
  const reason = await postgresReason()
  if (reason) context.skip(reason)
  const data = join(await scratch(), 'pg')
  await makeCluster(data)
  let postgres = await startPostgres(data)
  const field = await moveField(postgres, 50)
  const envOf = () => ({ DATA_DIR: field.dataDir, DATABASE_URL: postgres.url })
  let server = await serve(envOf())
  const load = startLoad(field, () => server.url)
  for (let turn = 0; turn < KILLS; turn++) {
    await load.more(1)
    await pause(20 + 400 * Math.random() ** 2)
    if (turn % 2 === 0) {
      server.child.kill('SIGKILL')
      await server.ended
    } else {
      await postgres.crash()
      // Its address changes with it here, so the server goes, too; half of the time it has first answered for a while without.
      if (turn % 4 === 1) await pause(150)
      server.child.kill('SIGKILL')
      await server.ended
      postgres = await startPostgres(data)
    }
    server = await serve(envOf())
  }
  await load.more(1)
  const ledger = await load.stop()
  server.child.kill('SIGKILL')
  await server.ended
  const seen = await compare(ledger, envOf())
  expect(seen).toMatchObject(GOOD)
  expect(ledger.wrong).toEqual([])
  expect(await verifyFault(envOf())).toBe('')
  record({
    id: 'FT01, FT24',
    fault: 'kill -9 by turns of the server and of all of PostgreSQL, under load',
    seen: `${KILLS} times: ${seen.acknowledged} acknowledged, ${seen.lost} lost, ${ledger.replays} receipts given again, verify green`,
    control: 'the ledger is the one of the row above; what a lying disk loses: see the power cut',
  })
})
