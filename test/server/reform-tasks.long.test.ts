import { expect, test } from 'vitest'
import { json } from '../world.ts'
import { alsoFor, code, read, reformYear, statusOf, type TasksReply, trailOf } from './reform-fixture.ts'
import { visible, zipTexts } from './zip-text.ts'

const at = (version: number) => ({ 'if-match': `"${version}"` })

test('a task is done only when its papers are there, and none of them is withdrawn as long as it is used', async () => {
  const { designer, tasks, keep, as, db } = await reformYear('2021-06-01T02:00:00Z')
  expect((await tasks()).tasks).toHaveLength(50)
  const task = async (number: number) =>
    (await tasks()).tasks.find((one) => one.number === number) as TasksReply['tasks'][number]
  const eighth = await task(8)
  const change = { leadUnitId: 'tt', supportingUnitIds: ['vp', 's01'], dueOn: '2021-10-31', askedOf: 'named' }
  expect(
    await code(designer(`/api/tasks/${eighth.id}`, json('PUT', { ...change, leadUnitId: 'nowhere' }, at(1)))),
  ).toBe('input_invalid unit_needed')
  expect(await statusOf(designer(`/api/tasks/${eighth.id}`, json('PUT', change, at(1))))).toBe(200)
  expect(await statusOf(designer(`/api/tasks/${eighth.id}`, json('PUT', change, at(1))))).toBe(412)
  const lead = await as('assessor', { unitId: 'tt', email: 'tt@so.vn' })
  const other = await as('assessor', { unitId: 'vp', email: 'vp@so.vn' })
  const say = async (state: string, who = lead, more = {}) =>
    who(
      `/api/tasks/${eighth.id}/progress`,
      json('PUT', { state, percent: 40, note: '', ...more }, at((await task(8)).lockVersion)),
    )
  expect(await statusOf(say('doing', other))).toBe(404)
  expect(await statusOf(say('doing'))).toBe(200)
  expect(await code(say('done'))).toBe('input_invalid evidence_missing')
  expect(await code(say('not_arisen', lead, { note: 'không có' }))).toBe('input_invalid must_arise')
  const paper = await keep(lead, 'tt', '5/TM')
  const attach = (product: number, who = lead, evidenceId = paper) =>
    who(`/api/tasks/${eighth.id}/papers`, json('POST', { product, evidenceId }))
  expect(await code(attach(7))).toBe('input_invalid product_unknown')
  expect(await code(attach(0, lead, '0'.repeat(32)))).toBe('not_found')
  const foreign = await keep(other, 'vp', '6/TM')
  expect(await code(attach(0, lead, foreign))).toBe('not_found')
  expect(await statusOf(attach(0))).toBe(201)
  expect(await code(attach(0))).toBe('already_there')
  expect(await statusOf(say('done'))).toBe(200)
  expect(await task(8)).toMatchObject({
    standing: 'done',
    missing: 0,
    products: [{ papers: [{ about: { number: '5/TM' } }] }],
  })
  // Who does not reach the unit sees that a paper is there, and nothing of what it is.
  const seen = (await tasks(other)).tasks.find((one) => one.number === 8)
  expect(seen?.products[0]?.papers).toEqual([{ id: paper, about: null }])
  expect(await code(lead(`/api/evidence/${paper}/withdraw`, json('POST', {}, at(1))))).toBe('evidence_in_use used_task')
  // One that was withdrawn before this was refused leaves the task without its proof.
  await db
    .updateTable('evidence')
    .set({ withdrawnAt: '2021-06-01', withdrawnBy: 'x' })
    .where('id', '=', paper)
    .execute()
  expect(await task(8)).toMatchObject({ standing: 'proof_lost', missing: 1 })
  const trail = await trailOf(db, eighth.id)
  expect(trail.map(({ action }) => action)).toEqual(['task.edit', 'task.progress', 'task.attach', 'task.progress'])
})

test('taking the paper off puts a task back to being done', async () => {
  const { designer, tasks, keep } = await reformYear('2021-06-01T02:00:00Z')
  const task = async () => (await tasks()).tasks.find((one) => one.number === 8) as TasksReply['tasks'][number]
  const { id } = await task()
  const paper = await keep(designer, null, '7/TM')
  const said = json('POST', { product: 0, evidenceId: paper })
  await designer(`/api/tasks/${id}/papers`, said)
  await designer(`/api/tasks/${id}/progress`, json('PUT', { state: 'done', percent: 0, note: '' }, at(1)))
  expect((await task()).standing).toBe('done')
  expect(await statusOf(designer(`/api/tasks/${id}/papers/remove`, said))).toBe(200)
  expect(await task()).toMatchObject({ standing: 'doing', missing: 1 })
  expect(await statusOf(designer(`/api/tasks/${id}/papers/remove`, said))).toBe(404)
})

