import { ConfigError } from '../config.ts'
import type { Deps } from '../deps.ts'
import { runProgram } from '../run-program.ts'
import { copyIsDue } from './claim.ts'
import { findBroken, whyNoCopies } from './copies.ts'

const LOOK_MS = 30_000
/** Copying takes a tenth of the time at most, however large the data are. */
const REST = 9
/**
 * Makes encrypted copies in BACKUP_DIR as long as the server runs, by a program of its own and at lower priority, so that
 * nobody who sends a sheet waits for it. `program` is the built command line. A failure is logged and tried again.
 */
export async function keepCopying(deps: Deps, program = process.argv[1]): Promise<() => void> {
  const dir = deps.config.backupDir
  if (dir === null) return () => {}
  if (await whyNoCopies(dir)) throw new ConfigError('BACKUP_DIR', `${dir} is no folder that can be written to`)
  if (deps.config.backupRecipients.length === 0)
    deps.log.warn('BACKUP_RECIPIENTS is not set: the key that opens the backups lies on this machine too')
  const stopping = new AbortController()
  let busy = false
  let restUntil = 0
  const look = async (): Promise<void> => {
    if (busy || performance.now() < restUntil) return
    busy = true
    const begun = performance.now()
    try {
      if ((await copyIsDue(deps.read, deps.clock())) || (await findBroken(dir)).length > 0) {
        const said = await runProgram(program, ['backup', '--into', dir], stopping.signal)
        // Nothing is said where another server was faster.
        if (said !== '') deps.log.info({ backup: said }, 'backed up')
        restUntil = performance.now() + REST * (performance.now() - begun)
      }
    } catch (error) {
      if (!stopping.signal.aborted) deps.log.error({ err: String(error) }, 'the backup failed')
    } finally {
      busy = false
    }
  }
  const timer = setInterval(look, LOOK_MS)
  timer.unref()
  void look()
  return () => {
    clearInterval(timer)
    stopping.abort()
  }
}
