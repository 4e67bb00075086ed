import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '..', '..')
let built: Promise<string> | undefined

/**
 * The reading thread's program, built from its source: Node runs no TypeScript, and in the built server it lies beside
 * main.js. Built once for each state of the sources.
 */
export const xlsxWorker = (): Promise<string> => {
  built ??= buildWorker()
  return built
}

async function buildWorker(): Promise<string> {
  const hash = createHash('sha256').update(process.version)
  for (const folder of ['server/table', 'surveys'])
    for (const name of readdirSync(join(root, folder)).sort())
      if (name.endsWith('.ts')) hash.update(name).update(readFileSync(join(root, folder, name)))
  const folder = join(tmpdir(), `hailong-worker-${process.getuid?.() ?? 0}-${hash.digest('hex').slice(0, 24)}`)
  const file = join(folder, 'xlsx-worker.mjs')
  if (existsSync(file)) return file
  const making = `${folder}-${process.pid}`
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20',
      outDir: making,
      minify: false,
      rolldownOptions: {
        input: { 'xlsx-worker': join(root, 'server/table/xlsx-worker.ts') },
        output: { format: 'es', entryFileNames: '[name].mjs' },
      },
    },
  })
  try {
    renameSync(making, folder)
  } catch {
    // Another process was quicker; its files are the same.
  }
  return file
}
