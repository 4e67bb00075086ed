import { actOf, type Deps } from '../deps.ts'
import { runProgram } from '../run-program.ts'
import { type DataCheck, lastCheck, recordCheck } from './data-check.ts'

/** The first look is one of these after the start: a start has other things to do. */
const LOOK_MS = 15 * 60_000
const HOUR_MS = 60 * 60_000
/** From three to six in Việt Nam: after the database was written anew, and before anybody works. */
const NIGHT = { from: 3, until: 6 } as const
/** One a night, though not at the same minute of each. */
const NIGHTLY_MS = 20 * HOUR_MS
/** A server that is off at night is looked at by day. */
const LATE_MS = 48 * HOUR_MS

/** Whether everything is to be looked at now; a clock that was set back is no reason to wait for it. */
export function isCheckDue(last: Pick<DataCheck, 'at'> | undefined, now: Date): boolean {
  const age = last === undefined ? Number.POSITIVE_INFINITY : now.getTime() - Date.parse(last.at)
  const hour = (now.getUTCHours() + 7) % 24
  if (age < 0 || age >= LATE_MS) return true
  return age >= NIGHTLY_MS && hour >= NIGHT.from && hour < NIGHT.until
}

/**
 * Has everything looked at once a night as long as the server runs, by `hailong verify` as a program of its own and at lower
 * priority. What it finds is on record, in the log, in the figures and before those who answer for the data; sheets are taken on.
 * `program` is the built command line.
 */
export function keepVerifying(deps: Deps, program = process.argv[1]): () => void {
  const stopping = new AbortController()
  let busy = false
  const look = async (): Promise<void> => {
    if (busy) return
    busy = true
    try {
      if (isCheckDue(await lastCheck(deps.read), deps.clock())) await checkNow(deps, program, stopping.signal)
    } catch (error) {
      if (!stopping.signal.aborted)
        deps.log.error({ err: String(error) }, 'the nightly check of the data could not be made')
    } finally {
      busy = false
    }
  }
  const timer = setInterval(look, LOOK_MS)
  timer.unref()
  return () => {
    clearInterval(timer)
    stopping.abort()
  }
}

/** One look at everything; what it found is on record afterwards. */
export async function checkNow(deps: Deps, program: string | undefined, signal: AbortSignal): Promise<void> {
  const fault = await runProgram(program ?? '', ['verify'], signal).then(
    () => null,
    (error: Error) => error.message,
  )
  // Stopped with the server: nothing was found out.
  if (signal.aborted) return
  if (fault === null) deps.log.info('everything that is kept was checked and is whole')
  else deps.log.error({ fault }, 'THE DATA ARE DAMAGED: see docs/operations.md')
  await deps.db.transaction().execute((db) => recordCheck(db, actOf(deps, 'clock'), fault))
}
