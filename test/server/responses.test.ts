import { expect, test } from 'vitest'
import { countDeclinesBySchool } from '../../server/slips/store.ts'
import { FORMS } from '../../surveys/forms/catalogue.ts'
import { questionsOf } from '../../surveys/questionnaire.ts'
import { json, world } from '../world.ts'
import { etag, FIELDING, fieldingRound, step } from './journey.ts'

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

const full = Object.fromEntries(
  questionsOf(FORMS['ph-th']).flatMap((question) => (question.type === 'scale' ? [[question.id, 5]] : [])),
)
const sheet = (slip: string, more: object = {}) => ({
  id: uuid(1),
  slip,
  form: 'ph-th@2021.1',
  language: 'vi',
  consent: '1',
  answers: full,
  ...more,
})

async function open() {
  const at = await world({ beginning: FIELDING })
  const round = await fieldingRound(at)
  const send = async (body: unknown) => {
    const reply = await at.app.request('/api/responses', json('POST', body))
    return {
      status: reply.status,
      said: (await reply.json()) as { code?: string; receipt?: string; errors?: { pointer: string; code: string }[] },
    }
  }
  const stored = async () => (await at.db.selectFrom('response').selectAll().execute()).length
  return { ...at, ...round, send, stored, slips: round.codes('ph-th') }
}

// Cases A10, B40 and B41.
test('a sheet is stored once and its slip is spent', async () => {
  const { send, stored, slips, db } = await open()
  const first = await send(sheet(slips[0]))
  expect(first.status).toBe(201)
  expect(first.said.receipt).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
  const again = await send(sheet(slips[0]))
  expect(again).toEqual({ status: 200, said: first.said })
  expect((await send(sheet(slips[0], { id: uuid(2) }))).said.code).toBe('slip_used')
  expect((await send(sheet(slips[0], { answers: { ...full, A1: 1 } }))).said.code).toBe('idempotency_conflict')
  expect(await stored()).toBe(1)
  expect(await db.selectFrom('slip').select('id').where('state', '=', 'used').execute()).toHaveLength(1)
})

test('nothing in a stored sheet leads to its slip', async () => {
  const { send, slips, db } = await open()
  await send(sheet(slips[3]))
  const response = await db.selectFrom('response').selectAll().executeTakeFirstOrThrow()
  const slip = await db.selectFrom('slip').selectAll().where('state', '=', 'used').executeTakeFirstOrThrow()
  const inResponse = JSON.stringify(response)
  for (const secret of [slip.id, slip.packetId, slip.codeHash, slips[3]]) expect(inResponse).not.toContain(secret)
  expect(response.day).toBe('2021-10-05')
  // The class is shared by all of its slips, so it tells no more than which class.
  const alike = await db.selectFrom('slip').select('id').where('drawUnitId', '=', response.drawUnitId).execute()
  expect(alike.length).toBeGreaterThan(5)
})

// Case N02.
test('fifty sheets for one slip at once: one is stored', async () => {
  const { send, stored, slips } = await open()
  const replies = await Promise.all(
    Array.from({ length: 50 }, (_, turn) => send(sheet(slips[1], { id: uuid(turn + 1) }))),
  )
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(1)
  expect(replies.filter(({ said }) => said.code === 'slip_used')).toHaveLength(49)
  expect(await stored()).toBe(1)
})

// Case A11.
test('a wrong, withdrawn or foreign code is refused and nothing is kept', async () => {
  const { send, stored, slips, codes, designer, id, db } = await open()
  expect((await send(sheet('0000000000000001'))).said.code).toBe('slip_unknown')
  expect((await send(sheet('not a code'))).said.code).toBe('slip_unknown')
  const foreign = await send(sheet(codes('ph-mn')[0]))
  expect(foreign.said).toMatchObject({ code: 'answer_invalid', errors: [{ pointer: '/form' }] })
  expect((await send(sheet(slips[0], { form: 'ph-th@2020.1' }))).said.code).toBe('form_superseded')
  const { packetId } = await db
    .selectFrom('slip')
    .select('packetId')
    .where('form', '=', 'ph-th')
    .executeTakeFirstOrThrow()
  await step(designer, id, `packets/${packetId}/revoke`)
  const revoked = await db.selectFrom('slip').select('id').where('state', '=', 'revoked').execute()
  expect(revoked.length).toBeGreaterThan(0)
  const { codeOf } = await import('../../server/slips/code.ts')
  const { deriveKeys } = await import('../../server/keys.ts')
  expect((await send(sheet(codeOf(deriveKeys(new Uint8Array(32).fill(7)), revoked[0].id)))).said.code).toBe(
    'slip_revoked',
  )
  expect(await stored()).toBe(0)
})

test('answers outside the scale are named, each with its item', async () => {
  const { send, stored, slips } = await open()
  const { status, said } = await send(sheet(slips[0], { answers: { ...full, A1: 6, A2: '5', Z9: 1, F2: 151 } }))
  expect(status).toBe(422)
  expect(said.errors?.map(({ pointer }) => pointer).sort()).toEqual([
    '/answers/A1',
    '/answers/A2',
    '/answers/F2',
    '/answers/Z9',
  ])
  expect((await send(sheet(slips[0], { consent: '0' }))).said.errors?.[0]).toMatchObject({
    pointer: '/consent',
    code: 'consent_required',
  })
  expect(await stored()).toBe(0)
})

