import { Kysely, sql } from 'kysely'
import { ConfigError } from '../config.ts'
import type { Db } from './open.ts'
import { postgresDialect } from './postgres-dialect.ts'
import type { Tables } from './tables.ts'

/** The oldest version that is still looked after. */
const LEAST_VERSION = 140_000

/**
 * What must hold on the server, with the remedy: the first four are what makes an acknowledged answer survive a power cut; the
 * others make both databases sort and store letters alike, because a draw depends on the order of codes.
 */
const NEEDED: readonly (readonly [name: string, holds: (value: string) => boolean, remedy: string])[] = [
  ['synchronous_commit', (value) => value === 'on' || value === 'remote_apply', 'set it to on'],
  ['fsync', (value) => value === 'on', 'set fsync = on in postgresql.conf and restart the server'],
  ['full_page_writes', (value) => value === 'on', 'set full_page_writes = on in postgresql.conf'],
  ['data_sync_retry', (value) => value === 'off', 'set data_sync_retry = off in postgresql.conf'],
  ['server_encoding', (value) => value === 'UTF8', "create the database with encoding 'UTF8'"],
  ['server_version_num', (value) => Number(value) >= LEAST_VERSION, 'PostgreSQL 14 or later is needed'],
]

/** Connections to a database of the server, whose settings are known to hold. */
export async function openPostgres(url: string): Promise<Readonly<{ db: Db; read: Db }>> {
  const db = new Kysely<Tables>({ dialect: postgresDialect(url, 'write') })
  try {
    await assertPostgres(db)
  } catch (error) {
    await db.destroy()
    if (error instanceof ConfigError) throw error
    throw new ConfigError('DATABASE_URL', `PostgreSQL cannot be reached or used: ${wordsOf(error)}`)
  }
  return { db, read: new Kysely<Tables>({ dialect: postgresDialect(url, 'read') }) }
}

export async function assertPostgres(db: Db): Promise<void> {
  for (const [name, holds, remedy] of NEEDED) {
    const { rows } = await sql<{ value: string }>`select current_setting(${name}) as value`.execute(db)
    const value = rows[0]?.value ?? ''
    if (!holds(value)) throw new ConfigError('DATABASE_URL', `PostgreSQL has ${name} = ${value}: ${remedy}`)
  }
  const { rows } = await sql<{
    text: string
  }>`select text from unnest(${LETTERS}::text[]) as text order by text`.execute(db)
  if (rows.map(({ text }) => text).join('') !== LETTERS.toSorted().join(''))
    throw new ConfigError(
      'DATABASE_URL',
      'the database sorts by a language, and code points are needed: create it with createdb -T template0 -E UTF8 --locale=C NAME',
    )
}

/** In no language is this the order of code points; both kinds of case, marks, digits and signs are among them. */
const LETTERS = ['b', 'B', 'a', 'Z', 'đ', 'z', '_', 'ă', '1', 'á', '-', 'ឹ']

/** The driver's words never hold the password, but a connection refused on every address comes without words. */
const wordsOf = (error: unknown): string => {
  if (error instanceof AggregateError && error.message === '') return wordsOf(error.errors[0])
  return error instanceof Error ? error.message : String(error)
}
