import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import sqlite3 from 'sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { verify } from '../../server/command/verify.ts'
import { readConfig } from '../../server/config.ts'
import { assertSqlite, openSqlite } from '../../server/db/open.ts'
import { sqliteFile } from '../../server/db/open-database.ts'
import { makeDeps, openStored } from '../../server/make-deps.ts'
import { world, writeKeyFile } from '../world.ts'

/** What a start on the data of a world says when it stops; nothing where it does not. */
async function starting() {
  const at = await world()
  await writeKeyFile(at.dataDir)
  const io = { out: () => {}, err: () => {}, config: at.deps.config, terminal: false }
  const reason = (): Promise<string> =>
    verify.run([], io).then(
      () => '',
      (error: Error) => error.message,
    )
  return { ...at, reason }
}

test('data that a later version has changed are refused with one line, and stay as they are', async () => {
  const { db, reason } = await starting()
  expect(await reason()).toBe('')
  const tables = await db.introspection.getTables()
  await sql`insert into kysely_migration (name, timestamp) values ('2099-01-01-later', '2099-01-01T00:00:00.000Z')`.execute(
    db,
  )
  expect(await reason()).toMatch(/^DATA(_DIR|BASE_URL): the data were written by a later version of the program/)
  expect(await db.introspection.getTables()).toEqual(tables)
})

test('a key file of other data stops the start', async () => {
  const { dataDir, reason } = await starting()
  expect(await reason()).toBe('')
  await mkdir(join(dataDir, 'keys'), { recursive: true })
  await writeFile(join(dataDir, 'keys', 'master.key'), '08'.repeat(32), { mode: 0o600 })
  expect(await reason()).toBe(
    'DATA_DIR: keys/master.key is not the key of these data: bring back the copy that was kept apart',
  )
})

// Case L22.
test('a key that others can read stops the start, and so does one that is none', async () => {
  const { dataDir, reason } = await starting()
  const key = join(dataDir, 'keys', 'master.key')
  await chmod(key, 0o644)
  expect(await reason()).toBe('DATA_DIR: others can read keys/master.key: run chmod 600 on it')
  for (const nothing of ['', '\n', 'secret', '07'.repeat(31)]) {
    await writeFile(key, nothing)
    await chmod(key, 0o600)
    expect([nothing, await reason()]).toEqual([
      nothing,
      expect.stringMatching(/^DATA_DIR: keys\/master\.key is damaged/),
    ])
  }
})

test('in a folder that others may enter, nobody but its owner reads the database, its log or the keys', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'hailong-open-'))
  onTestFinished(() => rm(dataDir, { recursive: true }))
  await chmod(dataDir, 0o755)
  const deps = await makeDeps(readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }))
  onTestFinished(deps.close)
  const names = await readdir(dataDir)
  expect(names).toEqual(expect.arrayContaining(['hailong.sqlite', 'hailong.sqlite-wal', 'keys']))
  for (const name of names) expect([name, (await stat(join(dataDir, name))).mode & 0o077]).toEqual([name, 0])
})

test('data whose file is gone or was cut to nothing are not followed by empty ones: the start says what to bring back', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'hailong-begun-'))
  onTestFinished(() => rm(dataDir, { recursive: true }))
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' })
  const start = async () => (await makeDeps(config)).close()
  await start()
  const file = sqliteFile(dataDir)
  await rename(file, `${file}-kept`)
  await expect(start()).rejects.toThrow(/^DATA_DIR: hailong\.sqlite is missing or empty/)
  expect(await readdir(dataDir)).not.toContain('hailong.sqlite')
  // As a disk leaves it that was full, or lost what was not yet written.
  await writeFile(file, '')
  await writeFile(`${file}-wal`, 'the log of what is missing')
  await expect(start()).rejects.toThrow(/hailong\.sqlite is missing or empty/)
  await expect(openStored(config)).rejects.toThrow(/hailong\.sqlite is missing or empty/)
  expect(await readFile(`${file}-wal`, 'utf8')).toBe('the log of what is missing')
  await rm(`${file}-wal`)
  await rename(`${file}-kept`, file)
  await start()
})

// Case L22.
test('a version of SQLite that can damage its file is refused, and the next is not', () => {
  for (const version of ['3.7.0', '3.40.1', '3.51.2']) expect(() => assertSqlite(version)).toThrow(/3\.51\.3/)
  for (const version of ['3.51.3', '3.52.0', '4.0.0']) expect(() => assertSqlite(version)).not.toThrow()
})

test('a start with such a version says so in one line and makes no database; with the next one it begins', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hailong-version-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const start = async (built: string) => {
    const real = Object.getOwnPropertyDescriptor(sqlite3, 'VERSION') ?? {}
    Object.defineProperty(sqlite3, 'VERSION', { ...real, value: built })
    try {
      await (await makeDeps(readConfig({ DATA_DIR: join(folder, built), LOG_LEVEL: 'silent' }))).close()
      return ''
    } catch (error) {
      return (error as Error).message
    } finally {
      Object.defineProperty(sqlite3, 'VERSION', real)
    }
  }
  expect(await start('3.51.2')).toBe('sqlite3: SQLite 3.51.2 can corrupt its file; 3.51.3 or later is needed')
  expect(await start('3.51.3')).toBe('')
  // Built for a good one and run with the library of an old system.
  const running = (version: string) => openSqlite(join(folder, version, 'hailong.sqlite'), async () => version)
  await expect(running('3.40.1')).rejects.toThrow('SQLite 3.40.1 can corrupt its file')
  await (await running('3.53.0')).destroy()
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('hailong.sqlite'))
  expect(files.toSorted()).toEqual(['3.51.3/hailong.sqlite', '3.53.0/hailong.sqlite'])
})
