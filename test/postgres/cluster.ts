import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chown, mkdtemp, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../server/db/migrate.ts'
import { openPostgres } from '../../server/db/open-postgres.ts'
import { findPostgres } from '../../server/deploy/find-postgres.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of a throw-away PostgreSQL, where the tests run on one. */
    postgres: string
  }
}

/** What a test database is copied from: the schema and nothing else. */
export const TEMPLATE = 'world'

/** A whole PostgreSQL server in a folder of its own for this run of the tests; gone with it. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  // Tests that cannot run are asked for their names.
  if (process.env.HAILONG_LIST_ONLY) return undefined
  const cluster = await startCluster()
  project.provide('postgres', cluster.address)
  try {
    await makeSchema(cluster.address)
  } catch (error) {
    await cluster.stop()
    throw error
  }
  return cluster.stop
}

/** What the databases of tests on the server are copied from. */
export async function makeSchema(address: string): Promise<void> {
  const client = new pg.Client(urlOf(address, 'postgres'))
  await client.connect()
  await client.query(`create database ${TEMPLATE} template template0`)
  await client.end()
  const { db, read } = await openPostgres(urlOf(address, TEMPLATE))
  await migrate(db)
  await read.destroy()
  await db.destroy()
}

/** `address` is the folder of the server's socket: nothing listens on a port. */
export const urlOf = (address: string, database: string): string =>
  `postgres://hailong@localhost/${database}?host=${encodeURIComponent(address)}`

export async function startCluster(
  wish: Record<string, string> = {},
): Promise<{ address: string; stop: () => Promise<void> }> {
  const { path, reason } = await findPostgres()
  if (!path) throw new Error(`PostgreSQL: ${reason}`)
  const owner = ownerOf()
  const folder = await mkdtemp(join(await placeFor(), 'hailong-pg-'))
  if (owner.uid !== undefined && owner.gid !== undefined) await chown(folder, owner.uid, owner.gid)
  const data = join(folder, 'data')
  // Letters sort by their code points, as in SQLite.
  const words = ['-D', data, '-U', 'hailong', '--auth=trust', '-E', 'UTF8', '--locale=C', '--data-checksums', '-N']
  execFileSync(join(path, 'initdb'), words, { ...owner, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  const settings = {
    listen_addresses: '',
    unix_socket_directories: folder,
    shared_buffers: '48MB',
    max_connections: '150',
    log_min_messages: 'fatal',
    // Each test database is small and soon gone.
    autovacuum: 'off',
    // As the compose file has it: what the log no longer needs is gone from its folder.
    wal_recycle: 'off',
    min_wal_size: '32MB',
    ...wish,
  }
  const server = spawn(
    join(path, 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...owner, cwd: folder, stdio: 'ignore' },
  )
  // SIGQUIT is the server's own immediate end. Where the run itself is ended, nobody calls `stop`.
  const quit = () => server.kill('SIGQUIT')
  process.once('exit', quit)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, quit)
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const stop = async () => {
    quit()
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  for (let tries = 0; ; tries++) {
    const client = new pg.Client(urlOf(folder, 'postgres'))
    const answers = await client.connect().then(
      () => true,
      () => false,
    )
    await client.end().catch(() => {})
    if (answers) return { address: folder, stop }
    if (tries > 300 || server.exitCode !== null) {
      await stop()
      throw new Error('PostgreSQL was found, but a new server did not start')
    }
    await pause(100)
  }
}

/** PostgreSQL refuses to run as root; its own user is there where it was installed as a package. */
function ownerOf(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const ask = (flag: string) =>
    Number(execFileSync('sh', ['-c', `id ${flag} postgres 2>/dev/null || id ${flag} nobody`]))
  return { uid: ask('-u'), gid: ask('-g') }
}

/** Memory where there is enough of it: every commit waits for the disk, in the tests too, and so do new databases. */
async function placeFor(): Promise<string> {
  const memory = '/dev/shm'
  if (!existsSync(memory)) return tmpdir()
  const { bavail, bsize } = await statfs(memory)
  return bavail * bsize > 2 * 1024 ** 3 ? memory : tmpdir()
}
