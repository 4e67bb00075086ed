import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Kysely, sql } from 'kysely'
import sqlite3 from 'sqlite3'
import { ConfigError } from '../config.ts'
import { sqliteDialect } from './sqlite-dialect.ts'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>

/** SQLite from 3.7.0 to 3.51.2 could corrupt a file when the WAL was reset; DECISIONS.md "database". */
const LEAST_SQLITE = [3, 51, 3] as const

/**
 * What must hold on the writing connection, asked back after it is set: FULL is what makes an acknowledged
 * answer survive a power cut (with NORMAL it does not), and the rest narrows what a damaged or hostile file can do.
 */
const SETTINGS = {
  journal_mode: ['WAL', 'wal'],
  synchronous: ['FULL', 2],
  busy_timeout: [5000, 5000],
  foreign_keys: ['ON', 1],
  trusted_schema: ['OFF', 0],
  mmap_size: [0, 0],
  cell_size_check: ['ON', 1],
  // Pages go from the log into the file when `sqlite-dialect.ts` says so: SQLite's own way keeps quiet about a failed sync.
  wal_autocheckpoint: [0, 0],
  secure_delete: ['ON', 1],
} as const

/** What the library itself says: a binding may be built for one version and run with another. */
async function libraryVersion(): Promise<string> {
  const db = openSqliteInMemory()
  try {
    const { rows } = await sql<{ version: string }>`select sqlite_version() as version`.execute(db)
    return rows[0]?.version ?? ''
  } finally {
    await db.destroy()
  }
}

/** `versionOf` stands in for an older library in a test. */
export async function openSqlite(file: string, versionOf = libraryVersion): Promise<Db> {
  assertSqlite(sqlite3.VERSION)
  assertSqlite(await versionOf())
  await mkdir(dirname(file), { recursive: true })
  // SQLite would make it readable by every user of the machine, and its log after it; what hinders is told by SQLite itself.
  await writeFile(file, '', { flag: 'wx', mode: 0o600 }).catch(() => {})
  const db = new Kysely<Tables>({
    dialect: sqliteDialect(() => openFile(file, sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE), { checkpoints: true }),
  })
  for (const [name, [value, expected]] of Object.entries(SETTINGS)) {
    await sql.raw(`pragma ${name} = ${value}`).execute(db)
    const { rows } = await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(db)
    const got = Object.values(rows[0] ?? {})[0]
    if (got !== expected && !(name === 'mmap_size' && got === undefined))
      throw new ConfigError(
        'DATA_DIR',
        `SQLite keeps ${name} at ${got}, and ${value} is needed: put the data on a local disk`,
      )
  }
  return db
}

/** A connection that can only read: it sees what is committed and never waits for the writer. */
export async function openSqliteReader(file: string): Promise<Db> {
  const db = new Kysely<Tables>({ dialect: sqliteDialect(() => openFile(file, sqlite3.OPEN_READONLY)) })
  await sql`pragma query_only = on`.execute(db)
  await sql`pragma busy_timeout = 5000`.execute(db)
  return db
}

/** The only connection to a file: fails where any other program has it open, and keeps others out. */
export async function openSqliteAlone(file: string): Promise<Db> {
  const db = new Kysely<Tables>({ dialect: sqliteDialect(() => openFile(file, sqlite3.OPEN_READWRITE)) })
  try {
    await sql`pragma locking_mode = exclusive`.execute(db)
    await sql`pragma busy_timeout = 2000`.execute(db)
    // The lock is had with the first access, and kept.
    await sql`begin immediate`.execute(db)
    await sql`commit`.execute(db)
    return db
  } catch (error) {
    await db.destroy()
    throw error
  }
}

/** An empty database that is gone when it is closed. */
export const openSqliteInMemory = (): Db =>
  new Kysely<Tables>({
    dialect: sqliteDialect(() => openFile(':memory:', sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE)),
  })

export function assertSqlite(version: string): void {
  const parts = version.split('.').map(Number)
  for (const [place, least] of LEAST_SQLITE.entries()) {
    if (parts[place] > least) return
    if (parts[place] < least)
      throw new ConfigError(
        'sqlite3',
        `SQLite ${version} can corrupt its file; ${LEAST_SQLITE.join('.')} or later is needed`,
      )
  }
}

function openFile(file: string, mode: number): Promise<sqlite3.Database> {
  return new Promise((resolve, reject) => {
    const database = new sqlite3.Database(file, mode, (error) => (error ? reject(error) : resolve(database)))
  })
}
