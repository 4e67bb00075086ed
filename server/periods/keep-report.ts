import { z } from 'zod'
import { isWritten } from '../../surveys/periods/reporting-period.ts'
import { type Act, newId } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { getOwnEvidence } from '../evidence/keep-evidence.ts'
import { Problem } from '../problem.ts'
import type { Reach } from '../staff/account.ts'
import { reaches } from '../staff/gate.ts'
import { listTasks } from '../tasks/store.ts'
import {
  deleteReportEntry,
  findReport,
  getReport,
  insertReport,
  listReportEntries,
  putReportEntry,
  type Report,
  updateReport,
} from './report-store.ts'
import { getGroup, getPeriod, listMembers } from './store.ts'

const text = z.string().trim().max(8000)
const amount = z.number().min(0).max(1_000_000_000)
export const beginningReport = z.strictObject({
  periodId: z.string().min(1).max(64),
  unitId: z.string().min(1).max(64),
})
/** One task of the year by its number; 0 is the report as a whole. */
export const entry = z.strictObject({
  task: z.number().int().min(0).max(999),
  done: text,
  figure: z
    .strictObject({ numerator: amount, denominator: amount.nullable(), measure: z.string().trim().max(300) })
    .nullable(),
  difficulties: text,
  next: text,
  evidence: z.array(z.string().min(1).max(64)).max(50),
})
export const returning = z.strictObject({ note: z.string().trim().min(1).max(2000) })

/** The unit's report of a period, begun where there is none yet. */
export async function beginReport(
  db: Db,
  by: Act,
  reach: Reach,
  { periodId, unitId }: z.infer<typeof beginningReport>,
): Promise<string> {
  if (!reaches(reach, unitId)) throw new Problem('not_found')
  const period = await getPeriod(db, periodId)
  const group = await getGroup(db, period.groupId)
  const members = await listMembers(db, group.year)
  if (!isWritten(period.kind) || !members.some((one) => one.groupId === group.id && one.unitId === unitId))
    throw new Problem('input_invalid', { errors: [{ pointer: '/unitId', code: 'unit_not_asked' }] })
  const found = await findReport(db, periodId, unitId)
  if (found) return found.id
  const id = newId(by)
  await insertReport(db, {
    ...{ id, periodId, unitId, state: 'draft', lockVersion: 1, changedBy: by.actor, changedAt: by.now.toISOString() },
    ...{ submittedBy: null, submittedAt: null, receivedBy: null, receivedAt: null, returnedNote: null },
  })
  await audit(db, by, 'report.begin_periodic', id, { period: periodId, unit: unitId })
  return id
}

async function standingAt(db: Db, id: string, lockVersion: number, state: Report['state'], step: string) {
  const report = await getReport(db, id)
  if (report.lockVersion !== lockVersion) throw new Problem('stale', { detail: { version: report.lockVersion } })
  if (report.state !== state) throw new Problem('step_not_possible', { detail: { state: report.state, step } })
  return report
}

/** Writes one task's part; with nothing in it, it is taken out. */
export async function writeReportEntry(
  db: Db,
  by: Act,
  reach: Reach,
  id: string,
  lockVersion: number,
  said: z.infer<typeof entry>,
): Promise<void> {
  const report = await standingAt(db, id, lockVersion, 'draft', 'write')
  const group = await getGroup(db, (await getPeriod(db, report.periodId)).groupId)
  if (said.task !== 0 && !(await listTasks(db, group.year)).some(({ number }) => number === said.task))
    throw new Problem('input_invalid', { errors: [{ pointer: '/task', code: 'task_unknown' }] })
  refuseFigure(said.figure)
  const evidence = [...new Set(said.evidence)]
  for (const paper of evidence) await getOwnEvidence(db, reach, paper, report.unitId)
  const { figure, done, difficulties, next } = said
  const empty = !done && !difficulties && !next && figure === null && evidence.length === 0
  if (empty) await deleteReportEntry(db, id, said.task)
  else
    await putReportEntry(db, {
      ...{ reportId: id, taskNumber: said.task, done, difficulties, next, evidence },
      ...{ numerator: figure?.numerator ?? null, denominator: figure?.denominator ?? null },
      ...{ measure: figure?.measure ?? '', writtenBy: by.actor, writtenAt: by.now.toISOString() },
    })
  await touch(db, by, report, {})
  await audit(db, by, 'report.write_periodic', id, { task: said.task })
}

function refuseFigure(figure: z.infer<typeof entry>['figure']): void {
  if (figure === null || figure.denominator === null) return
  const { numerator, denominator } = figure
  const fault =
    denominator === 0 ? 'denominator_zero' : numerator > denominator ? 'numerator_above_denominator' : undefined
  if (fault)
    throw new Problem('input_invalid', {
      errors: [{ pointer: '/figure/denominator', code: fault, detail: { numerator, denominator } }],
    })
}

/** Sent: from now on nobody writes in it, unless it is given back. Late is said by the day it came, not refused. */
export async function submitReport(db: Db, by: Act, id: string, lockVersion: number): Promise<void> {
  const report = await standingAt(db, id, lockVersion, 'draft', 'submit')
  if ((await listReportEntries(db, [id])).length === 0)
    throw new Problem('input_invalid', { errors: [{ pointer: '', code: 'report_empty' }] })
  await touch(db, by, report, { state: 'submitted', submittedBy: by.actor, submittedAt: by.now.toISOString() })
  await audit(db, by, 'report.submit_periodic', id)
}

export async function receiveReport(db: Db, by: Act, id: string, lockVersion: number): Promise<void> {
  const report = await standingAt(db, id, lockVersion, 'submitted', 'receive')
  await touch(db, by, report, { state: 'received', receivedBy: by.actor, receivedAt: by.now.toISOString() })
  await audit(db, by, 'report.receive_periodic', id)
}

/** Given back to be completed: it is not sent any more, and counts as sent when it comes again. */
export async function returnReport(db: Db, by: Act, id: string, lockVersion: number, note: string): Promise<void> {
  const report = await standingAt(db, id, lockVersion, 'submitted', 'return')
  await touch(db, by, report, { state: 'draft', submittedBy: null, submittedAt: null, returnedNote: note })
  await audit(db, by, 'report.return_periodic', id)
}

const touch = (db: Db, by: Act, report: Report, change: Parameters<typeof updateReport>[2]) =>
  updateReport(db, report, { ...change, changedBy: by.actor, changedAt: by.now.toISOString() })
