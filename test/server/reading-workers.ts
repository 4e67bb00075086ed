import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '..', '..')
const built = new Map<string, Promise<string>>()

/**
 * The program of a reading thread, built from its source: Node runs no TypeScript, and in the built server it lies beside
 * main.js. Built once for each state of the sources.
 */
function workerOf(source: string, folders: readonly string[]): Promise<string> {
  const known = built.get(source) ?? buildWorker(source, folders)
  built.set(source, known)
  return known
}

export const xlsxWorker = (): Promise<string> => workerOf('server/table/xlsx-worker.ts', ['server/table', 'surveys'])
export const textWorker = (): Promise<string> => workerOf('server/evidence/text-worker.ts', ['server/evidence'])

async function buildWorker(source: string, folders: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(process.version).update(source)
  for (const folder of folders)
    for (const name of readdirSync(join(root, folder)).sort())
      if (name.endsWith('.ts')) hash.update(name).update(readFileSync(join(root, folder, name)))
  hash.update(readFileSync(join(root, 'package-lock.json')))
  const folder = join(tmpdir(), `hailong-worker-${process.getuid?.() ?? 0}-${hash.digest('hex').slice(0, 24)}`)
  const file = join(folder, 'worker.mjs')
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
        input: { worker: join(root, source) },
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
