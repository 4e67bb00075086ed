import { BackupError } from './backup-error.ts'

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/** Work that ends in order when the program is told to stop: `stopped` says so, with the reason as its error. */
export async function unlessStopped<T>(work: (stopped: AbortSignal) => Promise<T>): Promise<T> {
  const stopping = new AbortController()
  const stop = (signal: string) =>
    stopping.abort(new BackupError(`the backup was broken off by ${signal}, nothing of it is left`))
  for (const signal of SIGNALS) process.once(signal, stop)
  try {
    return await work(stopping.signal)
  } finally {
    for (const signal of SIGNALS) process.removeListener(signal, stop)
  }
}
