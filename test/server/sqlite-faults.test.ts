import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Kysely, sql } from 'kysely'
import sqlite3 from 'sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { openSqlite } from '../../server/db/open.ts'
import { sqliteDialect } from '../../server/db/sqlite-dialect.ts'

async function file() {
  const folder = await mkdtemp(join(tmpdir(), 'hailong-test-'))
  const path = join(folder, 'a.sqlite')
  const db = await openSqlite(path)
  onTestFinished(async () => {
    await db.destroy()
    await rm(folder, { recursive: true, force: true })
  })
  await sql`create table note (text text not null) strict`.execute(db)
  return { db, path }
}

const write = (db: Kysely<never>) => sql`insert into note values (${'x'})`.execute(db)

test('a failure of the disk in the middle of a change is told as what it is, although nothing is left to roll back', async () => {
  const { db } = await file()
  const failing = new Error('SQLITE_IOERR: disk I/O error')
  const outcome = db.transaction().execute(async (inside) => {
    // As SQLite does by itself when a write fails.
    await sql`rollback`.execute(inside)
    throw failing
  })
  await expect(outcome).rejects.toBe(failing)
  await write(db as never)
})

test('what was written goes from the log into the file by itself', async () => {
  const { db, path } = await file()
  await pause(550)
  await write(db as never)
  const before = (await readFile(path)).length
  await pause(550)
  await db.transaction().execute(async (inside) => {
    for (let turn = 0; turn < 300; turn++) await sql`insert into note values (${'long '.repeat(100)})`.execute(inside)
  })
  expect((await readFile(path)).length).toBeGreaterThan(before + 100_000)
})

/** A database whose steps from the log into the file fail with the error. */
function failing(error: Error) {
  const open = () =>
    new Promise<sqlite3.Database>((resolve) => {
      const real: sqlite3.Database = new sqlite3.Database(':memory:', () => resolve(hooked))
      const all = (text: string, parameters: unknown, done: (error: Error | null, rows?: unknown[]) => void) =>
        text.startsWith('pragma wal_checkpoint') ? done(error) : real.all(text, parameters, done)
      const hooked = new Proxy(real, {
        get: (target, name) => {
          if (name === 'all') return all
          const value = Reflect.get(target, name)
          return typeof value === 'function' ? value.bind(target) : value
        },
      })
    })
  return new Kysely<never>({ dialect: sqliteDialect(open, { checkpoints: true }) })
}

test('after a failed sync of that step nothing more is written: the next sync could say done and mean nothing', async () => {
  const failure = new Error('SQLITE_IOERR: disk I/O error')
  const db = failing(failure)
  await sql`create table note (text text not null) strict`.execute(db)
  await write(db)
  await pause(550)
  await expect(write(db)).rejects.toBe(failure)
  await expect(write(db)).rejects.toBe(failure)
  await expect(db.transaction().execute(write)).rejects.toBe(failure)

  // Without room nothing is lost either, and the log goes on.
  const full = failing(new Error('SQLITE_FULL: database or disk is full'))
  await sql`create table note (text text not null) strict`.execute(full)
  await pause(550)
  await write(full)
  await write(full)
})
