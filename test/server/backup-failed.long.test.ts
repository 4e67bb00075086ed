import { chmod, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { lastBackup } from '../../server/backup/claim.ts'
import { copyName } from '../../server/backup/copies.ts'
import { EVERY_MS } from '../../server/backup/due.ts'
import { keepCopying } from '../../server/backup/keep-copying.ts'
import { backup } from '../../server/command/backup.ts'
import { world, writeKeyFile } from '../world.ts'

const copyIn = async (name: string) => {
  const dir = await mkdtemp(join(tmpdir(), name))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  return dir
}

/** Data, a folder for copies, and the command as the timer calls it; `at` each table it looks whether to stop. */
async function copying() {
  const at = await world({ now: '2026-11-27T02:00:00Z' })
  await writeKeyFile(at.dataDir)
  const dir = await copyIn('hailong-copies-')
  // The command has the clock of the machine; one second is one name.
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-27T02:00:00Z') })
  onTestFinished(() => void vi.useRealTimers())
  const later = (ms: number) => vi.setSystemTime(Date.now() + ms)
  const run = async (into = dir, eachTable: () => void = () => {}) => {
    const said: string[] = []
    const io = { out: (line: string) => said.push(line), err: eachTable, config: at.deps.config, terminal: true }
    const failed = await backup.run(['--into', into], io).then(
      () => undefined,
      (error: Error) => error.message,
    )
    return { failed, said: said.length }
  }
  const trail = async () =>
    (await at.db.selectFrom('auditEntry').select('action').orderBy('sequence').execute())
      .map(({ action }) => action)
      .filter((action) => action.startsWith('backup.'))
  return { ...at, dir, later, run, trail }
}

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  'a backup that is told to stop by %s says so in a line and leaves no half file; the next makes up for it',
  async (signal) => {
    const { dir, run, later, trail, db, time } = await copying()
    const others = process.rawListeners(signal)
    for (const listener of others) process.removeListener(signal, listener as () => void)
    onTestFinished(() => {
      for (const listener of others) process.on(signal, listener as () => void)
    })
    const stopped = await run(dir, () => void process.emit(signal, signal))
    expect(stopped).toEqual({ failed: `the backup was broken off by ${signal}, nothing of it is left`, said: 0 })
    expect(await readdir(dir)).toEqual([])
    expect(await trail()).toEqual(['backup.make', 'backup.failed'])
    expect(await lastBackup(db)).toBeUndefined()
    // Not at once, and after four minutes though nothing has changed.
    expect(await run()).toEqual({ failed: undefined, said: 0 })
    later(EVERY_MS)
    expect(await run()).toEqual({ failed: undefined, said: 1 })
    expect(await readdir(dir)).toEqual([copyName(new Date(time.now.getTime() + EVERY_MS))])
    expect(await lastBackup(db)).toBe('2026-11-27T02:04:00.000Z')
    later(EVERY_MS)
    expect(await run()).toEqual({ failed: undefined, said: 0 })
    expect(process.listenerCount(signal)).toBe(0)
  },
)

test('what a killed backup has left is cleared away once nobody writes it, and is made up for', async () => {
  const { dir, run, later, trail, deps } = await copying()
  expect(await run()).toEqual({ failed: undefined, said: 1 })
  // As a killed one leaves it: on record, and half a file.
  const [name] = await readdir(dir)
  await rm(join(dir, name))
  const part = join(dir, `${name}.part`)
  await writeFile(part, 'half')
  const last = async (minutes: number) => {
    const then = new Date(Date.now() - minutes * 60_000)
    await utimes(part, then, then)
  }
  later(EVERY_MS)
  await last(14)
  expect(await run()).toEqual({ failed: undefined, said: 0 })
  expect(await readdir(dir)).toEqual([`${name}.part`])
  // The server looks for it, too, though by the record alone nothing is due.
  const program = join(await copyIn('hailong-program-'), 'program.mjs')
  await writeFile(
    program,
    `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(program)}, 'called')`,
  )
  await last(16)
  const stop = await keepCopying({ ...deps, config: { ...deps.config, backupDir: dir } }, program)
  await vi.waitFor(async () => expect(await readFile(program, 'utf8')).toBe('called'), { timeout: 20_000 })
  stop()
  expect(await run()).toEqual({ failed: undefined, said: 1 })
  expect(await readdir(dir)).toEqual([copyName(new Date('2026-11-27T02:04:00Z'))])
  expect(await trail()).toEqual(['backup.make', 'backup.failed', 'backup.make'])
})

test('a folder that is not there, or is a file, is named before anything is put on record', async () => {
  const { dir, run, trail } = await copying()
  const file = join(dir, 'file')
  await writeFile(file, '')
  await chmod(file, 0o700)
  for (const [into, why] of [
    [join(dir, 'none'), 'ENOENT'],
    [file, 'ENOTDIR'],
  ])
    expect((await run(into)).failed).toBe(`${into} is no folder this user can keep copies in: ${why}`)
  expect(await trail()).toEqual([])
})
