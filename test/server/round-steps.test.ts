import { expect, test } from 'vitest'
import { issue } from '../../client/words/problem.ts'
import { makeApp } from '../../server/app.ts'
import { verifyAudit } from '../../server/audit.ts'
import { permissionOf } from '../../server/permit.ts'
import { canStep, ROUND_STEPS, type RoundState, type RoundStep } from '../../surveys/round.ts'
import { json, world } from '../world.ts'
import { etag, FIELDING, fieldingRound, ROUND, smallFrame, step } from './journey.ts'

/** The address of each step of the road. */
const ADDRESS: Readonly<Record<RoundStep, string>> = {
  submit: 'submit',
  take_back: 'take-back',
  approve: 'approve',
  draw: 'sample',
  open: 'open',
  close: 'close',
  freeze: 'freeze',
  weigh: 'weigh',
  report: 'report',
  publish: 'publish',
}
const STEPS = Object.keys(ADDRESS) as RoundStep[]
const DECISION = { decisionNumber: '2203/QĐ-UBND', decisionDate: '2021-09-05' }
const bodyOf = (one: RoundStep) => (one === 'approve' || one === 'publish' ? DECISION : {})

test('each step of the road is open to the roles that the road names, and to no other', async () => {
  const { deps } = await world()
  const routes = makeApp(deps).routes
  for (const one of STEPS) {
    const found = routes
      .filter(({ method, path }) => method === 'POST' && path === `/api/rounds/:id/${ADDRESS[one]}`)
      .flatMap(({ handler }) => permissionOf(handler) ?? [])
    expect([...found].sort(), one).toEqual([...ROUND_STEPS[one].roles].sort())
  }
})

test('from each state only the steps of the road can be taken; a refused one leaves the round as it was', async () => {
  const at = await world({ beginning: FIELDING })
  const admin = await at.as('admin')
  const { id } = await fieldingRound(at)
  const drafted = ((await (await admin('/api/rounds', json('POST', ROUND))).json()) as { id: string }).id
  const stored = async (round: string) =>
    at.db.selectFrom('round').selectAll().where('id', '=', round).executeTakeFirstOrThrow()
  const entries = async () => (await at.db.selectFrom('auditEntry').select('sequence').execute()).length
  for (const round of [drafted, id]) {
    const before = await stored(round)
    const written = await entries()
    for (const one of STEPS.filter((name) => !canStep(before.state as RoundState, name))) {
      const reply = await admin(
        `/api/rounds/${round}/${ADDRESS[one]}`,
        json('POST', bodyOf(one), await etag(admin, round)),
      )
      expect(`${before.state} ${one} ${reply.status}`).toBe(`${before.state} ${one} 409`)
    }
    expect(await stored(round)).toEqual(before)
    expect(await entries()).toBe(written)
  }
})

// Case N09.
// Case N09.
test('two approvals at once, and an approval beside a change: one is heard, and the chain tells of that one', async () => {
  const at = await world()
  const designer = await at.as('designer')
  const directors = [await at.as('director'), await at.as('director', { email: 'second@example.vn' })]
  const { id } = (await (await designer('/api/rounds', json('POST', ROUND))).json()) as { id: string }
  await smallFrame(at, id)
  await step(designer, id, 'submit')
  const seen = await etag(designer, id)
  const approve = directors.map(
    (who, place) => () =>
      who(`/api/rounds/${id}/approve`, json('POST', { ...DECISION, decisionNumber: `${place}/QĐ-UBND` }, seen)),
  )
  const back = () => designer(`/api/rounds/${id}/take-back`, json('POST', {}, seen))
  const replies = await Promise.all([...approve, back].map((act) => act()))
  const said = replies.map(({ status }) => status).sort()
  expect(said).toEqual([200, 409, 409])
  const round = await at.db.selectFrom('round').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const heard = replies.findIndex(({ status }) => status === 200)
  expect(round.decisionNumber).toBe(heard < 2 ? `${heard}/QĐ-UBND` : null)
  const trail = await at.db.selectFrom('auditEntry').select('action').where('object', '=', id).execute()
  expect(trail.filter(({ action }) => /approve|take_back/.test(action))).toHaveLength(1)
  expect(await verifyAudit(at.db)).toMatchObject({ ok: true })
})

