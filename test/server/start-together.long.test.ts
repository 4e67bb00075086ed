import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { verify } from '../../server/command/verify.ts'
import { openSqlite } from '../../server/db/open.ts'
import { storageLine } from '../../server/db/storage-fault.ts'
import { world, writeKeyFile } from '../world.ts'

// Case N08.
test('two programs that start together on an empty folder make its schema once; one may be told to wait, none finds a half', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'hailong-test-'))
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  await writeKeyFile(dataDir)
  const { deps } = await world()
  const config = { ...deps.config, dataDir, databaseUrl: null }
  const starts = async () => verify.run([], { out: () => {}, err: () => {}, config, terminal: false })
  const outcomes = await Promise.allSettled([starts(), starts()])
  expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true)
  for (const outcome of outcomes)
    if (outcome.status === 'rejected')
      // As the command line says it.
      expect(storageLine(outcome.reason as Error) ?? String(outcome.reason)).toMatch(/another program holds the data/)
  await starts()
  const db = await openSqlite(join(dataDir, 'hailong.sqlite'))
  onTestFinished(() => db.destroy())
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db)
  expect(rows.length).toBeGreaterThan(20)
  expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length)
})
