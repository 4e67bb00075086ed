import { sql } from 'kysely'
import type { Db } from '../db/open.ts'

/**
 * PostgreSQL: a table in a new file, its rows in the order of their random ids; the old file, with whatever was left in its room,
 * is gone. As long as it takes nobody reads or writes the table.
 */
export async function layById(db: Db, table: 'response' | 'slip' | 'recontact'): Promise<void> {
  const { rows } = await sql<{ name: string }>`select relname as name from pg_class join pg_index on indexrelid = oid
    where indrelid = ${table}::regclass and indisprimary`.execute(db)
  for (const { name } of rows) await sql`cluster ${sql.table(table)} using ${sql.id(name)}`.execute(db)
}
