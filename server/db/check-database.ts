import { type RawBuilder, sql } from 'kysely'
import { engineOf } from './engine.ts'
import { migrate } from './migrate.ts'
import { type Db, openSqliteInMemory } from './open.ts'

/** What is wrong with the database itself, in its own words; empty when nothing is. `depth` says how deep the look was. */
export type DatabaseCheck = Readonly<{ damage: readonly string[]; depth: string }>

/**
 * Reads every page of every table, and asks the database what it knows of damage. That the triggers which refuse change are
 * still there and on is part of it: without them a row could have been changed by hand.
 */
export async function checkDatabase(db: Db): Promise<DatabaseCheck> {
  const engine = engineOf(db)
  const { damage, depth } = await (engine === 'postgres' ? checkPostgres(db) : checkSqlite(db))
  return { damage: [...damage, ...(await missingTriggers(db))], depth }
}

async function checkSqlite(db: Db): Promise<DatabaseCheck> {
  const whole = await rows<{ integrity_check: string }>(db, sql`pragma integrity_check`)
  const unfound = await rows<{ lost: number }>(
    db,
    sql`select count(*) as lost from "evidenceText" as t full join "evidenceWords_docsize" as d on d.id = t.serial
        where t.serial is null or d.id is null`,
  )
  const orphans = await rows<{ table: string; parent: string }>(db, sql`pragma foreign_key_check`)
  return {
    damage: [
      ...whole.map((row) => row.integrity_check).filter((line) => line !== 'ok'),
      ...orphans.map(({ table, parent }) => `a row of ${table} points to nothing in ${parent}`),
      ...unfound.flatMap(({ lost }) =>
        lost > 0 ? [`the index of words and the kept texts differ by ${lost} papers`] : [],
      ),
    ],
    depth: 'integrity_check, foreign_key_check',
  }
}

async function checkPostgres(db: Db): Promise<DatabaseCheck> {
  const damage: string[] = []
  const tables = await rows<{ name: string }>(
    db,
    sql`select tablename as name from pg_tables where schemaname = current_schema() order by 1`,
  )
  // As text, so that what is stored apart (long answers, documents) is fetched, too, and its checksums with it.
  for (const { name } of tables)
    await sql`select sum(length(t::text)) from ${sql.table(name)} as t`.execute(db).catch((error: Error) => {
      damage.push(`${name}: ${error.message}`)
    })
  const loose = await rows<{ name: string }>(
    db,
    sql`select conname as name from pg_constraint where connamespace = current_schema()::regnamespace and not convalidated`,
  )
  damage.push(...loose.map(({ name }) => `the constraint ${name} is not held`))
  const [{ checksums }] = await rows<{ checksums: string }>(
    db,
    sql`select current_setting('data_checksums') as checksums`,
  )
  const [extension] = await rows(db, sql`select 1 from pg_extension where extname = 'amcheck'`)
  if (extension) {
    const indexes = await rows<{ id: number; name: string }>(
      db,
      sql`select i.indexrelid as id, c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
          join pg_am m on m.oid = c.relam
          where c.relnamespace = current_schema()::regnamespace and m.amname = 'btree' order by 2`,
    )
    for (const { id, name } of indexes)
      await sql`select bt_index_check(${id}::oid::regclass, true)`.execute(db).catch((error: Error) => {
        damage.push(`${name}: ${error.message}`)
      })
  }
  return {
    damage,
    depth: `every row read, page checksums ${checksums}, indexes ${extension ? 'checked by amcheck' : 'not checked (create extension amcheck)'}`,
  }
}

/** Both databases have the same triggers; a new, empty one says which. */
async function missingTriggers(db: Db): Promise<string[]> {
  const fresh = openSqliteInMemory()
  await migrate(fresh)
  const needed = await rows<{ name: string }>(fresh, sql`select name from sqlite_schema where type = 'trigger'`)
  await fresh.destroy()
  const found = await rows<{ name: string }>(
    db,
    engineOf(db) === 'postgres'
      ? sql`select tgname as name from pg_trigger where not tgisinternal and tgenabled in ('O', 'A')`
      : sql`select name from sqlite_schema where type = 'trigger'`,
  )
  const there = new Set(found.map(({ name }) => name))
  return needed.flatMap(({ name }) => (there.has(name) ? [] : [`the trigger ${name} is not there or is switched off`]))
}

const rows = async <T>(db: Db, query: RawBuilder<unknown>): Promise<T[]> => (await query.execute(db)).rows as T[]
