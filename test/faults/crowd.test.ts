import { Agent } from 'node:http'
import { type AddressInfo, connect, createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { compare, GOOD, verifyFault } from './check-ledger.ts'
import { openField } from './field.ts'
import { post, startLoad } from './load.ts'
import { brokenProgram, type Program, serve } from './program.ts'
import { record } from './results.ts'

const PARENTS = 500

/** A line of so many bits a second to all, on which every fifth connection dies after a part of what it carries. */
async function slowLine(target: number, bitsPerSecond: number) {
  let free = 0
  let made = 0
  let cut = 0
  const server = createServer((phone) => {
    const upstream = connect(target, '127.0.0.1')
    made += 1
    let left = made % 5 === 0 ? 200 + Math.floor(Math.random() * 1200) : Number.POSITIVE_INFINITY
    const end = () => {
      phone.destroy()
      upstream.destroy()
    }
    for (const [from, to] of [
      [phone, upstream],
      [upstream, phone],
    ] as const) {
      from.on('data', (bytes: Buffer) => {
        left -= bytes.length
        if (left < 0) {
          cut += 1
          end()
          return
        }
        // All share one line: what comes waits for what came before.
        const now = performance.now()
        free = Math.max(free, now) + (8000 * bytes.length) / bitsPerSecond
        setTimeout(() => {
          if (!to.destroyed) to.write(bytes)
        }, free - now)
      })
      from.on('error', end)
      from.on('close', end)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { port: (server.address() as AddressInfo).port, cut: () => cut }
}

test('five hundred sheets that waited on phones come in over a slow line that breaks: each once', async () => {
  const field = await openField(2)
  const env = { DATA_DIR: field.dataDir }
  const server = await serve(env)
  const line = await slowLine(Number(new URL(server.url).port), 100_000)
  const load = startLoad({ ...field, slips: field.slips.slice(0, PARENTS) }, () => `http://127.0.0.1:${line.port}`, {
    clients: 6,
    pauseMs: 0,
    keepAlive: false,
    ends: true,
  })
  await load.more(PARENTS, 900_000)
  const ledger = await load.stop()
  expect(ledger.wrong).toEqual([])
  const compared = await compare(ledger, env)
  expect(compared).toMatchObject({ ...GOOD, acknowledged: PARENTS, stored: PARENTS })
  server.child.kill('SIGTERM')
  await server.ended
  expect(await verifyFault(env)).toBe('')
  record({
    id: 'P12, FT16',
    fault: `${PARENTS} waiting sheets over a line of 100 kbit/s on which every fifth connection dies in the middle`,
    seen: `${line.cut()} connections died, ${ledger.replays} sheets sent again that were there already; ${compared.stored} stored, ${compared.lost} lost, none twice`,
    control: 'the ids of the sheets: without the same id a repeated one would be another (409, slip used)',
  })
})

/** The page without its program: a form that is posted, as from five hundred phones behind a school's one address. */
async function crowdAtTheGate(main?: Program) {
  const field = await openField(2)
  const env = { DATA_DIR: field.dataDir }
  const server = await serve(env, main)
  const agent = new Agent({ keepAlive: true, maxSockets: 50 })
  onTestFinished(() => agent.destroy())
  const statuses = new Map<number, number>()
  const count = (status: number) => statuses.set(status, (statuses.get(status) ?? 0) + 1)
  await Promise.all(
    field.slips.slice(0, PARENTS).map(async (slip, turn) => {
      const page = await fetch(`${server.url}/p/ph-th`)
      await page.arrayBuffer()
      count((await fetch(`${server.url}/api/slips/${slip.code}`)).status)
      // Every other one has a browser without scripts, which posts the form of the page.
      if (turn % 2 === 1) {
        const form = new URLSearchParams({ slip: slip.code, language: 'vi', consent: '1', A1: `${1 + (turn % 5)}` })
        const type = 'application/x-www-form-urlencoded'
        count((await post(agent, `${server.url}/p/ph-th`, form.toString(), type)).status)
        return
      }
      const id = `00000000-0000-4000-8000-${String(turn).padStart(12, '0')}`
      const answers = { A1: 1 + (turn % 5) }
      const body = JSON.stringify({ id, slip: slip.code, form: slip.form, language: 'vi', consent: '1', answers })
      count((await post(agent, `${server.url}/api/responses`, body)).status)
    }),
  )
  server.child.kill('SIGTERM')
  await server.ended
  return statuses
}

test('five hundred parents behind one address look up their slips and send their sheets within a minute: nobody is slowed down', async () => {
  const statuses = await crowdAtTheGate()
  expect(statuses).toEqual(
    new Map([
      [200, PARENTS],
      [201, PARENTS],
    ]),
  )
  const strict = brokenProgram('strict', ['burst: 1500', 'burst: 100'])
  const control = await crowdAtTheGate(strict)
  expect(control.get(429) ?? 0).toBeGreaterThan(0)
  record({
    id: 'M01',
    fault: `${PARENTS} parents behind one address: page, look-up of the slip and sheet each (half by the page's program, half as a plain form), at once`,
    seen: `${statuses.get(201)} sheets taken, ${statuses.get(200)} slips looked up, nobody slowed down`,
    control: `a bucket of 100 look-ups: ${control.get(429)} slowed down`,
  })
})
