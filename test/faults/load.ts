import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Field, Slip } from './field.ts'

/** What was said to be stored: the id of the sheet and its receipt. */
export type Ledger = Readonly<{
  acknowledged: ReadonlyMap<string, string>
  /** every id that was ever sent */
  sent: ReadonlySet<string>
  /** how often each status was answered; 0 is a connection that was refused or cut */
  statuses: ReadonlyMap<number, number>
  /** 200: the sheet was there already, so the reply to an earlier try was lost */
  replays: number
  /** replies that no fault may lead to, in words */
  wrong: readonly string[]
  /** when the last sheet was taken, and when the latest of those that were taken was sent, by `performance.now()` */
  lastTaken: number
  lastSent: number
  /** milliseconds from sending to the receipt, of those that were taken at once */
  waits: readonly number[]
}>

/** While something is broken: too slow, slow down, not now, no room. Everything else is an answer to the sheet itself, and wrong here. */
const LATER = new Set([0, 408, 429, 503, 507])

/**
 * Parents who send one sheet each, and the same sheet again until there is a receipt for it, as the page does. `url` is asked
 * before each try: the server may be another one by then.
 */
export function startLoad(
  field: Pick<Field, 'slips' | 'link'>,
  url: () => string,
  wish: Readonly<{
    clients?: number
    pauseMs?: number
    /** from one sheet of a client to its next, however long the receipt takes; in place of a pause */
    everyMs?: number
    from?: number
    retryMs?: number
    keepAlive?: boolean
    links?: boolean
    /** the slips may come to an end, and the load with them; else that is a fault of the test */
    ends?: boolean
  }> = {},
) {
  const { clients = 8, pauseMs = 4, retryMs = 25 } = wish
  const agent = new Agent({ keepAlive: wish.keepAlive ?? true, maxSockets: clients })
  const acknowledged = new Map<string, string>()
  const sent = new Set<string>()
  const statuses = new Map<number, number>()
  const waits: number[] = []
  const wrong: string[] = []
  const seen = { replays: 0, lastTaken: 0, lastSent: 0, next: wish.from ?? 0, going: true, resting: false }

  async function one(slip: Slip, turn: number): Promise<void> {
    const id = randomUUID()
    const answers = { A1: 1 + (turn % 5), A2: 1 + ((turn >> 2) % 5), A3: 1 + ((turn >> 4) % 5) }
    const body = JSON.stringify({ id, slip: slip.code, form: slip.form, language: 'vi', consent: '1', answers })
    for (let tries = 0; seen.going; tries++) {
      sent.add(id)
      const from = performance.now()
      const { status, text } = await post(agent, `${url()}/api/responses`, body)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      if (status === 200 || status === 201) {
        const { receipt } = JSON.parse(text) as { receipt: string }
        acknowledged.set(id, receipt)
        seen.lastTaken = performance.now()
        seen.lastSent = Math.max(seen.lastSent, from)
        if (status === 200) seen.replays += 1
        if (tries === 0) waits.push(performance.now() - from)
        return
      }
      if (!LATER.has(status)) {
        wrong.push(`${status} ${text.slice(0, 300)}`)
        return
      }
      await pause(retryMs)
    }
  }

  async function client(): Promise<void> {
    while (seen.going && seen.next < field.slips.length) {
      if (seen.resting) {
        await pause(20)
        continue
      }
      const turn = seen.next++
      const due = performance.now() + (wish.everyMs ?? 0)
      // Every tenth comes by the link, which is stored by two statements and not by one.
      await one(wish.links !== false && turn % 10 === 9 && turn < 49_000 ? field.link : field.slips[turn], turn)
      await pause(wish.everyMs === undefined ? pauseMs : Math.max(0, due - performance.now()))
    }
  }
  const all = Promise.all(Array.from({ length: clients }, client))
  const ledger = (): Ledger => ({
    ...{ acknowledged, sent, statuses, wrong, waits },
    ...{ replays: seen.replays, lastTaken: seen.lastTaken, lastSent: seen.lastSent },
  })
  /** A fault that comes when all slips are used up comes without load, and shows nothing. */
  const slipsLeft = (): void => {
    if (wish.ends !== true && seen.next >= field.slips.length)
      throw new Error(
        `all ${field.slips.length} slips are used up: give the test more schools, or its parents more time`,
      )
  }
  return {
    ledger,
    slipsLeft,
    /** Waits until so many more are acknowledged, or throws after a time in which they should have been. */
    async more(count: number, withinMs = 60_000): Promise<void> {
      const enough = acknowledged.size + count
      const holds = () => {
        if (acknowledged.size >= enough) return true
        slipsLeft()
        return false
      }
      await waitFor(holds, withinMs, `no ${count} sheets were taken`)
    },
    /** Nobody begins a new sheet until it is said again. */
    rest(resting: boolean): void {
      seen.resting = resting
    },
    async stop(): Promise<Ledger> {
      slipsLeft()
      seen.going = false
      await all
      agent.destroy()
      return ledger()
    },
  }
}

/** Waits for a state. The time is counted in turns of this program, so that one in which the whole machine stood still is none. */
export async function waitFor(holds: () => boolean, withinMs: number, otherwise: string): Promise<void> {
  for (let waited = 0; !holds(); waited += 5) {
    if (waited > withinMs) throw new Error(`${otherwise} within ${withinMs} ms`)
    await pause(5)
  }
}
export type Load = ReturnType<typeof startLoad>

/** One POST; status 0 where no whole reply came. */
export function post(
  agent: Agent,
  url: string,
  body: string,
  type = 'application/json',
): Promise<{ status: number; text: string }> {
  return new Promise((resolve) => {
    const failed = () => resolve({ status: 0, text: '' })
    const headers = { 'content-type': type, 'content-length': Buffer.byteLength(body) }
    const asked = request(url, { agent, method: 'POST', headers, timeout: 40_000 }, (reply) => {
      let text = ''
      reply.setEncoding('utf8')
      reply.on('data', (part) => (text += part))
      reply.on('end', () => (reply.complete ? resolve({ status: reply.statusCode ?? 0, text }) : failed()))
      reply.on('error', failed)
    })
    asked.on('error', failed)
    asked.on('timeout', () => asked.destroy())
    asked.end(body)
  })
}
