import type { Insertable } from 'kysely'
import type { MediaTable } from '../db/media-table.ts'
import type { Db } from '../db/open.ts'

export const findMedia = (db: Db, name: string) =>
  db.selectFrom('media').select(['mediaType', 'bytes']).where('name', '=', name).executeTakeFirst()

export const isStored = async (db: Db, name: string): Promise<boolean> =>
  (await db.selectFrom('media').select('name').where('name', '=', name).executeTakeFirst()) !== undefined

/** What all files take together. */
export const sumOfSizes = async (db: Db): Promise<number> => {
  const row = await db
    .selectFrom('media')
    .select(({ fn }) => fn.sum<number | null>('size').as('sum'))
    .executeTakeFirst()
  return Number(row?.sum ?? 0)
}

export const insertMedia = (db: Db, row: Insertable<MediaTable>) => db.insertInto('media').values(row).execute()

/** What there is to choose from, the newest first. */
export const listMedia = (db: Db) =>
  db
    .selectFrom('media')
    .select(['name', 'kind', 'fileName', 'size', 'createdAt'])
    .orderBy('createdAt', 'desc')
    .orderBy('name')
    .execute()

/** Those of the names that are there. */
export async function storedAmong(db: Db, names: readonly string[]): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set()
  const rows = await db
    .selectFrom('media')
    .select('name')
    .where('name', 'in', [...new Set(names)])
    .execute()
  return new Set(rows.map(({ name }) => name))
}
