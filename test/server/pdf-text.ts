import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

const has = (tool: string) =>
  run(tool, ['--help']).then(
    () => true,
    (error: { code?: unknown }) => error.code !== 'ENOENT',
  )
/** The tools of poppler and zbar, which read a page as a person or a camera would. */
export const readsText = await has('pdftotext')
export const readsCodes = (await has('pdftoppm')) && (await has('zbarimg'))
export const WITHOUT = 'poppler-utils and zbar-tools are not installed'

/** Puts the PDF into a folder of its own as long as it is read. */
async function kept<T>(bytes: Buffer, read: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'hailong-pdf-'))
  const file = join(folder, 'read.pdf')
  writeFileSync(file, bytes)
  return read(file).finally(() => rmSync(folder, { recursive: true, force: true }))
}

/** The text of each page. */
export async function pageTexts(bytes: Buffer): Promise<string[]> {
  const { stdout } = await kept(bytes, (file) => run('pdftotext', ['-layout', file, '-'], { maxBuffer: 1 << 26 }))
  return stdout.normalize('NFC').split('\f').slice(0, -1)
}

/** All words of a PDF in reading order, apart by one blank. */
export const flowing = (pages: readonly string[]): string => pages.join(' ').replace(/\s+/g, ' ')

/** What a camera reads on each page; empty where there is nothing to read. */
export const pageCodes = (bytes: Buffer, pages: number): Promise<string[]> =>
  kept(bytes, async (file) => {
    const codes: string[] = []
    for (let page = 1; page <= pages; page++) {
      const picture = `${file}-${page}`
      const only = ['-f', `${page}`, '-l', `${page}`, '-singlefile']
      await run('pdftoppm', ['-r', '120', '-gray', ...only, '-png', file, picture])
      // A page without a code is no fault of the reader, though it says so.
      const said = await run('zbarimg', ['--raw', '-q', `${picture}.png`]).catch(() => ({ stdout: '' }))
      codes.push(said.stdout.trim())
    }
    return codes
  })
