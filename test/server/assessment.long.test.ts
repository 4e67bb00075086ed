import { expect, test } from 'vitest'
import { units2021 } from '../../surveys/criteria/units-2021.ts'
import { json, world } from '../world.ts'

type Caller = (path: string, init?: RequestInit) => Response | Promise<Response>
type Year = {
  id: string
  state: string
  lockVersion: number
  missing: string[]
  scores: Record<string, { index: number; points: number }>
  due: { score: { state: string; days: number } }
}
const read = async <T>(reply: Response | Promise<Response>) => (await (await reply).json()) as T
const code = async (reply: Response | Promise<Response>) => {
  const body = await read<{ code: string; errors?: { code: string }[] }>(reply)
  return [body.code, ...(body.errors ?? []).map((one) => one.code)].join(' ')
}
const part = (numerator: number, denominator: number) => ({ kind: 'ratio', numerator, denominator })

/** A card published by the director, two schools, and one school's year opened. */
async function year() {
  const at = await world({ now: '2021-12-01T02:00:00Z' })
  for (const id of ['u1', 'u2'])
    await at.db
      .insertInto('unit')
      .values({
        id,
        kind: 'school',
        code: id,
        name: `Trường ${id}`,
        level: null,
        validFrom: '2000-01-01',
        validTo: null,
      })
      .execute()
  const [designer, director] = [await at.as('designer'), await at.as('director')]
  const school = await at.as('assessor', { unitId: 'u1' })
  const appraiser = await at.as('appraiser')
  const card = await read<{ id: string }>(designer('/api/criteria/don-vi-truc-thuoc@2021.1/draft', json('POST', {})))
  const open = (unitIds: string[]) =>
    designer(
      '/api/assessments',
      json('POST', { criteriaSetId: card.id, unitIds, scoreDueOn: '2021-12-10', explainDueOn: '2021-12-20' }),
    )
  const early = await code(open(['u1']))
  await director(`/api/criteria/${card.id}/publish`, json('POST', { decision: 'QĐ 1' }, { 'if-match': '"1"' }))
  const { ids } = await read<{ ids: string[] }>(open(['u1', 'u2']))
  const { assessments } = await read<{ assessments: { id: string; unitId: string }[] }>(school('/api/assessments'))
  const own = assessments[0]?.id ?? ''
  const view = (who: Caller = school) => read<Year>(who(`/api/assessments/${own}`))
  const send = async (who: Caller, path: string, value: unknown, lock?: number) =>
    who(
      `/api/assessments/${own}/${path}`,
      json(path.includes('s') && !['ask', 'answer', 'settle', 'publish'].includes(path) ? 'PUT' : 'POST', value, {
        'if-match': `"${lock ?? (await view(appraiser)).lockVersion}"`,
      }),
    )
  const enter = (component: string, fact: unknown, who: Caller = school) =>
    send(who, 'self-scores', { component, fact, note: '' })
  const judge = (component: string, fact: unknown, asked = false, who: Caller = appraiser) =>
    send(who, 'appraisals', { component, fact, note: 'theo minh chứng', asked })
  return { ...at, designer, director, school, appraiser, open, early, ids, assessments, own, view, send, enter, judge }
}

test('a year is walked from the own score to publication, and each look stays beside the others', async () => {
  const { early, ids, assessments, view, send, enter, judge, school, appraiser, director, db, own, open } = await year()
  expect([early, ids.length, assessments.map(({ unitId }) => unitId)]).toEqual(['step_not_possible', 2, ['u1']])
  expect(await read(open(['u1', 'u2']))).toEqual({ ids: [] })
  expect(await view()).toMatchObject({
    state: 'scoring',
    missing: { length: 25 },
    due: { score: { state: 'ahead', days: 9 } },
  })
  for (const { id, components } of units2021.areas.flatMap(({ criteria }) => criteria)) {
    const [one] = components
    if (id === 'D18') expect((await enter('D18.1', part(70, 100))).status).toBe(200)
    else if (one?.mayNotArise) await enter(`${id}.1`, { kind: 'nothing_arose' })
    else if (one?.rule.kind === 'yes_no') await enter(`${id}.1`, { kind: 'met', met: true })
    else if (one?.rule.kind === 'on_time') await enter(`${id}.1`, { kind: 'day', day: one.rule.due })
    else if (one?.rule.kind === 'ratio') await enter(`${id}.1`, part(10, 10))
    else
      await enter(
        `${id}.1`,
        one?.rule.kind === 'steps' && one.rule.denominator ? part(9, 9) : { kind: 'number', value: 0 },
      )
  }
  const scored = await view()
  // 17 criteria of 4 points arose (8 of the 25 may not); 70 of 100 where 80 are wanted: 4 x 70 / 80 = 3.5 points.
  expect(scored).toMatchObject({
    missing: [],
    scores: { self: { most: 68, points: 67.5, excluded: 32, share: 99.26, index: 99.26 } },
  })
  expect((await send(school, 'lock', {})).status).toBe(200)
  expect(await code(enter('D18.1', part(80, 100)))).toBe('step_not_possible')
  expect((await judge('D18.1', part(60, 100), true)).status).toBe(200)
  expect(await code(send(school, 'explanations', { component: 'D18.1', note: 'sớm quá' }))).toBe('step_not_possible')
  expect((await send(appraiser, 'ask', {})).status).toBe(200)
  expect(await code(send(school, 'explanations', { component: 'D17.1', note: 'không hỏi' }))).toBe(
    'input_invalid not_asked',
  )
  expect((await send(school, 'explanations', { component: 'D18.1', note: 'Có 5 người học muộn' })).status).toBe(200)
  expect((await send(school, 'answer', {})).status).toBe(200)
  expect((await judge('D18.1', part(65, 100))).status).toBe(200)
  expect((await send(appraiser, 'settle', {})).status).toBe(200)
  const done = await send(director, 'publish', { decision: 'QĐ 99/QĐ-SGDĐT' })
  expect(await read(done)).toMatchObject({
    state: 'published',
    scores: { self: { points: 67.5 }, first: { points: 67 }, second: { points: 67.25, band: 'xuat_sac' } },
  })
  await expect(db.updateTable('assessment').set({ decision: 'khác' }).where('id', '=', own).execute()).rejects.toThrow(
    /never changed/,
  )
  const trail = await db.selectFrom('auditEntry').select('action').where('object', '=', own).execute()
  expect(trail.map(({ action }) => action).filter((action) => action !== 'assessment.self')).toEqual([
    'assessment.open',
    'assessment.lock',
    'assessment.first',
    'assessment.ask',
    'assessment.explanation',
    'assessment.answer',
    'assessment.second',
    'assessment.settle',
    'assessment.publish',
  ])
})

