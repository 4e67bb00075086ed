import { expect, test } from 'vitest'
import { checkAnswers } from '../../surveys/answers.ts'
import { rulesOf } from '../../surveys/expression/rules.ts'
import { HOSTILE_TEXTS, RAW_BODIES } from '../abuse/hostile.ts'
import { form, sheetField, uuid } from './sheet-field.ts'

/** Number, one answer or several, and the fault they are refused with: 422, the place and the reason. */
const FAULTS: readonly (readonly [string, Record<string, unknown>, string, string])[] = [
  ...[0, 6, -1, 3.7, -0, 1e300, '3', '٣', true, [4], { v: 4 }].map(
    (S1) => ['B14', { S1 }, '/answers/S1', typeof S1 === 'number' ? 'out_of_range' : 'type'] as const,
  ),
  ['B15', { Q1: 2 ** 53 + 2 }, '/answers/Q1', 'out_of_range'],
  ['B15', { Q2: 1e19 }, '/answers/Q2', 'out_of_range'],
  ['B15', { Q2: 1e9 + 0.1 }, '/answers/Q2', 'out_of_range'],
  ['B15', { Q2: 1.23 }, '/answers/Q2', 'too_many_decimals'],
  ...['Đi bộ', 'Walk', 'walk ', ' walk', 'wаlk', 'week', 'zalo', 'walk\u200b', ''].map(
    (C1) => ['B16', { C1 }, '/answers/C1', 'choice_unknown'] as const,
  ),
  ['B17', { C2: ['zalo', 'zalo'] }, '/answers/C2', 'choice_conflict'],
  ['B17', { C2: ['none', 'zalo'] }, '/answers/C2', 'choice_conflict'],
  ['B17', { C2: ['zalo', 'paper', 'meeting', 'other'] }, '/answers/C2', 'choice_conflict'],
  ['B17', { C2: ['radio'] }, '/answers/C2', 'choice_unknown'],
  ['B17', { R1: ['road', 'road'] }, '/answers/R1', 'choice_conflict'],
  ['B53', { C2: { 0: 'zalo', length: 1e9 } }, '/answers/C2', 'type'],
  ['B53', { C2: ['zalo', null, 'paper'] }, '/answers/C2', 'type'],
  ['B53', { R1: { 0: 'road' } }, '/answers/R1', 'type'],
  ...['A1', 'Z9', 's1', 'toString', 'hasOwnProperty', 'constructor', 'prototype'].map(
    (id) => ['B20', { [id]: 4 }, `/answers/${id}`, 'question_unknown'] as const,
  ),
  ['B54', { M1c: 'week' }, '/answers/M1c', 'question_unknown'],
  ['B54', { M1: { M1a: 'week' } }, '/answers/M1', 'question_unknown'],
  ['B54', { M1a: 'daily' }, '/answers/M1a', 'choice_unknown'],
  ['B54', { M1a: 5 }, '/answers/M1a', 'type'],
  ...['2026-02-30', '0000-00-00', '10000-01-01', '2026-11-23T24:00:00+15:00', '23/11/2020', ''].map(
    (D1) => ['B31', { D1 }, '/answers/D1', 'date_invalid'] as const,
  ),
  ['B31', { D1: '9999-12-31' }, '/answers/D1', 'out_of_range'],
  ['B31', { D1: '2021-10-06' }, '/answers/D1', 'constraint_broken'],
  ...['\u0000', 'a\u0000b', '\u0008', '\ud800', '\uffff'].map(
    (X1) => ['B11', { X1 }, '/answers/X1', 'char_forbidden'] as const,
  ),
  ['B26', { X1: 'ế'.repeat(41) }, '/answers/X1', 'too_long'],
  ['B26', { X1: `a${'\u0301'.repeat(10_000)}` }, '/answers/X1', 'too_long'],
  ['B19', JSON.parse('{"__proto__":4}'), '/answers/__proto__', 'shape'],
]

