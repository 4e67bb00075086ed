import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type Compared, compare, verifyFault } from './check-ledger.ts'
import { cuttableDisk, diskReason } from './disk.ts'
import { type Field, openField } from './field.ts'
import { type Ledger, startLoad } from './load.ts'
import { makeCluster, moveField, postgresReason, startPostgres } from './postgres.ts'
import { brokenProgram, type Program, serve } from './program.ts'
import { record } from './results.ts'
import { makeShim, shimReason } from './shim.ts'

const CUTS = Number(process.env.HAILONG_CUTS ?? 50)
const CONTROL_CUTS = 6

type Found = Compared & Readonly<{ fault: string }>

/** Damage is a loss of everything that was acknowledged. */
function damaged({ acknowledged: { size } }: Ledger, fault: string): Found {
  return { acknowledged: size, stored: 0, lost: size, invented: 0, halves: 0, fault }
}

async function lookInto(ledger: Ledger, env: Readonly<{ DATA_DIR: string; DATABASE_URL?: string }>): Promise<Found> {
  const compared = await compare(ledger, env).catch((error: Error) => error.message || String(error))
  return typeof compared === 'string' ? damaged(ledger, compared) : { ...compared, fault: await verifyFault(env) }
}

type Cut = Readonly<{ ledger: Ledger; open: () => { at: string; close: () => void } }>

/** Cuts the power at moments nobody chose, under load; each cut with what was acknowledged before and sent until after it. */
async function cutting(
  disk: Awaited<ReturnType<typeof cuttableDisk>>,
  field: Field,
  url: string,
  look: (cut: Cut) => Promise<void>,
  cuts: number,
): Promise<void> {
  const load = startLoad(field, () => url, { pauseMs: 3 })
  for (let turn = 0; turn < cuts; turn++) {
    await load.more(5)
    await pause(300 * Math.random())
    const acknowledged = new Map(load.ledger().acknowledged)
    const { open } = disk.cut()
    const ledger = { ...load.ledger(), acknowledged, sent: new Set(load.ledger().sent) }
    load.rest(true)
    await look({ ledger, open })
    load.rest(false)
  }
  const { wrong } = await load.stop()
  expect(wrong).toEqual([])
}

async function onSqlite(cuts: number, schools: number, main?: Program) {
  const disk = await cuttableDisk(192)
  const field = await openField(schools, join(disk.at, 'data'))
  disk.sync()
  const server = await serve({ DATA_DIR: field.dataDir }, main)
  const found: Found[] = []
  await cutting(
    disk,
    field,
    server.url,
    async ({ ledger, open }) => {
      const { at, close } = open()
      const env = { DATA_DIR: join(at, 'data') }
      found.push(await lookInto(ledger, env))
      close()
    },
    cuts,
  )
  server.child.kill('SIGKILL')
  await server.ended
  return found
}
const sum = (all: readonly Compared[], of: 'lost' | 'halves' | 'invented') =>
  all.reduce((total, one) => total + one[of], 0)
const last = (all: readonly Compared[]) => Math.max(...all.map(({ acknowledged }) => acknowledged))

test('SQLite: the power is cut under load, and what has a receipt is on the disk', async (context) => {
  const reason = await diskReason()
  if (reason) context.skip(reason)
  const found = await onSqlite(CUTS, 40)
  expect(found.filter(({ lost, halves, invented, fault }) => lost || halves || invented || fault)).toEqual([])

  const off = brokenProgram('sync-off', ['synchronous: ["FULL", 2]', 'synchronous: ["OFF", 0]'])
  const control = await onSqlite(CONTROL_CUTS, 10, off)
  expect(sum(control, 'lost')).toBeGreaterThan(0)
  const normal = brokenProgram('sync-normal', ['synchronous: ["FULL", 2]', 'synchronous: ["NORMAL", 1]'])
  const tutorial = await onSqlite(CONTROL_CUTS, 10, normal)
  expect(sum(tutorial, 'lost')).toBeGreaterThan(0)
  record({
    id: 'FT09',
    fault: "power cut under load, SQLite (instant copies of the disk's image)",
    seen: `${CUTS} times: ${sum(found, 'lost')} lost of up to ${last(found)} acknowledged, ${sum(found, 'halves')} halves, verify green after each`,
    control: `synchronous = OFF: ${sum(control, 'lost')} lost in ${CONTROL_CUTS} cuts; NORMAL: ${sum(tutorial, 'lost')} lost in ${CONTROL_CUTS}`,
  })
})

async function onPostgres(cuts: number, schools: number, lies: boolean) {
  const disk = await cuttableDisk(512)
  const data = join(disk.at, 'pg')
  await makeCluster(data)
  const shim = lies ? makeShim(disk.at) : undefined
  const postgres = await startPostgres(data, shim?.env)
  const field = await moveField(postgres, schools)
  disk.sync()
  shim?.order('syncLies')
  const server = await serve({ DATA_DIR: field.dataDir, DATABASE_URL: postgres.url })
  const found: Found[] = []
  await cutting(
    disk,
    field,
    server.url,
    async ({ ledger, open }) => {
      const { at, close } = open()
      const again = await startPostgres(join(at, 'pg')).catch((error: Error) => error.message)
      if (typeof again === 'string') found.push(damaged(ledger, again))
      else {
        const env = { DATA_DIR: field.dataDir, DATABASE_URL: again.url }
        found.push(await lookInto(ledger, env))
        await again.crash()
      }
      close()
    },
    cuts,
  )
  server.child.kill('SIGKILL')
  await server.ended
  await postgres.crash()
  if (shim) expect(shim.hits()).toBeGreaterThan(0)
  return found
}

test('PostgreSQL: the power is cut under load, and what has a receipt is on the disk', async (context) => {
  const reason = (await diskReason()) ?? (await postgresReason()) ?? shimReason()
  if (reason) context.skip(reason)
  const found = await onPostgres(CUTS, 40, false)
  expect(found.filter(({ lost, halves, invented, fault }) => lost || halves || invented || fault)).toEqual([])
  const control = await onPostgres(CONTROL_CUTS, 10, true)
  expect(sum(control, 'lost')).toBeGreaterThan(0)
  record({
    id: 'FT09',
    fault: "power cut under load, PostgreSQL (instant copies of the disk's image)",
    seen: `${CUTS} times: ${sum(found, 'lost')} lost of up to ${last(found)} acknowledged, ${sum(found, 'halves')} halves, verify green after each`,
    control: `a disk that says "synced" and is not: ${sum(control, 'lost')} lost in ${CONTROL_CUTS} cuts`,
  })
})
