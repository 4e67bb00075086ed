import { expect, test } from 'vitest'
import { json } from '../world.ts'
import { alsoFor, type Caller, code, read, reformYear, statusOf, trailOf } from './reform-fixture.ts'

const at = (version: number) => ({ 'if-match': `"${version}"` })
type Report = {
  id: string
  lockVersion: number
  state: string
  due: string
  submittedOn: string | null
  tasks: { number: number; asked: boolean; leads: boolean }[]
  entries: { task: number }[]
}

test('a year begins with the periods of the plan, and each unit of a group owes a report of each', async () => {
  const { calendar, designer, as } = await reformYear()
  const found = await calendar()
  expect(found.groups.map(({ code: group, units }) => [group, units.length])).toEqual([
    ['don-vi', 11],
    ['phong', 3],
    ['tuyen-truyen', 0],
  ])
  expect(found.periods).toHaveLength(23)
  const plan = found.periods.find((one) => one.code === 'ke-hoach')
  // On the first of February the plan of January is a day late at every school.
  expect(plan?.units.map(({ due, days }) => [due, days])).toEqual(Array.from({ length: 11 }, () => ['overdue', 1]))
  expect(
    await code(
      designer(
        '/api/periods/begin',
        json('POST', {
          year: 2021,
          from: null,
          issuing: { department: 'a', parentBody: 'b', place: 'c', symbol: 'd' },
        }),
      ),
    ),
  ).toBe('already_there')
  const school = await as('assessor', { unitId: 's01' })
  const own = await calendar(school)
  expect(own.periods.flatMap(({ units }) => units.map(({ unitId }) => unitId)).every((id) => id === 's01')).toBe(true)
})

test('the rule for weekends moves the day that counts, and says the printed one', async () => {
  const { calendar, designer } = await reformYear()
  const day = async () => {
    const { dueOn, lastDay } = (await calendar()).periods.find((one) => one.code === 'quy-1') ?? {
      dueOn: '',
      lastDay: '',
    }
    return [dueOn, lastDay]
  }
  expect(await day()).toEqual(['2021-02-27', '2021-02-27'])
  const choose = async (weekend: string) => {
    const group = (await calendar()).groups.find((one) => one.code === 'phong')
    const change = { name: group?.name, weekend, unitIds: ['tccb', 'vp', 'tt'] }
    return designer(`/api/periods/groups/${group?.id}`, json('PUT', change, at(group?.lockVersion ?? 0)))
  }
  expect(await statusOf(choose('after'))).toBe(200)
  expect(await day()).toEqual(['2021-02-27', '2021-03-01'])
  expect(await statusOf(choose('before'))).toBe(200)
  expect(await day()).toEqual(['2021-02-27', '2021-02-26'])
  expect(await code(choose('never'))).toBe('body_invalid shape')
})

test('a deadline and what a period covers are changed with their version, and wrong days are refused', async () => {
  const { designer, period } = await reformYear()
  const one = await period('phong', 'quy-1')
  const change = {
    name: 'Báo cáo quý I',
    startsOn: '2021-01-01',
    endsOn: '2021-03-31',
    dueOn: '2021-03-01',
    least: 1,
    counted: 'each',
  }
  const put = (value: unknown, version: number) => designer(`/api/periods/${one.id}`, json('PUT', value, at(version)))
  expect(await code(put({ ...change, endsOn: '2020-12-31' }, 1))).toBe('input_invalid ends_before_start')
  expect(await code(put({ ...change, dueOn: '2020-12-31' }, 1))).toBe('input_invalid due_before_start')
  expect(await statusOf(put(change, 1))).toBe(200)
  expect(await statusOf(put(change, 1))).toBe(412)
  expect(await period('phong', 'quy-1')).toMatchObject({ dueOn: '2021-03-01', lockVersion: 2 })
  const added = await read<{ id: string }>(
    designer('/api/periods', json('POST', { ...change, groupId: one.groupId, code: 'dot-xuat', kind: 'report' })),
  )
  expect(await statusOf(designer(`/api/periods/${added.id}`, { method: 'DELETE', headers: at(1) }))).toBe(204)
})

async function office() {
  const year = await reformYear('2021-02-26T02:00:00Z')
  const own = await year.as('assessor', { unitId: 'tt', email: 'tt@so.vn' })
  const { id: periodId } = await year.period('phong', 'quy-1')
  const { id } = await read<{ id: string }>(own('/api/reports', json('POST', { periodId, unitId: 'tt' })))
  const view = (who: Caller = own) => read<Report>(who(`/api/reports/${id}`))
  const write = async (entry: Record<string, unknown>, who: Caller = own) =>
    who(
      `/api/reports/${id}/entries`,
      json(
        'PUT',
        { done: '', figure: null, difficulties: '', next: '', evidence: [], ...entry },
        at((await view()).lockVersion),
      ),
    )
  const step = async (name: string, who: Caller, value: unknown = {}, reader: Caller = own) =>
    who(`/api/reports/${id}/${name}`, json('POST', value, at((await view(reader)).lockVersion)))
  return { ...year, own, id, periodId, view, write, step }
}

