import { constants, fstatSync, openSync, write, writeSync } from 'node:fs'
import type { pino } from 'pino'

/** Lines that wait for their reader, in letters; more are cut. */
const MOST_WAITING = 1_000_000
/** So long a reader that is slow, or a disk that is full, is left before the next try. */
const REST_MS = 100
/** So long an ending program waits for the reader of its last lines. */
const LAST_WORDS_MS = 300

export type LogLines = Readonly<{
  /** how many nobody took in time */
  dropped: () => number
  /** Forgets those that wait; for an end that cannot wait for their reader. */
  giveUp: () => void
}>

/**
 * Standard error as the place of the log: where nobody reads it, or its disk is full, lines are dropped and counted, and the work
 * goes on; when lines are taken again, they are written again. (The writer that comes with `pino` ends the program at a full
 * disk, and waits for ever for a reader at its end.)
 */
export function logLines(fd = standardError()): LogLines & Readonly<{ lines: pino.DestinationStream }> {
  let waiting: string[] = []
  let letters = 0
  let dropped = 0
  let writing = false
  let isOver = false

  /** What is at hand goes out as one piece; a rest of it goes first the next time. */
  function next(): void {
    if (writing || waiting.length === 0) return
    writing = true
    const piece = Buffer.from(waiting.join(''))
    const count = waiting.length
    waiting = []
    letters = 0
    push(piece, count)
  }
  function push(piece: Buffer, count: number): void {
    if (isOver) return
    write(fd, piece, (error, written) => {
      if (error && isLater(error)) setTimeout(() => push(piece, count), REST_MS).unref()
      else if (error) {
        dropped += count
        setTimeout(done, REST_MS).unref()
      } else if (written < piece.length) push(piece.subarray(written), count)
      else done()
    })
  }
  function done(): void {
    writing = false
    next()
  }
  const giveUp = () => {
    isOver = true
    dropped += waiting.length
    waiting = []
    letters = 0
  }
  /** Asked for by `pino` at a fatal line, after which there may be no later: the rest is not waited for. */
  function flushSync(): void {
    const until = performance.now() + LAST_WORDS_MS
    let piece = Buffer.from(waiting.join(''))
    waiting = []
    letters = 0
    while (piece.length > 0 && performance.now() < until)
      try {
        piece = piece.subarray(writeSync(fd, piece))
      } catch (error) {
        if (!isLater(error as Error)) return
      }
  }
  const lines = {
    write(line: string) {
      if (isOver || letters + line.length > MOST_WAITING) {
        dropped += 1
        return
      }
      waiting.push(line)
      letters += line.length
      next()
    },
    flushSync,
  }
  return { lines, dropped: () => dropped, giveUp }
}

const isLater = (error: NodeJS.ErrnoException): boolean => error.code === 'EAGAIN' || error.code === 'EBUSY'

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
