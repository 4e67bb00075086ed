import { textsIn } from '../db/json-rows.ts'
import type { Db } from '../db/open.ts'

/** Slips an interviewer asked with, whose sheets are there. */
export const listAskedSlips = async (db: Db): Promise<string[]> =>
  (
    await db.selectFrom('slip').select('id').where('mode', '=', 'interviewer').where('state', '=', 'used').execute()
  ).map(({ id }) => id)

/**
 * The mark of an interviewer has done its work once the sheet is there, which says itself how it came. Left on the slip it would
 * lead from the one interviewed sheet of a class to its slip.
 */
export async function forgetInterviews(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await db
    .updateTable('slip')
    .set({ mode: 'slip' })
    .where('id', 'in', textsIn(db, ids))
    .where('state', '=', 'used')
    .execute()
}