test('a task that may not arise says why; the list of a year is taken once', async () => {
  const { designer, tasks } = await reformYear('2021-06-01T02:00:00Z')
  const twelfth = (await tasks()).tasks.find((one) => one.number === 12)
  const say = (note: string) =>
    designer(`/api/tasks/${twelfth?.id}/progress`, json('PUT', { state: 'not_arisen', percent: 0, note }, at(1)))
  expect(await code(say(''))).toBe('input_invalid note_needed')
  expect(await statusOf(say('Năm 2021 không có văn bản yêu cầu'))).toBe(200)
  expect(await code(designer('/api/tasks/begin', json('POST', { year: 2021, card: 'so-gddt@2021.1' })))).toBe(
    'already_there',
  )
  expect(await code(designer('/api/tasks/begin', json('POST', { year: 2030, card: 'so-gddt@2021.1' })))).toBe(
    'not_found',
  )
})

type Draws = {
  draws: {
    id: string
    state: string
    seed: string
    sampled: number
    ledgerHash: string
    groups: { lastYear: number | null; population: number; sampled: number }[]
    visits: {
      id: string
      unit: { id: string }
      lockVersion: number
      findings: { id: string; state: string; lockVersion: number; overdue: boolean }[]
    }[]
  }[]
}

async function inspection() {
  const year = await reformYear('2021-04-01T02:00:00Z')
  const { designer, calendar } = year
  const groupId = (await calendar()).groups.find((one) => one.code === 'don-vi')?.id ?? ''
  const earlier = ['s01', 's02', 's03', 's04', 's05', 's06', 's07', 's08'].map((unitId, at) => ({
    unitId,
    year: 2017 + (at % 4),
  }))
  const draw = (more = {}) =>
    designer('/api/inspections/draws', json('POST', { groupId, percent: 20, earlier, ...more }))
  const found = (who = designer) => read<Draws>(who('/api/inspections?year=2021'))
  return { ...year, draw, found, groupId, earlier }
}

test('a fifth of the schools is drawn, those never inspected first, and the seed gives the same again', async () => {
  const { draw, found, designer, db } = await inspection()
  expect(await code(draw({ earlier: [{ unitId: 's01', year: 2021 }] }))).toBe('input_invalid not_before')
  const { id } = await read<{ id: string }>(draw({ seed: 'bốc thăm 07-12-33' }))
  const [one] = (await found()).draws
  // 11 schools: 2.2, so 3; three were never inspected.
  expect(one).toMatchObject({
    sampled: 3,
    seed: 'bốc thăm 07-12-33',
    groups: [{ lastYear: null, population: 3, sampled: 3 }, {}, {}, {}, {}],
  })
  expect(one?.visits.map(({ unit }) => unit.id).sort()).toEqual(['s09', 's10', 's11'])
  const check = await read<{ same: boolean; ledgerHash: string }>(designer(`/api/inspections/draws/${id}/check`))
  expect(check).toEqual({ same: true, ledgerHash: one?.ledgerHash })
  expect(await code(draw())).toBe('already_there')
  await expect(
    db
      .updateTable('inspectionDraw')
      .set({ seed: 'x' } as never)
      .where('id', '=', id)
      .execute(),
  ).rejects.toThrow(/kept/)
  expect(
    await statusOf(
      designer(`/api/inspections/draws/${id}/supersede`, json('POST', { reason: 'Danh sách thiếu một trường' })),
    ),
  ).toBe(200)
  await draw({ seed: 'lần hai', percent: 40 })
  expect((await found()).draws.map(({ state, sampled }) => [state, sampled])).toEqual([
    ['superseded', 3],
    ['current', 5],
  ])
})

test('the next year draws those that have not had their turn', async () => {
  const { draw, found, designer } = await inspection()
  await draw({ earlier: [] })
  const first = (await found()).draws[0]?.visits.map(({ unit }) => unit.id) ?? []
  await designer(
    '/api/periods/begin',
    json('POST', {
      year: 2022,
      from: 2021,
      issuing: { department: 'Sở', parentBody: 'UBND', place: 'ST', symbol: 'SGDĐT' },
    }),
  )
  const next = await read<{ groups: { id: string; code: string }[] }>(designer('/api/periods?year=2022'))
  const groupId = next.groups.find((one) => one.code === 'don-vi')?.id
  await designer('/api/inspections/draws', json('POST', { groupId, percent: 20, earlier: [] }))
  const [second] = (await read<Draws>(designer('/api/inspections?year=2022'))).draws
  expect(second?.groups).toEqual([
    { lastYear: null, population: 8, sampled: 3 },
    { lastYear: 2021, population: 3, sampled: 0 },
  ])
  expect(second?.visits.filter(({ unit }) => first.includes(unit.id))).toEqual([])
})

