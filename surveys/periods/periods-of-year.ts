import { dayBefore } from '../units/facts.ts'
import type { ReportGroup, ReportingPeriod } from './reporting-period.ts'

/**
 * The periods of the Department's plan of 2021 (Kế hoạch thực hiện CCHC năm 2021, Sở GDĐT Sóc Trăng: IV.1 offices, IV.2 units,
 * Phụ lục task 3 news). The plan prints the days on which they are due and not what they cover; here they cover the quarter, half
 * or year of their name, and all of it can be changed.
 */
export function periodsOfYear(year: number): ReportGroup[] {
  const on = (monthDay: string) => `${year}-${monthDay}`
  const written = (code: string, name: string, from: string, to: string, due: string): ReportingPeriod => ({
    ...{ code, name, kind: 'report', startsOn: on(from), endsOn: on(to), dueOn: on(due), least: 1, counted: 'each' },
  })
  return [
    {
      code: 'phong',
      name: 'Phòng, bộ phận thuộc Sở',
      weekend: 'stays',
      periods: [
        written('quy-1', `Báo cáo quý I năm ${year}`, '01-01', '03-31', '02-27'),
        written('6-thang', `Báo cáo 6 tháng đầu năm ${year}`, '01-01', '06-30', '05-28'),
        written('quy-3', `Báo cáo quý III năm ${year}`, '07-01', '09-30', '08-27'),
        written('nam', `Báo cáo năm ${year}`, '01-01', '12-31', '11-17'),
      ],
    },
    {
      code: 'don-vi',
      name: 'Đơn vị trực thuộc Sở',
      weekend: 'stays',
      periods: [
        { ...written('ke-hoach', `Kế hoạch CCHC năm ${year} của đơn vị`, '01-01', '12-31', '01-31'), kind: 'plan' },
        written('6-thang', `Báo cáo 6 tháng đầu năm ${year}`, '01-01', '06-30', '05-29'),
        written('nam', `Báo cáo năm ${year}`, '01-01', '12-31', '11-18'),
      ],
    },
    {
      code: 'tuyen-truyen',
      name: 'Tuyên truyền CCHC',
      weekend: 'stays',
      periods: [
        ...Array.from({ length: 12 }, (_, at) => newsOf(year, at + 1)),
        ...['I', 'II', 'III', 'IV'].map((quarter, at) => articleOf(year, quarter, at)),
      ],
    },
  ]
}

const two = (number: number) => String(number).padStart(2, '0')
const monthEnd = (year: number, month: number) =>
  dayBefore(month === 12 ? `${year + 1}-01-01` : `${year}-${two(month + 1)}-01`)

function newsOf(year: number, month: number): ReportingPeriod {
  const end = monthEnd(year, month)
  return {
    ...{ code: `tin-${two(month)}`, name: `Tin, bài trên website Sở, tháng ${month}/${year}`, kind: 'news' },
    ...{ startsOn: `${year}-${two(month)}-01`, endsOn: end, dueOn: end, least: 1, counted: 'together' },
  }
}

function articleOf(year: number, quarter: string, at: number): ReportingPeriod {
  const end = monthEnd(year, at * 3 + 3)
  return {
    ...{ code: `bai-quy-${at + 1}`, name: `Tin, bài trên chuyên trang CCHC của tỉnh, quý ${quarter} năm ${year}` },
    ...{ kind: 'article', startsOn: `${year}-${two(at * 3 + 1)}-01`, endsOn: end, dueOn: end },
    ...{ least: 1, counted: 'together' },
  }
}

/** A day of another year as a calendar is carried on: the last day of a month stays the last, 29/02 is 28/02 where there is none. */
export function dayInYear(day: string, years: number): string {
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7))
  const last = monthEnd(year + years, month)
  if (day === monthEnd(year, month)) return last
  const moved = `${year + years}${day.slice(4)}`
  return moved > last ? last : moved
}

/** A period as the beginning of another year's; where its name says the year, it says the new one. */
export function periodInYear(period: ReportingPeriod, from: number, to: number): ReportingPeriod {
  const years = to - from
  return {
    ...period,
    name: period.name.replaceAll(new RegExp(`(?<!\\d)${from}(?!\\d)`, 'g'), String(to)),
    startsOn: dayInYear(period.startsOn, years),
    endsOn: dayInYear(period.endsOn, years),
    dueOn: dayInYear(period.dueOn, years),
  }
}
