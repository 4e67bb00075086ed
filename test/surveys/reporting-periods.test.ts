import { expect, test } from 'vitest'
import { dayInYear, periodInYear, periodsOfYear } from '../../surveys/periods/periods-of-year.ts'
import { dueStateOf, isWritten, periodIssues, type ReportingPeriod } from '../../surveys/periods/reporting-period.ts'
import { isWeekend, lastDay, weekdayOf } from '../../surveys/periods/weekend.ts'

const groups = periodsOfYear(2021)
const due = (code: string) =>
  Object.fromEntries(groups.find((one) => one.code === code)?.periods.map((p) => [p.code, p.dueOn]) ?? [])

test('the plan of 2021 is due on the days it prints', () => {
  expect(due('phong')).toEqual({
    'quy-1': '2021-02-27',
    '6-thang': '2021-05-28',
    'quy-3': '2021-08-27',
    nam: '2021-11-17',
  })
  expect(due('don-vi')).toEqual({ 'ke-hoach': '2021-01-31', '6-thang': '2021-05-29', nam: '2021-11-18' })
  const news = groups.find(({ code }) => code === 'tuyen-truyen')?.periods ?? []
  expect([
    news.filter(({ kind }) => kind === 'news').length,
    news.filter(({ kind }) => kind === 'article').length,
  ]).toEqual([12, 4])
  expect(groups.flatMap(({ periods }) => periods).flatMap(periodIssues)).toEqual([])
})

test('each report of 2021 is due before its period ends', () => {
  const written = groups.flatMap(({ periods }) => periods).filter(({ kind }) => isWritten(kind))
  expect(written.map(({ dueOn, endsOn }) => dueOn < endsOn)).toEqual(written.map(() => true))
})

test('the weekday of every day from 1999 to 2005, and of 2100, is that of the calendar', () => {
  let wrong = 0
  for (const [from, to] of [
    [1999, 2006],
    [2100, 2101],
  ] as const)
    for (let at = Date.UTC(from, 0, 1); at < Date.UTC(to, 0, 1); at += 86_400_000) {
      const day = new Date(at)
      if (weekdayOf(day.toISOString().slice(0, 10)) !== (day.getUTCDay() + 6) % 7) wrong += 1
    }
  expect(wrong).toBe(0)
})

test('a deadline on a weekend stays, or moves to the working day before or after, as was chosen', () => {
  // 27/02/2021 and 29/5/2021 are Saturdays, 31/01/2021 is a Sunday, 28/5/2021 a Friday.
  const moved = (day: string) => (['stays', 'before', 'after'] as const).map((rule) => lastDay(day, rule))
  expect(moved('2021-02-27')).toEqual(['2021-02-27', '2021-02-26', '2021-03-01'])
  expect(moved('2021-05-29')).toEqual(['2021-05-29', '2021-05-28', '2021-05-31'])
  expect(moved('2021-01-31')).toEqual(['2021-01-31', '2021-01-29', '2021-02-01'])
  expect(moved('2021-05-28')).toEqual(['2021-05-28', '2021-05-28', '2021-05-28'])
  expect(['2021-02-27', '2021-05-28'].map(isWeekend)).toEqual([true, false])
})

test('what comes on the last day is in time, a day later it is late, and what never came is overdue', () => {
  expect(dueStateOf('2021-02-27', '2021-02-27', '2021-03-05')).toBe('in_time')
  expect(dueStateOf('2021-02-27', '2021-02-28', '2021-03-05')).toBe('late')
  expect(dueStateOf('2021-02-27', null, '2021-02-27')).toBe('open')
  expect(dueStateOf('2021-02-27', null, '2021-02-28')).toBe('overdue')
})

test('a calendar is carried on to another year with its days, its month ends and its names', () => {
  expect([
    dayInYear('2021-02-28', 3),
    dayInYear('2024-02-29', 1),
    dayInYear('2024-02-28', 1),
    dayInYear('2021-05-28', 1),
  ]).toEqual(['2024-02-29', '2025-02-28', '2025-02-28', '2022-05-28'])
  const [first] = groups[0]?.periods ?? []
  expect(periodInYear(first as ReportingPeriod, 2021, 2022)).toMatchObject({
    name: 'Báo cáo quý I năm 2022',
    dueOn: '2022-02-27',
  })
  const carried = groups.flatMap(({ periods }) => periods).map((period) => periodInYear(period, 2021, 2024))
  expect(carried).toEqual(periodsOfYear(2024).flatMap(({ periods }) => periods))
})

test('a period that ends or is due before it begins, or asks one unit for two reports, is told', () => {
  const period = groups[0]?.periods[0] as ReportingPeriod
  expect(periodIssues({ ...period, endsOn: '2020-12-31', dueOn: '2020-12-01', least: 2, counted: 'together' })).toEqual(
    [
      { path: '/endsOn', code: 'ends_before_start' },
      { path: '/dueOn', code: 'due_before_start' },
      { path: '/least', code: 'one_report' },
      { path: '/counted', code: 'one_report' },
    ],
  )
})
