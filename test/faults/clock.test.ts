import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { compare, GOOD, verifyFault } from './check-ledger.ts'
import { openField } from './field.ts'
import { startLoad } from './load.ts'
import { run, serve } from './program.ts'
import { record } from './results.ts'
import { makeShim, shimReason } from './shim.ts'

const DAY = 86_400
const EMAIL = 'clock@example.vn'

test('the clock jumps: sheets are taken all the time, sessions end by its rule, and the audit chain keeps its order', async (context) => {
  const reason = shimReason()
  if (reason) context.skip(reason)
  const field = await openField(20)
  const shim = makeShim(field.dataDir)
  const env = { DATA_DIR: field.dataDir, ...shim.env }
  const made = await run(['user', 'add', EMAIL, '--role', 'designer'], { DATA_DIR: field.dataDir })
  const password = made.said.trim()
  const server = await serve(env)
  const signIn = async () => {
    const reply = await fetch(`${server.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: EMAIL, password }),
    })
    expect(reply.status, `${made.said} ${await reply.clone().text()}`).toBeLessThan(300)
    return reply.headers.get('set-cookie')?.split(';')[0] ?? ''
  }
  const ask = async (cookie: string) => (await fetch(`${server.url}/api/rounds`, { headers: { cookie } })).status
  const load = startLoad(field, () => server.url, { everyMs: 80 })
  const said: string[] = []
  const before = await signIn()
  expect(await ask(before)).toBe(200)
  const toMiddle2038 = Math.round(Date.parse('2038-01-19T03:14:00Z') / 1000 - Date.now() / 1000)
  for (const [name, seconds, lasts] of [
    ['two days on', 2 * DAY, false],
    ['back to now', 0, true],
    ['400 days back', -400 * DAY, true],
    ['the last seconds of 32 bits (2038-01-19)', toMiddle2038, false],
    ['ten minutes on', 600, true],
  ] as const) {
    shim.clock(0)
    const cookie = await signIn()
    shim.clock(seconds)
    await load.more(20)
    if (seconds === toMiddle2038) await pause(15_000)
    const status = await ask(cookie)
    said.push(`${name}: a session ${status === 200 ? 'goes on' : 'has ended'}`)
    expect(`${name} ${status}`).toBe(`${name} ${lasts ? 200 : 401}`)
    const fresh = await signIn()
    expect(await ask(fresh)).toBe(200)
    await load.more(20)
  }
  const ledger = await load.stop()
  expect(ledger.wrong).toEqual([])
  expect([...ledger.statuses.keys()]).toEqual([201])
  server.child.kill('SIGTERM')
  await server.ended
  const compared = await compare(ledger, { DATA_DIR: field.dataDir })
  expect(compared).toMatchObject(GOOD)
  expect(await verifyFault({ DATA_DIR: field.dataDir })).toBe('')
  record({
    id: 'FT12',
    fault: 'the clock of the server jumps two days on, back, 400 days back, over the end of 32 bits, ten minutes',
    seen: `every sheet taken (${compared.acknowledged}, ${compared.lost} lost); ${said.join('; ')}; audit chain whole`,
    control: 'the same session goes on where the clock stays, and ends where it jumps on: the jump reaches the program',
  })
})
