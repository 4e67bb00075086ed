import { groupBy } from '../../surveys/group-by.ts'
import { dueStateOf, isWritten, type PeriodKind } from '../../surveys/periods/reporting-period.ts'
import { lastDay } from '../../surveys/periods/weekend.ts'
import { dayOf } from '../act.ts'
import type { Db } from '../db/open.ts'
import type { Reach } from '../staff/account.ts'
import { reaches } from '../staff/gate.ts'
import { findYear, listYears } from '../tasks/store.ts'
import { listGroups, listMembers, listNews, listPeriods, listReports, type NewsItem, type Period } from './store.ts'

/** One unit's standing in one period. `days` from the last day to when it came, or to today; below zero: before. */
export type UnitStanding = Readonly<{
  unitId: string
  unitName: string
  reportId: string | null
  state: 'none' | 'draft' | 'submitted' | 'received'
  submittedOn: string | null
  due: ReturnType<typeof dueStateOf>
  days: number
  returned: boolean
}>

const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000
const daysFrom = (from: string, to: string) => Math.round(dayNumber(to) - dayNumber(from))

/**
 * The calendar of a year: groups, periods with the day that counts, and how the units within reach stand. Counts are of the units
 * within reach, so that whoever works for one unit learns nothing of the others.
 */
export async function viewCalendar(db: Db, reach: Reach, wanted: number | undefined, today: string) {
  const years = await listYears(db)
  const year = wanted ?? years[0]?.year ?? Number(today.slice(0, 4))
  const [head, groups, members, periods, reports, news] = await Promise.all([
    findYear(db, year),
    listGroups(db, year),
    listMembers(db, year),
    listPeriods(db, year),
    listReports(db, year),
    listNews(db, year),
  ])
  const near = members
    .filter(({ unitId }) => reaches(reach, unitId))
    .sort((a, b) => a.name.localeCompare(b.name, 'vi', { numeric: true }))
  /** Whoever works for some units sees the groups those belong to. */
  const own = new Set(near.map(({ groupId }) => groupId))
  const seen = (groupId: string) => reach === 'everywhere' || own.has(groupId)
  const reportOf = new Map(reports.map((report) => [`${report.periodId} ${report.unitId}`, report]))
  const standingsOf = (period: Period, last: string): UnitStanding[] =>
    near
      .filter(({ groupId }) => groupId === period.groupId)
      .map(({ unitId, name }) => {
        const report = reportOf.get(`${period.id} ${unitId}`)
        const sent = report && report.state !== 'draft' && report.submittedAt !== null
        const submittedOn = sent && report.submittedAt ? dayOf(new Date(report.submittedAt)) : null
        return {
          ...{ unitId, unitName: name, reportId: report?.id ?? null },
          state: (report?.state ?? 'none') as UnitStanding['state'],
          submittedOn,
          due: dueStateOf(last, submittedOn, today),
          days: daysFrom(last, submittedOn ?? today),
          returned: report?.state === 'draft' && report.returnedNote !== null,
        }
      })
  return {
    year,
    today,
    years: years.map((one) => one.year),
    issuing: head && {
      ...{ department: head.department, parentBody: head.parentBody, place: head.place, symbol: head.symbol },
      lockVersion: head.lockVersion,
    },
    everywhere: reach === 'everywhere',
    groups: groups
      .filter(({ id }) => seen(id))
      .map(({ id, code, name, weekend, lockVersion }) => ({
        ...{ id, code, name, weekend, lockVersion },
        units: near
          .filter(({ groupId }) => groupId === id)
          .map(({ unitId, name: unitName }) => ({ id: unitId, name: unitName })),
      })),
    periods: periods
      .filter(({ groupId }) => seen(groupId))
      .map((period) => {
        const group = groups.find(({ id }) => id === period.groupId)
        const last = lastDay(period.dueOn, group?.weekend ?? 'stays')
        return {
          ...{ id: period.id, groupId: period.groupId, code: period.code, name: period.name, kind: period.kind },
          ...{ startsOn: period.startsOn, endsOn: period.endsOn, dueOn: period.dueOn, lastDay: last },
          ...{ least: period.least, counted: period.counted, lockVersion: period.lockVersion },
          days: daysFrom(last, today),
          units: isWritten(period.kind) ? standingsOf(period, last) : [],
          items: isWritten(period.kind) ? null : itemsOf(period, news, near, today, last),
        }
      }),
    news: news.filter(({ unitId }) => reach === 'everywhere' || reaches(reach, unitId)).map(newsView),
  }
}

const newsView = ({ id, kind, unitId, publishedOn, title, address, lockVersion }: NewsItem) => ({
  ...{ id, kind: kind as PeriodKind, unitId, publishedOn, title, address, lockVersion },
})

/** What was published in a period, together or by each unit, against what is asked for. */
function itemsOf(
  period: Period,
  news: readonly NewsItem[],
  members: readonly Readonly<{ groupId: string; unitId: string; name: string }>[],
  today: string,
  lastOn: string,
) {
  const own = news.filter(
    (item) => item.kind === period.kind && item.publishedOn >= period.startsOn && item.publishedOn <= period.endsOn,
  )
  /** the day on which the last of the items asked for came */
  const met = (items: readonly NewsItem[]): string | null =>
    items.map(({ publishedOn }) => publishedOn).sort()[period.least - 1] ?? null
  const ownOf = groupBy(own, ({ unitId }) => unitId)
  const each = members
    .filter(({ groupId }) => groupId === period.groupId)
    .map(({ unitId, name }) => ({ id: unitId, name, metOn: met(ownOf.get(unitId) ?? []) }))
  const lacking = period.counted === 'together' ? [] : each.filter(({ metOn }) => metOn === null)
  const last = each
    .map(({ metOn }) => metOn ?? '')
    .sort()
    .at(-1)
  const metOn = period.counted === 'together' ? met(own) : lacking.length === 0 ? (last ?? null) : null
  return {
    count: own.length,
    lacking: lacking.map(({ id, name }) => ({ id, name })),
    due: dueStateOf(lastOn, metOn, today),
  }
}
