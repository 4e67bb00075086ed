import { type Act, dayOf } from '../act.ts'
import type { Db } from '../db/open.ts'
import { checkStep, takeStep } from '../plan/step.ts'
import { getRound } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { contactsOfClosed } from '../recontact/retention.ts'
import { countEntries } from '../responses/paper/store.ts'
import { countSlips } from '../slips/store.ts'

/** From now on sheets are taken. Slips must have been handed over: an open round without any would only refuse people. */
export async function openRound(db: Db, by: Act, roundId: string, version: number): Promise<void> {
  const round = await getRound(db, roundId)
  const { issued } = await countSlips(db, roundId)
  await takeStep(db, by, round, version, 'open', { issued }, round.opensOn ? {} : { opensOn: dayOf(by.now) })
}

/** From now on no sheet is taken; sheets being stored at this moment are either in before it or refused after it. */
export async function closeRound(db: Db, by: Act, roundId: string, version: number): Promise<void> {
  const round = await getRound(db, roundId)
  await checkStep(db, round, 'close')
  const waiting = await countEntries(db, roundId)
  if (waiting > 0)
    throw new Problem('step_not_possible', {
      detail: { state: round.state, step: 'close', reason: 'paper_waiting' },
      errors: [{ pointer: '/paper', code: 'paper_waiting', detail: { count: waiting } }],
    })
  const { issued, used } = await countSlips(db, roundId)
  const today = dayOf(by.now)
  // Closing early moves the last day; closing late does not: the plan said until when sheets were wanted.
  const closesOn = round.closesOn !== null && round.closesOn < today ? round.closesOn : today
  await contactsOfClosed(db, roundId, today)
  await takeStep(db, by, round, version, 'close', { outstanding: issued, used }, { closesOn })
}
