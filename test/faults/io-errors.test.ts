import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { compare, GOOD, verifyFault } from './check-ledger.ts'
import { type Field, openField, scratch } from './field.ts'
import { type Load, startLoad, waitFor } from './load.ts'
import { brokenProgram, type Program, serve, start } from './program.ts'
import { record } from './results.ts'
import { type FaultKind, makeShim, shimReason } from './shim.ts'

const SYNCS = Number(process.env.HAILONG_SYNCS ?? 60)
const WRITES = Number(process.env.HAILONG_WRITES ?? 60)
const reason = shimReason()

/** Pages go from the log into the file after every few commits, so that the calls of that step are met as well. */
const often = () => brokenProgram('checkpoints', ['CHECKPOINT_EVERY_MS = 500', 'CHECKPOINT_EVERY_MS = 20'])

/**
 * The 1st, 2nd, … n-th call of a kind fails under load. What must end, ends by itself and takes nothing that was sent after
 * the failure; what may go on, goes on.
 */
async function sweep(field: Field, kind: FaultKind, count: number, mustEnd: boolean, main?: Program) {
  const shim = makeShim(field.dataDir)
  const env = { DATA_DIR: field.dataDir, ...shim.env }
  let server = await serve(env, main)
  const load = startLoad(field, () => server.url, { pauseMs: 2 })
  const seen = { hits: 0, ended: 0, late: 0, words: new Set<string>(), reasons: new Set<string>() }
  for (let nth = 1; nth <= count; nth++) {
    await load.more(2)
    shim.order(kind, nth)
    await waitFor(() => shim.hits() > 0, 30_000, `${kind}: no ${nth}th call`)
    const hit = performance.now()
    seen.hits += 1
    // Who goes on has taken something since; who must end gets the time to.
    const status = await Promise.race([server.ended, mustEnd ? pause(10_000, 'live') : goesOn(load)])
    if (status === 'live') continue
    if (status === 'stands') throw new Error(`${kind}: after the ${nth}th call nothing was taken any more`)
    seen.ended += 1
    seen.words.add(`${status}`)
    seen.reasons.add(
      /"message":"([^"]*)"[^}]*\},"msg":"the storage failed; ending"/.exec(server.said())?.[1] ??
        server.said().slice(-300),
    )
    if (load.ledger().lastSent > hit + 5) seen.late += 1
    shim.order('nothing')
    server = await serve(env, main)
  }
  shim.order('nothing')
  await load.more(5)
  const ledger = await load.stop()
  const again = server
  again.child.kill('SIGTERM')
  await again.ended
  return { ...seen, ledger, compared: await compare(ledger, { DATA_DIR: field.dataDir }) }
}

/** Whether sheets are taken again, several times over. */
const goesOn = (load: Load): Promise<'live' | 'stands'> =>
  load.more(24, 30_000).then(
    () => 'live',
    () => 'stands',
  )

const KINDS = [
  ['syncFails', SYNCS, 'a sync that fails (EIO)', 'FT05'],
  ['writeFails', WRITES, 'a write that fails (EIO)', 'FT06'],
] as const

test.for(KINDS)(
  '%s: no answer is taken after it, the program ends, and the next start loses nothing',
  async ([kind, count, name, id], context) => {
    if (reason) context.skip(reason)
    const field = await openField(50)
    const seen = await sweep(field, kind, count, true, often())
    expect(seen.compared).toMatchObject(GOOD)
    expect(seen.ledger.wrong).toEqual([])
    expect(seen.ended).toBe(count)
    expect(seen.words).toEqual(new Set(['1']))
    expect(seen.late).toBe(0)
    expect(await verifyFault({ DATA_DIR: field.dataDir })).toBe('')

    // A program that goes on after the error takes what is sent after it.
    const stubborn = brokenProgram('stubborn', ['setImmediate(() => process.exit(1));', ''], ['broken = error;', ''])
    const small = await openField(4)
    const control = await sweep(small, kind, 2, false, stubborn)
    expect(control.ended).toBe(0)
    record({
      id,
      fault: `${name}, under load, SQLite`,
      seen: `each of the first ${count} calls: ${seen.ended} of ${seen.hits} ended by themselves, ${seen.late} sheets taken after it, ${seen.compared.acknowledged} acknowledged, ${seen.compared.lost} lost, verify green`,
      control: `a program that does not end: ${control.hits - control.ended} of ${control.hits} went on`,
    })
  },
)

test.for([
  ['noRoom', WRITES, 'a write without room (ENOSPC)'],
  ['halfWritten', WRITES, 'half a write, then no room'],
] as const)(
  '%s: what was sent meanwhile is refused, the program goes on, nothing is lost',
  async ([kind, count, name], context) => {
    if (reason) context.skip(reason)
    const field = await openField(50)
    const seen = await sweep(field, kind, count, false, often())
    expect(seen.compared).toMatchObject(GOOD)
    expect(seen.ledger.wrong).toEqual([])
    expect([...seen.reasons]).toEqual([])
    expect(seen.ended).toBe(0)
    expect(await verifyFault({ DATA_DIR: field.dataDir })).toBe('')
    record({
      id: 'FT06',
      fault: `${name}, under load, SQLite`,
      seen: `each of the first ${count} calls: ${seen.hits} met, the program went on ${seen.hits - seen.ended} times, ${seen.compared.acknowledged} acknowledged, ${seen.compared.lost} lost, verify green`,
      control: 'an error of the disk in the same places ends it: see the two above',
    })
  },
)

test('an error while the program starts: it says so in a line and ends, and the next start serves', async (context) => {
  if (reason) context.skip(reason)
  const empty = await scratch()
  const shim = makeShim(empty)
  const env = { DATA_DIR: empty, DEMO: '0', PORT: '18999', ...shim.env }
  let met = 0
  const spoken = new Set<string>()
  for (const [kind, stride] of [
    ['syncFails', 1],
    ['writeFails', 23],
    ['noRoom', 29],
  ] as const) {
    for (let nth = 1; ; nth += stride) {
      shim.order(kind, nth)
      const running = start(['verify'], env)
      const status = await running.ended
      if (shim.hits() === 0) {
        expect(status, running.said()).toBe(0)
        break
      }
      met += 1
      if (status === 0) continue
      const said = running.said().trim()
      expect(said.split('\n'), said).toHaveLength(1)
      expect(said).not.toMatch(/\n\s+at |node_modules/)
      spoken.add(said)
    }
  }
  shim.order('nothing')
  const server = await serve(env)
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
  expect(met).toBeGreaterThan(3)
  record({
    id: 'FT05, FT06',
    fault: 'an error of the disk while the schema is made or the program starts',
    seen: `${met} errors met, each start after one is whole; said: ${[...spoken].slice(0, 3).join(' / ')}`,
    control: 'without an error the start says nothing and ends with 0',
  })
})
