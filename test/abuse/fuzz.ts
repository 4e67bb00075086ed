import fc from 'fast-check'
import type { Known } from './from-schema.ts'
import { faultsOf, type Reply } from './oracle.ts'
import { type Operation, type Places, type Request, requestTo } from './requests.ts'

/** Looks at the database from outside: how many rows were ever written, changed or taken away, but for the trail of refusals. */
export type Watch = Readonly<{ changes: () => Promise<number> }>

export type Target = Readonly<{
  send: (request: Request, cookie: string | undefined) => Promise<Reply>
  watch: Watch
  /** asked again now and then: sessions end, rounds come and go */
  surroundings: () => Promise<Readonly<{ cookies: ReadonlyMap<string, string>; places: Places; known: Known }>>
}>

export type Fuzzed = Readonly<{
  requests: number
  statuses: ReadonlyMap<number, number>
  /** operations with a 2xx at least once: what lies behind the doors was reached */
  reached: number
  operations: number
  faults: readonly string[]
  /** refused requests after which it was looked whether anything was stored */
  judged: number
  slowest: Readonly<{ ms: number; what: string }>
}>

const ROUND_OF = 200
const MOST_FAULTS = 40
/** What computes or draws for seconds is asked less often. */
const HEAVY =
  /\.(pdf|docx|xlsx|zip)$|sheets|estimat|weigh|report|documents|export|freeze|designs|packets|minutes|publication/

/** Sends `count` requests, evenly over all operations; the same seed sends the same ones to the same things. */
export async function fuzz(
  target: Target,
  operations: readonly Operation[],
  count: number,
  seed: number,
): Promise<Fuzzed> {
  const statuses = new Map<number, number>()
  const reached = new Set<string>()
  const faults: string[] = []
  const slowest = { ms: 0, what: '' }
  const seen = { changes: await target.watch.changes(), judged: 0, requests: 0 }

  /** Nothing but the trail of refusals may have changed where a request was refused or only read. */
  async function judge(request: Request, reply: Reply): Promise<string | undefined> {
    const before = seen.changes
    seen.changes = await target.watch.changes()
    if (reply.status < 400 && request.operation.method !== 'GET') return undefined
    seen.judged += 1
    return seen.changes === before ? undefined : 'something was stored'
  }

  for (let from = 0; from < count && faults.length < MOST_FAULTS; from += ROUND_OF) {
    const { cookies, places, known } = await target.surroundings()
    if (from > 0 && from % 10_000 === 0) console.info(`${from} requests, ${faults.length} faults`)
    seen.changes = await target.watch.changes()
    const people = [...cookies.keys()]
    const any = fc.oneof(
      ...operations.map((operation) => ({
        weight: HEAVY.test(operation.path) ? 1 : 20,
        arbitrary: requestTo(operation, people, places, known),
      })),
    )
    for (const request of fc.sample(any, { seed: seed + from, numRuns: Math.min(ROUND_OF, count - from) })) {
      const start = performance.now()
      const reply = await target.send(request, cookies.get(request.who))
      const ms = performance.now() - start
      const what = `${request.operation.method} ${request.operation.path}`
      seen.requests += 1
      if (ms > slowest.ms) Object.assign(slowest, { ms, what })
      statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1)
      if (reply.status >= 200 && reply.status < 300) reached.add(what)
      const wrong = faultsOf(reply, request.address)
      const stored = await judge(request, reply)
      for (const fault of stored ? [...wrong, stored] : wrong) {
        const sent = `${request.who} ${request.operation.method} ${request.address.slice(0, 200)} ${JSON.stringify(request.headers)} ${(request.body ?? '').slice(0, 600)}`
        const line = `${fault}: ${sent} -> ${reply.status} ${reply.text.slice(0, 300)}`
        // At once, for who waits for the end of a long run.
        if (faults.push(line) < 5 && count > 5_000) console.info(line)
      }
    }
  }
  return {
    ...{ requests: seen.requests, statuses, faults, slowest, judged: seen.judged },
    ...{ reached: reached.size, operations: operations.length },
  }
}
