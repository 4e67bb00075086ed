import { execFile } from 'node:child_process'
import type { Deps } from '../deps.ts'
import { Problem } from '../problem.ts'

const TIMEOUT_MS = 60_000

/**
 * Has a file looked at by the scanner an operator has named (`VIRUS_SCANNER`); without one there is no such look. It ends with 0
 * where it found nothing and with 1 where it did, as clamscan and clamdscan do (clamscan(1), RETURN CODES). With anything else,
 * or too late, it has not looked: nothing unlooked is kept, and the log says so.
 */
export function makeVirusScan(
  { config, log }: Pick<Deps, 'config' | 'log'>,
  timeoutMs = TIMEOUT_MS,
): (file: string) => Promise<void> {
  const [program, ...words] = config.virusScanner
  if (program === undefined) return async () => {}
  const options = { timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: 1_000_000 } as const
  return (file) =>
    new Promise((resolve, reject) => {
      execFile(program, [...words, file], options, (error) => {
        if (!error) return resolve()
        if (error.code === 1)
          return reject(new Problem('evidence_refused', { errors: [{ pointer: '', code: 'pdf_virus' }] }))
        log.error({ scanner: program, ended: String(error.code ?? error.signal) }, 'the virus scanner did not look')
        reject(new Problem('unavailable', { retryAfterSeconds: 60 }))
      })
    })
}
