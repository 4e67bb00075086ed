import type { Selectable, Updateable } from 'kysely'
import type { RemedyState } from '../../surveys/assessment.ts'
import type { RemedyTable } from '../db/assessment-tables.ts'
import type { Db } from '../db/open.ts'
import { Problem } from '../problem.ts'

export type Remedy = Omit<Selectable<RemedyTable>, 'state'> & Readonly<{ state: RemedyState }>

const remedyOf = (row: Selectable<RemedyTable>): Remedy => ({ ...row, state: row.state as RemedyState })

export async function listRemedies(db: Db, assessmentId: string): Promise<Remedy[]> {
  const rows = await db
    .selectFrom('remedy')
    .selectAll()
    .where('assessmentId', '=', assessmentId)
    .orderBy('componentId')
    .execute()
  return rows.map(remedyOf)
}

export async function findRemedy(db: Db, assessmentId: string, componentId: string): Promise<Remedy | undefined> {
  const row = await db
    .selectFrom('remedy')
    .selectAll()
    .where('assessmentId', '=', assessmentId)
    .where('componentId', '=', componentId)
    .executeTakeFirst()
  return row && remedyOf(row)
}

export async function insertRemedy(db: Db, row: Remedy): Promise<void> {
  await db.insertInto('remedy').values(row).execute()
}

/** Changes it if it is still at the version that was read; else nothing, and `stale`. */
export async function updateRemedy(
  db: Db,
  { assessmentId, componentId, lockVersion }: Remedy,
  change: Updateable<RemedyTable>,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('remedy')
    .set({ ...change, lockVersion: lockVersion + 1 })
    .where('assessmentId', '=', assessmentId)
    .where('componentId', '=', componentId)
    .where('lockVersion', '=', lockVersion)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Problem('stale', { detail: { version: lockVersion } })
}

export async function countRemedies(db: Db) {
  const rows = await db
    .selectFrom('remedy')
    .select(['assessmentId', 'state'])
    .select(({ fn }) => fn.countAll<number>().as('many'))
    .groupBy(['assessmentId', 'state'])
    .execute()
  return rows.map(({ many, ...row }) => ({ ...row, many: Number(many) }))
}

/** What is not accepted yet, with its due day. */
export async function listOpenRemedies(db: Db) {
  return db
    .selectFrom('remedy')
    .select(['assessmentId', 'componentId', 'state', 'dueOn', 'measure'])
    .where('state', '<>', 'accepted')
    .orderBy('dueOn')
    .orderBy('componentId')
    .execute()
}
