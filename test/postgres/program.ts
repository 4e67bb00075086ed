import { type ChildProcess, spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { staleParts } from '../../server/deploy/build.mjs'
import { freePort } from '../../server/deploy/free-port.mjs'

const root = join(import.meta.dirname, '..', '..')
let built: Promise<string> | undefined

/** The whole program: two processes are two processes, not two objects. As it was built, or built once for this worker. */
const program = (): Promise<string> => {
  built ??= staleParts(['server']).length ? buildProgram() : Promise.resolve(join(root, 'dist', 'server', 'main.js'))
  return built
}

async function buildProgram(): Promise<string> {
  const { build } = await import('vite')
  // Inside the tree, because its packages are found from where it lies.
  const outDir = join(root, '.cache', `test-program-${process.pid}`)
  process.once('exit', () => void rm(outDir, { recursive: true, force: true }))
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        input: { main: join(root, 'server/main.ts') },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'part-[name]-[hash].js' },
      },
    },
  })
  return join(outDir, 'main.js')
}

export type Running = Readonly<{
  child: ChildProcess
  isLive: () => boolean
  /** what it has printed so far, errors included */
  said: () => string
  /** its status, or the signal that ended it */
  ended: Promise<number | string>
}>

/** A command of the program as a process of its own, on the given data. */
export async function start(words: readonly string[], env: Record<string, string>): Promise<Running> {
  const file = await program()
  const child = spawn(process.execPath, [file, ...words], {
    env: { PATH: process.env.PATH ?? '', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part) => (text += part))
  const ended = new Promise<number | string>((resolve) =>
    child.once('close', (code, signal) => resolve(signal ?? code ?? 1)),
  )
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const isLive = () => child.exitCode === null && child.signalCode === null
  return { child, isLive, said: () => text, ended }
}

/** A serving process, once it says that it is ready. */
export async function serve(env: Record<string, string>): Promise<Running & { url: string }> {
  const port = await freePort()
  const running = await start(['serve'], { ...env, PORT: String(port), DEMO: '0' })
  const ready = new Promise<void>((resolve) => {
    running.child.stdout?.on('data', () => {
      if (running.said().includes('ready http')) resolve()
    })
  })
  const code = await Promise.race([ready, running.ended])
  if (code !== undefined) throw new Error(`ended with ${code}: ${running.said()}`)
  return { ...running, url: `http://localhost:${port}` }
}
