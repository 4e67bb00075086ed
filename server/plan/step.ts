import { canStep, ROUND_STEPS, type RoundStep } from '../../surveys/round.ts'
import type { Act } from '../act.ts'
import { type AuditDetail, audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { Problem } from '../problem.ts'
import { type Round, updateRound } from './store.ts'

/** Refuses a step that the round's state does not allow, naming the state. */
export function checkStep(round: Round, step: RoundStep): void {
  if (!canStep(round.state, step)) throw new Problem('step_not_possible', { detail: { state: round.state, step } })
}

/** Takes the round one step on, with its audit entry; `stale` if somebody else was there first. */
export async function takeStep(
  db: Db,
  by: Act,
  round: Round,
  version: number,
  step: RoundStep,
  detail: AuditDetail = {},
  change: { decisionNumber?: string; decisionDate?: string; opensOn?: string; closesOn?: string } = {},
): Promise<void> {
  checkStep(round, step)
  await updateRound(db, round, version, { ...change, state: ROUND_STEPS[step].to })
  await audit(db, by, `round.${step}`, round.id, detail)
}
