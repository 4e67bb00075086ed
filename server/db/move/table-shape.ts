import { sql } from 'kysely'
import type { Db } from '../open.ts'

/** A table as both databases have it: its columns in the order of their names, and the key its rows are ordered by, where it has one. */
export type TableShape = Readonly<{
  name: string
  columns: readonly string[]
  key: readonly string[]
  hasBytes: boolean
}>

/** The tables of an SQLite database, without those of the driver and the migrator. */
export async function tableShapes(db: Db): Promise<TableShape[]> {
  const { rows } = await sql<{ table: string; column: string; type: string; pk: number }>`
    select t.name as "table", c.name as "column", lower(c.type) as type, c.pk
    from pragma_table_list as t join pragma_table_info(t.name) as c
    where t.type = 'table' and t.schema = 'main' and t.name not like 'sqlite_%' and t.name not like 'kysely_%'
    order by t.name, c.name`.execute(db)
  return [...new Set(rows.map(({ table }) => table))].map((name) => {
    const columns = rows.filter(({ table }) => table === name)
    const key = columns.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk)
    return {
      name,
      columns: columns.map(({ column }) => column),
      key: key.map(({ column }) => column),
      hasBytes: columns.some(({ type }) => type === 'blob'),
    }
  })
}