test('a finding goes from open by a measure to verified, and never by one person alone', async () => {
  const { draw, found, designer, as, keep, db } = await inspection()
  await draw()
  const visit = async () => (await found()).draws[0]?.visits.find(({ unit }) => unit.id === 's09')
  const { id = '', lockVersion = 0 } = (await visit()) ?? {}
  const finding = (value: unknown) => designer(`/api/inspections/visits/${id}/findings`, json('POST', value))
  const said = { said: 'Chưa niêm yết thủ tục hành chính', dueOn: '2021-03-31' }
  expect(await code(finding(said))).toBe('step_not_possible')
  const minutes = (who: typeof designer, format = 'docx') => who(`/api/inspections/visits/${id}/minutes.${format}`)
  expect(await code(minutes(designer))).toBe('step_not_possible')
  const notes = { visitedOn: '2021-03-25', team: 'Đoàn kiểm tra số 1', notes: 'Làm việc với hiệu trưởng' }
  expect(
    await code(
      designer(`/api/inspections/visits/${id}`, json('PUT', { ...notes, visitedOn: '2021-04-02' }, at(lockVersion))),
    ),
  ).toBe('input_invalid day_in_future')
  expect(await statusOf(designer(`/api/inspections/visits/${id}`, json('PUT', notes, at(lockVersion))))).toBe(200)
  expect(await code(finding({ ...said, dueOn: '2021-03-24' }))).toBe('input_invalid due_before_start')
  const made = await read<{ id: string }>(finding(said))
  const now = async () => (await visit())?.findings[0]
  expect(await now()).toMatchObject({ state: 'open', overdue: true })
  const school = await as('assessor', { unitId: 's09', email: 's09@so.vn' })
  const other = await as('assessor', { unitId: 's10', email: 's10@so.vn' })
  const step = async (name: string, who: typeof school, value: unknown) =>
    who(`/api/inspections/findings/${made.id}/${name}`, json('POST', value, at((await now())?.lockVersion ?? 0)))
  const paper = await keep(school, 's09', '9/BC')
  const measure = { measure: 'Đã niêm yết ngày 29/3', evidenceId: paper }
  expect(await code(step('verify', designer, { verified: true, verdict: 'Đạt' }))).toBe('step_not_possible')
  expect(await statusOf(step('measure', other, measure))).toBe(404)
  // The school takes the minutes of itself; its neighbour and another office are told that they are not there.
  const office = await as('assessor', { unitId: 'tccb', email: 'tccb@so.vn' })
  const taken = await Promise.all([school, other, office].map((who) => minutes(who, 'pdf')))
  expect(taken.map(({ status }) => status)).toEqual([200, 404, 404])
  await alsoFor(db, 's09@so.vn', 's10')
  const foreign = await keep(school, 's10', '10/BC')
  expect(await code(step('measure', school, { ...measure, evidenceId: foreign }))).toBe(
    'input_invalid evidence_of_other_unit',
  )
  await db.deleteFrom('accountRole').where('unitId', '=', 's10').where('role', '=', 'assessor').execute()
  expect(await statusOf(step('measure', school, measure))).toBe(200)
  // Somebody of the school who is an appraiser as well does not judge what the school did.
  const both = await as('appraiser', { unitId: 's09', email: 'both@so.vn' })
  expect(await code(step('verify', both, { verified: true, verdict: 'Đạt' }))).toBe('own_unit')
  expect(await statusOf(step('verify', designer, { verified: false, verdict: 'Mới niêm yết một phần' }))).toBe(200)
  expect((await now())?.state).toBe('open')
  expect(await statusOf(step('measure', school, measure))).toBe(200)
  expect(await statusOf(step('verify', designer, { verified: true, verdict: 'Đã xem tại trường' }))).toBe(200)
  expect(await now()).toMatchObject({ state: 'verified', overdue: false })
  const text = visible(
    (await zipTexts(Buffer.from(await (await minutes(designer)).arrayBuffer()))).get('word/document.xml') ?? '',
  )
  for (const part of [
    '/BB-SGDĐT',
    'Việc kiểm tra được tiến hành ngày 25 tháng 3 năm 2021',
    'Đoàn kiểm tra: Đoàn kiểm tra số 1.',
    'Làm việc với hiệu trưởng',
    'Có 1 kiến nghị: 0 chờ khắc phục (0 quá hạn), 0 đã khắc phục, chờ kiểm chứng, 1 đã kiểm chứng.',
    'Điều cần khắc phục: Chưa niêm yết thủ tục hành chính',
    'Đơn vị đã khắc phục: Đã niêm yết ngày 29/3',
    'Tài liệu kiểm chứng: 9/BC (',
    'Kiểm chứng: Đã xem tại trường',
  ])
    expect(text).toContain(part)
  expect((await (await minutes(designer, 'pdf')).text()).slice(0, 5)).toBe('%PDF-')
  // The unit sees its own sheet and nobody else's.
  expect((await found(school)).draws.flatMap(({ visits }) => visits.map(({ unit }) => unit.id))).toEqual(['s09'])
  const trail = await trailOf(db, made.id)
  expect(trail.map(({ action }) => action.replace('inspection.', ''))).toEqual([
    'finding',
    'measure',
    'reopen',
    'measure',
    'verify',
  ])
})
