import { parentPort, workerData } from 'node:worker_threads'
import { ImportRefused } from './import-refused.ts'
import { readTableHere } from './read-table-here.ts'
import type { TableLimits } from './table.ts'

/** The program of the reading thread: one file, one answer. A fault that is not a refusal ends the thread. */
const { bytes, limits } = workerData as { bytes: Uint8Array; limits: TableLimits }
try {
  parentPort?.postMessage({ workbook: await readTableHere(bytes, limits) })
} catch (error) {
  if (!(error instanceof ImportRefused)) throw error
  parentPort?.postMessage({ refused: { code: error.code, detail: error.detail } })
}
