import { readFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { getDocumentProxy } from 'unpdf'
import { PAGE_END } from './search-text.ts'

/** The program of the reading thread: the words of one PDF, page by page, up to a length. A fault ends the thread. */
const { path, mostPages, mostLetters } = workerData as { path: string; mostPages: number; mostLetters: number }
const bytes = new Uint8Array(await readFile(path))
const document = await getDocumentProxy(bytes, {
  isEvalSupported: false,
  disableFontFace: true,
  useSystemFonts: false,
  enableXfa: false,
  verbosity: 0,
})
const pages: string[] = []
let letters = 0
for (let number = 1; number <= Math.min(document.numPages, mostPages) && letters < mostLetters; number++) {
  const page = await document.getPage(number)
  const { items } = await page.getTextContent()
  const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')
  // What a database cannot hold as text, or would read as the end of a page.
  const clean = text.replace(/[\0\f]|\p{Cs}/gu, ' ').normalize('NFC')
  pages.push(clean.slice(0, mostLetters - letters))
  letters += clean.length
  page.cleanup()
}
const cut = letters > mostLetters || pages.length < document.numPages
parentPort?.postMessage({ text: pages.join(PAGE_END), pages: document.numPages, cut })
