import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type Compared, compare, GOOD, verifyFault } from './check-ledger.ts'
import { openField, scratch } from './field.ts'
import { startLoad } from './load.ts'
import { makeCluster, moveField, postgresReason, startPostgres } from './postgres.ts'
import { run, serve } from './program.ts'
import { record } from './results.ts'

const BACKUPS = Number(process.env.HAILONG_BACKUPS ?? 10)

/** Everything a new machine is given: the backup, and the two keys that were kept elsewhere. */
async function restored(file: string, keysOf: string) {
  const dataDir = await scratch()
  mkdirSync(join(dataDir, 'keys'), { mode: 0o700 })
  for (const name of ['master.key', 'backup.key'])
    cpSync(join(keysOf, 'keys', name), join(dataDir, 'keys', name), { preserveTimestamps: true })
  const from = performance.now()
  const { status, said } = await run(['restore', file], { DATA_DIR: dataDir })
  expect(status, said).toBe(0)
  return { env: { DATA_DIR: dataDir }, ms: performance.now() - from }
}

/** Makes backups under load and brings each back; every one has at least what was acknowledged when it began. */
async function drills(env: { DATA_DIR: string; DATABASE_URL?: string }, field: Parameters<typeof startLoad>[0]) {
  const server = await serve(env)
  const load = startLoad(field, () => server.url)
  const found: (Compared & { fault: string })[] = []
  const out = await scratch()
  const times: number[] = []
  let last = ''
  for (let turn = 0; turn < BACKUPS; turn++) {
    await load.more(50)
    const acknowledged = new Map(load.ledger().acknowledged)
    last = join(out, `${turn}.age`)
    const made = await run(['backup', last], env)
    expect(made.status, made.said).toBe(0)
    const ledger = { ...load.ledger(), acknowledged, sent: new Set(load.ledger().sent) }
    // On a slow machine there would be no slips left by the end.
    load.rest(true)
    const { env: again, ms } = await restored(last, env.DATA_DIR)
    times.push(ms)
    found.push({ ...(await compare(ledger, again)), fault: await verifyFault(again) })
    load.rest(false)
  }
  const { wrong } = await load.stop()
  expect(wrong).toEqual([])
  server.child.kill('SIGTERM')
  await server.ended
  return { found, last, slowest: Math.max(...times) }
}
const damage = (found: readonly (Compared & { fault: string })[]) =>
  found.filter(({ lost, invented, halves, fault }) => lost || invented || halves || fault)

test('SQLite: backups made under load are whole, and come back on another machine', async () => {
  const field = await openField(40)
  const env = { DATA_DIR: field.dataDir }
  const { found, last, slowest } = await drills(env, field)
  expect(damage(found)).toEqual([])
  expect(slowest).toBeLessThan(600_000)

  // What is found to be wrong: a flipped byte, a cut end, another key. Nothing of it comes back.
  const bytes = readFileSync(last)
  const refusals: string[] = []
  for (const [name, spoiled] of [
    ['flipped', Buffer.from(bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 1 : byte)))],
    ['cut', bytes.subarray(0, bytes.length - 1000)],
  ] as const) {
    const file = join(await scratch(), name)
    writeFileSync(file, spoiled)
    await expect(restored(file, field.dataDir)).rejects.toThrow()
    refusals.push(name)
  }

  // A copy of the bare file, as people make them, is not a backup.
  const copying = await openField(20)
  const server = await serve({ DATA_DIR: copying.dataDir })
  const load = startLoad(copying, () => server.url)
  let missing = 0
  for (let turn = 0; turn < 3; turn++) {
    await load.more(60)
    await pause(100)
    const ledger = { ...load.ledger(), acknowledged: new Map(load.ledger().acknowledged) }
    const copy = await scratch()
    cpSync(join(copying.dataDir, 'keys'), join(copy, 'keys'), { recursive: true })
    cpSync(join(copying.dataDir, 'hailong.sqlite'), join(copy, 'hailong.sqlite'))
    const compared = await compare(ledger, { DATA_DIR: copy }).catch(() => undefined)
    missing += compared ? compared.lost : ledger.acknowledged.size
  }
  await load.stop()
  expect(missing).toBeGreaterThan(0)
  record({
    id: 'FT21, FT22',
    fault: 'backups under load, each brought back into an empty folder, SQLite',
    seen: `${BACKUPS} of them: 0 lost of up to ${Math.max(...found.map(({ acknowledged }) => acknowledged))} acknowledged before the backup began, verify green each time, ${Math.round(slowest)} ms at most; refused: ${refusals.join(', ')}`,
    control: `a copy of the bare database file: ${missing} lost in 3 copies`,
  })
})

test('PostgreSQL: backups made under load are whole, and come back', async (context) => {
  const reason = await postgresReason()
  if (reason) context.skip(reason)
  const data = join(await scratch(), 'pg')
  await makeCluster(data)
  const postgres = await startPostgres(data)
  const field = await moveField(postgres, 40)
  const { found, slowest } = await drills({ DATA_DIR: field.dataDir, DATABASE_URL: postgres.url }, field)
  expect(damage(found)).toEqual([])
  expect(found.map(({ lost }) => lost).every((lost) => lost === GOOD.lost)).toBe(true)
  record({
    id: 'FT21',
    fault: 'backups under load from PostgreSQL, each brought back into SQLite',
    seen: `${BACKUPS} of them: 0 lost of up to ${Math.max(...found.map(({ acknowledged }) => acknowledged))} acknowledged before the backup began, verify green each time, ${Math.round(slowest)} ms at most`,
    control: 'see the row of SQLite',
  })
})
