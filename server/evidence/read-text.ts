import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

/** `none`: pictures only, as a scan is; `failed`: too slow, too big or not to be understood. Such a paper is found by what is said of it. */
export type PaperText = Readonly<{ state: 'read' | 'cut' | 'none' | 'failed'; pages: number | null; text: string }>

const LIMITS = { mostPages: 300, mostLetters: 400_000, timeoutMs: 15_000, heapMb: 256 }
const FAILED: PaperText = Object.freeze({ state: 'failed', pages: null, text: '' })

export type ReadTextOptions = Partial<typeof LIMITS> & {
  /** The built program of text-worker.ts. Beside the built server it is found by itself; tests build it. */
  worker?: string | undefined
}

/**
 * The words of a PDF that has been looked into, read in a thread of its own with a cap on time and memory. Never throws: a paper
 * whose words cannot be read is a paper all the same.
 */
export function readText(path: string, options: ReadTextOptions = {}): Promise<PaperText> {
  const { worker: program, ...own } = options
  const { timeoutMs, heapMb, ...limits } = { ...LIMITS, ...own }
  const worker = new Worker(program ?? join(import.meta.dirname, 'text-worker.js'), {
    workerData: { path, ...limits },
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: Math.ceil(heapMb / 8) },
    stdout: true,
    stderr: true,
  })
  return new Promise<PaperText>((resolve) => {
    const end = (found: PaperText) => {
      clearTimeout(timer)
      resolve(found)
      void worker.terminate()
    }
    const timer = setTimeout(() => end(FAILED), timeoutMs)
    worker.once('message', ({ text, pages, cut }: { text: string; pages: number; cut: boolean }) =>
      end({ state: /[\p{L}\p{N}]/u.test(text) ? (cut ? 'cut' : 'read') : 'none', pages, text }),
    )
    worker.once('error', () => end(FAILED))
    worker.once('exit', () => end(FAILED))
  })
}
