import { access, constants } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Config, ConfigError } from '../config.ts'
import { engineOf } from './engine.ts'
import { type Db, openSqlite, openSqliteReader } from './open.ts'
import { openPostgres } from './open-postgres.ts'

export const sqliteFile = (dataDir: string): string => join(dataDir, 'hailong.sqlite')

/** What `hailong move` leaves of the file it moved: a start that knows of no other database stops at it. */
export const movedFile = (dataDir: string): string => `${sqliteFile(dataDir)}.moved`

/** The writing side and the reading side of the database the settings name. */
export type Opened = Readonly<{ db: Db; read: Db }>

export async function openDatabase(config: Pick<Config, 'dataDir' | 'databaseUrl'>): Promise<Opened> {
  if (config.databaseUrl) return openPostgres(config.databaseUrl)
  const file = sqliteFile(config.dataDir)
  if (!(await isThere(file)) && (await isThere(movedFile(config.dataDir))))
    throw new ConfigError('DATABASE_URL', 'the data of this folder were moved to PostgreSQL: say where it is')
  const db = await openSqlite(file)
  return { db, read: await openSqliteReader(file) }
}

/** Whether there is something to open; opening itself would make an empty file. */
export const hasData = async ({ dataDir, databaseUrl }: Pick<Config, 'dataDir' | 'databaseUrl'>): Promise<boolean> =>
  databaseUrl !== null || (await isThere(sqliteFile(dataDir))) || isThere(movedFile(dataDir))

/**
 * A file that this user may only read opens all the same, and fails much later, at the first page that goes into it, as if the disk
 * were at fault. A backup of it can still be made, so it is asked for where changes are to come.
 */
export async function needWritable({ dataDir, databaseUrl }: Pick<Config, 'dataDir' | 'databaseUrl'>): Promise<void> {
  const file = sqliteFile(dataDir)
  if (databaseUrl || !(await isThere(file))) return
  await access(file, constants.R_OK | constants.W_OK).catch(() => {
    throw new ConfigError(
      'DATA_DIR',
      'hailong.sqlite may not be read and written by this user: look at its owner and mode',
    )
  })
}

/** Whether no program has ever written here. */
export async function isNew(db: Db): Promise<boolean> {
  const { rows } =
    engineOf(db) === 'postgres'
      ? await sql`select 1 from pg_tables where schemaname = current_schema() limit 1`.execute(db)
      : await sql`select 1 from sqlite_schema where type = 'table' limit 1`.execute(db)
  return rows.length === 0
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
