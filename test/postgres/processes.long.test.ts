import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, inject, onTestFinished, test } from 'vitest'
import { audit, verifyAudit } from '../../server/audit.ts'
import type { Db } from '../../server/db/open.ts'
import { openPostgres } from '../../server/db/open-postgres.ts'
import { isUnavailable } from '../../server/db/storage-fault.ts'
import { actOf } from '../../server/deps.ts'
import { copyDatabase } from '../database.ts'
import { etag, FIELDING, fieldingRound, ROUND } from '../server/journey.ts'
import { json, world, writeKeyFile } from '../world.ts'
import { serve, start } from './program.ts'

async function emptyDatabase() {
  const { url, drop } = await copyDatabase(inject('postgres'))
  const dataDir = await mkdtemp(join(tmpdir(), 'hailong-test-'))
  onTestFinished(async () => {
    await drop()
    await rm(dataDir, { recursive: true, force: true })
  })
  const open = async (): Promise<Db> => {
    const { db, read } = await openPostgres(url)
    await read.destroy()
    onTestFinished(() => db.destroy())
    return db
  }
  return { url, dataDir, open, env: { DATABASE_URL: url, DATA_DIR: dataDir } }
}

const tablesOf = async (db: Db): Promise<number> =>
  Number(
    (await sql<{ n: number }>`select count(*) as n from pg_tables where schemaname = 'public'`.execute(db)).rows[0]?.n,
  )

/** A place where two meet: neither goes on before the other has come. */
function meeting() {
  let come = 0
  let open = (): void => undefined
  const both = new Promise<void>((resolve) => {
    open = resolve
  })
  return () => {
    if (++come === 2) open()
    return both
  }
}

// Case N08.
test('two servers that start together on an empty database make its schema once, and both serve', async () => {
  const { env, open } = await emptyDatabase()
  const [one, two] = await Promise.all([serve(env), serve(env)])
  for (const { url } of [one, two]) expect((await fetch(`${url}/readyz`)).status).toBe(200)
  const db = await open()
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db)
  expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length)
  expect(await db.selectFrom('installation').selectAll().execute()).toHaveLength(1)
  expect(await verifyAudit(db)).toMatchObject({ ok: true })

  const stranger = await mkdtemp(join(tmpdir(), 'hailong-test-'))
  onTestFinished(() => rm(stranger, { recursive: true, force: true }))
  await writeKeyFile(stranger)
  const refused = await start(['verify'], { ...env, DATA_DIR: stranger })
  expect(await refused.ended).toBe(1)
  expect(refused.said()).toMatch(/^DATA_DIR: keys\/master\.key is not the key of these data/)
})

test('a server killed while it makes the schema leaves none of it or all of it, and the next start serves', async () => {
  const { env, open } = await emptyDatabase()
  const db = await open()
  // Tables that are made and not yet committed are locked; that they are seen says that the kill falls into the middle.
  const making = async () =>
    Number(
      (
        await sql<{ n: number }>`select count(*) as n from pg_locks
          where locktype = 'relation' and mode = 'AccessExclusiveLock' and pid <> pg_backend_pid()
            and database = (select oid from pg_database where datname = current_database())`.execute(db)
      ).rows[0]?.n,
    )
  for (const enough of [2, 12, 25, 45, 70]) {
    const running = await start(['verify'], env)
    let inside = 0
    while (inside < enough && running.isLive()) inside = await making()
    expect(inside, running.said()).toBeGreaterThanOrEqual(enough)
    running.child.kill('SIGKILL')
    await running.ended
    while ((await making()) > 0) await pause(5)
    expect(await tablesOf(db)).toBe(0)
  }
  await serve(env)
  expect(await tablesOf(db)).toBeGreaterThan(30)
})

test('the same slips sent to two servers at once are stored once, and a round closed elsewhere is closed for both', async () => {
  const at = await world({ beginning: FIELDING })
  await writeKeyFile(at.dataDir)
  const round = await fieldingRound(at)
  const env = { DATABASE_URL: at.deps.config.databaseUrl ?? '', DATA_DIR: at.dataDir }
  const servers = await Promise.all([serve(env), serve(env)])
  const slips = round.codes('ph-th').slice(0, 30)
  const send = async (server: { url: string }, slip: string, id: string) => {
    const body = { id, slip, form: 'ph-th@2021.1', language: 'vi', consent: '1', answers: { A1: 4 } }
    const reply = await fetch(`${server.url}/api/responses`, json('POST', body))
    return { status: reply.status, said: (await reply.json()) as { code?: string; receipt?: string } }
  }
  const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
  const replies = await Promise.all(
    slips.flatMap((slip, place) => [
      ...servers.map((server) => send(server, slip, uuid(place))),
      ...servers.map((server, which) => send(server, slip, uuid(1000 + 2 * place + which))),
    ]),
  )
  expect(replies.filter(({ status }) => status >= 500)).toEqual([])
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(slips.length)
  expect(new Set(replies.filter(({ status }) => status === 409).map(({ said }) => said.code))).toEqual(
    new Set(['slip_used']),
  )
  const stored = await at.db.selectFrom('response').select('id').execute()
  expect(stored).toHaveLength(slips.length)
  expect(await at.db.selectFrom('slip').select('id').where('state', '=', 'used').execute()).toHaveLength(slips.length)

  const designer = await at.as('designer', { email: 'second@example.vn' })
  const closed = await designer(`/api/rounds/${round.id}/close`, json('POST', {}, await etag(designer, round.id)))
  expect(closed.status, await closed.clone().text()).toBe(200)
  for (const [place, server] of servers.entries())
    expect((await send(server, round.codes('ph-th')[40 + place] ?? '', uuid(5000 + place))).said.code).toBe(
      'round_closed',
    )
})

