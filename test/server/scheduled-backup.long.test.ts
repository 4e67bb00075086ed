import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, onTestFinished, test, vi } from 'vitest'
import { audit } from '../../server/audit.ts'
import { copyName, newestCopy, oldCopies } from '../../server/backup/copies.ts'
import { EVERY_MS, isDue, LEAST_SHEETS } from '../../server/backup/due.ts'
import { keepCopying } from '../../server/backup/keep-copying.ts'
import { backup } from '../../server/command/backup.ts'
import type { Io } from '../../server/command/command.ts'
import { restore } from '../../server/command/restore.ts'
import { readConfig } from '../../server/config.ts'
import { actOf } from '../../server/deps.ts'
import { json, world, writeKeyFile } from '../world.ts'
import { fieldingRound } from './journey.ts'

const MINUTE = 60_000
const NOON = new Date('2026-11-26T05:00:00Z')

test('a copy is due after four minutes of change, but never with one to nine sheets since the last, and daily in any case', () => {
  const last = { at: NOON.toISOString(), sheets: 100 }
  const due = (ms: number, sheets: number, changed = true) =>
    isDue(last, { at: new Date(NOON.getTime() + ms), sheets: 100 + sheets, changed })
  expect(isDue(undefined, { at: NOON, sheets: 0, changed: true })).toBe(true)
  expect(due(EVERY_MS - 1, 50)).toBe(false)
  expect(due(EVERY_MS, 0)).toBe(true)
  expect(due(EVERY_MS, 0, false)).toBe(false)
  for (let sheets = 1; sheets < LEAST_SHEETS; sheets++)
    expect(due(23 * 60 * MINUTE, sheets), String(sheets)).toBe(false)
  expect(due(EVERY_MS, LEAST_SHEETS)).toBe(true)
  expect(due(24 * 60 * MINUTE, 1, false)).toBe(true)
  expect(due(-MINUTE, 1)).toBe(true)
})

test('of old copies one an hour and then one a day stays; the newest always, and what is no copy', () => {
  const every5 = Array.from({ length: 40 * 24 * 12 }, (_, n) => copyName(new Date(NOON.getTime() - n * 5 * MINUTE)))
  const names = [...every5, 'backup.key', '20261126T000000Z.age.other']
  const gone = new Set(oldCopies(names, NOON))
  const left = names.filter((name) => !gone.has(name))
  // 24 of two hours, 46 of the two days' other hours, 28 of other days, each at most one more where a slot is cut; two others.
  expect(left.length).toBeGreaterThan(95)
  expect(left.length).toBeLessThan(106)
  expect(left).toEqual(expect.arrayContaining(['backup.key', '20261126T000000Z.age.other', every5[0], every5[23]]))
  expect(oldCopies(left, NOON)).toEqual([])
  const alone = copyName(new Date('2025-01-01T00:00:00Z'))
  expect(oldCopies([alone], NOON)).toEqual([])
})

test('BACKUP_DIR lies outside the data folder and can be written to', async () => {
  expect(() => readConfig({ DATA_DIR: '/srv/h', BACKUP_DIR: '/srv/h/copies' })).toThrow('BACKUP_DIR')
  expect(readConfig({ DATA_DIR: '/srv/h', BACKUP_DIR: '/srv/hh' }).backupDir).toBe('/srv/hh')
  const { deps } = await world()
  const config = { ...deps.config, backupDir: '/nowhere/copies' }
  await expect(keepCopying({ ...deps, config })).rejects.toThrow('BACKUP_DIR')
})

test('the server has its copies made by the command line, tells what came of it, and ends that with itself', async () => {
  const { deps } = await world()
  const dir = await mkdtemp(join(tmpdir(), 'hailong-copies-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  const serving = async (source: string, until: RegExp) => {
    const program = join(dir, 'program.mjs')
    await writeFile(program, source)
    const lines: string[] = []
    const log = pino({}, { write: (line: string) => void lines.push(line) })
    const stop = await keepCopying({ ...deps, log, config: { ...deps.config, backupDir: dir } }, program)
    await vi.waitFor(() => expect(lines.join('')).toMatch(until), { timeout: 20_000, interval: 50 })
    stop()
  }
  await serving(`console.log(process.argv.slice(2).join(' '))`, /backup --into .*backed up/)
  await serving(`console.error('no room'); process.exit(1)`, /no room.*the backup failed/)
  const begun = join(dir, 'begun')
  await serving(
    `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(begun)}, String(process.pid)); setInterval(() => {}, 9)`,
    /BACKUP_RECIPIENTS/,
  )
  const pid = await vi.waitFor(async () => Number(await readFile(begun, 'utf8')), { timeout: 2_000 }).catch(() => 0)
  await vi.waitFor(() => expect(() => process.kill(pid || 2 ** 30, 0)).toThrow('ESRCH'), { timeout: 5_000 })
})

test('copies are made as sheets come, each on record with their number, and each can be brought back', async () => {
  const at = await world({ now: new Date().toISOString() })
  await writeKeyFile(at.dataDir)
  const dir = await mkdtemp(join(tmpdir(), 'hailong-copies-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  await writeFile(join(dir, 'note.txt'), 'stays')
  const said: string[] = []
  const io: Io = {
    out: (line) => said.push(line),
    err: (line) => said.push(line),
    config: at.deps.config,
    terminal: false,
  }
  const copies = async () => (await readdir(dir)).filter((name) => name.endsWith('.age')).length

  await backup.run(['--into', dir], io)
  expect(await copies()).toBe(1)
  await backup.run(['--into', dir], io)
  expect(await copies()).toBe(1)
  // As if the last one was made a while ago: the chain is all that is asked.
  const earlier = new Date(Date.now() - 5 * MINUTE)
  await rename(join(dir, copyName(new Date((await newestCopy(dir)) as number))), join(dir, copyName(earlier)))
  const later = (sheets: number) =>
    at.db.transaction().execute((db) =>
      audit(db, { ...actOf(at.deps, 'command'), now: earlier }, 'backup.make', 'all', {
        sheets,
      }),
    )
  await later(0)
  const { codes } = await fieldingRound(at)
  const slips = codes('ph-th')
  const send = async (slip: string) => {
    const sheet = {
      id: crypto.randomUUID(),
      slip,
      form: 'ph-th@2021.1',
      language: 'vi',
      consent: '1',
      answers: { A1: 5 },
    }
    expect((await at.app.request('/api/responses', json('POST', sheet))).status).toBe(201)
  }
  for (const slip of slips.slice(0, 9)) await send(slip)
  await backup.run(['--into', dir], io)
  expect(await copies()).toBe(1)
  await send(slips[9])
  await backup.run(['--into', dir], io)
  expect(await copies()).toBe(2)

  const [entry] = await at.db
    .selectFrom('auditEntry')
    .selectAll()
    .where('action', '=', 'backup.make')
    .orderBy('sequence', 'desc')
    .execute()
  expect(JSON.parse(entry.detail)).toEqual({ sheets: 10 })
  const newest = copyName(new Date((await newestCopy(dir)) as number))
  await restore.run([join(dir, newest), '--check'], io)
  expect(said.at(-1)).toContain('"auditHead"')
  expect(await readdir(dir)).toContain('note.txt')
})
