import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Deps } from '../deps.ts'
import { Problem } from '../problem.ts'

const TIMEOUT_MS = 60_000

type From = Pick<Deps, 'config' | 'log'>
type Seen = 'clean' | 'found' | Readonly<{ unable: string }>

/**
 * Has a file looked at by the scanner an operator has named (`VIRUS_SCANNER`); without one there is no such look. It ends with 0
 * where it found nothing and with 1 where it did, as clamscan and clamdscan do (clamscan(1), RETURN CODES). With anything else,
 * or too late, it has not looked: nothing unlooked is kept, and the log says so.
 */
export function makeVirusScan({ config, log }: From, timeoutMs = TIMEOUT_MS): (file: string) => Promise<void> {
  const { virusScanner } = config
  if (virusScanner.length === 0) return async () => {}
  return async (file) => {
    const seen = await look(virusScanner, file, timeoutMs)
    if (seen === 'clean') return
    if (seen === 'found') throw new Problem('evidence_refused', { errors: [{ pointer: '', code: 'pdf_virus' }] })
    log.error({ scanner: virusScanner[0], why: seen.unable }, 'the virus scanner did not look')
    throw new Problem('unavailable', { retryAfterSeconds: 60 })
  }
}

/** What every scanner with its lists at hand tells (eicar.org), in two pieces, so that none takes this program for it. */
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join('')

/** At the start: one that is not there, has no lists or always says yes is told before the first paper comes. */
export async function tryVirusScanner({ config, log }: From, timeoutMs = TIMEOUT_MS): Promise<void> {
  const { virusScanner } = config
  if (virusScanner.length === 0) return
  const scanner = virusScanner[0]
  const seen = await withFolder(async (folder) => {
    const file = join(folder, 'eicar.com')
    await writeFile(file, EICAR)
    return look(virusScanner, file, timeoutMs)
  }).catch((error: NodeJS.ErrnoException): Seen => ({ unable: String(error.code) }))
  if (seen === 'clean')
    log.error({ scanner }, 'the virus scanner does not find what every scanner is tried with: has it its lists')
  else if (seen !== 'found')
    log.error({ scanner, why: seen.unable }, 'the virus scanner does not look: no paper is taken till it does')
}

/** What it takes apart lies in a folder of its own, which goes with it however it ends; it gets none of our settings. */
const look = ([program = '', ...words]: readonly string[], file: string, timeoutMs: number): Promise<Seen> =>
  withFolder(
    (folder) =>
      new Promise((resolve) => {
        const env = { PATH: process.env.PATH, TMPDIR: folder }
        const options = { timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: 1_000_000, env } as const
        execFile(program, [...words, file], options, (error, _, told) => {
          if (!error) return resolve('clean')
          if (error.code === 1) return resolve('found')
          const last = told.trim().split('\n').at(-1)?.slice(0, 200)
          resolve({ unable: `${error.code ?? error.signal}${last ? ` ${last}` : ''}` })
        })
      }),
  )

async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'hailong-scan-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