test('an office writes its report task by task, sends it, gets it back and sends it again: late is said by the day it came', async () => {
  const { own, view, write, step, designer, advance, id, db, as, periodId, keep, calendar } = await office()
  const paper = await keep(own, 'tt', '12/BC-TTr')
  expect(await code(step('submit', own))).toBe('input_invalid report_empty')
  expect(
    await statusOf(
      write({
        task: 11,
        done: 'Đã kiểm tra 4 đơn vị',
        figure: { numerator: 4, denominator: 5, measure: 'đơn vị' },
        evidence: [paper],
      }),
    ),
  ).toBe(200)
  expect(await statusOf(write({ task: 0, done: 'Triển khai đúng kế hoạch' }))).toBe(200)
  expect(await code(write({ task: 51, done: 'a' }))).toBe('input_invalid task_unknown')
  expect(await code(write({ task: 24, figure: { numerator: 1, denominator: 0, measure: '' } }))).toBe(
    'input_invalid denominator_zero',
  )
  expect(await code(write({ task: 24, figure: { numerator: 3, denominator: 2, measure: '' } }))).toBe(
    'input_invalid numerator_above_denominator',
  )
  expect(await code(write({ task: 24, evidence: ['0'.repeat(32)] }))).toBe('not_found')
  // Whoever works for two units does not prove the report of one with a paper of the other: its readers get the papers too.
  await alsoFor(db, 'tt@so.vn', 's01')
  const strange = await keep(own, 's01', '3/KH-THPT1')
  expect(await code(write({ task: 24, evidence: [strange] }))).toBe('input_invalid evidence_of_other_unit')
  expect(
    await code(
      own(
        `/api/reports/${id}/entries`,
        json('PUT', { task: 0, done: 'x', figure: null, difficulties: '', next: '', evidence: [] }, at(1)),
      ),
    ),
  ).toBe('stale')
  expect(await statusOf(step('submit', own))).toBe(200)
  expect(await view()).toMatchObject({ state: 'submitted', due: 'in_time', submittedOn: '2021-02-26' })
  expect(await code(write({ task: 0, done: 'sửa' }))).toBe('step_not_possible')
  await expect(
    db.updateTable('reportEntry').set({ done: 'khác' }).where('reportId', '=', id).execute(),
  ).rejects.toThrow(/was sent/)
  expect(await statusOf(step('return', designer, { note: 'Thiếu số liệu' }))).toBe(200)
  expect(await view()).toMatchObject({ state: 'draft', due: 'open' })
  advance(3 * 86_400_000)
  const later = await as('assessor', { unitId: 'tt', email: 'tt2@so.vn' })
  const keeper = await as('designer', { email: 'keeper@so.vn' })
  expect(await statusOf(step('submit', later, {}, later))).toBe(200)
  expect(await view(later)).toMatchObject({ due: 'late', submittedOn: '2021-03-01' })
  expect(await statusOf(step('receive', keeper, {}, later))).toBe(200)
  const line = (await calendar(keeper)).periods.find((one) => one.id === periodId)?.units
  expect(line?.map(({ unitId, state, due, days }) => [unitId, state, due, days]).sort()).toEqual([
    ['tccb', 'none', 'overdue', 2],
    ['tt', 'received', 'late', 2],
    ['vp', 'none', 'overdue', 2],
  ])
  const foreign = await as('assessor', { unitId: 'vp', email: 'vp@so.vn' })
  expect(await statusOf(foreign(`/api/reports/${id}`))).toBe(404)
  expect(await code(foreign('/api/reports', json('POST', { periodId, unitId: 'tt' })))).toBe('not_found')
  const school = await as('assessor', { unitId: 's01', email: 's01@so.vn' })
  expect(await code(school('/api/reports', json('POST', { periodId, unitId: 's01' })))).toBe(
    'input_invalid unit_not_asked',
  )
  const trail = await trailOf(db, id)
  expect(trail.map(({ action }) => action.replace('report.', '').replace('_periodic', ''))).toEqual([
    ...['begin', 'write', 'write', 'submit', 'return', 'submit', 'receive'],
  ])
})

test('news is counted a month and an article a quarter, by the day it was published', async () => {
  const { designer, calendar, as } = await reformYear('2021-03-05T02:00:00Z')
  const item = (publishedOn: string, more = {}) =>
    designer(
      '/api/periods/news',
      json('POST', { kind: 'news', unitId: null, publishedOn, title: 'Tin', address: 'https://example.vn/1', ...more }),
    )
  expect(await code(item('2021-03-06'))).toBe('input_invalid day_in_future')
  expect(await code(item('2020-03-01'))).toBe('input_invalid year_not_begun')
  expect(await code(item('2021-01-10', { address: 'javascript:alert(1)' }))).toBe('body_invalid shape')
  const { id } = await read<{ id: string }>(item('2021-01-10'))
  const months = async () =>
    (await calendar()).periods
      .filter((one) => /^tin-0[123]$/.test(one.code))
      .map(({ items }) => [items?.count, items?.due])
  expect(await months()).toEqual([
    [1, 'in_time'],
    [0, 'overdue'],
    [0, 'open'],
  ])
  const school = await as('assessor', { unitId: 's01' })
  expect(await statusOf(school(`/api/periods/news/${id}`, { method: 'DELETE', headers: at(1) }))).toBe(404)
  expect(await statusOf(designer(`/api/periods/news/${id}`, { method: 'DELETE', headers: at(1) }))).toBe(204)
  expect((await months())[0]).toEqual([0, 'overdue'])
})

test('another year is carried on with its groups, its units and its days', async () => {
  const { designer } = await reformYear()
  await designer(
    '/api/periods/begin',
    json('POST', {
      year: 2022,
      from: 2021,
      issuing: { department: 'Sở', parentBody: 'UBND', place: 'ST', symbol: 'SGDĐT' },
    }),
  )
  const next = await read<Awaited<ReturnType<Awaited<ReturnType<typeof reformYear>>['calendar']>>>(
    designer('/api/periods?year=2022'),
  )
  expect(next.groups.map(({ units }) => units.length)).toEqual([11, 3, 0])
  expect(next.periods.find((one) => one.code === 'quy-1')).toMatchObject({
    dueOn: '2022-02-27',
    name: 'Báo cáo quý I năm 2022',
  })
})
