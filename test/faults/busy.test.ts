import { execFileSync } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import sqlite3 from 'sqlite3'
import { expect, test } from 'vitest'
import { sqliteFile } from '../../server/db/open-database.ts'
import { compare, GOOD, verifyFault } from './check-ledger.ts'
import { openField } from './field.ts'
import { startLoad, waitFor } from './load.ts'
import { serve } from './program.ts'
import { record } from './results.ts'

const STOPS = Number(process.env.HAILONG_STOPS ?? 20)

/** Another program that holds the file's only right to write for so long; how long it was. */
async function holdLock(file: string, ms: number): Promise<number> {
  const other = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite3.Database(file, sqlite3.OPEN_READWRITE, (error) =>
      error ? reject(error) : resolve(opened),
    )
  })
  const say = (text: string) =>
    new Promise<void>((resolve, reject) => other.exec(text, (error) => (error ? reject(error) : resolve())))
  await say('pragma busy_timeout = 5000; begin immediate')
  const from = performance.now()
  await pause(ms)
  await say('rollback')
  const held = performance.now() - from
  await new Promise<void>((resolve) => other.close(() => resolve()))
  return held
}

test('another program holds the database: who waits too long is asked to come again, and nothing is lost', async () => {
  const field = await openField(20)
  const env = { DATA_DIR: field.dataDir }
  const server = await serve(env)
  const load = startLoad(field, () => server.url, { clients: 32 })
  const said: string[] = []
  for (const seconds of [1, 8, 30]) {
    await load.more(20)
    const before = load.ledger().statuses.get(503) ?? 0
    const held = await holdLock(sqliteFile(field.dataDir), seconds * 1000)
    const from = performance.now()
    await load.more(20)
    const refused = (load.ledger().statuses.get(503) ?? 0) - before
    // Shorter than the program's own patience of five seconds: nobody notices.
    if (held < 4_000) expect(refused).toBe(0)
    else if (seconds > 1) expect(refused).toBeGreaterThan(0)
    said.push(`${seconds} s: ${refused} refused, back after ${Math.round(performance.now() - from)} ms`)
  }
  const ledger = await load.stop()
  expect([...ledger.statuses.keys()].filter((status) => ![201, 200, 503].includes(status))).toEqual([])
  expect(server.isLive()).toBe(true)
  server.child.kill('SIGKILL')
  await server.ended
  const compared = await compare(ledger, env)
  expect(compared).toMatchObject(GOOD)
  expect(await verifyFault(env)).toBe('')
  record({
    id: 'FT08',
    fault: 'another program holds the write lock of the database for 1, 8 and 30 s, under load',
    seen: `${said.join('; ')}; ${compared.acknowledged} acknowledged, ${compared.lost} lost`,
    control: 'held for less than the patience of 5 s nothing is refused',
  })
})

test('asked to stop, the server finishes what it has taken: no sheet is stored whose receipt did not arrive', async () => {
  const field = await openField(40)
  const env = { DATA_DIR: field.dataDir }
  const stopping = async (signal: 'SIGTERM' | 'SIGKILL', times: number) => {
    let server = await serve(env)
    const load = startLoad(field, () => server.url, {
      clients: 16,
      pauseMs: 0,
      from: signal === 'SIGTERM' ? 0 : 12_000,
    })
    let slowest = 0
    const ends: (number | string)[] = []
    for (let turn = 0; turn < times; turn++) {
      await load.more(30)
      await pause(100 * Math.random())
      const from = performance.now()
      server.child.kill(signal)
      await waitFor(() => !server.isLive(), 10_000, `it did not end after ${signal}`)
      ends.push(await server.ended)
      slowest = Math.max(slowest, performance.now() - from)
      server = await serve(env)
    }
    const ledger = await load.stop()
    server.child.kill('SIGTERM')
    await server.ended
    return { ledger, slowest, ends }
  }
  const gentle = await stopping('SIGTERM', STOPS)
  expect(new Set(gentle.ends)).toEqual(new Set([0]))
  expect(gentle.ledger.wrong).toEqual([])
  expect(gentle.ledger.replays).toBe(0)
  const compared = await compare(gentle.ledger, env)
  expect(compared).toMatchObject(GOOD)
  const rough = await stopping('SIGKILL', STOPS)
  expect(rough.ledger.replays).toBeGreaterThan(0)
  expect(await verifyFault(env)).toBe('')
  record({
    id: 'FT02',
    fault: 'the server is asked to stop (SIGTERM) under load',
    seen: `${STOPS} times: ended with 0 each time, ${Math.round(gentle.slowest)} ms at most; ${compared.acknowledged} acknowledged, ${compared.lost} lost, ${gentle.ledger.replays} stored without their receipt having arrived`,
    control: `kill -9 instead: ${rough.ledger.replays} stored without their receipt having arrived`,
  })
})

function limitReason(): string | undefined {
  try {
    execFileSync('prlimit', ['--version'], { stdio: 'ignore' })
    return undefined
  } catch {
    return 'the limit of a running program is set by prlimit, which is not there'
  }
}

test('more connections than the program may have: it refuses some, and serves when they are gone', async (context) => {
  const reason = limitReason()
  if (reason) context.skip(reason)
  const field = await openField(10)
  const env = { DATA_DIR: field.dataDir }
  const server = await serve(env)
  // After the start, which reads many files at once.
  execFileSync('prlimit', ['--pid', `${server.child.pid}`, '--nofile=128:128'])
  const crowd = startLoad(field, () => server.url, { clients: 600, retryMs: 1_000 })
  await crowd.more(50, 60_000)
  await pause(2_000)
  const many = await crowd.stop()
  const calm = startLoad(field, () => server.url, { clients: 4, from: 4_500 })
  await calm.more(50)
  const few = await calm.stop()
  expect(server.isLive()).toBe(true)
  expect([...many.wrong, ...few.wrong]).toEqual([])
  server.child.kill('SIGKILL')
  await server.ended
  const both = {
    ...few,
    acknowledged: new Map([...many.acknowledged, ...few.acknowledged]),
    sent: new Set([...many.sent, ...few.sent]),
  }
  const compared = await compare(both, env)
  expect(compared).toMatchObject(GOOD)
  expect(await verifyFault(env)).toBe('')
  record({
    id: 'FT15',
    fault: '600 connections at a server that may have 128 files open',
    seen: `${compared.acknowledged} acknowledged, ${compared.lost} lost, ${many.statuses.get(0) ?? 0} connections refused or cut, served at once when the crowd had gone`,
    control: 'with 4 connections nothing is refused',
  })
})
