import { sql } from 'kysely'
import { insertRows } from '../db/json-rows.ts'
import { makeDigest, type Row, readTable, type TableDigest } from '../db/move/table-digest.ts'
import type { TableShape } from '../db/move/table-shape.ts'
import type { Db } from '../db/open.ts'
import { BackupError } from './backup-error.ts'

/** A page of rows, or one row that holds files: its text first, each file as an entry of its own behind it. */
export type RowsEntry = Readonly<{ name: string; bytes: Uint8Array }>

const numbered = (table: string, number: number, ending: string) =>
  `tables/${table}/${String(number).padStart(7, '0')}.${ending}`

/** The rows of a table as entries; `see` is shown every row. */
export async function* rowsAsEntries(
  db: Db,
  shape: TableShape,
  see: (row: Row) => void,
): AsyncGenerator<RowsEntry, TableDigest> {
  const digest = makeDigest(shape)
  let number = 0
  for await (const page of readTable(db, shape)) {
    for (const row of page) {
      digest.take(row)
      see(row)
    }
    number += 1
    const text = page.map((row) => JSON.stringify(withoutBytes(row))).join('\n')
    yield { name: numbered(shape.name, number, 'jsonl'), bytes: Buffer.from(`${text}\n`) }
    for (const column of shape.bytes)
      for (const row of page) {
        const bytes = row[column]
        if (bytes instanceof Uint8Array) yield { name: numbered(shape.name, number, column), bytes }
      }
  }
  return digest.end()
}

/** In the place of a file stands how long it is. */
const withoutBytes = (row: Row) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value instanceof Uint8Array ? { bytes: value.length } : value]),
  )

const ROWS = /^tables\/(\w+)\/(\d{7})\.(\w+)$/

/** Puts rows into emptied tables as their entries come; `end` says whether every row had all that belongs to it. */
export function makeLoader(db: Db, shapes: readonly TableShape[]) {
  const known = new Map(shapes.map((shape) => [shape.name, shape]))
  let waiting: { shape: TableShape; number: string; row: Record<string, unknown>; missing: string[] } | undefined
  const insertWhole = async (shape: TableShape, row: Record<string, unknown>) => {
    const values = shape.columns.map((column) => row[column] ?? null)
    await sql`insert into ${sql.table(shape.name)} (${sql.join(shape.columns.map((column) => sql.ref(column)))})
      values (${sql.join(values)})`.execute(db)
  }
  return {
    async take(name: string, bytes: Uint8Array): Promise<void> {
      const [, table = '', number = '', ending = ''] = ROWS.exec(name) ?? []
      const shape = known.get(table)
      if (!shape) throw new BackupError(`the backup holds something unknown: ${name}`)
      if (ending !== 'jsonl') {
        if (waiting?.shape !== shape || waiting.number !== number || waiting.missing.shift() !== ending)
          throw new BackupError(`the backup is damaged at ${name}`)
        waiting.row[ending] = bytes
        if (waiting.missing.length > 0) return
        await insertWhole(shape, waiting.row)
        waiting = undefined
        return
      }
      if (waiting) throw new BackupError(`the backup is damaged at ${name}`)
      const rows = readRows(shape, name, bytes)
      if (shape.bytes.length === 0) return insertRows(db, table, shape.columns, rows)
      for (const row of rows) {
        const missing = shape.bytes.filter((column) => row[column] !== null)
        if (missing.length > 0) waiting = { shape, number, row, missing }
        else await insertWhole(shape, row)
      }
    },
    end(): void {
      if (waiting) throw new BackupError('the backup is damaged: a file in it is missing')
    },
  }
}

type Plain = Record<string, string | number | null>

function readRows(shape: TableShape, name: string, bytes: Uint8Array): Plain[] {
  try {
    const rows = new TextDecoder('utf-8', { fatal: true })
      .decode(bytes)
      .split('\n')
      .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Plain]))
    if (rows.every((row) => Object.keys(row).toSorted().join() === shape.columns.toSorted().join())) return rows
  } catch {
    // Said below: a line that is no JSON may hold an answer, and is not repeated.
  }
  throw new BackupError(`the backup is damaged at ${name}`)
}
