import { type Act, dayOf } from '../act.ts'
import type { Db } from '../db/open.ts'
import { addDays } from '../privacy/legal-days.ts'
import { Problem } from '../problem.ts'
import { decline } from '../responses/decline.ts'
import { findFieldingRound } from '../responses/pages.ts'
import { deleteDeclinesBefore, findDecline, insertDecline } from './store.ts'

/** A reply that was lost is asked for again within minutes, or when the tablet is next switched on. */
const REMEMBERED_DAYS = 60

export type Declined = Readonly<{ declined: string; form: string; slip?: string | undefined }>

/** Somebody at a tablet does not take part. The number the tablet gave it says nothing of anybody, and makes it count once. */
export async function takeDecline(db: Db, by: Act, { declined, form, slip }: Declined): Promise<void> {
  if (await findDecline(db, declined)) return
  const [name = ''] = form.split('@')
  const round = await findFieldingRound(db, name)
  if (!round) throw new Problem('round_not_open')
  const day = dayOf(by.now)
  await deleteDeclinesBefore(db, addDays(day, -REMEMBERED_DAYS))
  await insertDecline(db, { id: declined, roundId: round.id, day })
  await decline(db, by, name, slip)
}
