import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { phTh } from '../../surveys/forms/ph-th.ts'
import { questionsOf } from '../../surveys/questionnaire.ts'
import { processorTime } from '../processor-time.ts'
import { json, world } from '../world.ts'
import { builtFolder } from './built-program.ts'
import { FIELDING, fieldingRound, step } from './journey.ts'

/** Groups A and B of the plan against bad input, as they meet the parent's page and its sheet. Every refusal leaves no trace. */
const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
const full = Object.fromEntries(
  questionsOf(phTh).flatMap((question) => (question.type === 'scale' ? [[question.id, 5]] : [])),
)

async function open() {
  const at = await world({ beginning: FIELDING, clientDir: await builtFolder() })
  const round = await fieldingRound(at)
  const slips = round.codes('ph-th')
  const sheet = (more: object = {}) => ({
    id: uuid(1),
    slip: slips[0],
    form: 'ph-th@2021.1',
    language: 'vi',
    consent: '1',
    answers: full,
    ...more,
  })
  const raw = async (body: string) => {
    const headers = { 'content-type': 'application/json' }
    const reply = await at.app.request('/api/responses', { method: 'POST', headers, body })
    const said = (await reply.json()) as { code?: string; errors?: { pointer: string; code: string }[] }
    return { status: reply.status, said }
  }
  const send = (more: object = {}) => raw(JSON.stringify(sheet(more)))
  const stored = () => at.db.selectFrom('response').selectAll().execute()
  return { ...at, ...round, slips, sheet, raw, send, stored }
}

test('an odd address of a page finds nothing, and says no more than that', async () => {
  const { app } = await open()
  const plain = await (await app.request('/p/nothing')).json()
  for (const form of [
    '..%2f..%2fetc%2fpasswd',
    '%2e%2e%2f',
    '..;/',
    '%00',
    'x'.repeat(10_000),
    'ph-th@2099.1',
    '__proto__',
    'ph-th%20',
    "ph-th'--",
  ]) {
    // The least of three: a collection of garbage that falls into one is none of its work.
    const times: number[] = []
    for (let turn = 0; turn < 3; turn++) {
      const ms = processorTime()
      const reply = await app.request(`/p/${form}`)
      times.push(ms())
      expect([form.slice(0, 20), reply.status]).toEqual([form.slice(0, 20), 404])
      expect({ ...(await reply.json()), requestId: '' }).toEqual({ ...plain, requestId: '' })
    }
    expect(Math.min(...times)).toBeLessThan(500)
  }
})

test('a file of the page that could not be read once is read again for the next parent', async () => {
  const { app, deps } = await open()
  const built = deps.clientDir
  // The folder is away for a moment, as while a new version is put in its place.
  await rename(join(built, 'respondent'), join(built, 'away'))
  for (const path of ['/p/ph-th', '/p/goi-lai']) expect((await app.request(path)).status).toBe(500)
  await rename(join(built, 'away'), join(built, 'respondent'))
  for (const path of ['/p/ph-th', '/p/goi-lai']) expect((await app.request(path)).status).toBe(200)
})

test('a code in the address is refused, wherever it stands, and no page repeats it', async () => {
  const { app, slips } = await open()
  for (const name of ['slip', 'code', 'token', 'Slip']) {
    const reply = await app.request(`/p/ph-th?${name}=${slips[0]}`)
    expect([reply.status, (await reply.json()).code]).toEqual([400, 'token_in_url'])
  }
})

test('the page holds nothing internal, is the same for everybody, and is sent once', async () => {
  const { app } = await open()
  const ask = (headers: Record<string, string>, query = '') => app.request(`/p/ph-th${query}`, { headers })
  const page = await ask({})
  const html = await page.text()
  const etag = page.headers.get('etag') ?? ''
  for (const secret of ['reviewed', 'contentHash', 'source', 'weight', 'packet', '@gov', 'draw'])
    expect([secret, html.includes(`"${secret}"`)]).toEqual([secret, false])
  expect(page.headers.get('set-cookie')).toBeNull()
  expect((await ask({ 'if-none-match': etag })).status).toBe(304)
  expect((await ask({ 'if-none-match': '"stale"' })).status).toBe(200)
  // What a browser prefers does not change the bytes; the language is chosen by the reader.
  for (const [name, value] of [
    ['accept-language', 'km, vi;q=0.9, ../../x'],
    ['cookie', 'a=b'],
  ] as const)
    expect(await (await ask({ [name]: value })).text()).toBe(html)
  for (const query of ['?lang=../../x', '?lang=', '?lang=VI', '?utm_source=zalo'])
    expect(await (await ask({}, query)).text()).toBe(html)
  // Of two languages the first counts.
  expect(await (await ask({}, '?lang=en&lang=km')).text()).toBe(await (await ask({}, '?lang=en')).text())
})

