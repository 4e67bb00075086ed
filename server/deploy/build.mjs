import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { withLock } from './lock.mjs'
import { progress, root, say } from './run.mjs'

/** Files the server opens as programs of their own: worker threads. Each becomes dist/server/<name>.js beside main.js. */
const workers = ['server/table/xlsx-worker.ts', 'server/evidence/text-worker.ts', 'server/weights/export-worker.ts']

const respondentBuild = ['server/deploy/build-respondent.mjs', 'server/deploy/lean-forms.mjs']

/** What is built, from which files and folders, and the file that proves it was. */
const parts = [
  {
    name: 'server',
    inputs: ['surveys', 'analysis', 'server', 'client/words'],
    proof: 'dist/server/main.js',
    build: buildServer,
  },
  {
    name: 'respondent',
    inputs: ['client/respondent', 'client/ui', 'client/words', 'surveys', ...respondentBuild],
    proof: 'dist/respondent/program.js',
    build: async (folder) => (await import('./build-respondent.mjs')).buildRespondent(folder),
  },
  {
    name: 'staff',
    inputs: ['client', 'surveys', 'analysis', 'vite.config.ts'],
    proof: 'dist/staff/index.html',
    build: async (outDir) => {
      const { build } = await import('vite')
      await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn', build: { outDir, emptyOutDir: true } })
    },
    needs: 'client/staff/index.html',
  },
]

async function buildServer(outDir) {
  const { build } = await import('vite')
  const entries = ['server/main.ts', ...workers]
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        // For `bench page` alone; a server installed without what the tests need has none.
        external: ['playwright-core'],
        input: Object.fromEntries(entries.map((path) => [/([^/]+)\.ts$/.exec(path)[1], join(root, path)])),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'part-[name]-[hash].js' },
      },
    },
  })
}

function filesOf(path) {
  const full = join(root, path)
  if (!existsSync(full)) return []
  if (!statSync(full).isDirectory()) return [path]
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesOf(`${path}/${name}`))
}

/** One hash of everything a part is made of: by content, since a checkout or a copy changes the times of files. */
function stampOf(part) {
  const hash = createHash('sha256')
  for (const path of [...part.inputs.flatMap(filesOf), 'package-lock.json', 'server/deploy/build.mjs'])
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0')
  return hash.digest('hex')
}

function stampFile(part) {
  return join(root, 'dist', `.${part.name}-stamp`)
}

function isFresh(part) {
  const file = stampFile(part)
  if (!existsSync(file) || !existsSync(join(root, part.proof))) return false
  return readFileSync(file, 'utf8') === stampOf(part)
}

function isThere(part) {
  return !part.needs || existsSync(join(root, part.needs))
}

/** Names of the parts whose sources changed since they were built. */
export function staleParts(names = parts.map(({ name }) => name)) {
  return parts.filter((part) => names.includes(part.name) && isThere(part) && !isFresh(part)).map(({ name }) => name)
}

/** Builds into a folder beside and swaps at the end: a build that fails leaves the last good one. */
async function buildPart(part) {
  const stamp = stampOf(part)
  const making = join(root, 'dist', `.making-${part.name}`)
  const place = dirname(join(root, part.proof))
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { recursive: true })
  try {
    await part.build(making)
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    throw error
  }
  rmSync(stampFile(part), { force: true })
  rmSync(place, { recursive: true, force: true })
  renameSync(making, place)
  writeFileSync(stampFile(part), stamp)
}

/** Builds what is stale, or all of it. */
export async function build(names, { always = false } = {}) {
  await withLock('build', async () => {
    for (const part of parts) {
      if (names && !names.includes(part.name)) continue
      if (!isThere(part) || (!always && isFresh(part))) continue
      const start = Date.now()
      await buildPart(part)
      progress(`build: ${part.name} ${((Date.now() - start) / 1000).toFixed(1)} s`)
    }
  })
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const names = process.argv.slice(2).filter((word) => !word.startsWith('--'))
  await build(names.length ? names : undefined, { always: process.argv.includes('--all') }).catch((error) => {
    say(`build: ${error.message}`)
    process.exitCode = 1
  })
}
