import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { CommandError } from '../command/command.ts'

export type Spent = Readonly<{ cpuSeconds: number; peakMemoryMiB: number }>
export type OwnServer = Readonly<{
  url: string
  /** Since its start; null on systems without /proc. */
  spent: () => Promise<Spent | null>
  stop: () => Promise<void>
}>

/** By which the kernel counts the time of processes, whatever its own clock is. */
const TICKS_PER_SECOND = 100

/** `hailong serve` on a folder of data, as a process of its own, so that what it spends is the server's alone. */
export async function startServer(program: string, dataDir: string): Promise<OwnServer> {
  const port = await freePort()
  const env = { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'silent' }
  const child = spawn(process.execPath, [program, 'serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const ended = once(child, 'close')
  const ready = new Promise<true>((resolve) => child.stdout.once('data', () => resolve(true)))
  if ((await Promise.race([ready, ended.then(() => false)])) === false)
    throw new CommandError(`the server did not start: ${said.trim().split('\n').at(-1) ?? ''}`)
  return {
    url: `http://127.0.0.1:${port}`,
    spent: () => spentBy(child.pid ?? 0).catch(() => null),
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function spentBy(pid: number): Promise<Spent> {
  const [stat, status] = [await readFile(`/proc/${pid}/stat`, 'utf8'), await readFile(`/proc/${pid}/status`, 'utf8')]
  // The name of the process stands in brackets and may hold spaces; user and system time are the 12th and 13th word behind it.
  const words = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const peakKb = Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1])
  return {
    cpuSeconds: (Number(words[11]) + Number(words[12])) / TICKS_PER_SECOND,
    peakMemoryMiB: Math.round(peakKb / 1024),
  }
}