test('a form that is not published has no page; before and after the field work the page says so and takes nothing', async () => {
  const { app, id, designer, send } = await open()
  const page = async (form: string) => (await app.request(`/p/${form}`)).text()
  expect((await app.request('/p/hs-thcs')).status).toBe(404)
  expect(await page('ph-th')).toContain('Đồng ý tham gia')
  await step(designer, id, 'close')
  for (const form of ['ph-th', 'ph-mn']) {
    expect(await page(form)).toContain('Đợt khảo sát đã kết thúc nên không nhận phiếu nữa. Cảm ơn')
    expect(await page(form)).not.toContain('Đồng ý tham gia')
  }
  expect((await send()).said.code).toBe('round_closed')

  const early = await world({ clientDir: await builtFolder() })
  await fieldingRound(early, 'issued')
  const soon = await (await early.app.request('/p/ph-th')).text()
  expect(soon).toContain('Đợt khảo sát chưa mở nên chưa nhận phiếu')
  expect(soon).toContain('0299 000 000')
  expect(soon).not.toContain('Đồng ý tham gia')
})

test.each<[string, string]>([
  ['nothing', ''],
  ['a number beyond every number', '{"id":1e400}'],
  ['NaN', '{"answers":{"A1":NaN}}'],
  ['a figure with a leading nought', '{"answers":{"A1":01}}'],
  ['hexadecimal', '{"answers":{"A1":0x1}}'],
  ['a deep nest', `{"answers":${'{"a":'.repeat(9_000)}1${'}'.repeat(9_000)}}`],
])('%s is no sheet', async (_, body) => {
  const { raw, stored, send } = await open()
  const { status, said } = await raw(body)
  expect([400, 422]).toContain(status)
  expect(said.code).toMatch(/^(json_malformed|body_invalid)$/)
  expect(await stored()).toEqual([])
  // The next parent is served.
  expect((await send()).status).toBe(201)
})

test('an answer that cannot be is named by its question, and none is kept', async () => {
  const { send, stored } = await open()
  const bad: readonly (readonly [string, unknown])[] = [
    ['A1', 3.7],
    ['A1', 0],
    ['A1', -1],
    ['A1', 6],
    ['A1', '3'],
    ['A1', true],
    ['A1', [5]],
    ['A1', { length: 1e9 }],
    ['F1', null],
    ['F2', 151],
    ['F2', 9_007_199_254_740_992],
    ['F2', 1e300],
    ['T1', 'MOTHER'],
    ['T1', 'mother '],
    ['T1', 'mоther'],
    ['T1', 1],
    ['G1', 'a\u0000b'],
    ['G1', 'a\ud800'],
    ['G1', 'x'.repeat(20_000)],
    ['G1', `x${'\u0301'.repeat(20_000)}`],
    ['G1', 5],
    ['Z9', 1],
    ['constructor', 1],
  ]
  for (const [question, answer] of bad) {
    const { status, said } = await send({ answers: { ...full, [question]: answer } })
    expect([question, answer, status, said.errors?.[0]?.pointer]).toEqual([
      question,
      answer,
      422,
      `/answers/${question}`,
    ])
  }
  const polluting = JSON.stringify(full).replace(/}$/, ',"__proto__":{"polluted":1}}')
  const { raw, sheet } = await open()
  expect((await raw(JSON.stringify(sheet()).replace(JSON.stringify(full), polluting))).status).not.toBe(500)
  expect(({} as { polluted?: number }).polluted).toBeUndefined()
  expect(await stored()).toEqual([])
})

test('what people write is stored as it was written, and one form of a number', async () => {
  const { raw, sheet, stored } = await open()
  const texts = {
    G1: '<script>alert(1)</script> {{7*7}} ${A4} =1+1 \' OR 1=1-- "; DROP TABLE response',
    G2: 'ភាសា\u200bខ្មែរ និង \u202eABC\u2066x\u2069',
    G3: 'Nhà vệ sinh 👩‍👩‍👧‍👧 sạch',
  }
  const body = JSON.stringify(sheet({ answers: { ...full, ...texts } })).replace('"A1":5', '"A1":5.0')
  expect((await raw(body)).status).toBe(201)
  const [response] = await stored()
  const answers = JSON.parse(response?.answers ?? '{}')
  expect(answers).toMatchObject(texts)
  expect(response?.answers).toMatch(/"A1":5[,}]/)
  // The same sheet again, its numbers written otherwise, is the same sheet.
  expect((await raw(body.replace('"A2":5', '"A2":5e0'))).status).toBe(200)
  expect(await stored()).toHaveLength(1)
})

