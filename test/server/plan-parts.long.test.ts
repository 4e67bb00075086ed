import { expect, test } from 'vitest'
import { json, world } from '../world.ts'
import { etag, ROUND, smallFrame, step } from './journey.ts'

/** The plan is typed in one page and saved at one press: what is sent together is stored together, or not at all. */
const MILESTONE = { name: 'Trình', startsOn: '2021-08-02', endsOn: '2021-08-20', who: 'Phòng TCCB', note: null }
const LINE = { section: null, content: 'In phiếu', unit: 'phiếu', quantity: 200, unitPrice: 1_500, basis: null }
const PARTS = {
  calendar: { milestones: [MILESTONE] },
  budget: { lines: [LINE], total: 300_000 },
  modes: { 'ph-th': ['slip', 'paper'] },
}

async function drafting() {
  const at = await world()
  const designer = await at.as('designer')
  const { id, ...round } = (await (await designer('/api/rounds', json('POST', ROUND))).json()) as {
    id: string
    plan: object
    exclusionRules: string[]
  }
  const { name, hotline, target, opensOn, closesOn } = ROUND
  const general = { name, hotline, target, opensOn, closesOn, ...round } as Record<string, unknown>
  const wanted = Object.fromEntries(
    ['name', 'hotline', 'target', 'opensOn', 'closesOn', 'exclusionRules', 'plan'].map((key) => [key, general[key]]),
  )
  const put = async (parts: unknown, more?: Record<string, string>) =>
    designer(`/api/rounds/${id}/plan-parts`, json('PUT', parts, more ?? (await etag(designer, id))))
  const view = async () => (await (await designer(`/api/rounds/${id}`)).json()) as Record<string, unknown>
  return { ...at, id, designer, put, view, general: wanted }
}

test('all parts of a plan that were typed are stored at one press, each with its line in the trail', async () => {
  const { put, view, general } = await drafting()
  const reply = await put({ ...PARTS, general: { ...general, name: 'Tên mới' } })
  expect(reply.status).toBe(200)
  const round = await view()
  expect(reply.headers.get('etag')).toBe(`"${round.version}"`)
  expect(round).toMatchObject({ name: 'Tên mới', calendar: [MILESTONE], budget: PARTS.budget, modes: PARTS.modes })
  expect((round.history as { action: string }[]).map(({ action }) => action)).toEqual([
    'round.create',
    'round.change_plan',
    'round.change_modes',
    'round.change_calendar',
    'round.change_budget',
  ])
  // One part alone is a plan-part too; none, or an unknown one, is not.
  expect((await put({ modes: {} })).status).toBe(200)
  expect((await put({})).status).toBe(400)
  expect((await put({ modes: {}, approvedBy: 'x' })).status).toBe(400)
})

test('where parts have faults each fault is named at its place, and no part is stored, not even a right one', async () => {
  const { put, view, general } = await drafting()
  const before = await view()
  const reply = await put({
    general: { ...general, opensOn: '2021-10-31', closesOn: '2021-10-01' },
    modes: { 'hs-thpt': ['slip'] },
    calendar: { milestones: [MILESTONE, { ...MILESTONE, name: 'Thu', endsOn: '2021-08-01' }] },
    budget: { lines: [LINE], total: 1 },
  })
  expect(reply.status).toBe(422)
  const said = (await reply.json()) as { errors: { pointer: string }[] }
  expect(said.errors.map(({ pointer }) => pointer)).toEqual([
    '/general/closesOn',
    '/modes/hs-thpt',
    '/calendar/milestones/1/endsOn',
    '/budget/total',
  ])
  expect((await put({ ...PARTS, budget: { lines: [LINE], total: 1 } })).status).toBe(422)
  expect(await view()).toEqual(before)
})

test('a fault of the storage between two parts leaves the plan as it was; the same press later stores all', async () => {
  const { put, view, db, general } = await drafting()
  const before = await view()
  const all = { ...PARTS, general: { ...general, name: 'Tên mới' } }
  // The last part finds no table to be written into: everything before it was written by then.
  await db.schema.alterTable('budgetLine').renameTo('awayForATest').execute()
  expect((await put(all, { 'if-match': `"${before.version}"` })).status).toBe(500)
  await db.schema.alterTable('awayForATest').renameTo('budgetLine').execute()
  expect(await view()).toEqual(before)
  expect((await put(all)).status).toBe(200)
  expect(await view()).toMatchObject({ name: 'Tên mới', calendar: [MILESTONE], budget: PARTS.budget })
})

// Case N03.
test('of twenty people who save the same plan at once one is heard, nineteen are told, and the plan is that of one', async () => {
  const { put, view, designer, id } = await drafting()
  const read = await etag(designer, id)
  const named = (turn: number) => ({
    calendar: { milestones: [{ ...MILESTONE, who: `Người ${turn}` }] },
    budget: PARTS.budget,
  })
  const replies = await Promise.all(Array.from({ length: 20 }, (_, turn) => put(named(turn), read)))
  const statuses = replies.map(({ status }) => status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(1)
  expect(statuses.filter((status) => status === 412)).toHaveLength(19)
  const after = await view()
  expect(after).toMatchObject({ version: 3, ...{ calendar: named(statuses.indexOf(200)).calendar.milestones } })
  expect(after.history).toHaveLength(3)
  expect((await put(PARTS, {})).status).toBe(428)
})

test('a plan that was submitted is not changed, by none of its parts', async () => {
  const { put, view, designer, id, ...at } = await drafting()
  await smallFrame(at, id)
  await step(designer, id, 'submit')
  const before = await view()
  const reply = await put(PARTS)
  expect([reply.status, await reply.json()]).toMatchObject([409, { code: 'step_not_possible' }])
  expect(await view()).toEqual(before)
})
