import { expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { makeDeps } from '../../server/make-deps.ts'
import { verifyFault } from '../faults/check-ledger.ts'
import { openField } from '../faults/field.ts'
import { brokenProgram, type Program, serve } from '../faults/program.ts'
import { record } from '../faults/results.ts'
import { fuzz } from './fuzz.ts'
import type { Reply } from './oracle.ts'
import { sender } from './over-http.ts'
import { operationsOf, type Request } from './requests.ts'
import { signedIn, things, watchOf } from './surroundings.ts'

const REQUESTS = Number(process.env.HAILONG_REQUESTS ?? 100_000)
const SEED = Number(process.env.HAILONG_SEED ?? 20261126)

/** Whoever ends the connection instead of answering gets another try; a second time it is a fault. */
const insisting =
  (send: (request: Request, cookie: string | undefined) => Promise<Reply>) =>
  (request: Request, cookie: string | undefined): Promise<Reply> =>
    send(request, cookie)
      .catch(() => send(request, cookie))
      .catch((error: Error) => ({ status: 599, headers: new Headers(), text: `no reply: ${error.message}` }))

async function fuzzing(count: number, main?: Program) {
  const field = await openField(2)
  const server = await serve({ DATA_DIR: field.dataDir, TRUSTED_PROXIES: '127.0.0.1', LOG_LEVEL: 'error' }, main)
  const deps = await makeDeps(readConfig({ DATA_DIR: field.dataDir, LOG_LEVEL: 'silent' }))
  const http = sender(server.url)
  onTestFinished(async () => {
    http.close()
    await deps.close()
  })
  const cookies = new Map<string, string>()
  const surroundings = async () => {
    await signedIn(deps, cookies)
    return { cookies, ...(await things(deps)) }
  }
  const document = await (await fetch(`${server.url}/api/openapi.json`)).json()
  const target = { send: insisting(http.send), watch: await watchOf(deps.db), surroundings }
  const seen = await fuzz(target, operationsOf(document as never), count, SEED)
  const alive = (await fetch(`${server.url}/readyz`)).status
  const logged = server.said()
  server.child.kill('SIGTERM')
  await server.ended
  return { ...seen, alive, logged, dataDir: field.dataDir }
}

test(`${REQUESTS} requests made from the document of addresses: no failure, no word of the inside, nothing stored by a refusal`, async () => {
  const seen = await fuzzing(REQUESTS)
  expect(seen.faults, seen.logged.slice(-3_000)).toEqual([])
  expect(seen.requests).toBe(REQUESTS)
  expect(seen.alive).toBe(200)
  expect(await verifyFault({ DATA_DIR: seen.dataDir })).toBe('')
  const classes = [2, 3, 4, 5].map((first) =>
    [...seen.statuses].reduce((sum, [status, n]) => sum + (Math.floor(status / 100) === first ? n : 0), 0),
  )

  // The other controls stand in test/server/abuse.long.test.ts, where a reply and a table can be spoiled by hand.
  const place = 'new Problem("json_malformed")'
  const told = 'new Problem("json_malformed", { detail: { reason: String(error.stack) } })'
  const talks = await fuzzing(1_000, brokenProgram('talks', [place, told]))
  expect(talks.faults.join()).toContain('speaks of its inside')
  record({
    id: 'M, O1–O3, O7',
    fault: `requests made from /api/openapi.json (fast-check): fitting ones, spoiled ones and raw bytes, by eight roles and nobody, over HTTP`,
    seen: `${seen.requests} of seed ${SEED}: 2xx ${classes[0]}, 3xx ${classes[1]}, 4xx ${classes[2]}, 5xx that is a failure 0; ${seen.reached} of ${seen.operations} addresses answered 2xx; ${seen.judged} refused or reading ones looked after: nothing stored; no stack, library or path in any reply; slowest ${Math.round(seen.slowest.ms)} ms (${seen.slowest.what})`,
    control: `a program that tells its errors: found ${talks.faults.length} times in ${talks.requests} requests`,
  })
}, 7_200_000)