/** Number, what of the sheet is otherwise, status and code, and the place where one is named. */
const REFUSED: readonly (readonly [string, object, number, string, string?])[] = [
  ['A08', { slip: '0000000000000001' }, 404, 'slip_unknown'],
  ['B42', { id: uuid(0).replace('4000', '0000').replace('8000', '0000') }, 400, 'body_invalid', '/id'],
  ['B42', { id: uuid(7).replace('-4000-', '-1000-') }, 400, 'body_invalid', '/id'],
  ['B42', { id: uuid(7).toUpperCase().replace('8000', 'A000') }, 400, 'body_invalid', '/id'],
  ['B43', { id: undefined }, 400, 'body_invalid', '/id'],
  ['B43', { id: null }, 400, 'body_invalid', '/id'],
  ['B47', { consent: undefined }, 400, 'body_invalid', '/consent'],
  ['B47', { consent: false }, 400, 'body_invalid', '/consent'],
  ['B47', { consent: 'no' }, 422, 'answer_invalid', '/consent'],
  ['B47', { consent: '0' }, 422, 'answer_invalid', '/consent'],
  ['B49', { form: 'ph-mn@2021.1' }, 422, 'answer_invalid', '/form'],
  ['B37', { form: 'ph-th@2021.1' }, 409, 'form_superseded'],
  ['B37', { form: 'ph-th@2031.1' }, 409, 'form_superseded'],
  ['B50', { language: ['vi', 'km'] }, 400, 'body_invalid', '/language'],
  ['B50', { language: 'xx' }, 400, 'body_invalid', '/language'],
  ['B53', { answers: [] }, 400, 'body_invalid', '/answers'],
  ['B45', { startedAt: '1970-01-01T00:00:00Z' }, 400, 'body_invalid'],
  ['B45', { submittedAt: '2099-01-01T00:00:00Z' }, 400, 'body_invalid'],
  ...['school', 'unitId', 'drawUnitId', 'roundId', 'day', 'mode', 'flags', 'weight'].map(
    (name) => ['B58', { [name]: 'S1' }, 400, 'body_invalid'] as const,
  ),
  ['B19', { constructor: { prototype: { polluted: 1 } } }, 400, 'body_invalid'],
  ['B19', { answers: { S1: { constructor: { prototype: { polluted: 1 } } } } }, 422, 'answer_invalid', '/answers/S1'],
]

