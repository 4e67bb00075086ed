import { roundAllows } from '../../surveys/round.ts'
import type { Act } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { Problem } from '../problem.ts'
import type { PlanChange } from './plan.ts'
import { getRound, type Round, updateRound } from './store.ts'

/** What was submitted is read by others, and what was approved is what is carried out: neither is changed any more. */
export function checkPlanOpen(round: Round): void {
  if (!roundAllows(round.state, 'edit_plan'))
    throw new Problem('step_not_possible', { detail: { state: round.state, step: 'change_plan' } })
}

/** The plan can be changed until it is submitted: what was approved is what is carried out. */
export async function changePlan(db: Db, by: Act, id: string, version: number, change: PlanChange): Promise<void> {
  const round = await getRound(db, id)
  checkPlanOpen(round)
  if (change.opensOn && change.closesOn && change.closesOn < change.opensOn)
    throw new Problem('input_invalid', { errors: [{ pointer: '/closesOn', code: 'before_opening' }] })
  const { plan, exclusionRules, ...rest } = change
  await updateRound(db, round, version, {
    ...rest,
    plan: JSON.stringify(plan),
    exclusionRules: JSON.stringify(exclusionRules),
  })
  await audit(db, by, 'round.change_plan', id, { version: version + 1 })
}
