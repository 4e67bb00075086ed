import { Worker } from 'node:worker_threads'
import type { ExportFile } from '../export/table.ts'
import { type ExportJob, makeExportSent } from './make-export.ts'

/** A hundred thousand rows of sixty columns take 0.6 GB. */
const HEAP_MB = 2_048

/**
 * The file of a job, made in a thread of its own: reading and writing a hundred thousand rows takes seconds of processor, in which
 * no parent's sheet would be taken. `program` is the built export-worker.ts; without it the file is made here.
 */
export async function exportApart(job: ExportJob, program?: string): Promise<ExportFile> {
  if (program === undefined) return makeExportSent(job)
  const worker = new Worker(program, { workerData: job, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } })
  try {
    return await new Promise<ExportFile>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('the thread that makes files ended without one')))
    })
  } finally {
    await worker.terminate()
  }
}
