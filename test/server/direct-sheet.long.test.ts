import { rename } from 'node:fs/promises'
import { type IncomingHttpHeaders, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { makeServer } from '../../server/http/listen.ts'
import { oddPlace } from '../../server/http/odd-json.ts'
import { findInstrument } from '../../server/instruments/store.ts'
import { sha256 } from '../../server/keys.ts'
import { goodSheet } from '../../server/responses/good-sheet.ts'
import { LIMITS } from '../../server/responses/routes.ts'
import { sheetBody } from '../../server/responses/sheet.ts'
import { canonicalAnswers } from '../../surveys/answers.ts'
import { canonicalJson } from '../../surveys/canonical-json.ts'
import type { Answers } from '../../surveys/instrument.ts'
import { questionsOf } from '../../surveys/questionnaire.ts'
import { world } from '../world.ts'
import { FIELDING, fieldingRound } from './journey.ts'

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
const sheet = (slip: string, number: number, answers: Record<string, unknown> = { A1: 4 }) => ({
  id: uuid(number),
  slip,
  form: 'ph-th@2021.1',
  language: 'vi',
  consent: '1',
  answers,
})

type Sent = Readonly<{ method?: string; path?: string; headers?: Record<string, string>; body?: string | Buffer }>
type Got = Readonly<{ status: number; headers: IncomingHttpHeaders; body: Record<string, unknown> }>

/** One server with the short way and one without, on the same data; and how many the short way handed on. */
async function bothWays() {
  const at = await world({ beginning: FIELDING })
  const round = await fieldingRound(at)
  const handedOn = { count: 0 }
  const direct: typeof at.app.direct = (incoming, outgoing, plain) =>
    at.app.direct(incoming, outgoing, (...both) => {
      handedOn.count += 1
      return plain(...both)
    })
  const ports = await Promise.all(
    [{ fetch: at.app.fetch, direct }, { fetch: at.app.fetch }].map(async (site) => {
      const server = makeServer(site, at.deps.config)
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
      onTestFinished(() => {
        server.closeAllConnections()
        server.close()
      })
      return (server.address() as AddressInfo).port
    }),
  )
  return { ...at, round, slips: round.codes('ph-th'), handedOn, short: ports[0], plain: ports[1] }
}

function send(port: number, { method = 'POST', path = '/api/responses', headers = {}, body = '' }: Sent): Promise<Got> {
  return new Promise((resolve, reject) => {
    const asked = request({ port, method, path, headers: { host: 'localhost', ...JSON_TYPE, ...headers } }, (reply) => {
      const pieces: Buffer[] = []
      reply.on('data', (piece: Buffer) => pieces.push(piece))
      reply.on('end', () => {
        const text = Buffer.concat(pieces).toString()
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: text === '' ? {} : JSON.parse(text) })
      })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}
const JSON_TYPE = { 'content-type': 'application/json' }
const post = (value: unknown, headers: Record<string, string> = {}): Sent => ({ body: JSON.stringify(value), headers })

/** What has to be alike: everything but the day and the name of the request. */
function alike({ status, headers, body }: Got) {
  const { date: _date, 'x-request-id': id, 'content-length': _length, ...rest } = headers
  const { requestId, ...said } = body
  expect(id).toMatch(/^[0-9a-f-]{36}$/)
  if (status >= 400) expect(requestId).toBe(id)
  return { status, headers: rest, said }
}

test('a good sheet is taken the short way, and its reply is the one of the plain way', async () => {
  const { short, plain, slips, handedOn, db } = await bothWays()
  const [first, second] = [
    alike(await send(short, post(sheet(slips[0], 1)))),
    alike(await send(plain, post(sheet(slips[1], 2)))),
  ]
  const letters = expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  expect(first).toEqual({ ...second, said: { receipt: letters } })
  expect(first.status).toBe(201)
  expect(handedOn.count).toBe(0)
  // The same sheet by the other way is known, with the same receipt.
  const again = alike(await send(plain, post(sheet(slips[0], 1))))
  expect(again).toMatchObject({ status: 200, said: first.said })
  expect(alike(await send(short, post(sheet(slips[0], 1))))).toEqual(again)
  expect(await db.selectFrom('response').select('id').execute()).toHaveLength(2)
  expect(handedOn.count).toBe(0)
  const counted = (await send(short, { method: 'GET', path: '/readyz' })).status
  expect(counted).toBe(200)
  expect(handedOn.count).toBe(1)
})

test('what is stored is the same on both ways, and what the rules say step by step', async () => {
  const { short, plain, slips, handedOn, db, deps } = await bothWays()
  const form = await findInstrument(deps.read, 'ph-th@2021.1')
  if (!form) throw new Error('the form of the round is published')
  const scales = questionsOf(form).filter(({ type }) => type === 'scale')
  const each = (answer: (place: number) => unknown) =>
    Object.fromEntries(scales.map(({ id }, place) => [id, answer(place)]).reverse())
  const sheets = [
    {},
    { A1: 4 },
    each(() => 3),
    each((place) => 1 + (place % 5)),
    { G1: ' xin\r\nGo\u0323i 0912 345 678 ' },
  ]
  for (const [place, answers] of sheets.entries()) {
    for (const [port, number] of [
      [short, 2 * place],
      [plain, 2 * place + 1],
    ])
      expect((await send(port, post(sheet(slips[number], number, answers)))).status).toBe(201)
    const rows = await db
      .selectFrom('response')
      .select(['mode', 'handedBy', 'language', 'day', 'noticeVersion', 'answers', 'contentHash', 'flags'])
      .where('id', 'in', [uuid(2 * place), uuid(2 * place + 1)])
      .execute()
    const text = canonicalJson(canonicalAnswers(form, answers as Answers))
    expect(rows).toHaveLength(2)
    expect(rows[0]).toEqual(rows[1])
    expect(rows[0].answers).toBe(text)
    expect(rows[0].contentHash).toBe(sha256(`{"answers":${text},"consent":"1","form":"ph-th@2021.1","language":"vi"}`))
  }
  expect(handedOn.count).toBe(0)
})

test('whatever is wrong with a sheet or its request is refused alike on both ways', async () => {
  const { short, plain, slips, handedOn } = await bothWays()
  await send(plain, post(sheet(slips[0], 1)))
  const good = JSON.stringify(sheet(slips[1], 9))
  const judged: Sent[] = [
    post(sheet(slips[0], 3)),
    post(sheet(slips[2], 1, { A1: 5 })),
    post(sheet(slips[2], 4, { A1: 9, nobody: 1 })),
    post(sheet('0000000000000001', 5)),
    post(sheet('no code', 6)),
    post({ ...sheet(slips[2], 7), consent: '99' }),
    post({ ...sheet(slips[2], 7), form: 'ph-mn@2021.1' }),
    post({ ...sheet(slips[2], 7), form: 'ph-th@2020.1' }),
  ]
  for (const one of judged) {
    const got = alike(await send(short, one))
    expect(got.status).toBeGreaterThanOrEqual(400)
    expect(got).toEqual(alike(await send(plain, one)))
  }
  // These the short way answered itself; all others have to reach the plain one.
  expect(handedOn.count).toBe(0)
  const others: Sent[] = [
    { body: good.slice(0, -1) },
    { body: '' },
    { body: `\ufeff${good.slice(0, -1)}` },
    { body: Buffer.concat([Buffer.from(good.slice(0, -2)), Buffer.from([0x2c, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])]) },
    { body: good.replace('"A1":4', '"A1":1e400') },
    { body: good.replace('"A1":4', '"__proto__":4') },
    { body: good.replace('"A1":4', `"A1":${'['.repeat(80)}${']'.repeat(80)}`) },
    post({ ...sheet(slips[1], 9), more: 1 }),
    post({ ...sheet(slips[1], 9), id: 'x' }),
    post([]),
    { body: good, headers: { 'content-type': 'text/plain' } },
    { body: good, headers: { host: 'evil.example' } },
    { body: good, headers: { host: 'localhost:99999' } },
    { body: good, headers: { origin: 'https://evil.example' } },
    { body: good, headers: { origin: 'null' } },
    { body: good, headers: { 'sec-fetch-site': 'cross-site' } },
    { body: ' '.repeat(65_537) },
    { body: good, method: 'PUT' },
    { body: good, path: '/api/responses/' },
    { body: good, headers: { cookie: '__Host-hailong=x' }, path: '/api/pressure' },
  ]
  for (const [place, one] of others.entries()) {
    const got = alike(await send(short, one))
    expect(got.status, String(place)).toBeGreaterThanOrEqual(400)
    expect(got, String(place)).toEqual(alike(await send(plain, one)))
    expect(handedOn.count).toBe(place + 1)
  }
  // Good all the same, though not in the usual dress.
  const dressed = { body: good, headers: { cookie: 'a=b', 'transfer-encoding': 'chunked' } }
  expect((await send(short, dressed)).status).toBe(201)
  expect(handedOn.count).toBe(others.length + 1)
})

test('a disk that cannot be looked at is told of by the plain way, and ends nothing', async () => {
  const { short, plain, slips, deps } = await bothWays()
  const { dataDir } = deps.config
  // Looked at last before that is no longer believed.
  await new Promise((resolve) => setTimeout(resolve, 120))
  await rename(dataDir, `${dataDir}-gone`)
  onTestFinished(() => rename(`${dataDir}-gone`, dataDir))
  const got = alike(await send(short, post(sheet(slips[0], 1))))
  const other = alike(await send(plain, post(sheet(slips[1], 2))))
  expect(got.status).toBe(other.status)
  expect(got.said.code).toBe(other.said.code)
})

test('who is refused too often is slowed down on both ways together', async () => {
  const { short, plain, slips } = await bothWays()
  const guess = (port: number) => send(port, post(sheet('0000000000000001', 5)))
  const { burst } = LIMITS.refusedSheets
  for (let sent = 0; sent < burst; sent += 100)
    await Promise.all(Array.from({ length: 100 }, (_, place) => guess(place % 2 === 0 ? short : plain)))
  const slowed = alike(await send(short, post(sheet(slips[0], 1))))
  expect(slowed).toMatchObject({ status: 429, said: { code: 'slow_down' } })
  expect(slowed.headers['retry-after']).toMatch(/^\d+$/)
  expect(alike(await send(plain, post(sheet(slips[0], 1))))).toEqual(slowed)
})

test('what the short check of a body takes, the full one takes too, and reads the same', () => {
  const answer = fc.oneof(
    { weight: 30, arbitrary: fc.oneof(fc.integer(), fc.string(), fc.constant(null), fc.array(fc.string())) },
    fc.double(),
    fc.boolean(),
    fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 3 }),
    fc.jsonValue({ maxDepth: 2 }),
  )
  const fine = sheet('8JK6-STHW-XN77-XHYZ', 1)
  const wrong = {
    id: fc.oneof(fc.constant(uuid(1).toUpperCase()), fc.string(), fc.integer()),
    slip: fc.oneof(fc.string({ maxLength: 300 }), fc.constant('x'.repeat(257)), fc.integer()),
    form: fc.oneof(fc.constantFrom('ph-th@2021.1', 'ph-th@2021.12345', 'PH-th@2021.1'), fc.string()),
    language: fc.oneof(fc.constantFrom('vi', 'km', 'en', 'VI', ''), fc.integer()),
    consent: fc.oneof(fc.string({ maxLength: 20 }), fc.integer()),
    answers: fc.oneof(fc.dictionary(fc.string({ maxLength: 70 }), answer), fc.jsonValue({ maxDepth: 2 })),
    more: fc.integer(),
  }
  const seldom = <A, B>(mostly: A, otherwise: fc.Arbitrary<B>) =>
    fc.oneof({ weight: 2, arbitrary: fc.constant(mostly) }, { weight: 1, arbitrary: otherwise })
  const taken = { good: 0, other: 0 }
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ maxLength: 66 }), answer, { maxKeys: 6 }),
      seldom({}, fc.record(wrong, { requiredKeys: [] })),
      seldom(undefined, fc.constantFrom(...Object.keys(fine))),
      (answers, changed, dropped) => {
        const entries = Object.entries({ ...fine, answers, ...changed }).filter(([name]) => name !== dropped)
        const text = JSON.stringify(Object.fromEntries(entries))
        const short = goodSheet(text)
        taken[short ? 'good' : 'other'] += 1
        if (!short) return
        const full = sheetBody.safeParse(JSON.parse(text))
        expect(full.success && full.data).toEqual(short)
        expect(Object.keys(full.data?.answers ?? {})).toEqual(Object.keys(short.answers))
        expect(oddPlace(full.data)).toBeUndefined()
      },
    ),
    { numRuns: 2_000, seed: 7 },
  )
  // Neither side of the question was empty.
  expect(taken.good).toBeGreaterThan(200)
  expect(taken.other).toBeGreaterThan(200)
})
