import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { type ImportFault, ImportRefused, problemOfRefusal } from './import-refused.ts'
import { TABLE_LIMITS, type TableLimits, type Workbook } from './table.ts'

export type ReadTableOptions = Readonly<{
  /** The built program of server/table/xlsx-worker.ts. Beside the built server it is found by itself; tests build it. */
  worker?: string | undefined
  timeoutMs?: number
  heapMb?: number
  limits?: TableLimits
}>

type Message = { workbook: Workbook } | { refused: { code: ImportFault; detail: ImportRefused['detail'] } }

/**
 * The cells of an XLSX or CSV file, read in a thread of its own with a cap on time and memory.
 *
 * @throws Problem import_refused or too_large; `errors[0].code` is one of IMPORT_FAULTS
 */
export async function readTable(bytes: Uint8Array, options: ReadTableOptions = {}): Promise<Workbook> {
  const limits = options.limits ?? TABLE_LIMITS
  const timeoutMs = options.timeoutMs ?? 20_000
  // Not even copied into the thread.
  if (bytes.length > limits.fileBytes)
    throw problemOfRefusal(new ImportRefused('file_too_large', { bytes: bytes.length, max: limits.fileBytes }))
  const message = await askWorker(bytes, limits, timeoutMs, options)
  if ('refused' in message) throw problemOfRefusal(message.refused)
  return message.workbook
}

async function askWorker(
  bytes: Uint8Array,
  limits: TableLimits,
  timeoutMs: number,
  options: ReadTableOptions,
): Promise<Message> {
  const heapMb = options.heapMb ?? 256
  const worker = new Worker(options.worker ?? join(import.meta.dirname, 'xlsx-worker.js'), {
    workerData: { bytes, limits },
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: Math.ceil(heapMb / 8) },
  })
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<Message>((resolve, reject) => {
      timer = setTimeout(() => resolve({ refused: { code: 'reading_too_slow', detail: { ms: timeoutMs } } }), timeoutMs)
      worker.once('message', resolve)
      worker.once('exit', () => reject(new Error('the reading thread ended without an answer')))
      worker.once('error', (error) => {
        if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
          resolve({ refused: { code: 'reading_too_big', detail: {} } })
        else reject(error)
      })
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
