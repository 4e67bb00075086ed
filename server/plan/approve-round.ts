import { canStep, decisionNumber } from '../../surveys/round.ts'
import { type Act, dayOf } from '../act.ts'
import type { Db } from '../db/open.ts'
import { Problem, type ProblemError } from '../problem.ts'
import { takeStep } from './step.ts'
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
  const today = dayOf(by.now)
  const errors: ProblemError[] = []
  if (!decisionNumber.safeParse(decision.decisionNumber).success)
    errors.push({ pointer: '/decisionNumber', code: 'decision_number' })
  if (decision.decisionDate > today)
    errors.push({ pointer: '/decisionDate', code: 'decision_in_future', detail: { today } })
  if (canStep(round.state, 'approve') && errors.length > 0) throw new Problem('input_invalid', { errors })
  await takeStep(db, by, round, version, 'approve', decision, decision)
}
