import type { Insertable, Selectable, Updateable } from 'kysely'
import type { PeriodKind } from '../../surveys/periods/reporting-period.ts'
import type { WeekendRule } from '../../surveys/periods/weekend.ts'
import { insertRows } from '../db/json-rows.ts'
import type { Db } from '../db/open.ts'
import type { NewsItemTable, ReportGroupTable, ReportingPeriodTable } from '../db/reform-tables.ts'
import { Problem } from '../problem.ts'

export type Group = Omit<Selectable<ReportGroupTable>, 'weekend'> & Readonly<{ weekend: WeekendRule }>
export type Period = Omit<Selectable<ReportingPeriodTable>, 'kind' | 'counted'> &
  Readonly<{ kind: PeriodKind; counted: 'each' | 'together' }>
export type NewsItem = Selectable<NewsItemTable>

const groupOf = (row: Selectable<ReportGroupTable>): Group => ({ ...row, weekend: row.weekend as WeekendRule })
const periodOf = (row: Selectable<ReportingPeriodTable>): Period => ({
  ...row,
  kind: row.kind as PeriodKind,
  counted: row.counted === 'together' ? 'together' : 'each',
})

export async function listGroups(db: Db, year: number): Promise<Group[]> {
  const rows = await db.selectFrom('reportGroup').selectAll().where('year', '=', year).orderBy('code').execute()
  return rows.map(groupOf)
}

export async function getGroup(db: Db, id: string): Promise<Group> {
  const row = await db.selectFrom('reportGroup').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new Problem('not_found')
  return groupOf(row)
}

export const insertGroup = (db: Db, row: Insertable<ReportGroupTable>) =>
  db.insertInto('reportGroup').values(row).execute()

export async function updateGroup(db: Db, id: string, lockVersion: number, change: Updateable<ReportGroupTable>) {
  const { numUpdatedRows } = await db
    .updateTable('reportGroup')
    .set({ ...change, lockVersion: lockVersion + 1 })
    .where('id', '=', id)
    .where('lockVersion', '=', lockVersion)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** The units of the groups of a year, by name. */
export const listMembers = (db: Db, year: number) =>
  db
    .selectFrom('reportGroupUnit')
    .innerJoin('reportGroup', 'reportGroup.id', 'reportGroupUnit.groupId')
    .innerJoin('unit', 'unit.id', 'reportGroupUnit.unitId')
    .select(['groupId', 'unitId', 'unit.name'])
    .where('year', '=', year)
    .orderBy('unit.name')
    .orderBy('unitId')
    .execute()

export async function putMembers(db: Db, groupId: string, unitIds: readonly string[]): Promise<void> {
  await db.deleteFrom('reportGroupUnit').where('groupId', '=', groupId).execute()
  const rows = unitIds.map((unitId) => ({ groupId, unitId }))
  await insertRows(db, 'reportGroupUnit', ['groupId', 'unitId'], rows)
}

export async function listPeriods(db: Db, year: number): Promise<Period[]> {
  const rows = await db
    .selectFrom('reportingPeriod')
    .innerJoin('reportGroup', 'reportGroup.id', 'reportingPeriod.groupId')
    .selectAll('reportingPeriod')
    .where('year', '=', year)
    .orderBy('dueOn')
    .orderBy('reportingPeriod.code')
    .orderBy('reportingPeriod.id')
    .execute()
  return rows.map(periodOf)
}

export async function getPeriod(db: Db, id: string): Promise<Period> {
  const row = await db.selectFrom('reportingPeriod').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new Problem('not_found')
  return periodOf(row)
}

export const insertPeriods = (db: Db, rows: readonly Selectable<ReportingPeriodTable>[]) =>
  insertRows(
    db,
    'reportingPeriod',
    Object.keys(rows[0] ?? {}) as (keyof Selectable<ReportingPeriodTable>)[],
    rows as readonly Readonly<Record<keyof Selectable<ReportingPeriodTable>, string | number>>[],
  )

export async function updatePeriod(db: Db, id: string, lockVersion: number, change: Updateable<ReportingPeriodTable>) {
  const { numUpdatedRows } = await db
    .updateTable('reportingPeriod')
    .set({ ...change, lockVersion: lockVersion + 1 })
    .where('id', '=', id)
    .where('lockVersion', '=', lockVersion)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function deletePeriod(db: Db, id: string): Promise<void> {
  await db.deleteFrom('reportingPeriod').where('id', '=', id).execute()
}

/** How far the reports of a year are: one line a report, without what is in it. */
export const listReports = (db: Db, year: number) =>
  db
    .selectFrom('periodReport')
    .innerJoin('reportingPeriod', 'reportingPeriod.id', 'periodReport.periodId')
    .innerJoin('reportGroup', 'reportGroup.id', 'reportingPeriod.groupId')
    .select(['periodReport.id', 'periodId', 'unitId', 'state', 'submittedAt', 'receivedAt', 'returnedNote'])
    .where('year', '=', year)
    .execute()

export const countReports = async (db: Db, periodId: string): Promise<number> => {
  const row = await db
    .selectFrom('periodReport')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('periodId', '=', periodId)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** What was published in a year and not taken back. */
export const listNews = (db: Db, year: number): Promise<NewsItem[]> =>
  db
    .selectFrom('newsItem')
    .selectAll()
    .where('year', '=', year)
    .where('withdrawnAt', 'is', null)
    .orderBy('publishedOn', 'desc')
    .orderBy('id')
    .execute()

export const findNews = (db: Db, id: string): Promise<NewsItem | undefined> =>
  db.selectFrom('newsItem').selectAll().where('id', '=', id).executeTakeFirst()

export const insertNews = (db: Db, row: Insertable<NewsItemTable>) => db.insertInto('newsItem').values(row).execute()

export async function withdrawNews(db: Db, id: string, lockVersion: number, by: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('newsItem')
    .set({ withdrawnBy: by, withdrawnAt: at, lockVersion: lockVersion + 1 })
    .where('id', '=', id)
    .where('lockVersion', '=', lockVersion)
    .where('withdrawnAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
