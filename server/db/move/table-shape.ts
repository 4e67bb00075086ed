import { sql } from 'kysely'
import { migrate } from '../migrate.ts'
import { type Db, openSqliteInMemory } from '../open.ts'

/** A table as both databases have it: its columns in the order of their names, and the key its rows are ordered by, where it has one. */
export type TableShape = Readonly<{
  name: string
  columns: readonly string[]
  key: readonly string[]
  /** the columns that hold files */
  bytes: readonly string[]
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
      bytes: columns.filter(({ type }) => type === 'blob').map(({ column }) => column),
    }
  })
}

/** The tables as the named migrations of this program make them, whatever database the data are in. */
export async function shapesAfter(names?: readonly string[]): Promise<TableShape[]> {
  const fresh = openSqliteInMemory()
  try {
    await migrate(fresh, names)
    return await tableShapes(fresh)
  } finally {
    await fresh.destroy()
  }
}
