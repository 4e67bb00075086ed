import { expect, test } from 'vitest'
import { randomFrom } from '../../analysis/numeric/random.ts'
import { sealTo } from '../../client/respondent/kiosk/seal.ts'
import { json, world } from '../world.ts'
import { etag, FIELDING, fieldingRound, ROUND, step } from './journey.ts'
import { answersBy, sheetId } from './published-round.ts'

test('the ways a form may be answered are a part of the plan: written while it is drafted, whole or not at all', async () => {
  const at = await world()
  const designer = await at.as('designer')
  const { id } = (await (await designer('/api/rounds', json('POST', ROUND))).json()) as { id: string }
  const put = async (modes: unknown) =>
    designer(`/api/rounds/${id}/modes`, json('PUT', { modes }, await etag(designer, id)))
  for (const [wrong, status] of [
    [{ 'ph-th': [] }, 400],
    [{ 'ph-th': ['slip', 'slip'] }, 400],
    [{ 'ph-th': ['telepathy'] }, 400],
    [{ __proto__x: ['slip'] }, 400],
    [{ 'hs-thpt': ['slip'] }, 422],
  ] as const)
    expect((await put(wrong)).status).toBe(status)
  const reply = await put({ 'ph-mn': ['paper', 'interviewer'] })
  expect(await reply.json()).toMatchObject({ modes: { 'ph-mn': ['paper', 'interviewer'] } })
  const trail = await at.db
    .selectFrom('auditEntry')
    .select('detail')
    .where('action', '=', 'round.change_modes')
    .execute()
  expect(trail).toEqual([{ detail: '{"ph-mn":"paper interviewer"}' }])
})

