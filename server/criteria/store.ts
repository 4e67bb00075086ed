import type { Insertable, Selectable, Updateable } from 'kysely'
import type { CriteriaSet } from '../../surveys/criteria/criteria-set.ts'
import type { CriteriaSetTable } from '../db/assessment-tables.ts'
import type { Db } from '../db/open.ts'

export type CardRow = Omit<Selectable<CriteriaSetTable>, 'state' | 'definition' | 'authors'> &
  Readonly<{ state: 'draft' | 'published'; definition: CriteriaSet; authors: readonly string[] }>

const cardOf = (row: Selectable<CriteriaSetTable>): CardRow => ({
  ...row,
  state: row.state === 'published' ? 'published' : 'draft',
  definition: JSON.parse(row.definition),
  authors: JSON.parse(row.authors),
})

export async function listCards(db: Db): Promise<CardRow[]> {
  const rows = await db
    .selectFrom('criteriaSet')
    .selectAll()
    .orderBy('year', 'desc')
    .orderBy('unitGroup')
    .orderBy('version', 'desc')
    .execute()
  return rows.map(cardOf)
}

export async function findCard(db: Db, id: string): Promise<CardRow | undefined> {
  const row = await db.selectFrom('criteriaSet').selectAll().where('id', '=', id).executeTakeFirst()
  return row && cardOf(row)
}

/** The highest version of a group's card of a year, 0 where there is none. */
export async function lastVersion(db: Db, unitGroup: string, year: number): Promise<number> {
  const row = await db
    .selectFrom('criteriaSet')
    .select(({ fn }) => fn.max('version').as('last'))
    .where('unitGroup', '=', unitGroup)
    .where('year', '=', year)
    .executeTakeFirst()
  return Number(row?.last ?? 0)
}

export async function insertCard(db: Db, row: Insertable<CriteriaSetTable>): Promise<void> {
  await db.insertInto('criteriaSet').values(row).execute()
}

/** Whether the card was still at the version that was read; if not, nothing is changed. */
export async function updateCard(
  db: Db,
  id: string,
  lockVersion: number,
  change: Updateable<CriteriaSetTable>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('criteriaSet')
    .set({ ...change, lockVersion: lockVersion + 1 })
    .where('id', '=', id)
    .where('lockVersion', '=', lockVersion)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function deleteCard(db: Db, id: string): Promise<void> {
  await db.deleteFrom('criteriaSet').where('id', '=', id).execute()
}
