import { expect, test } from 'vitest'
import { json, world } from '../world.ts'
import { etag, ROUND, smallFrame, step } from './journey.ts'

const MILESTONES = [
  { name: 'Trình phương án', startsOn: '2021-08-02', endsOn: '2021-08-20', who: 'Phòng Tổ chức cán bộ', note: null },
  { name: 'Phát và thu phiếu', startsOn: '2021-10-01', endsOn: '2021-10-31', who: 'Các trường', note: 'Theo lịch' },
]
const LINES = [
  { section: 'In ấn', content: 'In phiếu', unit: 'phiếu', quantity: 2_115, unitPrice: 1_200, basis: null },
  { section: 'Thu thập', content: 'Người đi giao phiếu', unit: 'ngày', quantity: 90, unitPrice: 150_000, basis: null },
]
/** 2.115 × 1.200 = 2.538.000 and 90 × 150.000 = 13.500.000, added by hand. */
const TOTAL = 16_038_000

async function drafting() {
  const at = await world()
  const designer = await at.as('designer')
  const { id } = (await (await designer('/api/rounds', json('POST', ROUND))).json()) as { id: string }
  const put = async (what: string, value: unknown, more?: Record<string, string>) =>
    designer(`/api/rounds/${id}/${what}`, json('PUT', value, more ?? (await etag(designer, id))))
  const view = async () =>
    (await (await designer(`/api/rounds/${id}`)).json()) as {
      version: number
      calendar: unknown[]
      budget: { lines: unknown[]; total: number }
      history: { action: string }[]
    }
  return { ...at, designer, id, put, view }
}

test('the calendar and the budget of a plan come back as they were written, in their order', async () => {
  const { put, view } = await drafting()
  expect((await put('calendar', { milestones: MILESTONES })).status).toBe(200)
  expect((await put('budget', { lines: LINES, total: TOTAL })).status).toBe(200)
  const round = await view()
  expect(round.calendar).toEqual(MILESTONES)
  expect(round.budget).toEqual({ lines: LINES, total: TOTAL })
  expect(round.history.map(({ action }) => action)).toEqual([
    'round.create',
    'round.change_calendar',
    'round.change_budget',
  ])
  expect((await put('calendar', { milestones: MILESTONES.toReversed() })).status).toBe(200)
  expect((await view()).calendar).toEqual(MILESTONES.toReversed())
})

test('a budget whose total does not add up is refused with both numbers, and the stored one stays', async () => {
  const { put, view } = await drafting()
  await put('budget', { lines: LINES, total: TOTAL })
  const reply = await put('budget', { lines: [LINES[0]], total: TOTAL })
  expect(reply.status).toBe(422)
  expect(await reply.json()).toMatchObject({
    errors: [{ pointer: '/total', code: 'sum_mismatch', detail: { value: TOTAL, sum: 2_538_000 } }],
  })
  expect((await view()).budget.total).toBe(TOTAL)
})

test('the database refuses an amount that is not quantity times price', async () => {
  const { db, put, id } = await drafting()
  await put('budget', { lines: LINES, total: TOTAL })
  const wrong = { ...LINES[0], roundId: id, position: 9, amount: 1 }
  await expect(db.insertInto('budgetLine').values(wrong).execute()).rejects.toThrow(/constraint/i)
  await db
    .insertInto('budgetLine')
    .values({ ...wrong, amount: 2_538_000 })
    .execute()
})

const bad: [string, string, unknown, number, string][] = [
  ['half a đồng', 'budget', { lines: [{ ...LINES[0], unitPrice: 1200.5 }], total: 0 }, 400, '/lines/0/unitPrice'],
  ['a negative price', 'budget', { lines: [{ ...LINES[0], unitPrice: -1 }], total: 0 }, 400, '/lines/0/unitPrice'],
  ['a quantity of none', 'budget', { lines: [{ ...LINES[0], quantity: 0 }], total: 0 }, 400, '/lines/0/quantity'],
  [
    'a line above a thousand billion',
    'budget',
    { lines: [{ ...LINES[0], quantity: 10_000_000, unitPrice: 2_000_000_000 }], total: 20_000_000_000_000_000 - 1 },
    400,
    '/total',
  ],
  [
    'a line just above the limit',
    'budget',
    { lines: [{ ...LINES[0], quantity: 1_000_001, unitPrice: 1_000_000 }], total: 1_000_001_000_000 },
    422,
    '/lines/0/unitPrice',
  ],
  [
    'an end before the start',
    'calendar',
    { milestones: [{ ...MILESTONES[0], endsOn: '2021-08-01' }] },
    422,
    '/milestones/0/endsOn',
  ],
  [
    '30 February',
    'calendar',
    { milestones: [{ ...MILESTONES[0], endsOn: '2021-02-30' }] },
    400,
    '/milestones/0/endsOn',
  ],
  ['a line twice', 'calendar', { milestones: [MILESTONES[0], MILESTONES[0]] }, 422, '/milestones/1/name'],
  ['nobody in charge', 'calendar', { milestones: [{ ...MILESTONES[0], who: ' ' }] }, 400, '/milestones/0/who'],
  [
    'a control character',
    'calendar',
    { milestones: [{ ...MILESTONES[0], who: 'A\u0007B' }] },
    400,
    '/milestones/0/who',
  ],
  ['a field of others', 'calendar', { milestones: [], approvedBy: 'x' }, 400, ''],
]
test('what cannot be meant is refused with its place, and nothing is stored', async () => {
  const { put, view } = await drafting()
  for (const [what, where, value, status, pointer] of bad) {
    const reply = await put(where, value)
    expect(reply.status, what).toBe(status)
    const problem = (await reply.json()) as { errors: { pointer: string }[] }
    expect(
      problem.errors.map((error) => error.pointer),
      what,
    ).toContain(pointer)
  }
  expect(await view()).toMatchObject({ version: 1, calendar: [], budget: { lines: [], total: 0 } })
})