test('of a key that stands twice the last counts, for the judge and for the store alike', async () => {
  const { raw, sheet, slips, stored } = await open()
  const text = JSON.stringify(sheet())
  const twice = (first: string, second: string) => text.replace('"A1":5', `"A1":${first},"A1":${second}`)
  expect((await raw(twice('2', '9'))).said.errors).toMatchObject([{ pointer: '/answers/A1', code: 'out_of_range' }])
  expect(await stored()).toEqual([])
  expect((await raw(twice('9', '2'))).status).toBe(201)
  expect((await stored()).map(({ answers }) => JSON.parse(answers).A1)).toEqual([2])
  // It is the sheet that says 2 and nothing else, as it would be had it said so once.
  expect((await raw(text.replace('"A1":5', '"A1":2'))).status).toBe(200)
  // A second slip in the same sheet: the first of the two stays good for somebody else.
  const two = JSON.stringify(sheet({ id: uuid(2) })).replace('"slip":', `"slip":"${slips[1]}","slip":`)
  expect((await raw(two)).said.code).toBe('slip_used')
  expect((await raw(JSON.stringify(sheet({ id: uuid(3), slip: slips[1] })))).status).toBe(201)
})

test('who comes back after sending, on any phone, is told so and shown no answer', async () => {
  const { app, send, slips } = await open()
  const sealed = 'A'.repeat(100)
  const kept = `/api/progress/${'ab'.repeat(32)}`
  await app.request(kept, json('PUT', { form: 'ph-th@2021.1', sealed, version: 0 }))
  expect((await send()).status).toBe(201)
  // What the phone does when it has its receipt.
  expect((await app.request(kept, { method: 'DELETE' })).status).toBe(204)
  const state = await app.request(`/api/slips/${slips[0]}`)
  expect(await state.json()).toEqual({ state: 'used', form: 'ph-th' })
  expect((await app.request(kept)).status).toBe(404)
  const other = await send({ id: uuid(2), answers: { ...full, A1: 1 } })
  expect(other).toMatchObject({ status: 409, said: { code: 'slip_used' } })
  expect(JSON.stringify(other.said)).not.toMatch(/receipt|answers|A1/)
})

test('an id that is no random UUID, or the id of somebody else, is refused without a word about the other sheet', async () => {
  const { app, sheet, send, slips, stored } = await open()
  for (const id of [
    '',
    'x',
    '00000000-0000-0000-0000-000000000000',
    '00000000-0000-1000-8000-000000000001',
    'x'.repeat(30_000),
  ])
    expect((await send({ id })).said.code).toBe('body_invalid')
  const { id: _, ...without } = sheet()
  expect((await app.request('/api/responses', json('POST', without))).status).toBe(400)
  expect((await send()).status).toBe(201)
  const other = await send({ slip: slips[1], answers: { ...full, A1: 1 } })
  expect(other).toMatchObject({ status: 409, said: { code: 'idempotency_conflict' } })
  expect(JSON.stringify(other.said)).not.toMatch(/receipt|answers/)
  expect(await stored()).toHaveLength(1)
})

test('a number too large for one, a key of an object itself and a nest of hundreds are named and refused, and nothing is stored', async () => {
  const { raw, sheet, stored } = await open()
  const bodyWith = (answers: string) => JSON.stringify(sheet()).replace(/"answers":\{[^}]*\}/, `"answers":${answers}`)
  for (const [answers, place] of [
    ['{"A1":1e400}', '/answers/A1'],
    [`{"A1":${'9'.repeat(400)}}`, '/answers/A1'],
    ['{"G1":{"a":[1,-1e999]}}', '/answers/G1/a/1'],
    ['{"A1":4,"__proto__":{"A2":5}}', '/answers/__proto__'],
    [`{"A1":${'['.repeat(5_000)}${']'.repeat(5_000)}}`, `/answers/A1${'/0'.repeat(59)}`],
  ]) {
    const { status, said } = await raw(bodyWith(answers))
    expect([answers.slice(0, 30), status, said.code]).toEqual([answers.slice(0, 30), 400, 'body_invalid'])
    expect(said.errors).toEqual([{ pointer: place, code: 'shape' }])
  }
  expect(await stored()).toEqual([])
})

test('what says that it is a form and is none is refused, wherever forms are posted', async () => {
  const { app } = await open()
  for (const path of ['/p/ph-th', '/p/goi-lai', '/ket-qua/x/bien-nhan', '/danh-gia'])
    for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x']) {
      const reply = await app.request(path, { method: 'POST', headers: { 'content-type': type }, body: 'x' })
      expect([path, type, reply.status >= 400 && reply.status < 500]).toEqual([path, type, true])
    }
})
