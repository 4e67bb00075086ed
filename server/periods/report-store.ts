import type { Insertable, Selectable, Updateable } from 'kysely'
import { textsIn } from '../db/json-rows.ts'
import type { Db } from '../db/open.ts'
import type { PeriodReportTable, ReportEntryTable } from '../db/reform-tables.ts'
import { Problem } from '../problem.ts'

export const REPORT_STATES = ['draft', 'submitted', 'received'] as const
export type ReportState = (typeof REPORT_STATES)[number]
export type Report = Omit<Selectable<PeriodReportTable>, 'state'> & Readonly<{ state: ReportState }>
export type ReportEntry = Omit<Selectable<ReportEntryTable>, 'evidence'> & Readonly<{ evidence: readonly string[] }>

const reportOf = (row: Selectable<PeriodReportTable>): Report => ({ ...row, state: row.state as ReportState })
const entryOf = (row: Selectable<ReportEntryTable>): ReportEntry => ({ ...row, evidence: JSON.parse(row.evidence) })

export async function getReport(db: Db, id: string): Promise<Report> {
  const row = await db.selectFrom('periodReport').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new Problem('not_found')
  return reportOf(row)
}

export async function findReport(db: Db, periodId: string, unitId: string): Promise<Report | undefined> {
  const row = await db
    .selectFrom('periodReport')
    .selectAll()
    .where('periodId', '=', periodId)
    .where('unitId', '=', unitId)
    .executeTakeFirst()
  return row && reportOf(row)
}

export async function listReportsOf(db: Db, periodId: string): Promise<Report[]> {
  const rows = await db.selectFrom('periodReport').selectAll().where('periodId', '=', periodId).execute()
  return rows.map(reportOf)
}

export const insertReport = (db: Db, row: Insertable<PeriodReportTable>) =>
  db.insertInto('periodReport').values(row).execute()

/** Changes the report if it is still at the version that was read; else nothing, and `stale`. */
export async function updateReport(
  db: Db,
  { id, lockVersion }: Pick<Report, 'id' | 'lockVersion'>,
  change: Updateable<PeriodReportTable>,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('periodReport')
    .set({ ...change, lockVersion: lockVersion + 1 })
    .where('id', '=', id)
    .where('lockVersion', '=', lockVersion)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Problem('stale', { detail: { version: lockVersion } })
}

export async function listReportEntries(db: Db, reportIds: readonly string[]): Promise<ReportEntry[]> {
  const rows = await db
    .selectFrom('reportEntry')
    .selectAll()
    .where('reportId', 'in', textsIn(db, reportIds))
    .orderBy('reportId')
    .orderBy('taskNumber')
    .execute()
  return rows.map(entryOf)
}

export async function putReportEntry(db: Db, { evidence, ...entry }: ReportEntry): Promise<void> {
  const { reportId: _, taskNumber: __, ...said } = { ...entry, evidence: JSON.stringify(evidence) }
  await db
    .insertInto('reportEntry')
    .values({ ...entry, evidence: JSON.stringify(evidence) })
    .onConflict((conflict) => conflict.columns(['reportId', 'taskNumber']).doUpdateSet(said))
    .execute()
}

export async function deleteReportEntry(db: Db, reportId: string, taskNumber: number): Promise<void> {
  await db.deleteFrom('reportEntry').where('reportId', '=', reportId).where('taskNumber', '=', taskNumber).execute()
}

/** Papers by their ids, those withdrawn too. */
export const listPapers = (db: Db, ids: readonly string[]) =>
  db
    .selectFrom('evidence')
    .select([
      'id',
      'number',
      'issuedOn',
      'issuer',
      'abstract',
      'fileName',
      'size',
      'contentHash',
      'withdrawnAt',
      'unitId',
    ])
    .where('id', 'in', textsIn(db, ids))
    .orderBy('issuedOn')
    .orderBy('number')
    .orderBy('id')
    .execute()