test('what cannot be is refused by name, and nothing of it is stored', async () => {
  const { enter, send, school, own, db, as } = await year()
  expect(await code(enter('D18.1', part(1, 0)))).toBe('input_invalid denominator_zero')
  expect(await code(enter('D18.1', part(11, 10)))).toBe('input_invalid numerator_above_denominator')
  expect(await code(enter('D18.1', { kind: 'nothing_arose' }))).toBe('input_invalid nothing_arose_refused')
  expect(await code(enter('D18.1', { kind: 'met', met: true }))).toBe('input_invalid fact_of_other_kind')
  expect(await code(enter('X9', part(1, 2)))).toBe('input_invalid component_unknown')
  expect((await enter('D02.1', { kind: 'day', day: '2021-02-30' })).status).toBe(400)
  expect(await db.selectFrom('assessmentEntry').selectAll().execute()).toEqual([])
  const late = await send(school, 'self-scores', { component: 'D18.1', fact: part(1, 2), note: '' }, 9)
  expect([late.status, await read(late)]).toMatchObject([412, { code: 'stale', current: { id: own, lockVersion: 1 } }])
  const stranger = await as('assessor', { unitId: 'u2', email: 'hai@example.vn' })
  expect((await enter('D18.1', part(1, 2), stranger)).status).toBe(404)
  expect((await stranger(`/api/assessments/${own}`)).status).toBe(404)
})

test('after the lock the database itself refuses a line of the own score', async () => {
  const { enter, send, school, db, own } = await year()
  await enter('D18.1', part(9, 10))
  await send(school, 'lock', {})
  await expect(db.updateTable('assessmentEntry').set({ note: 'sửa' }).execute()).rejects.toThrow(/closed/)
  await expect(db.deleteFrom('assessmentEntry').where('assessmentId', '=', own).execute()).rejects.toThrow(/closed/)
  const row = {
    assessmentId: own,
    componentId: 'D01.1',
    stage: 'self',
    fact: null,
    note: '',
    asked: 0,
    writtenBy: 'x',
    writtenAt: 'x',
  }
  await expect(db.insertInto('assessmentEntry').values(row).execute()).rejects.toThrow(/closed/)
})

test('nobody appraises the own unit, and nobody publishes what he appraised', async () => {
  const { enter, send, school, judge, as, db, director } = await year()
  await enter('D18.1', part(9, 10))
  await send(school, 'lock', {})
  const insider = await as('appraiser', { unitId: 'u1', email: 'trong@example.vn' })
  expect(await code(judge('D18.1', part(8, 10), false, insider))).toBe('own_unit')
  expect(await code(send(insider, 'ask', {}))).toBe('own_unit')
  expect((await judge('D18.1', part(8, 10))).status).toBe(200)
  const { id } = await db
    .selectFrom('account')
    .select('id')
    .where('email', '=', 'director@example.vn')
    .executeTakeFirstOrThrow()
  await db.insertInto('accountRole').values({ accountId: id, role: 'appraiser', unitId: null }).execute()
  for (const step of ['ask', 'answer', 'settle'] as const) {
    if (step === 'settle') expect((await judge('D18.1', part(7, 10), false, director)).status).toBe(200)
    expect((await send(step === 'answer' ? school : director, step, {})).status, step).toBe(200)
  }
  expect(await code(send(director, 'publish', { decision: 'QĐ 1' }))).toBe('own_unit')
})