test('the server takes a form only in the ways of the plan, whatever road a sheet comes by, and its slip stays unspent', async () => {
  const at = await world({ beginning: FIELDING })
  const { id, designer, codes } = await fieldingRound(at)
  const rules = (modes: object) =>
    at.db
      .updateTable('round')
      .set(({ eb }) => ({ modes: JSON.stringify(modes), version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute()
  const [phone, asked, paper] = codes('ph-th')
  const [other] = codes('ph-mn')
  const send = async (slip: string, form: string, turn: number) => {
    const answers = answersBy(form, randomFrom(slip))
    const body = { id: sheetId(turn), slip, form: `${form}@2021.1`, language: 'vi', consent: '1', answers }
    const reply = await at.app.request('/api/responses', json('POST', body))
    return { status: reply.status, code: ((await reply.json()) as { code?: string }).code }
  }
  const refused = { status: 403, code: 'mode_not_allowed' }
  const link = (mode: string) =>
    designer(
      `/api/rounds/${id}/open-links`,
      json('POST', { mode, form: 'ph-th', label: 'Cổng', school: 'S2', most: 5 }),
    )
  expect((await link('poster')).status).toBe(201)
  const made = (await (await designer(`/api/rounds/${id}/open-links`)).json()) as { links: { code: string }[] }

  await rules({ 'ph-th': ['paper'] })
  expect(await send(phone, 'ph-th', 1)).toEqual(refused)
  expect(await send(made.links[0].code, 'ph-th', 2)).toEqual(refused)
  expect((await link('poster')).status).toBe(422)
  const interview = (slip: string) => designer(`/api/rounds/${id}/interviews`, json('POST', { slip }))
  expect((await interview(asked)).status).toBe(403)
  const state = (await (await at.app.request(`/api/slips/${phone}`)).json()) as { state: string }
  expect(state.state).toBe('not_open')
  const lookUp = (slip: string) => designer(`/api/rounds/${id}/paper/look-up`, json('POST', { slip }))
  expect((await lookUp(paper)).status).toBe(200)
  // A form without a rule is not touched by the rule of another.
  expect((await send(other, 'ph-mn', 3)).status).toBe(201)
  expect(
    Number(
      (
        await at.db
          .selectFrom('response')
          .select(({ fn }) => fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    ),
  ).toBe(1)
  expect(await at.db.selectFrom('openResponse').selectAll().execute()).toEqual([])

  await rules({ 'ph-th': ['slip', 'interviewer'] })
  expect((await lookUp(paper)).status).toBe(403)
  expect((await interview(asked)).status).toBe(201)
  expect((await send(phone, 'ph-th', 1)).status).toBe(201)
  expect((await send(asked, 'ph-th', 4)).status).toBe(201)
  const modes = await at.db.selectFrom('response').select(['mode', 'handedBy']).orderBy('mode').execute()
  expect(modes.map(({ mode }) => mode)).toEqual(['interviewer', 'slip', 'slip'])
  await step(designer, id, 'close')
})

async function ruled() {
  const at = await world({ beginning: FIELDING })
  const round = await fieldingRound(at)
  const rules = (modes: object) =>
    at.db
      .updateTable('round')
      .set(({ eb }) => ({ modes: JSON.stringify(modes), version: eb('version', '+', 1) }))
      .where('id', '=', round.id)
      .execute()
  const spent = async () => (await at.db.selectFrom('slip').select('id').where('state', '=', 'used').execute()).length
  const stored = async () => (await at.db.selectFrom('response').select('mode').execute()).map(({ mode }) => mode)
  return { ...at, ...round, rules, spent, stored }
}
const sheetOf = (slip: string, turn: number) => ({
  id: sheetId(turn),
  slip,
  form: 'ph-th@2021.1',
  language: 'vi',
  consent: '1',
  answers: answersBy('ph-th', randomFrom(slip)),
})

test('a tablet takes a form only where the plan lets it: the refused sheet spends nothing and can be answered another way', async () => {
  const { app, designer, codes, rules, spent, stored } = await ruled()
  const { key } = (await (await designer('/api/devices', json('POST', { label: 'Cổng trường' }))).json()) as {
    key: string
  }
  const headers = { 'hailong-device': key }
  const { sealTo: point } = (await (await app.request('/api/kiosk', { headers })).json()) as { sealTo: string }
  const send = async (slip: string, turn: number) => {
    const sealed = await sealTo(point, JSON.stringify(sheetOf(slip, turn)))
    const reply = await app.request('/api/kiosk/responses', json('POST', { sealed }, headers))
    return { status: reply.status, code: ((await reply.json()) as { code?: string }).code }
  }
  const [one, two] = codes('ph-th')
  await rules({ 'ph-th': ['slip', 'paper'] })
  expect(await send(one, 1)).toEqual({ status: 403, code: 'mode_not_allowed' })
  expect([await spent(), await stored()]).toEqual([0, []])
  expect((await app.request('/api/responses', json('POST', sheetOf(one, 1)))).status).toBe(201)

  await rules({ 'ph-th': ['kiosk'] })
  expect((await send(two, 2)).status).toBe(201)
  // The other way round: what is for tablets alone is not taken from a phone.
  const [, , three] = codes('ph-th')
  const phone = await app.request('/api/responses', json('POST', sheetOf(three, 3)))
  expect([phone.status, ((await phone.json()) as { code: string }).code]).toEqual([403, 'mode_not_allowed'])
  expect([await spent(), (await stored()).toSorted()]).toEqual([2, ['kiosk', 'slip']])
})

test('paper is typed only where the plan lets it, by the second person too: the first entry stays, nothing is stored', async () => {
  const { db, as, id, designer, codes, rules, spent, stored } = await ruled()
  const analyst = await as('analyst')
  const { id: _, ...sheet } = sheetOf(codes('ph-th')[0], 1)
  const enter = async (who: typeof designer) => {
    const reply = await who(`/api/rounds/${id}/paper`, json('POST', sheet))
    return { status: reply.status, ...((await reply.json()) as { code?: string; state?: string }) }
  }
  const entries = async () => (await db.selectFrom('paperEntry').select('id').execute()).length
  await rules({ 'ph-th': ['slip'] })
  expect(await enter(designer)).toMatchObject({ status: 403, code: 'mode_not_allowed' })
  expect(await entries()).toBe(0)

  await rules({ 'ph-th': ['slip', 'paper'] })
  expect(await enter(designer)).toMatchObject({ status: 201, state: 'first' })
  await rules({ 'ph-th': ['slip'] })
  expect(await enter(analyst)).toMatchObject({ status: 403, code: 'mode_not_allowed' })
  expect([await entries(), await spent(), await stored()]).toEqual([1, 0, []])

  await rules({ 'ph-th': ['paper'] })
  expect(await enter(analyst)).toMatchObject({ status: 201, state: 'stored' })
  expect([await entries(), await spent(), await stored()]).toEqual([0, 1, ['paper']])
})