test('of sheets with one thing wrong each is refused by number, place and reason, and nothing of any is stored', {
  timeout: 120_000,
}, async () => {
  const { send, post, sheet, slips, whole, stored, app } = await sheetField()
  const before = await whole()
  const seen: string[] = []
  const wanted: string[] = []
  const line = (number: string, what: unknown, rest: readonly unknown[]) => `${number} ${JSON.stringify(what)} ${rest}`
  for (const [number, answers, pointer, code] of FAULTS) {
    const { status, said } = await send({ answers: { S1: 4, ...answers } })
    const what = Object.keys(answers)
    const first = said.errors?.[0]
    wanted.push(line(number, what, code === 'shape' ? [400, pointer, code] : [422, pointer, code]))
    seen.push(line(number, what, [status, first?.pointer, first?.code]))
  }
  for (const [number, more, status, code, pointer] of REFUSED) {
    const got = await send(more)
    wanted.push(line(number, Object.keys(more), [status, code, pointer]))
    seen.push(line(number, Object.keys(more), [got.status, got.said.code, pointer && got.said.errors?.[0]?.pointer]))
    // What came in is not sent back, and the inside says nothing.
    expect(got.text).not.toMatch(/polluted|sqlite|postgres|zod|node_modules/i)
  }
  expect(seen).toEqual(wanted)
  expect('polluted' in {}).toBe(false)

  // Cases B01, B04 and B12: what is no JSON, no object, too deep or no number; B08: another type; B06: over the limit.
  const sheetWith = (answer: string) => JSON.stringify(sheet()).replace('"S1":4', `"S1":${answer}`)
  const raw: [string, string, number, string?][] = [
    ...RAW_BODIES.map((body): [string, string, number] => ['B01', body, body.length > 65_536 ? 413 : 400]),
    ...['1e400', '-1e999', `${'1'.repeat(400)}`].map((number): [string, string, number, string] => [
      ...(['B12', sheetWith(number), 400, 'body_invalid'] as const),
    ]),
    ...['NaN', 'Infinity', '01', '+1', '0x1', '1.', '.5', '1e', '--1'].map(
      (number): [string, string, number, string] => [...(['B13', sheetWith(number), 400, 'json_malformed'] as const)],
    ),
    ['B04', `${'['.repeat(60_000)}`, 400, 'json_malformed'],
    ['B04', '['.repeat(100_000), 413, 'too_large'],
    ['B04', sheetWith(`${'['.repeat(30_000)}${']'.repeat(30_000)}`), 400, 'body_invalid'],
    ['B06', `${sheetWith('4')}${' '.repeat(65_537 - sheetWith('4').length)}`, 413, 'too_large'],
  ]
  for (const [number, body, status, code] of raw) {
    const got = await post(body)
    expect([number, body.slice(0, 40), got.status]).toEqual([number, body.slice(0, 40), status])
    if (code) expect(got.said.code).toBe(code)
    expect(got.ms).toBeLessThan(2_000)
  }
  for (const type of ['text/plain', 'application/xml', '', 'application/json; charset=utf-16', 'text/json'])
    expect([type, (await post(sheetWith('4'), type ? { 'content-type': type } : {})).said.code]).toEqual([
      ...[type, 'unsupported_media_type'],
    ])
  // A body in pieces without an end is read to its limit and no further.
  let pieces = 0
  const endless = new ReadableStream({
    pull: (controller) => {
      pieces += 1
      controller.enqueue(new Uint8Array(16_384).fill(32))
      if (pieces > 1_000) controller.close()
    },
  })
  const headers = { 'content-type': 'application/json' }
  const init = { method: 'POST', headers, body: endless, duplex: 'half' } as RequestInit
  expect((await app.request('/api/responses', init)).status).toBe(413)
  expect(pieces).toBeLessThan(20)

  // After all of them nothing is stored, the slip is unspent, and the same id and slip still take a good sheet.
  expect(await whole()).toBe(before)
  const good = await send({})
  expect(good.status).toBe(201)
  expect((await stored(uuid(7)))?.answers).toMatchObject({ S1: 4 })
  // Cases B40 and B41: again it is the same sheet; with other content it is refused and the first one stays. B42: whoever
  // guesses the id of somebody else learns nothing of it, and their own slip stays good.
  expect(await send({})).toMatchObject({ status: 200, said: { receipt: good.said.receipt } })
  const kept = await whole()
  expect(await send({ answers: { S1: 1 } })).toMatchObject({ status: 409, said: { code: 'idempotency_conflict' } })
  const guessed = await send({ slip: slips[1], answers: { S1: 2 } })
  expect(guessed).toMatchObject({ status: 409, said: { code: 'idempotency_conflict' } })
  expect(Object.keys(guessed.said).sort()).toEqual(['code', 'requestId', 'status', 'title', 'type'])
  expect(await send({ id: uuid(8) })).toMatchObject({ status: 409, said: { code: 'slip_used' } })
  expect(await whole()).toBe(kept)
})

const KHMER = 'ស្ត្រី\u200bខ្មែរ ក\u200cខ\u200dគ'
const PIPED = `\${C1} {QCODE} {{token}} =1+1`
const QUESTIONS = { S1: 4, C1: 'walk', Q1: 5 }
/** Number, the answers as they come (raw JSON where a string), and what is stored of them; one letter stands for one form. */
const TAKEN: readonly (readonly [string, Record<string, unknown> | string, Record<string, unknown>])[] = [
  ['B13', '{"S1":1.0,"P1":1e0,"Q1":-0,"Q2":2.50}', { S1: 1, P1: 1, Q1: 0, Q2: 2.5, K1: 0 }],
  ['B03', '{"S1":9,"S1":5}', { S1: 5 }],
  ['B23', { X1: ` ${KHMER.normalize('NFD')}\r\n` }, { X1: KHMER.normalize('NFC') }],
  ['B24', { X1: 'a\u202etxt.exe\u2067b\u2069\u200f' }, { X1: 'a\u202etxt.exe\u2067b\u2069\u200f' }],
  ['B26', { X1: 'ế'.normalize('NFD').repeat(40) }, { X1: 'ế'.repeat(40) }],
  ['B26', { X1: '👨‍👩‍👧‍👦'.repeat(40) }, { X1: '👨‍👩‍👧‍👦'.repeat(40) }],
  ['B44', { X1: PIPED }, { X1: PIPED }],
  ['B33', { ...QUESTIONS, G1: 'ẩn', M1b: 'never', M2a: 1 }, { ...QUESTIONS, M1b: 'never', K1: 0.8 }],
  ['B35', { C1: 'walk', V1: 3, Z1: 4, Z2: 4 }, { C1: 'walk', Z1: 4, Z2: 4 }],
  ['B54', { M1b: 'week', M2b: null }, { M1b: 'week', M2b: null }],
  ['B56', { C1: 'walk', C1_text: 'xe ôm', C2: ['zalo'], C2_text: 'fax' }, { C1: 'walk', C2: ['zalo'] }],
  ['B56', { C1: 'other', C1_text: 'xe ôm' }, { C1: 'other', C1_text: 'xe ôm' }],
]

