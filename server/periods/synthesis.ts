import { dueStateOf, isWritten } from '../../surveys/periods/reporting-period.ts'
import type { Db } from '../db/open.ts'
import { Problem } from '../problem.ts'
import { findYear, listTasks } from '../tasks/store.ts'
import { listPapers, listReportEntries, listReportsOf } from './report-store.ts'
import { cameOn, dueOf, entryView } from './report-view.ts'
import { getGroup, getPeriod, listMembers } from './store.ts'

export type Synthesis = Awaited<ReturnType<typeof synthesise>>

/**
 * What all units of a group have sent for a period, task by task, and who has not. Only what was sent counts; drafts are the
 * unit's own. A sum of figures is made only where every unit of the task counts the same thing the same way.
 */
export async function synthesise(db: Db, periodId: string, today: string) {
  const period = await getPeriod(db, periodId)
  if (!isWritten(period.kind)) throw new Problem('not_found')
  const group = await getGroup(db, period.groupId)
  const [year, tasks, members, reports] = await Promise.all([
    findYear(db, group.year),
    listTasks(db, group.year),
    listMembers(db, group.year),
    listReportsOf(db, periodId),
  ])
  if (!year) throw new Problem('not_found')
  const last = dueOf(period, group)
  const reportOf = new Map(reports.map((report) => [report.unitId, report]))
  const units = members
    .filter(({ groupId }) => groupId === group.id)
    .map(({ unitId, name }) => {
      const report = reportOf.get(unitId)
      const submittedOn = report ? cameOn(report) : null
      return { unitId, name, reportId: report?.id ?? null, submittedOn, due: dueStateOf(last, submittedOn, today) }
    })
  units.sort((a, b) => a.name.localeCompare(b.name, 'vi', { numeric: true }))
  const sent = units.filter(({ submittedOn }) => submittedOn !== null)
  const entries = await listReportEntries(
    db,
    sent.flatMap(({ reportId }) => reportId ?? []),
  )
  const nameOf = new Map(units.map(({ reportId, name }) => [reportId, name]))
  const lines = entries.map((entry) => ({
    unit: nameOf.get(entry.reportId) ?? '',
    ...entryView(entry),
  }))
  const papers = await listPapers(db, [...new Set(entries.flatMap(({ evidence }) => evidence))])
  return {
    period: { ...period, lastDay: last },
    group: { id: group.id, code: group.code, name: group.name, year: group.year },
    year,
    today,
    units,
    whole: lines.filter(({ task }) => task === 0).sort(byUnit),
    tasks: tasks
      .map(({ number, area, name, lead }) => {
        const own = lines.filter(({ task }) => task === number).sort(byUnit)
        return { number, area, name, lead, lines: own, sum: sumOf(own) }
      })
      .filter((task) => task.lines.length > 0),
    papers: papers.filter(({ withdrawnAt }) => withdrawnAt === null),
  }
}

const byUnit = (a: { unit: string }, b: { unit: string }) => a.unit.localeCompare(b.unit, 'vi', { numeric: true })

type Figured = Readonly<{ figure: ReturnType<typeof entryView>['figure'] }>
/** Figures added up, where at least two units counted the same thing, all of them or none out of a whole. */
function sumOf(lines: readonly Figured[]) {
  const figures = lines.flatMap(({ figure }) => (figure ? [figure] : []))
  const [first] = figures
  if (!first || figures.length < 2) return null
  const same = figures.every(
    ({ measure, denominator }) => measure === first.measure && (denominator === null) === (first.denominator === null),
  )
  if (!same) return null
  return {
    units: figures.length,
    measure: first.measure,
    numerator: figures.reduce((sum, { numerator }) => sum + numerator, 0),
    denominator:
      first.denominator === null ? null : figures.reduce((sum, { denominator }) => sum + (denominator ?? 0), 0),
  }
}
