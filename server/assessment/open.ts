import { z } from 'zod'
import { day } from '../../surveys/round.ts'
import { type Act, newId } from '../act.ts'
import { audit } from '../audit.ts'
import { findCard } from '../criteria/store.ts'
import type { Db } from '../db/open.ts'
import { Problem } from '../problem.ts'
import { findUnits, insertAssessment, listOpened } from './store.ts'

export const opening = z.strictObject({
  criteriaSetId: z.string().min(1).max(64),
  unitIds: z.array(z.string().min(1).max(64)).min(1).max(2000),
  scoreDueOn: day,
  explainDueOn: day,
})

/** Opens the year for units under a published card: all of them or none; units that have begun already stay as they are. */
export async function openYear(db: Db, by: Act, input: z.infer<typeof opening>): Promise<string[]> {
  const card = await findCard(db, input.criteriaSetId)
  if (!card) throw new Problem('not_found')
  if (card.state !== 'published')
    throw new Problem('step_not_possible', { detail: { state: card.state, step: 'open_year' } })
  if (input.explainDueOn < input.scoreDueOn)
    throw new Problem('input_invalid', { errors: [{ pointer: '/explainDueOn', code: 'ends_before_start' }] })
  const wanted = [...new Set(input.unitIds)]
  const known = new Set(await findUnits(db, wanted))
  const unknown = input.unitIds.findIndex((id) => !known.has(id))
  if (unknown >= 0)
    throw new Problem('input_invalid', { errors: [{ pointer: `/unitIds/${unknown}`, code: 'unit_needed' }] })
  const opened = new Set(await listOpened(db, card.id))
  const ids: string[] = []
  for (const unitId of wanted.filter((id) => !opened.has(id))) {
    const id = newId(by)
    await insertAssessment(db, {
      id,
      criteriaSetId: card.id,
      unitId,
      state: 'scoring',
      lockVersion: 1,
      scoreDueOn: input.scoreDueOn,
      explainDueOn: input.explainDueOn,
      openedBy: by.actor,
      openedAt: by.now.toISOString(),
      lockedBy: null,
      lockedAt: null,
      answeredAt: null,
      publishedBy: null,
      publishedAt: null,
      decision: null,
      result: null,
    })
    await audit(db, by, 'assessment.open', id, { criteriaSet: card.id, unit: unitId })
    ids.push(id)
  }
  return ids
}
