import { statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { compare, GOOD, verifyFault } from './check-ledger.ts'
import { diskReason, mountDisk, mountMemory } from './disk.ts'
import { openField, scratch } from './field.ts'
import { type Load, startLoad, waitFor } from './load.ts'
import { brokenProgram, type Program, serve, start } from './program.ts'
import { record } from './results.ts'

/** Waits for so many refusals beyond those there are. */
function refused(load: Load, count: number, withinMs = 60_000): Promise<void> {
  const all = () => [...load.ledger().statuses].reduce((sum, [status, n]) => sum + (status === 201 ? 0 : n), 0)
  const enough = all() + count
  return waitFor(
    () => {
      if (all() >= enough) return true
      load.slipsLeft()
      return false
    },
    withinMs,
    'nothing was refused',
  )
}

type Filling = Readonly<{
  schools?: number
  main?: Program
  links?: boolean
  /** waits until it is full */
  full?: (load: Load, at: string) => Promise<void>
}>

/** Loads a disk with little room until sheets are refused; `reserve` is what the program keeps free of it. */
async function fill(
  megabytes: number,
  reserve: string,
  { schools = 20, main, links = true, full = (load: Load, _at: string) => refused(load, 40, 300_000) }: Filling = {},
) {
  const at = join(await scratch(), 'small')
  const memory = mountMemory(at, 'size=400m')
  const field = await openField(schools, join(at, 'data'))
  // So much more than there is already.
  const { blocks: all, bfree, bsize } = statfsSync(at)
  memory.resize(`size=${Math.ceil(((all - bfree) * bsize) / 1024) + megabytes * 1024}k`)
  const env = { DATA_DIR: field.dataDir }
  const server = await serve({ ...env, DISK_RESERVE: reserve }, main)
  const load = startLoad(field, () => server.url, { pauseMs: 1, links })
  await full(load, at)
  const during = [...load.ledger().statuses.keys()].filter((status) => status !== 201)
  const reading = await fetch(`${server.url}/api/forms/ph-th`)
  const { bavail, blocks } = statfsSync(at)
  memory.resize('size=400m')
  const from = performance.now()
  await load.more(20, 10_000)
  const backMs = performance.now() - from
  const ledger = await load.stop()
  const isLive = server.isLive()
  server.child.kill('SIGKILL')
  await server.ended
  const compared = await compare(ledger, env)
  return { compared, during, backMs, isLive, env, ledger, free: bavail / blocks, reading: reading.status }
}

test.for([
  ['10%', [507]],
  ['0', [503, 507]],
] as const)(
  'a full disk, of which %s is kept free: sheets are refused and kept by the phone, reading goes on, and with room again so does everything',
  async ([reserve, statuses], context) => {
    const reason = await diskReason()
    if (reason) context.skip(reason)
    // The reserve has to hold what is written between two looks at it, and what of the log goes into the file after the last.
    const seen = await (reserve === '0' ? fill(2, reserve) : fill(16, reserve, { schools: 60 }))
    expect(seen.compared).toMatchObject(GOOD)
    expect(seen.ledger.wrong).toEqual([])
    expect(seen.during.filter((status) => !(statuses as readonly number[]).includes(status))).toEqual([])
    if (reserve !== '0') expect(seen.free).toBeGreaterThan(0.02)
    expect(seen.reading).toBe(200)
    expect(seen.isLive).toBe(true)
    expect(await verifyFault(seen.env)).toBe('')
    record({
      id: 'FT03',
      fault: `the disk of the data becomes full under load, and gets room again; ${reserve} of it is to stay free`,
      seen: `refused with ${seen.during.join(', ')} at ${(100 * seen.free).toFixed(1)} % free, ${seen.compared.acknowledged} acknowledged, ${seen.compared.lost} lost, taken again after ${Math.round(seen.backMs)} ms without a restart`,
      control: reserve === '0' ? await lostWhenFull() : 'without a reserve the disk becomes full: see the other row',
    })
  },
)

async function lostWhenFull(): Promise<string> {
  const eager = brokenProgram('early-full', [
    'await storeSheets(deps.db, decided.sheets);',
    'storeSheets(deps.db, decided.sheets).catch(() => {});',
  ])
  // It does not know that it has no room, so it is looked for here; what it says to have taken since is not there.
  const noRoom = async (load: Load, at: string) => {
    const free = () => statfsSync(at).bavail * statfsSync(at).bsize
    await waitFor(() => free() < 65_536, 300_000, 'the disk was not full')
    await load.more(200)
  }
  const { compared } = await fill(2, '0', { main: eager, links: false, full: noRoom })
  expect(compared.lost).toBeGreaterThan(0)
  return `reply before the commit: ${compared.lost} of ${compared.acknowledged} lost`
}

test('no files can be made any more: the start says so in a line, and with room it serves', async (context) => {
  const reason = await diskReason()
  if (reason) context.skip(reason)
  const at = join(await scratch(), 'small')
  const memory = mountMemory(at, 'size=64m,nr_inodes=6')
  const field = await openField(4, join(at, 'data'))
  const env = { DATA_DIR: field.dataDir }
  const running = start(['verify'], env)
  const status = await running.ended
  expect(status, running.said()).toBe(1)
  expect(running.said().trim().split('\n'), running.said()).toHaveLength(1)
  memory.resize('size=64m,nr_inodes=50')
  expect(await verifyFault(env)).toBe('')
  record({
    id: 'FT04',
    fault: 'no file can be made on the disk of the data (inodes full)',
    seen: `the start ends with 1 and says: ${running.said().trim()}`,
    control: 'with room for files the same start is content',
  })
})

test('the file system turns read-only under load: nothing more is taken, and after its repair nothing is lost', async (context) => {
  const reason = await diskReason()
  if (reason) context.skip(reason)
  const disk = await mountDisk(128, 'loop,errors=remount-ro')
  const field = await openField(20, join(disk.at, 'data'))
  const env = { DATA_DIR: field.dataDir }
  let server = await serve(env)
  const load = startLoad(field, () => server.url)
  await load.more(100)
  writeFileSync(`/sys/fs/ext4/${disk.device.replace('/dev/', '')}/trigger_fs_error`, '1')
  const hit = performance.now()
  await refused(load, 10)
  const how = await Promise.race([server.ended, pause(3_000, 'live')])
  const late = load.ledger().lastSent > hit + 100
  server.child.kill('SIGKILL')
  await server.ended
  // A start on it either says so in a line, or reads and refuses.
  const taken = load.ledger().acknowledged.size
  const again = await serve(env).catch((error: Error) => error.message)
  if (typeof again === 'string') expect(again.trim().split('\n'), again).toHaveLength(1)
  else {
    server = again
    await refused(load, 10)
    again.child.kill('SIGKILL')
    await again.ended
  }
  expect(load.ledger().acknowledged.size).toBe(taken)
  disk.unmount()
  disk.repair()
  disk.again()
  server = await serve(env)
  await load.more(20)
  const ledger = await load.stop()
  server.child.kill('SIGKILL')
  await server.ended
  const compared = await compare(ledger, env)
  expect(compared).toMatchObject(GOOD)
  expect(ledger.wrong).toEqual([])
  expect(late).toBe(false)
  expect(await verifyFault(env)).toBe('')
  record({
    id: 'FT07',
    fault: 'the file system of the data turns read-only under load; then repaired',
    seen: `the server ${how === 'live' ? 'stays and refuses' : `ends with ${how}`}, a start on it ${typeof again === 'string' ? `says: ${again.trim()}` : 'reads and refuses'}; ${compared.acknowledged} acknowledged, ${compared.lost} lost`,
    control: 'the ledger finds what a reply before the commit loses: see FT01',
  })
})