test('a body that is no sheet is refused with the reason', async () => {
  const { app, send, stored, slips } = await open()
  for (const body of [
    null,
    [],
    '',
    0,
    {},
    { id: uuid(1) },
    sheet(slips[0], { id: 'x' }),
    sheet(slips[0], { extra: 1 }),
  ])
    expect((await send(body)).said.code).toBe('body_invalid')
  const raw = (body: string, type = 'application/json') =>
    app.request('/api/responses', { method: 'POST', headers: { 'content-type': type }, body })
  expect((await raw('{')).status).toBe(400)
  expect((await raw(JSON.stringify(sheet(slips[0])), 'text/plain')).status).toBe(415)
  expect((await raw(`{"id":"${'x'.repeat(70_000)}"}`)).status).toBe(413)
  expect((await raw('['.repeat(60_000))).status).toBe(400)
  expect(await stored()).toBe(0)
})

// Cases A05, A06 and B39.
test('before the round opens and after it closes nothing is taken', async () => {
  const at = await world()
  const round = await fieldingRound(at, 'issued')
  const slips = round.codes('ph-th')
  const send = async (body: unknown) => {
    const reply = await at.app.request('/api/responses', json('POST', body))
    return { status: reply.status, said: (await reply.json()) as { code?: string; receipt?: string } }
  }
  const early = { code: 'round_not_open', detail: { opensOn: '2021-10-01' } }
  expect(await send(sheet(slips[0]))).toMatchObject({ status: 403, said: early })
  await step(round.designer, round.id, 'open')
  const { receipt } = (await send(sheet(slips[0]))).said
  await step(round.designer, round.id, 'close')
  expect(await send(sheet(slips[1], { id: uuid(2) }))).toMatchObject({ status: 410, said: { code: 'round_closed' } })
  expect((await send(sheet(slips[0]))).said.receipt).toBe(receipt)
  expect(await (await at.app.request(`/api/slips/${slips[1]}`)).json()).toEqual({ form: 'ph-th', state: 'closed' })
})

test('two people at one round: the second is told, and nothing is lost', async () => {
  const at = await world()
  const { designer, id } = await fieldingRound(at, 'approved')
  const tag = await etag(designer, id)
  expect((await designer(`/api/rounds/${id}/sample`, json('POST', {}, tag))).status).toBe(200)
  expect((await designer(`/api/rounds/${id}/sample`, json('POST', {}, tag))).status).toBe(412)
  expect((await designer(`/api/rounds/${id}/sample`, json('POST', {}))).status).toBe(428)
  expect(await (await designer(`/api/rounds/${id}/sample/check`)).json()).toEqual({ same: true })
})

test('no field work before the decision is entered', async () => {
  const at = await world()
  const designer = await at.as('designer')
  const { ROUND } = await import('./journey.ts')
  const { id } = (await (await designer('/api/rounds', json('POST', ROUND))).json()) as { id: string }
  for (const verb of ['sample', 'slips', 'open', 'close'])
    expect((await designer(`/api/rounds/${id}/${verb}`, json('POST', {}, await etag(designer, id)))).status).toBe(409)
  await expect(at.db.updateTable('round').set({ state: 'approved' }).where('id', '=', id).execute()).rejects.toThrow(
    /constraint/i,
  )
})

test('declining is counted, by day and form, and nothing else', async () => {
  const { app, db, id } = await open()
  for (let turn = 0; turn < 3; turn++)
    expect((await app.request('/api/declines', json('POST', { form: 'ph-th@2021.1' }))).status).toBe(204)
  expect(await db.selectFrom('decline').selectAll().execute()).toEqual([
    { roundId: id, form: 'ph-th', day: '2021-10-05', count: 3 },
  ])
})

test('declining with a slip is counted once for its school, and the slip stays good', async () => {
  const { app, db, id, send, slips } = await open()
  const decline = () => app.request('/api/declines', json('POST', { form: 'ph-th@2021.1', slip: slips[0] }))
  for (let turn = 0; turn < 3; turn++) expect((await decline()).status).toBe(204)
  expect((await db.selectFrom('decline').select('count').execute()).map(({ count }) => count)).toEqual([1])
  expect((await countDeclinesBySchool(db, id)).map(({ count }) => count)).toEqual([1])
  // A code nobody knows is a refusal all the same, of no school.
  const unknown = json('POST', { form: 'ph-th@2021.1', slip: 'AAAA-AAAA-AAAA-AAAA' })
  expect((await app.request('/api/declines', unknown)).status).toBe(204)
  expect((await countDeclinesBySchool(db, id)).map(({ count }) => count)).toEqual([1])
  expect((await send(sheet(slips[0]))).status).toBe(201)
})

test('a stored sheet cannot be changed by any statement', async () => {
  const { send, slips, db } = await open()
  await send(sheet(slips[0]))
  await expect(
    db
      .updateTable('response')
      .set({ answers: '{}' } as never)
      .execute(),
  ).rejects.toThrow(/never changed/)
})
