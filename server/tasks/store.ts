import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Product, TaskState } from '../../surveys/tasks/reform-task.ts'
import { insertRows } from '../db/json-rows.ts'
import type { Db } from '../db/open.ts'
import type { ReformTaskPaperTable, ReformTaskTable, ReformYearTable } from '../db/reform-tables.ts'
import { Problem } from '../problem.ts'

export type ReformYear = Selectable<ReformYearTable>
export type StoredTask = Omit<Selectable<ReformTaskTable>, 'state' | 'askedOf' | 'products'> &
  Readonly<{ state: TaskState; askedOf: 'named' | 'all'; products: readonly Product[] }>

const taskOf = (row: Selectable<ReformTaskTable>): StoredTask => ({
  ...row,
  state: row.state as TaskState,
  askedOf: row.askedOf === 'all' ? 'all' : 'named',
  products: JSON.parse(row.products),
})

export const listYears = (db: Db): Promise<ReformYear[]> =>
  db.selectFrom('reformYear').selectAll().orderBy('year', 'desc').execute()

export const findYear = (db: Db, year: number): Promise<ReformYear | undefined> =>
  db.selectFrom('reformYear').selectAll().where('year', '=', year).executeTakeFirst()

export async function insertYear(db: Db, row: Insertable<ReformYearTable>): Promise<void> {
  await db.insertInto('reformYear').values(row).execute()
}

export async function updateYear(db: Db, year: number, lockVersion: number, change: Updateable<ReformYearTable>) {
  const { numUpdatedRows } = await db
    .updateTable('reformYear')
    .set({ ...change, lockVersion: lockVersion + 1 })
    .where('year', '=', year)
    .where('lockVersion', '=', lockVersion)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function listTasks(db: Db, year: number): Promise<StoredTask[]> {
  const rows = await db.selectFrom('reformTask').selectAll().where('year', '=', year).orderBy('number').execute()
  return rows.map(taskOf)
}

export async function getTask(db: Db, id: string): Promise<StoredTask> {
  const row = await db.selectFrom('reformTask').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new Problem('not_found')
  return taskOf(row)
}

export async function insertTasks(db: Db, rows: readonly Selectable<ReformTaskTable>[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}) as (keyof Selectable<ReformTaskTable>)[]
  await insertRows(db, 'reformTask', columns, rows)
}

/** Changes the task if it is still at the version that was read; else nothing. */
export async function updateTask(db: Db, id: string, lockVersion: number, change: Updateable<ReformTaskTable>) {
  const { numUpdatedRows } = await db
    .updateTable('reformTask')
    .set({ ...change, lockVersion: lockVersion + 1 })
    .where('id', '=', id)
    .where('lockVersion', '=', lockVersion)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Who supports which task of a year. */
export const listTaskUnits = (db: Db, year: number) =>
  db
    .selectFrom('reformTaskUnit')
    .innerJoin('reformTask', 'reformTask.id', 'reformTaskUnit.taskId')
    .select(['taskId', 'unitId'])
    .where('year', '=', year)
    .orderBy('unitId')
    .execute()

export async function putTaskUnits(db: Db, taskId: string, unitIds: readonly string[]): Promise<void> {
  await db.deleteFrom('reformTaskUnit').where('taskId', '=', taskId).execute()
  await insertRows(
    db,
    'reformTaskUnit',
    ['taskId', 'unitId'],
    unitIds.map((unitId) => ({ taskId, unitId })),
  )
}

export type TaskPaper = Awaited<ReturnType<typeof listTaskPapers>>[number]

/** The papers of a year's tasks that can still be opened, and whose they are. */
export const listTaskPapers = (db: Db, year: number) =>
  db
    .selectFrom('reformTaskPaper')
    .innerJoin('reformTask', 'reformTask.id', 'reformTaskPaper.taskId')
    .innerJoin('evidence', 'evidence.id', 'reformTaskPaper.evidenceId')
    .select(['taskId', 'product', 'evidenceId', 'evidence.number', 'evidence.issuedOn', 'evidence.issuer'])
    .select(['evidence.abstract', 'evidence.unitId'])
    .where('reformTask.year', '=', year)
    .where('evidence.withdrawnAt', 'is', null)
    .orderBy('product')
    .orderBy('evidence.issuedOn')
    .orderBy('evidenceId')
    .execute()

export async function insertTaskPaper(db: Db, row: Insertable<ReformTaskPaperTable>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('reformTaskPaper')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function deleteTaskPaper(db: Db, taskId: string, product: number, evidenceId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('reformTaskPaper')
    .where('taskId', '=', taskId)
    .where('product', '=', product)
    .where('evidenceId', '=', evidenceId)
    .executeTakeFirst()
  return numDeletedRows === 1n
}
