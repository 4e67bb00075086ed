import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { qpdfFinds } from '../../server/evidence/qpdf.ts'

/** A program in place of qpdf that does what the script says. */
async function standIn(script: string, mode = 0o755): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hailong-qpdf-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'qpdf')
  writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode })
  return path
}

test.each([
  ['holds together', 'exit 0', true],
  ['is damaged', 'exit 2', false],
  ['was only read with warnings', 'exit 3', false],
  ['brings it down', 'kill -SEGV $$', false],
  ['makes it say more than anybody reads', 'yes', false],
])('a document that %s', async (_, script, found) => {
  expect(await qpdfFinds('a.pdf', 60_000, await standIn(script))).toBe(found)
})

test('a program that is not there, or that this user may not run, says nothing of the document', async () => {
  expect(await qpdfFinds('a.pdf', 60_000, '/nowhere/qpdf')).toBeUndefined()
  expect(await qpdfFinds('a.pdf', 60_000, await standIn('exit 0', 0o644))).toBeUndefined()
})

test('an opinion that does not come, or cannot be asked for, is none: the sender is asked to come again', async () => {
  await expect(qpdfFinds('a.pdf', 300, await standIn('exec sleep 600'))).rejects.toMatchObject({ code: 'unavailable' })
  // More words than a program can be started with.
  await expect(qpdfFinds('a'.repeat(5_000_000), 60_000, await standIn('exit 0'))).rejects.toMatchObject({
    code: 'unavailable',
  })
})
