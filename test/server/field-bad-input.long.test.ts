import { expect, test } from 'vitest'
import { randomFrom } from '../../analysis/numeric/random.ts'
import { FIRST_PLAN } from '../../server/plan/plan.ts'
import { json, world } from '../world.ts'
import { etag, FIELDING, FRAME, fieldingRound, ROUND, smallFrame, step } from './journey.ts'
import { answersBy, sheetId } from './published-round.ts'

type At = Awaited<ReturnType<typeof world>>
const DECISION = { decisionNumber: '2203/QĐ-UBND', decisionDate: '2021-09-05' }

/** An approved round of this plan on this list of schools. */
async function approved(plan: Partial<typeof FIRST_PLAN>, rows = FRAME) {
  const at = await world()
  const designer = await at.as('designer')
  const { id } = (await (await designer('/api/rounds', json('POST', ROUND))).json()) as { id: string }
  await smallFrame(at, id, rows)
  const { name, hotline, target, opensOn, closesOn } = ROUND
  const change = { name, hotline, target, opensOn, closesOn, exclusionRules: [], plan: { ...FIRST_PLAN, ...plan } }
  const reply = await designer(`/api/rounds/${id}/plan`, json('PUT', change, await etag(designer, id)))
  expect(reply.status).toBe(200)
  await step(designer, id, 'submit')
  await step(designer, id, 'approve', DECISION)
  const draw = async () => designer(`/api/rounds/${id}/sample`, json('POST', { seed: 's' }, await etag(designer, id)))
  return { at, id, designer, draw }
}
const everything = async ({ db }: At) => ({
  rounds: await db.selectFrom('round').selectAll().execute(),
  draws: await db.selectFrom('draw').select('id').execute(),
  packets: await db.selectFrom('packet').selectAll().orderBy('id').execute(),
  slips: await db.selectFrom('slip').selectAll().orderBy('id').execute(),
})

// Case N04.
test('sheets that arrive while the round closes are each stored and acknowledged, or refused and not stored', async () => {
  const at = await world({ beginning: FIELDING })
  const { id, designer, codes } = await fieldingRound(at)
  const slips = codes('ph-th').slice(0, 100)
  const tag = await etag(designer, id)
  const send = (slip: string, turn: number) =>
    at.app.request(
      '/api/responses',
      json('POST', {
        id: sheetId(turn),
        slip,
        form: 'ph-th@2021.1',
        language: 'vi',
        consent: '1',
        answers: answersBy('ph-th', randomFrom(slip)),
      }),
    )
  const first = slips.slice(0, 40).map(send)
  const closing = new Promise<Response>((resolve) =>
    setTimeout(() => resolve(designer(`/api/rounds/${id}/close`, json('POST', {}, tag))), 5),
  )
  const late = slips.slice(40).map(async (slip, place) => {
    await new Promise((resolve) => setTimeout(resolve, place))
    return send(slip, 40 + place)
  })
  const replies = await Promise.all([...first, ...late])
  expect((await closing).status).toBe(200)
  const counts = new Map<number, number>()
  for (const { status } of replies) counts.set(status, (counts.get(status) ?? 0) + 1)
  expect([...counts.keys()].filter((status) => status !== 201 && status !== 410)).toEqual([])
  const stored = await at.db.selectFrom('response').select('id').execute()
  const used = await at.db.selectFrom('slip').select('id').where('state', '=', 'used').execute()
  expect(stored).toHaveLength(counts.get(201) ?? 0)
  expect(used).toHaveLength(stored.length)
  expect((await send(slips[99], 999)).status).toBe(replies[99].status === 201 ? 409 : 410)
})

test.for([
  ['more schools of a stratum than it has', { schoolsPerStratum: 400 }],
  ['more classes than any school has', { classesPerSchool: 50 }],
  ['more pupils than any class has', { pupilsPerClass: 100 }],
] as const)('a plan that asks for %s takes all there are, never somebody twice', async ([, plan]) => {
  const { at, designer, id, draw } = await approved(plan)
  expect((await draw()).status).toBe(200)
  await step(designer, id, 'slips')
  const units = await at.db.selectFrom('drawUnit').select(['stage', 'code', 'size', 'id', 'parentId']).execute()
  expect(new Set(units.map(({ code }) => code)).size).toBe(units.length)
  const slips = await at.db.selectFrom('slip').selectAll().execute()
  const pupils = FRAME.reduce((sum, row) => sum + row.pupils, 0)
  expect(slips.length).toBeLessThanOrEqual(pupils)
  for (const { id: one, size } of units.filter(({ stage }) => stage === 2))
    expect(slips.filter(({ drawUnitId }) => drawUnitId === one).length).toBeLessThanOrEqual(size)
})

