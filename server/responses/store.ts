import type { Selectable } from 'kysely'
import type { Db } from '../db/open.ts'
import type { ResponseTable } from '../db/tables.ts'

export type Response = Selectable<ResponseTable>

export async function findResponse(db: Db, id: string): Promise<Response | undefined> {
  return db.selectFrom('response').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function insertResponse(db: Db, row: Response): Promise<void> {
  await db.insertInto('response').values(row).execute()
}

/** In the order of their random ids, which is no order. */
export async function listResponses(db: Db, roundId: string): Promise<Response[]> {
  return db.selectFrom('response').selectAll().where('roundId', '=', roundId).orderBy('id').execute()
}

export async function countDecline(db: Db, roundId: string, form: string, day: string): Promise<void> {
  await db
    .insertInto('decline')
    .values({ roundId, form, day, count: 1 })
    .onConflict((oc) =>
      oc
        .columns(['roundId', 'form', 'day'])
        .doUpdateSet(({ ref, eb }) => ({ count: eb(ref('decline.count'), '+', 1) })),
    )
    .execute()
}

export async function sumDeclines(db: Db, roundId: string): Promise<number> {
  const row = await db
    .selectFrom('decline')
    .select(({ fn }) => fn.sum<number>('count').as('count'))
    .where('roundId', '=', roundId)
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}
