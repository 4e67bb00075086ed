import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import { findPostgres } from '../../server/deploy/find-postgres.mjs'
import { urlOf } from '../postgres/cluster.ts'
import { type Field, openField } from './field.ts'
import { run } from './program.ts'

export const DATABASE = 'hailong'

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

/** Fields of `/proc/PID/stat` behind the name, which may hold anything: the state, then the parent. */
function statOf(pid: number): [state: string, parent: number] | undefined {
  try {
    const [state, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return [state ?? '', Number(parent)]
  } catch {
    return undefined
  }
}

const childrenOf = (parent: number): number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && statOf(pid)?.[1] === parent)

/** Whether it may still hold a file: what is dead and not yet fetched holds none. */
const isLive = (pid: number): boolean => !/^[ZX]?$/.test(statOf(pid)?.[0] ?? '')

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {}
}

/** The piece of shared memory that stays of a server which could not clear up. */
function forgetMemory(pid: number): void {
  const lines = readFileSync('/proc/sysvipc/shm', 'utf8').split('\n').slice(1)
  const words = lines.map((line) => line.trim().split(/\s+/)).find((fields) => Number(fields[4]) === pid)
  try {
    if (words) execFileSync('ipcrm', ['-m', words[1]], { stdio: 'ignore' })
  } catch {}
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
  })
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  /** Everything of it at once, as when the machine dies. */
  const crash = async () => {
    if (server.pid !== undefined && server.exitCode === null && server.signalCode === null) {
      // Stopped first, so that it starts nothing more while its processes are counted; each is a session of its own.
      server.kill('SIGSTOP')
      const all = [...childrenOf(server.pid), server.pid]
      for (const pid of all) kill(pid)
      await ended
      while (all.some(isLive)) await pause(10)
      forgetMemory(server.pid)
    }
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
    if (tries < 1_800 && server.exitCode === null) {
      await pause(100)
      continue
    }
    const reason = server.exitCode === null ? 'did not start' : `ended with ${server.exitCode}`
    await crash()
    throw new Error(`PostgreSQL ${reason}`)
  }
  return {
    url: urlOf(folder, DATABASE),
    /** where it listens */
    folder,
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
