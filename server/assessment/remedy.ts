import type { z } from 'zod'
import type { remedyDecision, remedyDone, remedyPlan } from '../../surveys/assessment.ts'
import { type Act, dayOf } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { findEvidence } from '../evidence/store.ts'
import { Problem } from '../problem.ts'
import { listExtras } from './extra-store.ts'
import { raterFacts } from './rater-facts.ts'
import { findRemedy, insertRemedy, type Remedy, updateRemedy } from './remedy-store.ts'
import { lostOf, scoresOf } from './scores.ts'
import { type Assessment, belongsTo, getAssessment, listEntries } from './store.ts'
import { cardOf, viewAssessment } from './view.ts'

const refuse = (pointer: string, code: string) => new Problem('input_invalid', { errors: [{ pointer, code }] })

/** The published year, and the remedy as it was when it was read (version 0: there was none). */
async function current(db: Db, by: Act, id: string, component: string, lockVersion: number) {
  const row = await getAssessment(db, id)
  if (row.state !== 'published')
    throw new Problem('step_not_possible', { detail: { state: row.state, step: 'remedy' } })
  const remedy = await findRemedy(db, id, component)
  if ((remedy?.lockVersion ?? 0) !== lockVersion)
    throw new Problem('stale', {
      detail: { version: remedy?.lockVersion ?? 0 },
      current: await viewAssessment(db, id, dayOf(by.now), by.actor),
    })
  return { row, remedy }
}

async function refuseUnlost(db: Db, row: Assessment, component: string): Promise<void> {
  const card = await cardOf(db, row)
  const rated = (await raterFacts(db, row.criteriaSetId, card)).get(row.unitId) ?? new Map()
  const { second } = scoresOf(card, await listEntries(db, row.id), await listExtras(db, row.id), rated)
  if (!lostOf(second).some(({ id }) => id === component)) throw refuse('/component', 'nothing_lost')
}

/** What the unit will do about points it lost, who and by when; open to change until it was done and accepted. */
export async function planRemedy(
  db: Db,
  by: Act,
  id: string,
  lockVersion: number,
  { component, measure, lead, dueOn }: z.infer<typeof remedyPlan>,
): Promise<void> {
  const { row, remedy } = await current(db, by, id, component, lockVersion)
  await refuseUnlost(db, row, component)
  if (dueOn < dayOf(new Date(row.publishedAt ?? by.now))) throw refuse('/dueOn', 'due_before_publication')
  const said = { measure, lead, dueOn, writtenBy: by.actor, writtenAt: by.now.toISOString() }
  if (!remedy)
    await insertRemedy(db, {
      assessmentId: id,
      componentId: component,
      state: 'planned',
      lockVersion: 1,
      ...said,
      doneOn: null,
      proof: '',
      evidenceId: null,
      answer: '',
      decidedBy: null,
      decidedAt: null,
    })
  else {
    refuseState(remedy, ['planned', 'returned'])
    await updateRemedy(db, remedy, { ...said, state: 'planned' })
  }
  await audit(db, by, 'assessment.remedy_plan', id, { component, dueOn })
}

function refuseState(remedy: Remedy | undefined, wanted: readonly Remedy['state'][]): asserts remedy is Remedy {
  if (!remedy || !wanted.includes(remedy.state))
    throw new Problem('step_not_possible', { detail: { state: remedy?.state ?? 'none', step: 'remedy' } })
}

/** The unit says it is done, when, and what shows it. */
export async function finishRemedy(
  db: Db,
  by: Act,
  id: string,
  lockVersion: number,
  { component, doneOn, proof, evidenceId }: z.infer<typeof remedyDone>,
): Promise<void> {
  const { row, remedy } = await current(db, by, id, component, lockVersion)
  refuseState(remedy, ['planned', 'returned'])
  if (doneOn > dayOf(by.now)) throw refuse('/doneOn', 'day_ahead')
  if (evidenceId !== null) {
    const paper = await findEvidence(db, evidenceId)
    if (!paper || paper.unitId !== row.unitId || paper.withdrawnAt !== null)
      throw refuse('/evidenceId', 'paper_unknown')
  }
  await updateRemedy(db, remedy, {
    state: 'done',
    doneOn,
    proof,
    evidenceId,
    writtenBy: by.actor,
    writtenAt: by.now.toISOString(),
  })
  await audit(db, by, 'assessment.remedy_done', id, { component, doneOn })
}

/** Somebody who is not of the unit looks at it: it is accepted for good, or goes back with a word why. */
export async function decideRemedy(
  db: Db,
  by: Act,
  id: string,
  lockVersion: number,
  { component, accept, answer }: z.infer<typeof remedyDecision>,
): Promise<void> {
  const { row, remedy } = await current(db, by, id, component, lockVersion)
  refuseState(remedy, ['done'])
  if (remedy.writtenBy === by.actor || (await belongsTo(db, by.actor, row.unitId))) throw new Problem('own_unit')
  if (!accept && answer === '') throw refuse('/answer', 'reason_needed')
  await updateRemedy(db, remedy, {
    state: accept ? 'accepted' : 'returned',
    answer,
    decidedBy: by.actor,
    decidedAt: by.now.toISOString(),
  })
  await audit(db, by, accept ? 'assessment.remedy_accept' : 'assessment.remedy_return', id, { component })
}