// Case N12.
test('eight writers add to one chain, and it has neither fork nor gap', async () => {
  const { deps, db } = await world()
  const before = await verifyAudit(db)
  const url = deps.config.databaseUrl ?? ''
  const writers = await Promise.all(Array.from({ length: 8 }, () => openPostgres(url)))
  await Promise.all(
    writers.map(async (writer, which) => {
      for (let turn = 0; turn < 15; turn++)
        await writer.db
          .transaction()
          .execute((inside) => audit(inside, actOf(deps, `writer ${which}`), 'test.act', `${turn}`))
    }),
  )
  expect(await verifyAudit(db)).toMatchObject({ ok: true, count: (before.ok ? before.count : 0) + 120 })

  // Without the lock two of them read the same last entry: the database refuses one of the two, and still there is no fork.
  const [one, two] = writers.map(({ read }) => read)
  const meet = meeting()
  const unlocked = async (side: Db | undefined) => {
    await side?.connection().execute(async (own) => {
      await sql`set default_transaction_read_only = off`.execute(own)
      await own.transaction().execute(async (inside) => {
        // Each goes on seeing what it saw first, however fast the other one is.
        await sql`set transaction isolation level repeatable read`.execute(inside)
        await inside.selectFrom('auditEntry').select('sequence').orderBy('sequence', 'desc').limit(1).execute()
        await meet()
        await audit(inside, actOf(deps, 'anyone'), 'test.act', 'unlocked')
      })
    })
  }
  const outcomes = await Promise.allSettled([unlocked(one), unlocked(two)])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await verifyAudit(db)).toMatchObject({ ok: true, count: (before.ok ? before.count : 0) + 121 })
  for (const { db: side, read } of writers) {
    await read.destroy()
    await side.destroy()
  }
})

test('a server whose connections are cut goes on with new ones', async () => {
  const at = await world()
  await writeKeyFile(at.dataDir)
  const server = await serve({ DATABASE_URL: at.deps.config.databaseUrl ?? '', DATA_DIR: at.dataDir })
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(at.db)
  let status = 0
  for (let tries = 0; tries < 150 && status !== 200; tries++) {
    await pause(100)
    status = (await fetch(`${server.url}/readyz`)).status
    expect([200, 503]).toContain(status)
  }
  expect(status).toBe(200)
  expect(server.child.exitCode).toBeNull()
})

// Case N10.
test('writers that take two rounds in opposite order never wait for each other in a ring; without their one lock they do', async () => {
  const at = await world()
  const designer = await at.as('designer')
  const ids = await Promise.all(
    ['một', 'hai'].map(async (name) => {
      const reply = await designer('/api/rounds', json('POST', { ...ROUND, name }))
      return ((await reply.json()) as { id: string }).id
    }),
  )
  const url = at.deps.config.databaseUrl ?? ''
  const sides = await Promise.all([openPostgres(url), openPostgres(url)])
  const touch = (inside: Db, id: string) =>
    inside.updateTable('round').set({ hotline: 'gọi' }).where('id', '=', id).execute()
  const both = async (inside: Db, order: readonly string[], between: () => Promise<unknown>) => {
    await touch(inside, order[0] ?? '')
    await between()
    await touch(inside, order[1] ?? '')
  }
  const turned = [ids, ids.toReversed()]
  await Promise.all(
    sides.map(async ({ db }, which) => {
      for (let turn = 0; turn < 5; turn++)
        await db.transaction().execute((inside) => both(inside, turned[which] ?? [], () => pause(40)))
    }),
  )
  // The same without the lock of the writers: the database cuts one off, which a sender is told as "not now".
  const meet = meeting()
  const outcomes = await Promise.allSettled(
    sides.map(({ read }, which) =>
      read.connection().execute(async (own) => {
        await sql`set default_transaction_read_only = off`.execute(own)
        await own.transaction().execute((inside) => both(inside, turned[which] ?? [], meet))
      }),
    ),
  )
  const cutOff = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
  expect(cutOff.map((error) => [error.code, isUnavailable(error)])).toEqual([['40P01', true]])
  for (const { db, read } of sides) {
    await read.destroy()
    await db.destroy()
  }
})

test('a connection lost between two statements of a change is an error of that change, and ends nothing', async () => {
  const { open } = await emptyDatabase()
  const [db, other] = [await open(), await open()]
  const uncaught: string[] = []
  const listen = (error: Error) => void uncaught.push(error.message)
  process.on('uncaughtException', listen)
  onTestFinished(() => void process.off('uncaughtException', listen))
  const change = db.transaction().execute(async (inside) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(inside)
    await sql`select pg_terminate_backend(${rows[0]?.pid}::integer)`.execute(other)
    await pause(200)
    await sql`select 1`.execute(inside)
  })
  await expect(change).rejects.toThrow(/terminat|not queryable/)
  expect((await sql<{ n: number }>`select 1 as n`.execute(db)).rows).toEqual([{ n: 1 }])
  expect(uncaught).toEqual([])
})
