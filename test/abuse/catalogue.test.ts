import { expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { actOf } from '../../server/deps.ts'
import { makeDeps } from '../../server/make-deps.ts'
import { createRound } from '../../server/plan/create-round.ts'
import { verifyFault } from '../faults/check-ledger.ts'
import { openField } from '../faults/field.ts'
import { serve } from '../faults/program.ts'
import { record } from '../faults/results.ts'
import { ROUND } from '../server/journey.ts'
import { casesOf } from './cases.ts'
import { faultsOf } from './oracle.ts'
import { sender } from './over-http.ts'
import { signedIn, watchOf } from './surroundings.ts'

/** After so many cases a parent sends a sheet: taken, once, within the time. */
const CANARY_EVERY = 25
const CANARY_MS = 1_000
const SLOW_MS = 2_000

test('the whole catalogue of bad input: each refused as it should be, nothing stored, and the server well after it', async () => {
  const field = await openField(2)
  const server = await serve({ DATA_DIR: field.dataDir, TRUSTED_PROXIES: '127.0.0.1', LOG_LEVEL: 'error' })
  const deps = await makeDeps(readConfig({ DATA_DIR: field.dataDir, LOG_LEVEL: 'silent' }))
  const http = sender(server.url)
  onTestFinished(async () => {
    http.close()
    await deps.close()
  })
  const draft = await deps.db.transaction().execute((db) => createRound(db, actOf(deps, 'command'), ROUND))
  const cookies = new Map<string, string>()
  await signedIn(deps, cookies)
  const watch = await watchOf(deps.db)
  const operation = (method: string) => ({ method, path: '', roles: [], body: undefined })
  let canaries = 0
  let slowest = 0
  const canary = async () => {
    const slip = field.slips[10 + canaries]
    const id = `00000000-0000-4000-8000-${String(1_000 + canaries++).padStart(12, '0')}`
    const body = JSON.stringify({
      id,
      slip: slip.code,
      form: slip.form,
      language: 'vi',
      consent: '1',
      answers: { A1: 4 },
    })
    const before = await watch.changes()
    const from = performance.now()
    const headers = { 'content-type': 'application/json' }
    const request = { operation: operation('POST'), who: 'nobody', address: '/api/responses', headers, body }
    const reply = await http.send(request, undefined)
    slowest = Math.max(slowest, performance.now() - from)
    expect(reply.status, reply.text).toBe(201)
    expect(await watch.changes()).toBeGreaterThan(before)
    return { slip: slip.code, id }
  }
  const used = await canary()
  const { id: account } = await deps.read.selectFrom('account').select('id').executeTakeFirstOrThrow()
  const things = {
    ...{ round: field.roundId, draft, slip: field.slips[0].code, otherSlip: field.slips[1].code },
    ...{ usedSlip: used.slip, usedId: used.id, account },
  }
  const cases = casesOf(things)
  const wrong: string[] = []
  let slow = 0
  for (const [place, one] of cases.entries()) {
    const before = await watch.changes()
    const cookie = one.who ? cookies.get(one.who) : undefined
    const headers = { ...(one.body === undefined ? {} : { 'content-type': 'application/json' }), ...one.headers }
    const method = one.method ?? 'GET'
    const request = {
      operation: operation(method),
      who: one.who ?? 'nobody',
      address: one.path,
      headers,
      body: one.body,
    }
    const from = performance.now()
    const reply = await http
      .send(request, cookie)
      .catch((error: Error) => ({ status: 599, headers: new Headers(), text: error.message }))
    if (performance.now() - from > SLOW_MS) slow += 1
    const name = `${one.id} ${one.what}: ${reply.status} ${reply.text.slice(0, 160)}`
    if (!one.status.includes(reply.status)) wrong.push(`${name}, not ${one.status.join(' or ')}`)
    if (one.code && reply.status >= 400 && !reply.text.includes(`"code":"${one.code}"`))
      wrong.push(`${name}, not ${one.code}`)
    for (const fault of faultsOf(reply, one.path)) wrong.push(`${name}: ${fault}`)
    if ((reply.status >= 400 || method === 'GET') && (await watch.changes()) !== before)
      wrong.push(`${name}: something was stored`)
    if (place % CANARY_EVERY === 0) await canary()
  }
  expect(wrong, server.said().slice(-2_000)).toEqual([])
  server.child.kill('SIGTERM')
  await server.ended
  expect(await verifyFault({ DATA_DIR: field.dataDir })).toBe('')
  record({
    id: 'A–M',
    fault: 'the catalogue of bad input over HTTP, each case with the look at status, shape, words and table',
    seen: `${cases.length} cases of ${new Set(cases.map(({ id }) => id)).size} of its numbers: all as they should be, nothing stored, ${canaries} sheets between them taken, the slowest in ${Math.round(slowest)} ms (aim ${CANARY_MS}), ${slow} replies slower than ${SLOW_MS} ms`,
    control: 'test/server/abuse.long.test.ts spoils replies and tables, and each is found',
  })
}, 1_200_000)
