import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Program } from './page.ts'

/** What `npm run build` left in `dist/respondent/`. */
export async function readProgram(folder: string): Promise<Program> {
  const read = (name: string) => readFile(join(folder, name), 'utf8')
  return {
    script: await read('program.js'),
    entry: await read('entry.js'),
    preview: await read('preview.js'),
    later: await read('later.js'),
    worker: await read('sw.js'),
    first: await read('first.css'),
    style: await read('style.css'),
    more: { script: await read('more.js'), style: await read('more.css') },
    kiosk: {
      script: await read('kiosk.js'),
      style: await read('kiosk.css'),
      setup: await read('kiosk-setup.js'),
    },
  }
}
