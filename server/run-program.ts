import { spawn } from 'node:child_process'
import { setPriority } from 'node:os'

/** A third of an equal share: behind whoever sends a sheet, and still at work on a machine that has no rest (19 waited for minutes). */
const NICE = 5
/** Of a million sheets a copy takes minutes. One that stands still, as on a disk of the network that is gone, would be the last. */
const MOST_MS = 2 * 60 * 60_000
/** Told to stop, it has so long to clear away what it has begun. */
const CLEAR_MS = 3_000

/** Runs a command of this program as one of its own, at lower priority; gives what it prints, or the last line of why it failed. */
export function runProgram(program: string, words: readonly string[], signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...words], {
      ...{ stdio: ['ignore', 'pipe', 'pipe'], signal, timeout: MOST_MS },
    })
    const end = () => void setTimeout(() => child.kill('SIGKILL'), CLEAR_MS).unref()
    signal.addEventListener('abort', end, { once: true })
    const tooLong = setTimeout(end, MOST_MS).unref()
    try {
      if (child.pid !== undefined) setPriority(child.pid, NICE)
    } catch {
      // A service may be forbidden to set priorities.
    }
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', (part) => {
      out += part
    })
    child.stderr.setEncoding('utf8').on('data', (part) => {
      err += part
    })
    child.once('error', reject)
    child.once('close', (code, by) => {
      clearTimeout(tooLong)
      signal.removeEventListener('abort', end)
      if (code === 0) resolve(out.trim())
      else reject(new Error(err.trim().split('\n').at(-1) || `ended with ${by ?? code}`))
    })
  })
}
