import { type ExecFileException, execFile } from 'node:child_process'
import { Problem } from '../problem.ts'

const TIMEOUT_MS = 10_000

const notNow = () => new Problem('unavailable', { retryAfterSeconds: 30 })
/** It is not there for this user: a folder on the way that may not be read is told as the second. */
const ABSENT: ReadonlySet<unknown> = new Set(['ENOENT', 'EACCES'])
const neverRan = ({ syscall }: ExecFileException) => syscall?.startsWith('spawn') === true

/**
 * A second opinion where Debian's qpdf is installed: does the document hold together? Undefined where it is not there. One that
 * does not come in time, or cannot be asked for, says nothing of the document: whoever sent it is asked to come again.
 *
 * @throws Problem unavailable
 */
export async function qpdfFinds(file: string, timeoutMs = TIMEOUT_MS, program = 'qpdf'): Promise<boolean | undefined> {
  // A program that was stopped listens to nothing but this.
  const options = { timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: 1_000_000 } as const
  const error = await new Promise<ExecFileException | null>((resolve) => {
    execFile(program, ['--check', file], options, resolve)
  }).catch((thrown: ExecFileException) => thrown)
  if (error === null) return true
  if (neverRan(error) && ABSENT.has(error.code)) return undefined
  if (neverRan(error) || error.signal === 'SIGKILL') throw notNow()
  return false
}
