import type { Selectable } from 'kysely'
import { insertRows, textsIn } from '../db/json-rows.ts'
import type { Db } from '../db/open.ts'
import type { ResponseTable } from '../db/tables.ts'

export type Response = Selectable<ResponseTable>

/** The content hashes of those sheets that are stored, by id. */
export async function listContentHashes(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.selectFrom('response').select(['id', 'contentHash']).where('id', 'in', textsIn(ids)).execute()
  return new Map(rows.map(({ id, contentHash }) => [id, contentHash]))
}

const COLUMNS = [
  'id',
  'roundId',
  'instrumentId',
  'drawUnitId',
  'mode',
  'handedBy',
  'language',
  'day',
  'noticeVersion',
  'answers',
  'contentHash',
  'flags',
] as const satisfies readonly (keyof Response)[]

export const insertResponses = (db: Db, rows: readonly Response[]): Promise<void> =>
  insertRows(db, 'response', COLUMNS, rows)

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