test('what is unusual and right is taken and stored in its one form; what is not asked is left out', {
  timeout: 120_000,
}, async () => {
  const { post, sheet, slips, stored, whole, advance, db } = await sheetField()
  const rules = rulesOf(form, '2021-10-05')
  const missing = (answers: Record<string, unknown>) =>
    checkAnswers(form, { S1: 4, Z1: 4, Z2: 4, ...answers }, rules).map(({ path, code }) => `${path} ${code}`)
  // Case B35: what must be answered is owed where it is asked, and not where it is hidden.
  expect(missing({ C1: 'walk' })).toEqual([])
  expect(missing({ C1: 'boat' })).toEqual(['/answers/V1 required_missing'])
  let turn = 0
  const take = async (answers: Record<string, unknown> | string) => {
    turn += 1
    const slot = { id: uuid(turn), slip: slips[turn] }
    const body = JSON.stringify(sheet({ ...slot, answers: 0 }))
    const text = typeof answers === 'string' ? answers : JSON.stringify(answers)
    const got = await post(body.replace('"answers":0', () => `"answers":${text}`))
    return { ...got, row: await stored(uuid(turn)) }
  }
  for (const [number, answers, kept] of TAKEN) {
    const { status, row } = await take(answers)
    const { H1, ...own } = row?.answers ?? {}
    expect([number, answers, status, own]).toEqual([number, answers, 201, kept])
    expect(H1).toBe('dot-2')
  }
  // Cases B28 and B29: whatever was typed is a text of one sheet, in a moment; nothing else moves.
  const forbidden = ['\u0000', 'a\u0000b', '\u0001', '\ud800']
  const before = JSON.parse(await whole()) as unknown[][]
  for (const text of HOSTILE_TEXTS) {
    const { status, said, row, ms } = await take({ C1: 'other', C1_text: text.slice(0, 60) })
    const typed = text.slice(0, 60).normalize('NFC').trim()
    const kept = forbidden.includes(text) ? [422, 'char_forbidden', undefined] : [201, undefined, typed]
    expect([text, status, said.errors?.[0]?.code, row?.answers.C1_text ?? (row && '')]).toEqual([
      ...[text, ...(typed === '\u200b' ? [201, undefined, ''] : kept)],
    ])
    expect(ms).toBeLessThan(4_000)
  }
  const after = JSON.parse(await whole()) as unknown[][]
  expect(after[0]).toHaveLength(before[0].length + HOSTILE_TEXTS.length - forbidden.length)
  expect(after.slice(3)).toEqual(before.slice(3))
  // Case B57: a number or an address to be reached at is marked, and nothing else is.
  const flags = async (X1: string) => JSON.parse((await take({ X1 })).row?.flags ?? '[]') as string[]
  for (const text of ['gọi 0912 345 678 nhé', 'Zalo 0912.345.678', 'cô.binh@truong.edu.vn', 'CCCD 094191000123'])
    expect([text, (await flags(text)).includes('possible_pii')]).toEqual([text, true])
  for (const text of ['lớp 3A, năm 2021', '12 345', 'a @ b'])
    expect([text, (await flags(text)).includes('possible_pii')]).toEqual([text, false])
  // Case B45: the day is the server's, whatever a phone believes; case B58: the class is the slip's.
  advance(86_400_000)
  const { row } = await take({ S1: 5 })
  expect(row?.day).toBe('2021-10-06')
  const classes = await db.selectFrom('slip').select('drawUnitId').where('state', '=', 'used').execute()
  expect(classes.map(({ drawUnitId }) => drawUnitId)).toContain(row?.drawUnitId)
})
