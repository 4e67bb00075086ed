import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { paragraph } from '../../server/document/outline.ts'
import { writePdf } from '../../server/document/pdf/write-pdf.ts'
import { readText } from '../../server/evidence/read-text.ts'
import { makePdf } from './make-pdf.ts'
import { textWorker } from './reading-workers.ts'

async function fileOf(bytes: Uint8Array) {
  const folder = await mkdtemp(join(tmpdir(), 'hailong-text-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'a.pdf')
  await writeFile(path, bytes)
  return path
}

// Case F06: what the reading thread gets of a paper is capped in pages, letters, time and memory.
test('the words of a paper are read as they stand; a scan has none, and what cannot be read stops nothing', async () => {
  const worker = await textWorker()
  const section = (words: string) => ({ pieces: [paragraph(words)], mark: null })
  const outline = {
    title: 'x',
    creator: 'x',
    description: '',
    sections: [section('Quyết định ban hành Kế hoạch kiểm tra'), section('Trường Trung học phổ thông Hoàng Diệu')],
  }
  const path = await fileOf(await writePdf(outline))
  expect(await readText(path, { worker })).toEqual({
    state: 'read',
    pages: 2,
    text: 'Quyết định ban hành Kế hoạch kiểm tra\fTrường Trung học phổ thông Hoàng Diệu',
  })
  expect(await readText(path, { worker, mostPages: 1 })).toMatchObject({ state: 'cut', pages: 2 })
  expect(await readText(path, { worker, mostLetters: 10 })).toMatchObject({ state: 'cut', text: 'Quyết định' })
  expect(await readText(await fileOf(makePdf()), { worker })).toEqual({ state: 'none', pages: 1, text: '' })
  const failed = { state: 'failed', pages: null, text: '' }
  expect(await readText(await fileOf(Buffer.from('%PDF-1.7 nothing')), { worker })).toEqual(failed)
  expect(await readText(path, { worker, timeoutMs: 1 })).toEqual(failed)
  expect(await readText(path, { worker, heapMb: 2 })).toEqual(failed)
  expect(await readText(path, { worker: '/nowhere.mjs' })).toEqual(failed)
})
