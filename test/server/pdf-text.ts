import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll } from 'vitest'

const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'hailong-pdf-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const has = (tool: string) =>
  run(tool, ['--help']).then(
    () => true,
    (error: { code?: unknown }) => error.code !== 'ENOENT',
  )
/** The tools of poppler and zbar, which read a page as a person or a camera would. */
export const readsText = await has('pdftotext')
export const readsCodes = (await has('pdftoppm')) && (await has('zbarimg'))
export const WITHOUT = 'poppler-utils and zbar-tools are not installed'

let number = 0
function keep(bytes: Buffer): string {
  const file = join(folder, `${++number}.pdf`)
  writeFileSync(file, bytes)
  return file
}

/** The text of each page. */
export async function pageTexts(bytes: Buffer): Promise<string[]> {
  const { stdout } = await run('pdftotext', ['-layout', keep(bytes), '-'], { maxBuffer: 1 << 26 })
  return stdout.normalize('NFC').split('\f').slice(0, -1)
}

/** All words of a PDF in reading order, apart by one blank. */
export const flowing = (pages: readonly string[]): string => pages.join(' ').replace(/\s+/g, ' ')

/** What a camera reads on each page; empty where there is nothing to read. */
export async function pageCodes(bytes: Buffer, pages: number): Promise<string[]> {
  const file = keep(bytes)
  const codes: string[] = []
  for (let page = 1; page <= pages; page++) {
    const picture = `${file}-${page}`
    await run('pdftoppm', [
      '-r',
      '120',
      '-gray',
      '-f',
      `${page}`,
      '-l',
      `${page}`,
      '-singlefile',
      '-png',
      file,
      picture,
    ])
    // A page without a code is no fault of the reader, though it says so.
    const said = await run('zbarimg', ['--raw', '-q', `${picture}.png`]).catch(() => ({ stdout: '' }))
    codes.push(said.stdout.trim())
  }
  return codes
}
