import { constants, fstatSync, openSync } from 'node:fs'
import { pino } from 'pino'

/** Lines that wait for their reader, in letters; more are cut. */
const MOST_WAITING = 1_000_000

export type LogLines = Readonly<{
  /** how many nobody took in time */
  dropped: () => number
  /** Forgets those that wait; for an end that cannot wait for their reader. */
  giveUp: () => void
}>

/** Standard error as the place of the log: where nobody reads it, lines are dropped and counted, and the work goes on. */
export function logLines(): LogLines & Readonly<{ lines: pino.DestinationStream }> {
  let count = 0
  const lines = pino.destination({ dest: standardError(), sync: false, maxLength: MOST_WAITING })
  lines.on('drop', () => {
    count += 1
  })
  return { lines, dropped: () => count, giveUp: () => lines.destroy() }
}

/**
 * A full pipe holds whoever writes into it, here a thread that nothing can call back, not even the end of the process. Opened
 * once more without waiting (Linux), it says that it is full, and the line is tried again.
 */
function standardError(): number {
  try {
    return fstatSync(2).isFIFO() ? openSync('/proc/self/fd/2', constants.O_WRONLY | constants.O_NONBLOCK) : 2
  } catch {
    return 2
  }
}
