import { expect, test } from 'vitest'
import { json } from '../world.ts'
import { code, read, reformYear, statusOf } from './reform-fixture.ts'

const at = (version: number) => ({ 'if-match': `"${version}"` })
type Uses = { uses: { kind: string; year: number; of: string | null; unitName: string | null; path: string | null }[] }

// Case F19.
test('a paper that proves a report, a task and a measure stays, and each place it is used at is said', async () => {
  const { as, designer, calendar, period, tasks, keep } = await reformYear('2021-06-01T02:00:00Z')
  const own = await as('assessor', { unitId: 's10', email: 's10@so.vn' })
  const paper = await keep(own, 's10', '9/BC-THPT10')
  const withdraw = () => own(`/api/evidence/${paper}/withdraw`, json('POST', {}, at(1)))
  const uses = async (who = own) => (await read<Uses>(who(`/api/evidence/${paper}/uses`))).uses
  expect(await uses()).toEqual([])
  const { id: periodId } = await period('don-vi', '6-thang')
  const report = (await read<{ id: string }>(own('/api/reports', json('POST', { periodId, unitId: 's10' })))).id
  const entry = { done: 'Xong', figure: null, difficulties: '', next: '' }
  const write = (task: number, evidence: readonly string[], version: number) =>
    own(`/api/reports/${report}/entries`, json('PUT', { ...entry, task, evidence }, at(version)))
  await write(0, [paper], 1)
  await write(1, [paper], 2)
  const task = (await tasks()).tasks.find(({ number }) => number === 8)
  const attach = json('POST', { product: 0, evidenceId: paper })
  expect(await statusOf(designer(`/api/tasks/${task?.id}/papers`, attach))).toBe(201)
  const groupId = (await calendar()).groups.find((one) => one.code === 'don-vi')?.id
  const earlier = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => ({ unitId: `s0${number}`, year: 2019 }))
  await designer('/api/inspections/draws', json('POST', { groupId, percent: 20, seed: '07-12-33', earlier }))
  type Seen = { draws: { visits: { id: string; unit: { id: string }; findings: { id: string }[] }[] }[] }
  const visit = async () =>
    (await read<Seen>(designer('/api/inspections?year=2021'))).draws[0]?.visits.find(({ unit }) => unit.id === 's10')
  const { id: visitId } = (await visit()) ?? {}
  await designer(
    `/api/inspections/visits/${visitId}`,
    json('PUT', { visitedOn: '2021-05-20', team: 'Đoàn 1', notes: '' }, at(1)),
  )
  await designer(`/api/inspections/visits/${visitId}/findings`, json('POST', { said: 'Thiếu', dueOn: '2021-07-01' }))
  const finding = (await visit())?.findings[0]?.id
  const measure = { measure: 'Đã bổ sung', evidenceId: paper }
  expect(await statusOf(own(`/api/inspections/findings/${finding}/measure`, json('POST', measure, at(1))))).toBe(200)

  expect(await uses()).toEqual([
    { kind: 'measure', year: 2021, of: '', unitName: 'Trường THPT số 10', path: '/inspection?year=2021' },
    { kind: 'report', year: 2021, of: '6-thang', unitName: 'Trường THPT số 10', path: `/reports/${report}` },
    // The task is the Department's: that the paper is used there is said, and not where.
    { kind: 'task', year: 2021, of: null, unitName: null, path: null },
  ])
  expect((await uses(designer)).find(({ kind }) => kind === 'task')).toMatchObject({
    of: '8',
    path: '/tasks/8?year=2021',
  })
  const other = await as('assessor', { unitId: 's02', email: 's02@so.vn' })
  expect(await statusOf(other(`/api/evidence/${paper}/uses`))).toBe(404)
  type Found = { evidence: { id: string; uses: number }[] }
  expect((await read<Found>(own('/api/evidence'))).evidence).toMatchObject([{ id: paper, uses: 3 }])
  expect(await code(withdraw())).toBe('evidence_in_use used_measure used_report used_elsewhere')
  // Taken off in the report it still proves the others.
  await write(0, [], 3)
  await write(1, [], 4)
  expect(await code(withdraw())).toBe('evidence_in_use used_measure used_elsewhere')
})
