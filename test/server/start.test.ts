import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { verify } from '../../server/command/verify.ts'
import { assertSqlite } from '../../server/db/open.ts'
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

test('a version of SQLite that can damage its file is refused, and the next is not', () => {
  for (const version of ['3.7.0', '3.40.1', '3.51.2']) expect(() => assertSqlite(version)).toThrow(/3\.51\.3/)
  for (const version of ['3.51.3', '3.52.0', '4.0.0']) expect(() => assertSqlite(version)).not.toThrow()
})
