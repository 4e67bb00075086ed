import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Program } from './page.ts'

/** What `npm run build` left in `dist/respondent/`. */
export async function readProgram(folder: string): Promise<Program> {
  const read = (name: string) => readFile(join(folder, name), 'utf8')
  const names = [
    'program.js',
    'entry.js',
    'preview.js',
    'style.css',
    'more.js',
    'more.css',
    'later.js',
    'kiosk.js',
    'kiosk.css',
    'kiosk-setup.js',
  ]
  const [
    script = '',
    entry = '',
    preview = '',
    style = '',
    moreScript = '',
    moreStyle = '',
    later = '',
    kioskScript = '',
    kioskStyle = '',
    setup = '',
  ] = await Promise.all(names.map(read))
  return {
    script,
    entry,
    preview,
    later,
    style,
    more: { script: moreScript, style: moreStyle },
    kiosk: { script: kioskScript, style: kioskStyle, setup },
  }
}
