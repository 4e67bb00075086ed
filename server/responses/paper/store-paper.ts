import { formatCode } from '../../../surveys/slip.ts'
import type { Act } from '../../act.ts'
import { audit } from '../../audit.ts'
import type { Db } from '../../db/open.ts'
import { codeOf } from '../../slips/code.ts'
import { submit } from '../submit.ts'
import type { Typed } from './compare-entries.ts'
import { addToTally, deleteEntry, type PaperEntry } from './store.ts'

/** A UUID of version 4, as a phone would make it. */
export function newSheetId(by: Pick<Act, 'random'>): string {
  const bytes = Buffer.from(by.random(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/**
 * The sheet becomes an answer like any other, its slip is spent, and the row that held both together goes: what is left are
 * sums of how well typing went.
 */
export async function storePaper(
  db: Db,
  by: Act,
  entry: PaperEntry,
  typed: Typed,
  counts: Readonly<{ questions: number; differing: number }>,
): Promise<void> {
  const slip = formatCode(codeOf(by.keys, entry.slipId))
  await submit(db, by, { id: newSheetId(by), slip, form: entry.instrumentId, ...typed }, 'paper')
  await deleteEntry(db, entry.id)
  await addToTally(db, entry.roundId, { stored: 1, discarded: 0, ...counts })
  await audit(db, by, 'responses.paper_store', entry.roundId, { differing: counts.differing })
}
