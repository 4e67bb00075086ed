import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { freePort } from '../../server/deploy/free-port.mjs'

const root = join(import.meta.dirname, '..', '..')
const built = join(root, 'dist', 'server', 'main.js')

/** The program as it is built, or one in which a promise was broken on purpose. */
export type Program = string

export function program(): Program {
  if (!existsSync(built)) throw new Error('the product is not built: run `npm run build`')
  return built
}

/**
 * A negative control: the same program with some places of it changed, so that a check that stays green on it is found blind.
 * Each place must be there, and only once.
 */
export function brokenProgram(
  name: string,
  ...changes: readonly (readonly [place: string, instead: string])[]
): Program {
  const folder = join(root, '.cache', 'broken', `${name}-${process.pid}`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  cpSync(join(root, 'dist', 'server'), join(folder, 'server'), { recursive: true })
  for (const part of ['respondent', 'staff']) symlinkSync(join(root, 'dist', part), join(folder, part))
  for (const [place, instead] of changes) {
    let found = 0
    for (const file of readdirSync(join(folder, 'server'))) {
      const path = join(folder, 'server', file)
      const parts = readFileSync(path, 'utf8').split(place)
      found += parts.length - 1
      if (parts.length === 2) writeFileSync(path, parts.join(instead))
    }
    if (found !== 1) throw new Error(`${name}: "${place}" stands ${found} times in the program`)
  }
  return join(folder, 'server', 'main.js')
}

export type Running = Readonly<{
  child: ChildProcess
  isLive: () => boolean
  /** what it has printed so far, errors included */
  said: () => string
  /** its status, or the signal that ended it */
  ended: Promise<number | string>
}>

/** A command of the program as a process of its own; `log` is what stands for its standard error, which is then not read here. */
export function start(
  words: readonly string[],
  env: Record<string, string>,
  main: Program = program(),
  log?: number | 'unread',
): Running {
  const { HAILONG_FAULT_SHELL: limits, ...own } = env
  // Limits are set by a shell that becomes the program.
  const [command, ...first] = limits ? ['sh', '-c', `${limits}; exec "$0" "$@"`, process.execPath] : [process.execPath]
  const child = spawn(command, [...first, main, ...words], {
    env: { PATH: process.env.PATH ?? '', LOG_LEVEL: 'warn', ...own },
    stdio: ['ignore', 'pipe', typeof log === 'number' ? log : 'pipe'],
  })
  let text = ''
  for (const stream of log === undefined ? [child.stdout, child.stderr] : [child.stdout])
    stream?.setEncoding('utf8').on('data', (part) => {
      if (text.length < 1_000_000) text += part
    })
  const ended = new Promise<number | string>((resolve) =>
    child.once('close', (code, signal) => resolve(signal ?? code ?? 1)),
  )
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return { child, isLive: () => child.exitCode === null && child.signalCode === null, said: () => text, ended }
}

/** A machine that stood still for a while lets a connection time out before it is looked at: that says nothing of the data. */
export const STOOD_STILL = /connection timeout|timeout exceeded when trying to connect/

export async function run(words: readonly string[], env: Record<string, string>, main?: Program) {
  for (let tries = 1; ; tries++) {
    const running = start(words, env, main)
    const status = await running.ended
    const said = running.said()
    if (status === 0 || tries === 5 || !STOOD_STILL.test(said)) return { status, said }
  }
}

export type Serving = Running & Readonly<{ url: string; startMs: number; startCpuMs: number }>

/** A serving process, once it says that it is ready; throws with its words where it ends before. */
export async function serve(env: Record<string, string>, main?: Program, log?: number | 'unread'): Promise<Serving> {
  for (let tries = 1; ; tries++)
    try {
      return await serveOnce(env, main, log)
    } catch (error) {
      if (tries === 5 || !STOOD_STILL.test((error as Error).message)) throw error
    }
}

async function serveOnce(env: Record<string, string>, main?: Program, log?: number | 'unread'): Promise<Serving> {
  const port = await freePort()
  const from = performance.now()
  const running = start(['serve'], { DEMO: '0', ...env, PORT: String(port) }, main, log)
  const ready = new Promise<void>((resolve) => {
    running.child.stdout?.on('data', () => {
      if (running.said().includes('ready http')) resolve()
    })
  })
  const code = await Promise.race([ready, running.ended])
  if (code !== undefined) throw new Error(`ended with ${code}: ${running.said()}`)
  return {
    ...running,
    url: `http://127.0.0.1:${port}`,
    startMs: performance.now() - from,
    startCpuMs: cpuMs(running.child),
  }
}

/** Processor time of a process so far: how long its work takes, whatever else the machine does. */
function cpuMs({ pid }: ChildProcess): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
    return 10 * (Number(fields[11]) + Number(fields[12]))
  } catch {
    return Number.NaN
  }
}
