import { readCode } from '../../surveys/slip.ts'
import { type Act, dayOf } from '../act.ts'
import type { Db } from '../db/open.ts'
import type { Keys } from '../keys.ts'
import { Problem } from '../problem.ts'
import { codeHash } from '../slips/code.ts'
import { findFieldingRound } from './pages.ts'
import { countPressure, findSchoolOfSlip } from './store.ts'

/**
 * Somebody was told or forced how to answer. Counted by school and day; the slip names the school and is then forgotten, so
 * nothing leads from here to an answer. Without a slip that is known it still counts, for no school.
 */
export async function reportPressure(
  db: Db,
  by: Act,
  keys: Keys,
  told: Readonly<{ form: string; slip?: string | undefined }>,
): Promise<void> {
  const read = readCode(told.slip ?? '')
  const found = 'code' in read ? await findSchoolOfSlip(db, codeHash(keys, read.code)) : undefined
  const roundId = found?.roundId ?? (await findFieldingRound(db, told.form.split('@')[0] ?? ''))?.id
  if (roundId === undefined) throw new Problem('round_not_open')
  await countPressure(db, roundId, found?.school ?? '', dayOf(by.now))
}
