import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { canonicalJson } from '../../../surveys/canonical-json.ts'
import { sha256 } from '../../keys.ts'
import type { Db } from '../open.ts'
import type { TableShape } from './table-shape.ts'

export type Row = Readonly<Record<string, string | number | null | Uint8Array>>
export type TableDigest = Readonly<{ rows: number; digest: string }>

/** Rows that hold files are large: one at a time is in memory. */
const pageOf = ({ bytes }: TableShape): number => (bytes.length > 0 ? 1 : 500)

/** The rows of a table in the order of its key, page by page. */
export async function* readTable(db: Db, shape: TableShape): AsyncGenerator<Row[]> {
  const names = (columns: readonly string[]) => sql.join(columns.map((column) => sql.ref(column)))
  if (shape.key.length === 0) {
    // Such tables are small (who has which role), and their rows stand in the order of what they say.
    const { rows } = await sql<Row>`select ${names(shape.columns)} from ${sql.table(shape.name)}`.execute(db)
    const texts = new Map(rows.map((row) => [row, textOf(shape, row)]))
    if (rows.length > 0) yield rows.toSorted((a, b) => ((texts.get(a) ?? '') < (texts.get(b) ?? '') ? -1 : 1))
    return
  }
  let last: Row | undefined
  for (;;) {
    const after = last
      ? sql`where (${names(shape.key)}) > (${sql.join(shape.key.map((column) => last?.[column]))})`
      : sql``
    const { rows } = await sql<Row>`select ${names(shape.columns)} from ${sql.table(shape.name)} ${after}
      order by ${names(shape.key)} limit ${pageOf(shape)}`.execute(db)
    if (rows.length === 0) return
    yield rows
    last = rows.at(-1)
  }
}

const textOf = (shape: TableShape, row: Row): string =>
  canonicalJson(
    shape.columns.map((column) => {
      const value = row[column]
      return value instanceof Uint8Array ? { bytes: sha256(value) } : value
    }),
  )

/** SHA-256 over every row as canonical JSON, bytes by their own hash: the same rows give the same digest on either database. */
export function makeDigest(shape: TableShape) {
  const hash = createHash('sha256')
  let rows = 0
  return {
    take(row: Row): void {
      hash.update(`${textOf(shape, row)}\n`)
      rows += 1
    },
    end: (): TableDigest => ({ rows, digest: hash.digest('hex') }),
  }
}

export async function digestTable(db: Db, shape: TableShape): Promise<TableDigest> {
  const digest = makeDigest(shape)
  for await (const page of readTable(db, shape)) for (const row of page) digest.take(row)
  return digest.end()
}