test('of two people who write the calendar at once one is told, and the first one stays', async () => {
  const { put, view, designer, id } = await drafting()
  const read = await etag(designer, id)
  const others = MILESTONES.slice(1)
  const replies = await Promise.all([
    put('calendar', { milestones: MILESTONES }, read),
    put('budget', { lines: LINES, total: TOTAL }, read),
    put('calendar', { milestones: others }, read),
  ])
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 412, 412])
  expect((await put('calendar', { milestones: others }, {})).status).toBe(428)
  const after = await view()
  expect(after.version).toBe(2)
  expect(after.history).toHaveLength(2)
})

test('after the plan is submitted its calendar and budget stay, until it is taken back', async () => {
  const { put, view, designer, id, ...at } = await drafting()
  await put('calendar', { milestones: MILESTONES })
  await smallFrame(at, id)
  await step(designer, id, 'submit')
  for (const [what, value] of [
    ['calendar', { milestones: [] }],
    ['budget', { lines: LINES, total: TOTAL }],
  ] as const) {
    const reply = await put(what, value)
    expect(reply.status).toBe(409)
    expect(await reply.json()).toMatchObject({ code: 'step_not_possible' })
  }
  expect((await view()).calendar).toEqual(MILESTONES)
  await step(designer, id, 'take-back')
  expect((await put('calendar', { milestones: [] })).status).toBe(200)
})

const carried = async (at: Awaited<ReturnType<typeof drafting>>) => {
  const { id, designer, put } = at
  const before = (await (await designer(`/api/rounds/${id}`)).json()) as Record<string, unknown> & {
    plan: Record<string, unknown>
    name: string
  }
  const change = {
    name: before.name,
    hotline: '0299 111 111',
    target: 0.85,
    opensOn: before.opensOn,
    closesOn: before.closesOn,
    exclusionRules: ['Một quy tắc riêng.'],
    plan: { ...before.plan, classesPerSchool: 3, excluded: [{ code: 'S1', reason: 'Ngập lụt năm 2021' }] },
  }
  expect((await put('plan', change)).status).toBe(200)
  expect((await put('modes', { modes: { 'ph-th': ['slip', 'paper'] } })).status).toBe(200)
  const milestones = [...MILESTONES, { ...MILESTONES[1], name: 'Họp', startsOn: '2020-02-29', endsOn: '2021-03-01' }]
  expect((await put('calendar', { milestones })).status).toBe(200)
  expect((await put('budget', { lines: LINES, total: TOTAL })).status).toBe(200)
}

test('a new round takes over the plan of the last one, a year on; what belonged to that year stays behind', async () => {
  const at = await drafting()
  await carried(at)
  const { designer, id } = at
  const next = { ...ROUND, year: 2022, name: 'Năm 2022', opensOn: '2022-10-01', closesOn: '2022-10-31' }
  const reply = await designer('/api/rounds', json('POST', { ...next, from: id }))
  expect(reply.status).toBe(201)
  const round = (await reply.json()) as { id: string; plan: object; calendar: { name: string; startsOn: string }[] }
  expect(round).toMatchObject({
    name: 'Năm 2022',
    state: 'drafting',
    decisionNumber: null,
    modes: { 'ph-th': ['slip', 'paper'] },
    exclusionRules: ['Một quy tắc riêng.'],
    plan: { classesPerSchool: 3 },
    budget: { lines: LINES, total: TOTAL },
  })
  expect(round.plan).not.toHaveProperty('excluded')
  expect(round.calendar.map(({ startsOn }) => startsOn)).toEqual(['2022-08-02', '2022-10-01', '2021-02-28'])
  const trail = await at.db.selectFrom('auditEntry').select('detail').where('object', '=', round.id).execute()
  expect(JSON.parse(trail[0].detail ?? '')).toMatchObject({ from: id, year: 2022 })
})

test('a round cannot begin from one that is not there, nor from one of a unit out of reach', async () => {
  const at = await drafting()
  const office = { kind: 'office', level: null, validFrom: '2020-01-01', validTo: null }
  await at.db
    .insertInto('unit')
    .values(['u1', 'u2'].map((id) => ({ ...office, id, code: id, name: id })))
    .execute()
  const other = await at.as('designer', { unitId: 'u1', email: 'u1@so.vn' })
  const rounds = async () => (await at.db.selectFrom('round').select('id').execute()).length
  const from = async (who: typeof other, round: string) =>
    (await who('/api/rounds', json('POST', { ...ROUND, from: round }))).status
  expect(await from(at.designer, 'khong-co')).toBe(404)
  expect(await from(other, at.id)).toBe(404)
  expect(await rounds()).toBe(1)
})

test('who organises a round and where can be put right while its plan is drafted, and not emptied', async () => {
  const { id, designer, put } = await drafting()
  const round = (await (await designer(`/api/rounds/${id}`)).json()) as Record<string, unknown>
  const { name, hotline, target, opensOn, closesOn, exclusionRules, plan } = round
  const change = { name, hotline, target, opensOn, closesOn, exclusionRules, plan }
  expect((await put('plan', { ...change, department: 'Sở Giáo dục và Đào tạo tỉnh Sóc Trăng' })).status).toBe(200)
  expect((await put('plan', { ...change, department: ' ' })).status).toBe(400)
  expect(await (await designer(`/api/rounds/${id}`)).json()).toMatchObject({
    department: 'Sở Giáo dục và Đào tạo tỉnh Sóc Trăng',
    province: ROUND.province,
  })
})
