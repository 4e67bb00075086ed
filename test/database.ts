import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { migrate } from '../server/db/migrate.ts'
import { openSqlite } from '../server/db/open.ts'
import { type Opened, openDatabase, sqliteFile } from '../server/db/open-database.ts'
import { openPostgres } from '../server/db/open-postgres.ts'
import { TEMPLATE, urlOf } from './postgres/cluster.ts'

/** Puts into a template what every test finds there. */
type Fill = (db: Opened['db']) => Promise<void>

export type TestDatabase = Opened & Readonly<{ url: string | null; close: () => Promise<void> }>

/** Where a test does not lie on the database of this run: on a file, or on another PostgreSQL server, named by its folder. */
export type On = 'sqlite' | (string & {})

/** By name: what worlds are copied from, a file's bytes or a database of the test server. Made once, copied for every test. */
const files = new Map<string, Promise<Uint8Array>>()
const databases = new Map<string, Promise<string>>()

/** A database of its own: a file in the folder, or in the second run of the tests a database of the PostgreSQL server. */
export async function makeDatabase(dataDir: string, template: string, fill: Fill, on?: On): Promise<TestDatabase> {
  const address = on === 'sqlite' ? undefined : (on ?? inject('postgres'))
  const made =
    address === undefined
      ? null
      : await copyDatabase(address, await once(databases, `${address} ${template}`, () => makeTemplate(address, fill)))
  if (!made) await writeFile(sqliteFile(dataDir), await once(files, template, () => makeTemplateFile(fill)))
  const { db, read } = await openDatabase({ dataDir, databaseUrl: made?.url ?? null })
  return {
    db,
    read,
    url: made?.url ?? null,
    close: async () => {
      await read.destroy()
      await db.destroy()
      await made?.drop()
    },
  }
}

function once<T>(made: Map<string, Promise<T>>, name: string, make: () => Promise<T>): Promise<T> {
  const found = made.get(name) ?? make()
  made.set(name, found)
  return found
}

async function makeTemplateFile(fill: Fill): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'hailong-template-'))
  const db = await openSqlite(sqliteFile(folder))
  await migrate(db)
  await fill(db)
  await db.destroy()
  const bytes = await readFile(sqliteFile(folder))
  await rm(folder, { recursive: true, force: true })
  return bytes
}

/** Stays until the server goes with the run. */
async function makeTemplate(address: string, fill: Fill): Promise<string> {
  const { name, url } = await copyDatabase(address, TEMPLATE)
  const { db, read } = await openPostgres(url)
  await fill(db)
  await read.destroy()
  await db.destroy()
  return name
}

/** A new database on the test server, empty where no template is named. */
export async function copyDatabase(address: string, template = 'template0') {
  const name = `w_${randomUUID().replaceAll('-', '')}`
  const { command, strategy } = await adminOf(address)
  await command(`create database ${name} template ${template}${strategy}`)
  return { name, url: urlOf(address, name), drop: () => dropWhenLeft(address, name) }
}

/** The connections of a world end by themselves, on a busy machine later than the five seconds that PostgreSQL waits for them. */
async function dropWhenLeft(address: string, name: string): Promise<void> {
  const { command } = await adminOf(address)
  for (let tries = 1; ; tries++)
    try {
      return await command(`drop database ${name} with (force)`)
    } catch (error) {
      if (tries === MOST_TRIES || (error as { code?: string }).code !== IN_USE) throw error
    }
}

const IN_USE = '55006'
const MOST_TRIES = 10

type Admin = Readonly<{ command: (text: string) => Promise<void>; strategy: string }>
const admins = new Map<string, Promise<Admin>>()

/** One connection of this worker to the test server, which holds no process up. */
const adminOf = (address: string): Promise<Admin> =>
  once(admins, address, async () => {
    const client = new pg.Client(urlOf(address, 'postgres'))
    // The server ends with the run.
    client.on('error', () => {})
    await client.connect()
    ;(client as unknown as { unref: () => void }).unref()
    const { rows } = await client.query<{ n: number }>(`select current_setting('server_version_num')::integer as n`)
    return {
      command: async (text) => void (await client.query(text)),
      // The files of the template are copied; written through the log page by page they cost twice the work.
      strategy: (rows[0]?.n ?? 0) >= 150_000 ? ' strategy file_copy' : '',
    }
  })
