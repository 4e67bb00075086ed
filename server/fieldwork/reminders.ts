import { levelNames, fieldSheetWords as words } from '../../client/words/documents.ts'
import type { Db } from '../db/open.ts'
import { csvFile } from '../export/csv-file.ts'
import { viewFieldwork } from './view.ts'

/** Schools whose share of returned sheets lies below the round's, the slowest first: whom to call. Counts below five are not told. */
export async function remindersCsv(db: Db, roundId: string): Promise<Uint8Array> {
  const { schools, responseRate } = await viewFieldwork(db, roundId)
  const rated = schools
    .filter(({ issued }) => issued > 0)
    .map((school) => ({ ...school, rate: (school.used ?? 0) / school.issued }))
    .filter(({ rate, used }) => used === null || rate < (responseRate ?? 0))
    .sort((a, b) => a.rate - b.rate || (a.code < b.code ? -1 : 1))
  const rows = rated.map(({ code, name, level, area, issued, used, rate }) => [
    code,
    name,
    levelNames[level] ?? level,
    area,
    issued,
    used ?? words.few,
    used === null ? null : Number(rate.toFixed(3)),
  ])
  return csvFile([words.reminderColumns, ...rows])
}