test('no plan is approved by a decision of tomorrow, without a number, or twice', async () => {
  const at = await world({ now: '2021-09-06T02:00:00Z' })
  const director = await at.as('director')
  const designer = await at.as('designer')
  const { id } = (await (await designer('/api/rounds', json('POST', ROUND))).json()) as { id: string }
  await smallFrame(at, id)
  await step(designer, id, 'submit')
  const approve = async (decision: unknown, tag?: Record<string, string>) =>
    director(`/api/rounds/${id}/approve`, json('POST', decision, tag ?? (await etag(director, id))))
  const tomorrow = await approve({ ...DECISION, decisionDate: '2021-09-07' })
  expect(tomorrow.status).toBe(422)
  expect(await tomorrow.json()).toMatchObject({ errors: [{ pointer: '/decisionDate', code: 'decision_in_future' }] })
  expect((await approve({ ...DECISION, decisionNumber: '  ' })).status).toBe(400)
  const odd = await approve({ ...DECISION, decisionNumber: 'quyết định miệng' })
  expect(await odd.json()).toMatchObject({ errors: [{ pointer: '/decisionNumber', code: 'decision_number' }] })
  expect((await approve({ ...DECISION, decisionDate: '2021-02-30' })).status).toBe(400)
  const read = await etag(director, id)
  const others = { decisionNumber: '9/QĐ-UBND', decisionDate: '2021-09-06' }
  const replies = await Promise.all([approve(DECISION, read), approve(others, read)])
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
  const round = (await (await director(`/api/rounds/${id}`)).json()) as { history: { action: string }[] }
  expect(round.history.filter(({ action }) => action === 'round.approve')).toHaveLength(1)
})

const without = [
  ['submit', 'a plan without a school list', 'frame', async () => {}, 'drafting'],
  [
    'submit',
    'a plan without days of field work',
    'field_period',
    async (at: At, id: string) => {
      await smallFrame(at, id)
      await at.db.updateTable('round').set({ closesOn: null }).where('id', '=', id).execute()
    },
    'drafting',
  ],
  [
    'submit',
    'a plan whose form was withdrawn',
    'instruments_published',
    async (at: At, id: string) => {
      await smallFrame(at, id)
      await at.db.updateTable('instrument').set({ state: 'withdrawn' }).where('form', '=', 'ph-th').execute()
    },
    'drafting',
  ],
  [
    'open',
    'field work before any slip is at a school',
    'slips',
    async (at: At, id: string) => {
      await at.db.updateTable('slip').set({ state: 'printed' }).where('roundId', '=', id).execute()
    },
    'issued',
  ],
  [
    'freeze',
    'data without a sheet',
    'responses',
    async (at: At, id: string) => {
      await at.db.updateTable('round').set({ state: 'closed' }).where('id', '=', id).execute()
    },
    'fielding',
  ],
  [
    'weigh',
    'weights before the data are frozen',
    'dataset',
    async (at: At, id: string) => {
      await at.db.updateTable('round').set({ state: 'corrected' }).where('id', '=', id).execute()
    },
    'fielding',
  ],
] as const
type At = Awaited<ReturnType<typeof world>>

test.for(without)('no step without what it rests on: %s, %s', async ([verb, , need, prepare, until]) => {
  const at = await world()
  const { id, designer } =
    until === 'drafting'
      ? await at.as('designer').then(async (designer) => {
          const { id } = (await (await designer('/api/rounds', json('POST', ROUND))).json()) as { id: string }
          return { id, designer }
        })
      : await fieldingRound(at, until)
  await prepare(at, id)
  const whole = async () =>
    (await at.db.selectFrom('round').selectAll().where('id', '=', id).executeTakeFirstOrThrow()) as object
  const before = await whole()
  const reply = await designer(`/api/rounds/${id}/${verb}`, json('POST', {}, await etag(designer, id)))
  expect(reply.status).toBe(409)
  const { code, errors } = (await reply.json()) as { code: string; errors: { pointer: string; code: string }[] }
  expect({ code, errors }).toEqual({
    code: 'step_not_possible',
    errors: [{ pointer: `/needs/${need}`, code: `${need}_missing` }],
  })
  // What is missing is said in words, with where to get it.
  expect(issue[`${need}_missing`]).toMatch(need === 'responses' ? /chưa/ : /hãy/)
  expect(await whole()).toEqual(before)
})
