import { dueStateOf } from '../../surveys/periods/reporting-period.ts'
import { lastDay } from '../../surveys/periods/weekend.ts'
import { dayOf } from '../act.ts'
import type { Db } from '../db/open.ts'
import { findYear, listTasks, listTaskUnits, type StoredTask } from '../tasks/store.ts'
import { unitNames } from '../tasks/view.ts'
import { getReport, listPapers, listReportEntries, type Report, type ReportEntry } from './report-store.ts'
import { type Group, getGroup, getPeriod, type Period } from './store.ts'

export type Paper = Omit<Awaited<ReturnType<typeof listPapers>>[number], 'withdrawnAt'>

/** The day a report came, in Việt Nam; null while it has not. */
export const cameOn = ({ state, submittedAt }: Report): string | null =>
  state === 'draft' || submittedAt === null ? null : dayOf(new Date(submittedAt))

export const dueOf = (period: Period, group: Group): string => lastDay(period.dueOn, group.weekend)

export type ReportView = Awaited<ReturnType<typeof viewReport>>

/** One unit's report: what it has written, the tasks it is asked about, and the papers it names. */
export async function viewReport(db: Db, id: string, today: string) {
  const report = await getReport(db, id)
  const period = await getPeriod(db, report.periodId)
  const group = await getGroup(db, period.groupId)
  const [entries, tasks, supports, names, year] = await Promise.all([
    listReportEntries(db, [id]),
    listTasks(db, group.year),
    listTaskUnits(db, group.year),
    unitNames(db),
    findYear(db, group.year),
  ])
  const papers = await listPapers(db, [...new Set(entries.flatMap(({ evidence }) => evidence))])
  const last = dueOf(period, group)
  const submittedOn = cameOn(report)
  const supported = new Set(supports.filter(({ unitId }) => unitId === report.unitId).map(({ taskId }) => taskId))
  return {
    ...{ id, state: report.state, lockVersion: report.lockVersion, returnedNote: report.returnedNote },
    unit: { id: report.unitId, name: names.get(report.unitId) ?? report.unitId },
    period: {
      ...{ id: period.id, code: period.code, name: period.name, kind: period.kind },
      ...{ startsOn: period.startsOn, endsOn: period.endsOn },
      ...{ dueOn: period.dueOn, lastDay: last, year: group.year, groupName: group.name },
    },
    submittedOn,
    receivedAt: report.receivedAt,
    due: dueStateOf(last, submittedOn, today),
    today,
    issuing: year ?? null,
    entries: entries.map(entryView),
    /** the tasks of the year; `asked`: this unit leads or supports it, or all are asked */
    tasks: tasks.map((task) => ({
      ...{ number: task.number, area: task.area, name: task.name, lead: task.lead },
      asked: isAsked(task, report.unitId, supported),
      leads: task.leadUnitId === report.unitId,
    })),
    papers: papers.map(({ withdrawnAt, ...paper }) => ({ ...paper, withdrawn: withdrawnAt !== null })),
  }
}

export const isAsked = (task: StoredTask, unitId: string, supported: ReadonlySet<string>): boolean =>
  task.leadUnitId === unitId || task.askedOf === 'all' || supported.has(task.id)

export const entryView = (entry: ReportEntry) => ({
  task: entry.taskNumber,
  done: entry.done,
  figure:
    entry.numerator === null
      ? null
      : { numerator: entry.numerator, denominator: entry.denominator, measure: entry.measure },
  difficulties: entry.difficulties,
  next: entry.next,
  evidence: entry.evidence,
  writtenAt: entry.writtenAt,
})
export type EntryView = ReturnType<typeof entryView>
