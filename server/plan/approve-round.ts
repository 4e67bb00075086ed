import { type Act, dayOf } from '../act.ts'
import type { Db } from '../db/open.ts'
import { Problem } from '../problem.ts'
import { checkStep, takeStep } from './step.ts'
import { getRound } from './store.ts'

/** The plan is approved by a decision that has been signed: its number as it stands there, its day not one to come. */
export async function approveRound(
  db: Db,
  by: Act,
  id: string,
  version: number,
  decision: Readonly<{ decisionNumber: string; decisionDate: string }>,
): Promise<void> {
  const round = await getRound(db, id)
  checkStep(round, 'approve')
  const today = dayOf(by.now)
  if (decision.decisionDate > today)
    throw new Problem('input_invalid', {
      errors: [{ pointer: '/decisionDate', code: 'decision_in_future', detail: { today } }],
    })
  await takeStep(db, by, round, version, 'approve', decision, decision)
}
