import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { leanForms } from './lean-forms.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Web views of chat programs on old phones: what they do not know must not be in the program. */
const target = 'es2020'
const cssTarget = ['chrome87', 'safari14', 'firefox92']

/** What the minifier leaves behind for `light-dark()`, which no style here uses, and its own mark. */
const LEFTOVERS = /--lightningcss-(?:light|dark):[^;}]*;|\s*\/\*\$vite\$:\d+\*\//g

async function bundle(entry, { whole = false, program = true } = {}) {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    mode: 'production',
    publicDir: false,
    // The same program whatever NODE_ENV says, also in a test run.
    resolve: { conditions: ['module', 'browser', 'production'] },
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: whole ? [] : [leanForms()],
    build: {
      write: false,
      target,
      cssTarget,
      minify: 'oxc',
      cssMinify: 'lightningcss',
      modulePreload: false,
      lib: { entry: join(root, entry), formats: ['iife'], name: 'page', fileName: 'program' },
    },
  })
  const { output } = Array.isArray(result) ? result[0] : result
  const script = output.find((part) => part.type === 'chunk')?.code.trim()
  const style = output.find((part) => part.type === 'asset' && part.fileName.endsWith('.css'))?.source
  if ((program && !script) || /<\/script|<!--/i.test(script)) throw new Error(`${entry} cannot stand inside a page`)
  return {
    script,
    style: String(style ?? '')
      .replace(LEFTOVERS, '')
      .trim(),
  }
}

/**
 * Builds the programs and the styles of the parent's page as strings, to be written inside its HTML.
 * @returns {Promise<import('../responses/page.ts').Program>}
 */
export async function bundleRespondent() {
  const { style: first } = await bundle('client/respondent/first.ts', { program: false })
  const { script, style } = await bundle('client/respondent/main.ts')
  const { script: entry } = await bundle('client/respondent/entry.ts')
  const { script: preview } = await bundle('client/respondent/preview.ts')
  const { script: later } = await bundle('client/respondent/later-program.ts')
  const { script: worker } = await bundle('client/respondent/service-worker.ts')
  const kiosk = await bundle('client/respondent/kiosk/kiosk.ts')
  const { script: setup } = await bundle('client/respondent/kiosk/setup.ts')
  const more = await bundle('client/respondent/main.ts', { whole: true })
  return {
    script,
    entry,
    preview,
    later,
    worker,
    first,
    style: first + style,
    more: { ...more, style: first + more.style },
    kiosk: { ...kiosk, setup },
  }
}

/**
 * Writes `program.js`, `entry.js`, `preview.js`, `later.js`, `first.css`, `style.css` (which begins with it), and `more.js`, `more.css` for forms with conditions, into
 * `dist/respondent/`, where the server reads them at start.
 */
export async function buildRespondent(folder = join(root, 'dist/respondent')) {
  const { script, entry, preview, later, worker, first, style, more, kiosk } = await bundleRespondent()
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'program.js'), script)
  await writeFile(join(folder, 'entry.js'), entry)
  await writeFile(join(folder, 'preview.js'), preview)
  await writeFile(join(folder, 'later.js'), later)
  await writeFile(join(folder, 'sw.js'), worker)
  await writeFile(join(folder, 'kiosk.js'), kiosk.script)
  await writeFile(join(folder, 'kiosk.css'), kiosk.style)
  await writeFile(join(folder, 'kiosk-setup.js'), kiosk.setup)
  await writeFile(join(folder, 'first.css'), first)
  await writeFile(join(folder, 'style.css'), style)
  await writeFile(join(folder, 'more.js'), more.script)
  await writeFile(join(folder, 'more.css'), more.style)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildRespondent()
