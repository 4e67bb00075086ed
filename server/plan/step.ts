import { canStep, ROUND_STEPS, type RoundStep, stepIssues } from '../../surveys/round.ts'
import type { Act } from '../act.ts'
import { type AuditDetail, audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { Problem } from '../problem.ts'
import { roundFacts } from './round-facts.ts'
import { type Round, updateRound } from './store.ts'

/** Refuses a step that the round's state does not allow, or for which something is missing: everything that is, each by its name. */
export async function checkStep(db: Db, round: Round, step: RoundStep): Promise<void> {
  const detail = { state: round.state, step }
  if (!canStep(round.state, step)) throw new Problem('step_not_possible', { detail })
  const issues = stepIssues(step, await roundFacts(db, round))
  if (issues.length === 0) return
  throw new Problem('step_not_possible', {
    detail,
    errors: issues.map(({ path, code }) => ({ pointer: path, code })),
  })
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
  await checkStep(db, { ...round, ...change }, step)
  await updateRound(db, round, version, { ...change, state: ROUND_STEPS[step].to })
  await audit(db, by, `round.${step}`, round.id, detail)
}
