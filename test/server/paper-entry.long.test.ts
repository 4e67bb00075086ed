import { expect, test } from 'vitest'
import { FORMS } from '../../surveys/forms/catalogue.ts'
import { questionsOf } from '../../surveys/questionnaire.ts'
import { json, world } from '../world.ts'
import { etag, FIELDING, fieldingRound, step } from './journey.ts'

const full = Object.fromEntries(
  questionsOf(FORMS['ph-th']).flatMap((question) => (question.type === 'scale' ? [[question.id, 5]] : [])),
)
const sheet = (slip: string, answers: object = full, more: object = {}) => ({
  slip,
  form: 'ph-th@2021.1',
  language: 'vi',
  consent: '1',
  answers,
  ...more,
})
type Said = { code?: string; state?: string; entry?: string; errors?: { pointer: string; code: string }[] }

async function open() {
  const at = await world({ beginning: FIELDING })
  const round = await fieldingRound(at)
  const analyst = await at.as('analyst')
  const path = `/api/rounds/${round.id}/paper`
  type Who = typeof analyst
  const call = async (who: Who, rest: string, body: unknown) => {
    const reply = await who(`${path}${rest}`, json('POST', body))
    return { status: reply.status, said: (reply.status === 204 ? {} : await reply.json()) as Said }
  }
  const view = async (who: Who) =>
    (await (await who(path)).json()) as { entries: { id: string; mine: boolean }[]; tally: Record<string, number> }
  const stored = () => at.db.selectFrom('response').selectAll().execute()
  return { ...at, ...round, analyst, call, view, stored, path, slips: round.codes('ph-th') }
}

test('a paper sheet read alike by two people becomes an answer of mode paper and spends its slip', async () => {
  const { call, designer, analyst, slips, stored, db, view } = await open()
  expect((await call(designer, '/look-up', { slip: slips[0] })).said).toMatchObject({ turn: 'first' })
  expect(await call(designer, '', sheet(slips[0]))).toMatchObject({ status: 201, said: { state: 'first' } })
  expect(await stored()).toHaveLength(0)
  expect((await call(analyst, '/look-up', { slip: slips[0] })).said).toMatchObject({ turn: 'second' })
  expect((await call(analyst, '', sheet(slips[0]))).said.state).toBe('stored')
  expect(await stored()).toMatchObject([{ mode: 'paper', drawUnitId: expect.any(String) }])
  expect(await db.selectFrom('slip').select('id').where('state', '=', 'used').execute()).toHaveLength(1)
  expect(await db.selectFrom('paperEntry').selectAll().execute()).toEqual([])
  expect((await view(analyst)).tally).toEqual({ stored: 1, questions: expect.any(Number), differing: 0, discarded: 0 })
  expect((await call(designer, '', sheet(slips[0]))).said.code).toBe('slip_used')
})

test('the same person cannot type both entries, and sending twice is not typing twice', async () => {
  const { call, designer, slips, stored, db } = await open()
  await call(designer, '', sheet(slips[0]))
  expect((await call(designer, '', sheet(slips[0]))).said.state).toBe('first')
  expect((await call(designer, '', sheet(slips[0], { ...full, A1: 1 }))).said.code).toBe('second_person')
  expect((await call(designer, '/look-up', { slip: slips[0] })).said.code).toBe('second_person')
  expect(await stored()).toHaveLength(0)
  const { firstBy } = await db.selectFrom('paperEntry').select('firstBy').executeTakeFirstOrThrow()
  await expect(
    db.updateTable('paperEntry').set({ secondBy: firstBy, secondSealed: 'x', state: 'differs' }).execute(),
  ).rejects.toThrow(/paperEntryTwoPeople|constraint/i)
})

