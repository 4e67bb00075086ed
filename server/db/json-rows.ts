import { type RawBuilder, sql } from 'kysely'
import type { Db } from './open.ts'

/**
 * Many values in one parameter: a statement of fixed text whatever their number, which SQLite prepares once and reads
 * with `json_each`. A list of parameters would be another text, and another compilation, for each length.
 */
export const textsIn = (values: readonly string[]): RawBuilder<string> =>
  sql`(select value from json_each(${JSON.stringify(values)}))`

/** Inserts rows of equal columns as one statement; column names are the program's own and never come from outside. */
export async function insertRows<Row extends Readonly<Record<string, string | number | null>>>(
  db: Db,
  table: string,
  columns: readonly (keyof Row & string)[],
  rows: readonly Row[],
): Promise<void> {
  const places = columns.map((_, place) => sql`value ->> ${sql.lit(place)}`)
  const values = JSON.stringify(rows.map((row) => columns.map((column) => row[column])))
  await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))}) select ${sql.join(
    places,
  )} from json_each(${values})`.execute(db)
}
