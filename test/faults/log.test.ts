import { execFileSync } from 'node:child_process'
import { closeSync, constants, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { compare, GOOD, verifyFault } from './check-ledger.ts'
import { diskReason, mountMemory } from './disk.ts'
import { openField, scratch } from './field.ts'
import { startLoad, waitFor } from './load.ts'
import { brokenProgram, type Program, type Serving, serve } from './program.ts'
import { record } from './results.ts'
import { makeShim, shimReason } from './shim.ts'

const TOKEN = 'a-token-of-the-operator-0123456789'
/** Every request is a line: several hundred bytes. */
const TALKING = { LOG_LEVEL: 'debug', METRICS_TOKEN: TOKEN }

/** A named pipe that is open and never read, as of a collector of logs that hangs; small, so that it is soon full. */
async function unreadPipe(): Promise<number> {
  const path = join(await scratch(), 'pipe')
  execFileSync('mkfifo', [path])
  const fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK)
  onTestFinished(() => closeSync(fd))
  // Its own opening, which waits where the pipe is full, as a shell gives it.
  const own = openSync(path, constants.O_WRONLY)
  onTestFinished(() => closeSync(own))
  return own
}

async function droppedLines({ url }: Serving): Promise<number> {
  const reply = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })
  return Number(/^hailong_log_lines_dropped_total (\d+)$/m.exec(await reply.text())?.[1])
}

/** Sheets until far more has been said than the pipe and the program hold, then an ordinary end. */
async function silenced(log: number | 'unread', sheets: number, main?: Program) {
  const field = await openField(20)
  const env = { DATA_DIR: field.dataDir }
  const server = await serve({ ...env, ...TALKING }, main, log)
  const load = startLoad(field, () => server.url, { clients: 16, pauseMs: 0 })
  // What fills the log is asked for cheaply: a line for each.
  const asking = { going: true }
  const asked = Promise.all(
    Array.from({ length: 8 }, async () => {
      while (asking.going)
        await fetch(`${server.url}/healthz`)
          .then((reply) => reply.arrayBuffer())
          .catch(() => {})
    }),
  )
  const enough = async () => {
    await load.more(sheets, 30_000)
    for (let look = 0; (await droppedLines(server)) === 0; look++) {
      if (look > 3_000) throw new Error('no line was dropped')
      await load.more(1)
    }
    await load.more(50)
  }
  const stalled = await enough().then(
    () => '',
    (error: Error) => error.message,
  )
  const dropped = stalled ? 0 : await droppedLines(server)
  asking.going = false
  if (stalled) server.child.kill('SIGKILL')
  const ledger = await load.stop()
  await asked
  server.child.kill('SIGTERM')
  await waitFor(() => !server.isLive(), 12_000, 'it did not end')
  const compared = await compare(ledger, env)
  return { stalled, dropped, ledger, compared, status: await server.ended, fault: await verifyFault(env) }
}

test('nobody reads the log: sheets are taken as always, lines are dropped and counted, and it ends when it is asked to', async () => {
  const said: string[] = []
  for (const [name, log] of [
    ['a pipe', await unreadPipe()],
    ['a socket, as of the journal', 'unread'],
  ] as const) {
    const seen = await silenced(log, 200)
    expect(seen.stalled).toBe('')
    expect(seen.compared).toMatchObject(GOOD)
    expect([...seen.ledger.statuses.keys()]).toEqual([201])
    expect(seen.status).toBe(0)
    expect(seen.fault).toBe('')
    said.push(
      `${name}: ${seen.compared.acknowledged} acknowledged, none refused or lost, ${seen.dropped} lines dropped`,
    )
  }
  // A program that writes its log and waits until it is taken.
  const waits = brokenProgram('waits', [
    'write(fd, piece, (error, written) => {',
    '((to, what, then) => { let n = 0; while (n < what.length) try { n += writeSync(to, what.subarray(n)); } catch {} then(null, n); })(fd, piece, (error, written) => {',
  ])
  const control = await silenced(await unreadPipe(), 200, waits)
  expect(control.stalled).not.toBe('')
  record({
    id: 'FT30',
    fault: 'the log goes into a pipe, or a socket, that nobody reads, every request a line of it',
    seen: `${said.join('; ')}; ended with 0 when asked to`,
    control: 'a program that waits for the reader of its log: it stands still',
  })
})

test('the log is not read and the disk fails: the program ends all the same', async (context) => {
  const reason = shimReason()
  if (reason) context.skip(reason)
  const field = await openField(20)
  const shim = makeShim(field.dataDir)
  const server = await serve({ DATA_DIR: field.dataDir, ...TALKING, ...shim.env }, undefined, await unreadPipe())
  const load = startLoad(field, () => server.url)
  while ((await droppedLines(server)) === 0)
    await Promise.all(Array.from({ length: 64 }, () => fetch(`${server.url}/healthz`).then((reply) => reply.text())))
  await load.more(5)
  shim.order('syncFails')
  await waitFor(() => !server.isLive(), 20_000, 'it did not end')
  expect(await server.ended).toBe(1)
  const ledger = await load.stop()
  expect(await compare(ledger, { DATA_DIR: field.dataDir })).toMatchObject(GOOD)
  record({
    id: 'FT05, FT30',
    fault: 'a sync fails (EIO) while nobody reads the log',
    seen: `it ended by itself with 1; ${ledger.acknowledged.size} acknowledged, 0 lost`,
    control: 'a log that waits for its reader at the end: it stood for ever (found and mended)',
  })
})

test('the disk of the log is full: sheets are taken, and with room again there are lines again', async (context) => {
  const reason = await diskReason()
  if (reason) context.skip(reason)
  const at = join(await scratch(), 'log')
  const memory = mountMemory(at, 'size=64k')
  const log = openSync(join(at, 'log'), 'a')
  onTestFinished(() => closeSync(log))
  const field = await openField(4)
  const env = { DATA_DIR: field.dataDir }
  const server = await serve({ ...env, ...TALKING }, undefined, log)
  const load = startLoad(field, () => server.url)
  const length = () => readFileSync(join(at, 'log')).length
  for (let looks = 0; (await droppedLines(server)) === 0; looks++) {
    if (looks > 100) throw new Error('the log was never full')
    await load.more(50)
  }
  await load.more(50)
  const dropped = await droppedLines(server)
  const full = length()
  memory.resize('size=4m')
  await load.more(100)
  await waitFor(() => length() > full + 1_000, 20_000, 'no line was written after there was room')
  const ledger = await load.stop()
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
  expect([...ledger.statuses.keys()]).toEqual([201])
  const compared = await compare(ledger, env)
  expect(compared).toMatchObject(GOOD)
  expect(await verifyFault(env)).toBe('')
  record({
    id: 'FT03, FT30',
    fault: 'the disk of the log is full (64 KiB), then has room again',
    seen: `${compared.acknowledged} acknowledged, none refused or lost, ${dropped} lines dropped and counted, lines again with room`,
    control: 'the writer that comes with pino ended the program at the first line without room (found and mended)',
  })
})