test('a stratum with one school is drawn whole, and every margin the monitor tells is a number or none', async () => {
  const rows = FRAME.filter(({ level, area }) => level !== 'th' || area !== 'Mỹ Tú').concat(
    FRAME.filter(({ level, area }) => level === 'th' && area === 'Mỹ Tú').slice(0, 1),
  )
  const { at, designer, id, draw } = await approved({}, rows)
  expect((await draw()).status).toBe(200)
  const schools = await at.db.selectFrom('drawUnit').selectAll().where('stage', '=', 1).execute()
  const lonely = schools.filter(({ stratum }) => stratum === 'th|Mỹ Tú')
  expect(lonely.map(({ certainty, probability }) => [certainty, probability])).toEqual([[1, 1]])
  for (const verb of ['slips', 'slips/print', 'slips/issue', 'open']) await step(designer, id, verb)
  const { margins } = (await (await designer(`/api/rounds/${id}/fieldwork/margins`)).json()) as {
    margins: { margin: number | null }[]
  }
  expect(margins.every(({ margin }) => margin === null || Number.isFinite(margin))).toBe(true)
})

test.for(['slips', 'slips/print', 'slips/issue', 'open', 'close'] as const)(
  'of two people who press at once (%s) one is served and the other told, and nothing is done twice',
  async (verb) => {
    const before = ['slips', 'slips/print', 'slips/issue', 'open']
    const at = await world()
    const { id, designer } = await fieldingRound(at, 'sampling')
    for (const one of before.slice(0, verb === 'close' ? 4 : before.indexOf(verb))) await step(designer, id, one)
    const tag = await etag(designer, id)
    const press = () => designer(`/api/rounds/${id}/${verb}`, json('POST', {}, tag))
    const replies = await Promise.all([press(), press(), press()])
    const statuses = replies.map(({ status }) => status).sort()
    expect(statuses[0]).toBe(200)
    for (const status of statuses.slice(1)) expect([409, 412]).toContain(status)
    const { packets, slips } = await everything(at)
    expect(new Set(packets.map(({ drawUnitId }) => drawUnitId)).size).toBe(packets.length)
    const drawn = await at.db.selectFrom('drawUnit').select('id').where('stage', '=', 3).execute()
    expect(slips).toHaveLength(drawn.length)
  },
)

// Case E04.
test('a packet, a link, a call or a paper sheet of another round is not there, and nothing changes', async () => {
  const at = await world({ beginning: FIELDING })
  const { id, designer } = await fieldingRound(at)
  const other = ((await (await designer('/api/rounds', json('POST', ROUND))).json()) as { id: string }).id
  const packet = await at.db.selectFrom('packet').select('id').executeTakeFirstOrThrow()
  const made = await designer(
    `/api/rounds/${id}/open-links`,
    json('POST', { mode: 'poster', form: 'ph-th', label: 'Cổng', school: null, most: 5 }),
  )
  const link = ((await made.json()) as { links: { id: string }[] }).links[0].id
  const before = await everything(at)
  const account = { issued: 15, spoiled: 0, returned: 0, reserve: 0, ineligible: 0 }
  const tag = await etag(designer, other)
  for (const [path, body] of [
    [`packets/${packet.id}/account`, account],
    [`packets/${packet.id}/revoke`, {}],
    [`open-links/${link}/revoke`, {}],
    ['recontact/00/open', {}],
    ['recontact/00/outcome', { outcome: 'declined' }],
    ['paper/00/discard', { reason: 'unreadable' }],
  ] as const) {
    const reply = await designer(`/api/rounds/${other}/${path}`, json('POST', body, tag))
    expect([404, 409], path).toContain(reply.status)
  }
  for (const wrong of [{ issued: -1 }, { issued: 1.5 }, { issued: 1e9 }, { issued: '15' }, { extra: 1 }])
    expect(
      (
        await designer(
          `/api/rounds/${id}/packets/${packet.id}/account`,
          json('POST', { ...account, ...wrong }, await etag(designer, id)),
        )
      ).status,
    ).toBe(400)
  expect(await everything(at)).toEqual(before)
})
