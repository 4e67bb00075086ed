import { execFile } from 'node:child_process'
import { Problem } from '../problem.ts'

const TIMEOUT_MS = 10_000

/**
 * A second opinion where Debian's qpdf is installed: does the document hold together? Undefined where it is not there. One that
 * does not come in time says nothing of the document: whoever sent it is asked to come again.
 */
export const qpdfFinds = (file: string, timeoutMs = TIMEOUT_MS): Promise<boolean | undefined> =>
  new Promise((resolve, reject) => {
    // A program that was stopped listens to nothing but this.
    const options = { timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: 1_000_000 } as const
    execFile('qpdf', ['--check', file], options, (error) => {
      if (!error) return resolve(true)
      if (error.signal === 'SIGKILL') return reject(new Problem('unavailable', { retryAfterSeconds: 30 }))
      resolve(error.code === 'ENOENT' ? undefined : false)
    })
  })
