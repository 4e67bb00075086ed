import { levelNames, fieldSheetWords as words } from '../../client/words/documents.ts'
import { csvOf } from '../dataset/table.ts'
import type { Db } from '../db/open.ts'
import { viewFieldwork } from './view.ts'

/** Spreadsheets need it to see that the text is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff'
const safe = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)

/** Schools whose share of returned sheets lies below the round's, the slowest first: whom to call. Counts below five are not told. */
export async function remindersCsv(db: Db, roundId: string): Promise<Uint8Array> {
  const { schools, responseRate } = await viewFieldwork(db, roundId)
  const rated = schools
    .filter(({ issued }) => issued > 0)
    .map((school) => ({ ...school, rate: (school.used ?? 0) / school.issued }))
    .filter(({ rate, used }) => used === null || rate < (responseRate ?? 0))
    .sort((a, b) => a.rate - b.rate || (a.code < b.code ? -1 : 1))
  const rows = rated.map(({ code, name, level, area, issued, used, rate }) => [
    safe(code),
    safe(name),
    levelNames[level] ?? level,
    safe(area),
    String(issued),
    used === null ? words.few : String(used),
    used === null ? '' : rate.toFixed(3),
  ])
  const text = csvOf([[...words.reminderColumns], ...rows])
  return new Uint8Array(Buffer.concat([Buffer.from(BYTE_ORDER_MARK), text]))
}
