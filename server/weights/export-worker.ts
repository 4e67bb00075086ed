import { parentPort, workerData } from 'node:worker_threads'
import { type ExportJob, makeExportSent } from './make-export.ts'

/** The program of the thread that makes files for analysts: one job, one file. A fault ends the thread. */
const file = await makeExportSent(workerData as ExportJob)
parentPort?.postMessage(file, [file.bytes.buffer])
