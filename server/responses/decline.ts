import { readCode } from '../../surveys/slip.ts'
import { type Act, dayOf } from '../act.ts'
import type { Db } from '../db/open.ts'
import { codeHash } from '../slips/code.ts'
import { findSlip, markDeclined } from '../slips/store.ts'
import { findFieldingRound } from './pages.ts'
import { countDecline } from './store.ts'

/**
 * Somebody does not take part. It is counted by form and day, and once a slip where one is named, whose school is all that is
 * told of it. Says whether a round is in the field; an unknown code is no reason to turn anybody away.
 */
export async function decline(db: Db, by: Act, form: string, slip: string | undefined): Promise<boolean> {
  const round = await findFieldingRound(db, form)
  if (!round) return false
  const code = slip === undefined ? undefined : readCode(slip)
  const known = code && 'code' in code ? await findSlip(db, codeHash(by.keys, code.code)) : undefined
  if (known?.roundId === round.id && !(await markDeclined(db, known.id))) return true
  await countDecline(db, round.id, form, dayOf(by.now))
  return true
}
