import { sql } from 'kysely'
import { insertRows } from '../json-rows.ts'
import { migrate } from '../migrate.ts'
import { type Db, openSqliteInMemory } from '../open.ts'
import { digestTable, makeDigest, type Row, readTable, type TableDigest } from './table-digest.ts'
import { type TableShape, tableShapes } from './table-shape.ts'
import { unguarded } from './unguarded.ts'

export type MovedTable = Readonly<{ table: string }> & TableDigest

export type Move =
  | Readonly<{ moved: true; before: boolean; tables: readonly MovedTable[] }>
  /** the target holds something else */
  | Readonly<{ moved: false; table: string }>

/**
 * Copies every row of an SQLite database into a PostgreSQL database of the same schema, in one transaction that nothing else is
 * part of: after a kill at any moment the target holds all of it or nothing. Each table is read back before the commit, and its
 * digest must be that of the source. A target that already holds the same rows has been moved to before; any other row stops it.
 */
export async function moveData(source: Db, target: Db, progress: (table: string) => void): Promise<Move> {
  const shapes = await tableShapes(source)
  return target.transaction().execute(async (inside) => {
    const full = await firstFullTable(inside, shapes)
    if (full !== undefined) return compare(source, inside, shapes, full)
    const guard = await unguarded(inside)
    const tables: MovedTable[] = []
    for (const shape of shapes) {
      progress(shape.name)
      const sent = await copyTable(source, inside, shape)
      const arrived = await digestTable(inside, shape)
      if (sent.digest !== arrived.digest) throw new Error(`the table ${shape.name} did not arrive as it was sent`)
      tables.push({ table: shape.name, ...arrived })
    }
    await guard()
    return { moved: true, before: false, tables }
  })
}

/** The first table with more than a new database has; migrations put some rows (kinds of units) into theirs. */
export async function firstFullTable(
  target: Db,
  shapes: readonly TableShape[],
  only?: readonly string[],
): Promise<string | undefined> {
  const fresh = openSqliteInMemory()
  try {
    await migrate(fresh, only)
    for (const shape of shapes)
      if ((await digestTable(target, shape)).digest !== (await digestTable(fresh, shape)).digest) return shape.name
    return undefined
  } finally {
    await fresh.destroy()
  }
}

async function compare(source: Db, target: Db, shapes: readonly TableShape[], full: string): Promise<Move> {
  const tables: MovedTable[] = []
  for (const shape of shapes) {
    const there = await digestTable(target, shape)
    if (there.digest !== (await digestTable(source, shape)).digest) return { moved: false, table: full }
    tables.push({ table: shape.name, ...there })
  }
  return { moved: true, before: true, tables }
}

async function copyTable(source: Db, target: Db, shape: TableShape): Promise<TableDigest> {
  const name = sql.table(shape.name)
  await sql`delete from ${name}`.execute(target)
  const digest = makeDigest(shape)
  for await (const page of readTable(source, shape)) {
    for (const row of page) digest.take(row)
    await insertRows(target, shape.name, shape.columns, page.map(asJson))
  }
  return digest.end()
}

/** Bytes as PostgreSQL reads them from text. */
const asJson = (row: Row): Record<string, string | number | null> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value,
    ]),
  )
