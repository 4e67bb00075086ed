import { execFileSync, spawn } from 'node:child_process'
import { setPriority } from 'node:os'
import { expect, onTestFinished, test } from 'vitest'
import { compare, GOOD, verifyFault } from './check-ledger.ts'
import { openField } from './field.ts'
import { startLoad } from './load.ts'
import { type Serving, serve } from './program.ts'
import { record } from './results.ts'

const SHEETS = Number(process.env.HAILONG_STARVED ?? 1_000)
const BURNERS = 4

/** Programs that want all of one processor, and nothing else. */
function burn(processor: number): () => void {
  const all = Array.from({ length: BURNERS }, () =>
    spawn('taskset', ['-c', `${processor}`, process.execPath, '-e', 'for (;;);'], { stdio: 'ignore' }),
  )
  const stop = () => {
    for (const one of all) one.kill('SIGKILL')
  }
  onTestFinished(stop)
  return stop
}

const percentile = (all: readonly number[], share: number): number =>
  all.toSorted((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * share))] ?? 0

function tasksetReason(): string | undefined {
  try {
    execFileSync('taskset', ['-c', '0', 'true'], { stdio: 'ignore' })
    return undefined
  } catch {
    return 'a program is held to one processor by taskset, which is not there'
  }
}

/** Waits of sheets at a server that shares one processor with those who want all of it; `nice` is how much it gives way to them. */
async function waits(count: number, nice: number) {
  const field = await openField(4)
  const env = { DATA_DIR: field.dataDir }
  const server: Serving = await serve(env)
  execFileSync('taskset', ['-a', '-cp', '0', `${server.child.pid}`], { stdio: 'ignore' })
  const stop = burn(0)
  if (nice) setPriority(server.child.pid ?? 0, nice)
  const load = startLoad(field, () => server.url, { clients: 8, pauseMs: 20 })
  const isEnough = await load.more(count, nice ? 60_000 : 300_000).then(
    () => true,
    () => false,
  )
  stop()
  if (nice) setPriority(server.child.pid ?? 0, 0)
  const ledger = await load.stop()
  server.child.kill('SIGTERM')
  await server.ended
  const compared = await compare(ledger, env)
  expect(compared).toMatchObject(GOOD)
  expect(await verifyFault(env)).toBe('')
  return { ledger, compared, isEnough, p50: percentile(ledger.waits, 0.5), p99: percentile(ledger.waits, 0.99) }
}

test('four programs want the processor the server has: its sheets wait a little, and none is refused', async (context) => {
  const reason = tasksetReason()
  if (reason) context.skip(reason)
  const seen = await waits(SHEETS, 0)
  expect(seen.isEnough).toBe(true)
  expect([...seen.ledger.statuses.keys()]).toEqual([201])
  expect(seen.p99).toBeLessThan(2_000)
  // One that gives way to all of them waits, so the processor is really wanted.
  const control = await waits(40, 19)
  expect(!control.isEnough || control.p99 > 2 * seen.p99).toBe(true)
  record({
    id: 'FT14',
    fault: `${BURNERS} programs that want the one processor the server has, under load of 8 at once`,
    seen: `${seen.compared.acknowledged} acknowledged, ${seen.compared.lost} lost, none refused; half waited less than ${Math.round(seen.p50)} ms, 99 of 100 less than ${Math.round(seen.p99)} ms (aim 2000)`,
    control: control.isEnough
      ? `a server that gives way to them (nice 19): ${Math.round(control.p99)} ms`
      : `a server that gives way to them (nice 19): not 40 sheets in a minute`,
  })
})
