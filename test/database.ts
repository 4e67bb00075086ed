import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { migrate } from '../server/db/migrate.ts'
import { type Opened, openDatabase, sqliteFile } from '../server/db/open-database.ts'
import { TEMPLATE, urlOf } from './postgres/cluster.ts'

/** Puts into a template what every test finds there, and gives what is to be known of it; its folder is to stay as it is. */
type Fill<T> = (opened: Opened, place: Readonly<{ dataDir: string; url: string | null }>) => Promise<T>

export type TestDatabase<T> = Opened & Readonly<{ url: string | null; filled: T; close: () => Promise<void> }>

/** Where a test does not lie on the database of this run: on a file, or on another PostgreSQL server, named by its folder. */
export type On = 'sqlite' | (string & {})

/** By name: what worlds are copied from, a file's bytes or a database of the test server. Made once, copied for every test. */
const templates = new Map<string, Promise<Template>>()
type Template = Readonly<{ filled: unknown; bytes?: Uint8Array; database?: string }>

/** A database of its own: a file in the folder, or in the second run of the tests a database of the PostgreSQL server. */
export async function makeDatabase<T>(dataDir: string, name: string, fill: Fill<T>, on?: On): Promise<TestDatabase<T>> {
  const address = on === 'sqlite' ? undefined : (on ?? inject('postgres'))
  const template = await once(templates, `${address} ${name}`, () => makeTemplate(address, fill))
  const made = address === undefined ? null : await copyDatabase(address, template.database)
  if (template.bytes) await writeFile(sqliteFile(dataDir), template.bytes)
  const { db, read } = await openDatabase({ dataDir, databaseUrl: made?.url ?? null })
  return {
    db,
    read,
    url: made?.url ?? null,
    filled: template.filled as T,
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

/** On PostgreSQL it stays until the server goes with the run. */
async function makeTemplate<T>(address: string | undefined, fill: Fill<T>): Promise<Template> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hailong-template-'))
  const made = address === undefined ? null : await copyDatabase(address, TEMPLATE)
  const place = { dataDir, url: made?.url ?? null }
  const { db, read } = await openDatabase({ dataDir, databaseUrl: place.url })
  if (!made) await migrate(db)
  const filled = await fill({ db, read }, place)
  await read.destroy()
  await db.destroy()
  const left = await readdir(dataDir)
  if (left.some((name) => name !== basename(sqliteFile(dataDir)))) throw new Error(`a template with files: ${left}`)
  const template = made ? { filled, database: made.name } : { filled, bytes: await readFile(sqliteFile(dataDir)) }
  await rm(dataDir, { recursive: true, force: true })
  return template
}

/** A new database on the test server, empty where no template is named. */
export async function copyDatabase(address: string, template = 'template0') {
  const name = `w_${randomUUID().replaceAll('-', '')}`
  const { strategy } = await adminOf(address)
  await whenLeft(address, `create database ${name} template ${template}${strategy}`)
  return { name, url: urlOf(address, name), drop: () => whenLeft(address, `drop database ${name} with (force)`) }
}

/** The connections of a world end by themselves, on a busy machine later than the five seconds that PostgreSQL waits for them. */
async function whenLeft(address: string, text: string): Promise<void> {
  const { command } = await adminOf(address)
  for (let tries = 1; ; tries++)
    try {
      return await command(text)
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
