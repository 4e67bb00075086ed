import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { withTemporaryFile } from '../../server/temporary-file.ts'

test('a file of a moment lies where it can, and nothing of it stays, whatever becomes of the work', () => {
  const at = mkdtempSync(join(tmpdir(), 'hailong-where-'))
  onTestFinished(() => rmSync(at, { recursive: true }))
  const [gone, noFolder, data] = ['gone', 'no-folder', 'data'].map((name) => join(at, name)) as [string, string, string]
  writeFileSync(noFolder, '')
  mkdirSync(data)
  const bytes = Buffer.from('tinos')
  const seen = withTemporaryFile('a.ttf', bytes, (file) => ({ file, text: readFileSync(file, 'utf8') }), [
    ...[gone, noFolder, data],
  ])
  expect([seen.text, seen.file.startsWith(`${data}/`), existsSync(seen.file)]).toEqual(['tinos', true, false])
  let left = ''
  const failing = (file: string) => {
    left = file
    throw new Error('the work failed')
  }
  expect(() => withTemporaryFile('a.ttf', bytes, failing, [data])).toThrow('the work failed')
  expect([left !== '', existsSync(left)]).toEqual([true, false])
  expect(() => withTemporaryFile('a.ttf', bytes, () => 1, [gone, noFolder])).toThrow(/ENOTDIR/)
})
