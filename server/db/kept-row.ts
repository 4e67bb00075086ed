import { sql } from 'kysely'
import { sha256 } from '../keys.ts'
import type { Db } from './open.ts'

/** Rows that are written once, by table: the columns in the order in which they are hashed. The bytes of a dataset have a hash of their own, which is among them. */
const COLUMNS = {
  dataset: ['id', 'roundId', 'drawId', 'hash', 'rowCount', 'exclusions', 'fieldwork', 'createdAt'],
  weighting: ['id', 'datasetId', 'steps', 'result', 'methodVersion', 'createdAt'],
  estimate: [
    ...['id', 'datasetId', 'weightingId', 'datasetHash', 'specification'],
    ...['result', 'methodVersion', 'createdAt'],
  ],
} as const satisfies Record<string, readonly string[]>

export type KeptTable = keyof typeof COLUMNS

/**
 * The hash of a frozen table, of its weights or of its figures as they stand in the database; null where there is no such row.
 * It goes into the entry of the audit chain that tells of the act, so that neither can change without the other.
 */
export async function keptHash(db: Db, table: KeptTable, id: string): Promise<string | null> {
  const columns = COLUMNS[table]
  const { rows } = await sql<Record<string, string | number>>`
    select ${sql.join(columns.map((column) => sql.ref(column)))} from ${sql.table(table)} where id = ${id}`.execute(db)
  const [row] = rows
  return row ? sha256(JSON.stringify(columns.map((column) => String(row[column])))) : null
}