test('what two people read differently is listed by question, decided, and only then stored', async () => {
  const { call, designer, analyst, slips, stored, path, as, view } = await open()
  await call(designer, '', sheet(slips[0], { ...full, A1: 4, A2: null }))
  const second = await call(analyst, '', sheet(slips[0], { ...full, A1: 2, A2: null, A3: undefined, F2: 80 }))
  expect(second.said.state).toBe('differs')
  expect(await stored()).toHaveLength(0)
  expect((await call(analyst, '', sheet(slips[0]))).said.code).toBe('paper_entered')
  const [{ id }] = (await view(designer)).entries
  const seen = (await (await designer(`${path}/${id}`)).json()) as { differences: object[] }
  expect(seen.differences).toEqual([
    { item: 'A1', first: 4, second: 2 },
    { item: 'A3', first: 5 },
    { item: 'F2', second: 80 },
  ])
  const third = await as('admin')
  const missing = await call(third, `/${id}/resolve`, { choices: { A1: 'first', A3: 'second' } })
  expect(missing.said.errors).toEqual([{ pointer: '/choices/F2', code: 'required' }])
  const wrong = await call(third, `/${id}/resolve`, { choices: { A1: { value: 9 }, A3: 'second', F2: 'second' } })
  expect(wrong.said).toMatchObject({ code: 'answer_invalid', errors: [{ pointer: '/answers/A1' }] })
  expect(await stored()).toHaveLength(0)
  const done = await call(third, `/${id}/resolve`, { choices: { A1: { value: 3 }, A3: 'second', F2: 'second' } })
  expect(done.status).toBe(201)
  const answers = JSON.parse((await stored())[0].answers)
  expect([answers.A1, answers.A2, answers.A3, answers.F2]).toEqual([3, null, undefined, 80])
  expect((await view(third)).tally).toMatchObject({ stored: 1, differing: 3 })
})

test('a waiting sheet cannot be read in the database', async () => {
  const { call, designer, slips, db } = await open()
  await call(designer, '', sheet(slips[0], { ...full, G1: 'Cần thêm nhà vệ sinh' }))
  const row = await db.selectFrom('paperEntry').selectAll().executeTakeFirstOrThrow()
  expect(JSON.stringify(row)).not.toMatch(/answers|nhà vệ sinh|"A1"/)
  // Sealed for its own row: moved to another one it opens no more.
  const { unseal } = await import('../../server/seal.ts')
  const { deriveKeys } = await import('../../server/keys.ts')
  const key = deriveKeys(new Uint8Array(32).fill(7)).paperEntry
  expect(unseal(key, `${row.id}/first`, row.firstSealed)).toContain('nhà vệ sinh')
  expect(() => unseal(key, 'other/first', row.firstSealed)).toThrow()
})

test('answers outside the scale, foreign codes and withdrawn slips are refused before anything is kept', async () => {
  const { call, designer, slips, db, id } = await open()
  expect((await call(designer, '', sheet(slips[0], { ...full, A1: 6 }))).said).toMatchObject({
    code: 'answer_invalid',
    errors: [{ pointer: '/answers/A1' }],
  })
  expect((await call(designer, '', sheet('0000000000000001'))).said.code).toBe('slip_unknown')
  expect((await call(designer, '', sheet(slips[0], full, { consent: '0' }))).said.code).toBe('answer_invalid')
  const slip = await db
    .selectFrom('slip')
    .selectAll()
    .where('form', '=', 'ph-th')
    .orderBy('id')
    .executeTakeFirstOrThrow()
  await step(designer, id, `packets/${slip.packetId}/revoke`)
  expect((await call(designer, '', sheet(slips[0]))).said.code).toBe('slip_revoked')
  expect(await db.selectFrom('paperEntry').selectAll().execute()).toEqual([])
})

test('answered on the phone between two entries: nothing is counted twice, and the entry can be thrown away', async () => {
  const { call, app, designer, analyst, slips, stored, view } = await open()
  await call(designer, '', sheet(slips[0]))
  const phone = { ...sheet(slips[0]), id: '00000000-0000-4000-8000-000000000001' }
  expect((await app.request('/api/responses', json('POST', phone))).status).toBe(201)
  expect((await call(analyst, '', sheet(slips[0]))).said.code).toBe('slip_used')
  const [{ id }] = (await view(analyst)).entries
  expect((await call(analyst, `/${id}/discard`, { reason: 'answered' })).status).toBe(204)
  expect(await view(analyst)).toMatchObject({ entries: [], tally: { stored: 0, discarded: 1 } })
  expect(await stored()).toMatchObject([{ mode: 'slip' }])
})

test('a round is not closed over sheets that are typed once', async () => {
  const { call, designer, slips, id } = await open()
  await call(designer, '', sheet(slips[0]))
  const refused = await designer(`/api/rounds/${id}/close`, json('POST', {}, await etag(designer, id)))
  expect(refused.status).toBe(409)
  expect(await refused.json()).toMatchObject({
    code: 'step_not_possible',
    errors: [{ code: 'paper_waiting', detail: { count: 1 } }],
  })
  expect((await designer(`/api/rounds/${id}`)).status).toBe(200)
})
