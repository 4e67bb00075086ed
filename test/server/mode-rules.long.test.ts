import { expect, test } from 'vitest'
import { randomFrom } from '../../analysis/numeric/random.ts'
import { json, world } from '../world.ts'
import { etag, fieldingRound, ROUND, step } from './journey.ts'
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
  const at = await world()
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
