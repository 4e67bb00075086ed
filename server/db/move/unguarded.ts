import { sql } from 'kysely'
import { engineOf } from '../engine.ts'
import type { Db } from '../open.ts'

/**
 * Lets rows of another database in as they are: the guards judge what the program writes, and these were judged when they were
 * written; what a row points to may come later. Called inside a transaction, and so is what it gives back, which puts every
 * guard in its place again, fills what is made from the rows, and lets the database itself check that each row points to one that has come.
 */
export async function unguarded(inside: Db): Promise<() => Promise<void>> {
  return engineOf(inside) === 'postgres' ? unguardedPostgres(inside) : unguardedSqlite(inside)
}

async function unguardedPostgres(inside: Db): Promise<() => Promise<void>> {
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = current_schema()`.execute(inside)
  const { rows: keys } = await sql<{ table: string; name: string; definition: string }>`
    select conrelid::regclass::text as "table", quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace`.execute(inside)
  for (const { table, name } of keys) await sql.raw(`alter table ${table} drop constraint ${name}`).execute(inside)
  for (const { name } of tables) await sql`alter table ${sql.table(name)} disable trigger user`.execute(inside)
  return async () => {
    for (const { name } of tables) await sql`alter table ${sql.table(name)} enable trigger user`.execute(inside)
    for (const { table, name, definition } of keys)
      await sql.raw(`alter table ${table} add constraint ${name} ${definition}`).execute(inside)
  }
}

async function unguardedSqlite(inside: Db): Promise<() => Promise<void>> {
  const { rows: triggers } = await sql<{ name: string; sql: string }>`
    select name, sql from sqlite_schema where type = 'trigger'`.execute(inside)
  for (const { name } of triggers) await sql`drop trigger ${sql.id(name)}`.execute(inside)
  // Until the commit, which fails where a row points to nothing.
  await sql`pragma defer_foreign_keys = on`.execute(inside)
  return async () => {
    for (const trigger of triggers) await sql.raw(trigger.sql).execute(inside)
    // An index of words stands beside its table, and nobody told it of the rows.
    const { rows: indexes } = await sql<{ name: string }>`
      select name from sqlite_schema where sql like 'create virtual table % using fts5 %'`.execute(inside)
    for (const { name } of indexes)
      await sql`insert into ${sql.table(name)} (${sql.ref(name)}) values ('rebuild')`.execute(inside)
  }
}
