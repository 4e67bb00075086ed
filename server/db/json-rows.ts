import { type RawBuilder, sql } from 'kysely'
import { engineOf } from './engine.ts'
import type { Db } from './open.ts'

/**
 * Many values in one parameter: a statement of fixed text whatever their number, which SQLite prepares once and reads
 * with `json_each`. A list of parameters would be another text, and another compilation, for each length.
 */
export const textsIn = (db: Db, values: readonly string[]): RawBuilder<string> =>
  engineOf(db) === 'postgres'
    ? sql`(select json_array_elements_text(${JSON.stringify(values)}::json))`
    : sql`(select value from json_each(${JSON.stringify(values)}))`

/**
 * An array as rows of `value` and, in their order, `key`: what stands after `from`. On SQLite a value that is itself an array is
 * one in binary form, so that its places are had without writing it out and reading it again each time.
 */
export function rowsOf(db: Db, values: readonly unknown[], name: string): RawBuilder<unknown> {
  const text = JSON.stringify(values)
  return engineOf(db) === 'postgres'
    ? sql`json_array_elements(${text}::json) with ordinality as ${sql.ref(name)}(value, key)`
    : sql`jsonb_each(${text}) as ${sql.ref(name)}`
}

/** Inserts rows of equal columns as one statement; column names are the program's own and never come from outside. */
export async function insertRows<Row extends Readonly<Record<string, string | number | null>>>(
  db: Db,
  table: string,
  columns: readonly (keyof Row & string)[],
  rows: readonly Row[],
): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column)))
  if (engineOf(db) === 'postgres') {
    const values = JSON.stringify(rows.map((row) => Object.fromEntries(columns.map((column) => [column, row[column]]))))
    await sql`insert into ${sql.table(table)} (${names}) select ${names} from json_populate_recordset(null::${sql.table(table)}, ${values}::json)`.execute(
      db,
    )
    return
  }
  const places = columns.map((_, place) => sql`value ->> ${sql.lit(place)}`)
  const values = JSON.stringify(rows.map((row) => columns.map((column) => row[column])))
  await sql`insert into ${sql.table(table)} (${names}) select ${sql.join(places)} from jsonb_each(${values})`.execute(
    db,
  )
}
