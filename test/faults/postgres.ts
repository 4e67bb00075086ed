import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import { findPostgres } from '../../server/deploy/find-postgres.mjs'
import { urlOf } from '../postgres/cluster.ts'
import { type Field, openField } from './field.ts'
import { run } from './program.ts'

const DATABASE = 'hailong'

/** PostgreSQL refuses to run as root; its own user is there where it was installed as a package. */
function owner(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const ask = (flag: string) =>
    Number(execFileSync('sh', ['-c', `id ${flag} postgres 2>/dev/null || id ${flag} nobody`]))
  return { uid: ask('-u'), gid: ask('-g') }
}

export async function postgresReason(): Promise<string | undefined> {
  const { path, reason } = await findPostgres()
  return path ? undefined : (reason ?? 'PostgreSQL is not there')
}

async function programs(): Promise<string> {
  const { path, reason } = await findPostgres()
  if (!path) throw new Error(`PostgreSQL: ${reason}`)
  return path
}

/** An empty cluster in the folder, with the settings of a server that is meant to keep what it says it keeps. */
export async function makeCluster(data: string): Promise<void> {
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const { uid, gid } = owner()
  if (uid !== undefined && gid !== undefined) chownSync(data, uid, gid)
  const words = ['-D', data, '-U', 'hailong', '--auth=trust', '-E', 'UTF8', '--locale=C', '--data-checksums']
  execFileSync(join(await programs(), 'initdb'), [...words, '--wal-segsize=4'], {
    ...owner(),
    cwd: tmpdir(),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

/** Starts the server of a cluster and waits until it answers; a cluster that was cut off recovers first. */
export async function startPostgres(data: string, env: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'hailong-socket-'))
  const { uid, gid } = owner()
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid)
  rmSync(join(data, 'postmaster.pid'), { force: true })
  const settings = {
    listen_addresses: '',
    unix_socket_directories: folder,
    shared_buffers: '48MB',
    max_connections: '40',
    max_wal_size: '32MB',
    min_wal_size: '8MB',
    log_min_messages: 'fatal',
  }
  const words = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(join(await programs(), 'postgres'), ['-D', data, ...words], {
    ...owner(),
    cwd: folder,
    stdio: 'ignore',
    env: { PATH: process.env.PATH ?? '', ...env },
    // A group of its own, so that a kill meets all of its processes.
    detached: true,
  })
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const kill = (signal: NodeJS.Signals) => {
    try {
      if (server.pid !== undefined) process.kill(-server.pid, signal)
    } catch {}
  }
  const isAnyLive = () => {
    try {
      return server.pid !== undefined && process.kill(-server.pid, 0)
    } catch {
      return false
    }
  }
  /** Everything of it at once, as when the machine dies. */
  const crash = async () => {
    kill('SIGKILL')
    await ended
    while (isAnyLive()) await pause(10)
    rmSync(folder, { recursive: true, force: true })
  }
  onTestFinished(crash)
  for (let tries = 0; ; tries++) {
    const client = new pg.Client(urlOf(folder, 'postgres'))
    const answers = await client.connect().then(
      () => true,
      () => false,
    )
    await client.end().catch(() => {})
    if (answers) break
    if (tries > 600 || server.exitCode !== null) throw new Error('PostgreSQL did not start')
    await pause(100)
  }
  return {
    url: urlOf(folder, DATABASE),
    crash,
    stop: async () => {
      server.kill('SIGINT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
export type Postgres = Awaited<ReturnType<typeof startPostgres>>

/** A field moved into a running cluster by `hailong move`, as an office would. */
export async function moveField(postgres: Postgres, schools: number): Promise<Field> {
  const field = await openField(schools)
  const client = new pg.Client(postgres.url.replace(`/${DATABASE}?`, '/postgres?'))
  await client.connect()
  await client.query(`create database ${DATABASE} template template0`)
  await client.end()
  const moved = await run(['move'], { DATA_DIR: field.dataDir, DATABASE_URL: postgres.url })
  if (moved.status !== 0 || existsSync(join(field.dataDir, 'hailong.sqlite'))) throw new Error(`move: ${moved.said}`)
  return field
}
