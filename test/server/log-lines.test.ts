import { execFileSync } from 'node:child_process'
import { closeSync, constants, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { logLines } from '../../server/log-lines.ts'

const FULL = '/dev/full'

// Case M08.
test('lines for a disk without room are dropped and counted, and neither they nor the last words end or hold the program', async (context) => {
  if (!existsSync(FULL)) context.skip(`there is no ${FULL}`)
  const fd = openSync(FULL, 'w')
  const { lines, dropped } = logLines(fd)
  for (let turn = 0; turn < 3; turn++) lines.write(`{"line":${turn}}\n`)
  await expect.poll(dropped, { timeout: 5_000 }).toBe(3)
  lines.write('{"last":true}\n')
  ;(lines as unknown as { flushSync: () => void }).flushSync()
  closeSync(fd)
})

test('lines for a pipe that nobody reads wait up to a limit, and the last words do not wait for ever', async (context) => {
  if (process.platform !== 'linux')
    context.skip('a pipe with a name that is read and written by one program is a thing of Linux')
  const folder = mkdtempSync(join(tmpdir(), 'hailong-log-'))
  const path = join(folder, 'pipe')
  execFileSync('mkfifo', [path])
  const fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK)
  const { lines, dropped, giveUp } = logLines(fd)
  const line = `${'x'.repeat(9_999)}\n`
  for (let turn = 0; turn < 200; turn++) lines.write(line)
  expect(dropped()).toBeGreaterThan(50)
  const from = performance.now()
  ;(lines as unknown as { flushSync: () => void }).flushSync()
  expect(performance.now() - from).toBeLessThan(5_000)
  giveUp()
  closeSync(fd)
  rmSync(folder, { recursive: true })
})

test('what is written is in the log, in its order', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hailong-log-'))
  const fd = openSync(join(folder, 'log'), 'a')
  const { lines, dropped } = logLines(fd)
  const all = Array.from({ length: 500 }, (_, turn) => `{"line":${turn},"text":"Đã lưu"}\n`)
  for (const line of all) lines.write(line)
  await expect.poll(() => readFileSync(join(folder, 'log'), 'utf8'), { timeout: 5_000 }).toBe(all.join(''))
  expect(dropped()).toBe(0)
  closeSync(fd)
  rmSync(folder, { recursive: true })
})
