import { sql } from 'kysely'
import { engineOf } from '../db/engine.ts'
import type { Db } from '../db/open.ts'

/** What PostgreSQL says where the program's user may not begin a new file of the log, or write a checkpoint. */
const NOT_ALLOWED = '42501'

/**
 * The log of PostgreSQL (`pg_wal`) holds each sheet with its slip, in the order they came and with the moment, until its files are
 * used anew, which in a quiet time takes days. Here it begins a new file and writes a checkpoint, behind which the older ones
 * are not needed: with `wal_recycle = off` they are gone from the folder. Gives whether the program's user may do that.
 */
export async function forgetLog(db: Db): Promise<boolean> {
  if (engineOf(db) !== 'postgres') return true
  try {
    await sql`select pg_switch_wal()`.execute(db)
    await sql`checkpoint`.execute(db)
    return true
  } catch (error) {
    if ((error as { code?: string }).code === NOT_ALLOWED) return false
    throw error
  }
}

/** Settings that keep the log, or write what sheets hold into another. */
const KEPT_BY: Readonly<Record<string, (value: string) => boolean>> = {
  wal_recycle: (value) => value !== 'off',
  archive_mode: (value) => value !== 'off',
  wal_keep_size: (value) => value !== '0',
  log_statement: (value) => value !== 'none',
  log_min_duration_statement: (value) => value !== '-1',
  log_error_verbosity: (value) => value !== 'terse',
}

/** Of these settings those that do not fit, as `name = value`. */
export async function keptByLogs(db: Db): Promise<string[]> {
  if (engineOf(db) !== 'postgres') return []
  const { rows } = await sql<{ name: string; setting: string }>`
    select name, setting from pg_settings where name in (${sql.join(Object.keys(KEPT_BY))}) order by name`.execute(db)
  return rows.filter(({ name, setting }) => KEPT_BY[name]?.(setting)).map(({ name, setting }) => `${name} = ${setting}`)
}
