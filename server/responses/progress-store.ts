import type { Selectable } from 'kysely'
import type { Db } from '../db/open.ts'
import type { ProgressTable } from '../db/tables.ts'

export type Progress = Selectable<ProgressTable>

export const findProgress = (db: Db, id: string): Promise<Progress | undefined> =>
  db.selectFrom('progress').selectAll().where('id', '=', id).executeTakeFirst()

export async function putProgress(db: Db, row: Progress): Promise<void> {
  const { sealed, version, day } = row
  await db
    .insertInto('progress')
    .values(row)
    .onConflict((oc) => oc.column('id').doUpdateSet({ sealed, version, day }))
    .execute()
}

export async function deleteProgress(db: Db, id: string): Promise<void> {
  await db.deleteFrom('progress').where('id', '=', id).execute()
}

/** Those nobody came back to since a day. */
export async function deleteProgressBefore(db: Db, day: string): Promise<void> {
  await db.deleteFrom('progress').where('day', '<', day).execute()
}

/** How many unfinished sheets a round keeps, and how many slips there are that could have one. */
export async function countProgress(db: Db, roundId: string): Promise<Readonly<{ kept: number; slips: number }>> {
  const count = async (table: 'progress' | 'slip') => {
    const row = await db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('roundId', '=', roundId)
      .executeTakeFirst()
    return Number(row?.count ?? 0)
  }
  return { kept: await count('progress'), slips: await count('slip') }
}
