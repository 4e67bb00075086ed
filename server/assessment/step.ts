import { ASSESSMENT_STEPS, type AssessmentStep } from '../../surveys/assessment.ts'
import type { Act } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { Problem } from '../problem.ts'
import { listExtras } from './extra-store.ts'
import { isBeingRated, raterFacts } from './rater-facts.ts'
import { scoresOf } from './scores.ts'
import { listEntries, updateAssessment } from './store.ts'
import { cardOf } from './view.ts'
import { readCurrent, refuseOwn } from './write-entry.ts'

/**
 * One step of the year's road. What was locked is not opened again; a year is published by somebody who entered none of it,
 * with the scores as they are at that moment.
 */
export async function takeYearStep(
  db: Db,
  by: Act,
  id: string,
  lockVersion: number,
  step: AssessmentStep,
  decision: string | null,
): Promise<void> {
  const row = await readCurrent(db, by, id, lockVersion)
  const { from, to } = ASSESSMENT_STEPS[step]
  if (row.state !== from) throw new Problem('step_not_possible', { detail: { state: row.state, step } })
  if (step === 'ask' || step === 'settle') await refuseOwn(db, by, row, ['self', 'explanation'])
  if (step === 'publish') await refuseOwn(db, by, row, ['self', 'first', 'explanation', 'second'])
  const at = by.now.toISOString()
  if (step === 'publish' && (await isBeingRated(db, row.criteriaSetId, row.unitId)))
    throw new Problem('step_not_possible', {
      detail: { state: row.state, step },
      errors: [{ pointer: '', code: 'being_rated' }],
    })
  const card = await cardOf(db, row)
  const rated = (await raterFacts(db, row.criteriaSetId, card)).get(row.unitId) ?? new Map()
  const scores = scoresOf(card, await listEntries(db, id), await listExtras(db, id), rated)
  const { self, second } = scores
  if (step === 'lock' && !self)
    throw new Problem('cannot_compute', { errors: [{ pointer: '', code: 'nothing_arose' }] })
  if (step === 'publish' && !second)
    throw new Problem('cannot_compute', { errors: [{ pointer: '', code: 'nothing_arose' }] })
  await updateAssessment(db, row, {
    state: to,
    ...(step === 'lock' ? { lockedBy: by.actor, lockedAt: at } : {}),
    ...(step === 'answer' ? { answeredAt: at } : {}),
    ...(step === 'publish' ? { publishedBy: by.actor, publishedAt: at, decision, result: JSON.stringify(scores) } : {}),
  })
  await audit(db, by, `assessment.${step}`, id, { index: (step === 'lock' ? self : second)?.index ?? null, decision })
}
