import { z } from 'zod'
import type { Act } from '../act.ts'
import type { Db } from '../db/open.ts'
import { Problem, type ProblemError } from '../problem.ts'
import type { Reach } from '../staff/account.ts'
import { reaches } from '../staff/gate.ts'
import { takeYearStep } from './step.ts'
import { getAssessment, getUnitName } from './store.ts'

export const publishing = z.strictObject({
  years: z
    .array(z.strictObject({ id: z.string().min(1).max(64), lockVersion: z.number().int().min(1) }))
    .min(1)
    .max(2000),
  decision: z.string().trim().min(1).max(200),
})

/** What hinders one of many years, told with its unit. */
const HINDERS = ['own_unit', 'stale', 'step_not_possible', 'cannot_compute']

/** The results of many units under one decision: all of them or none, with every unit that stands in the way. */
export async function publishYears(
  db: Db,
  by: Act,
  reach: Reach,
  { years, decision }: z.infer<typeof publishing>,
): Promise<void> {
  const errors: ProblemError[] = []
  for (const [place, { id, lockVersion }] of years.entries()) {
    const { unitId } = await getAssessment(db, id)
    if (!reaches(reach, unitId)) throw new Problem('not_found')
    try {
      await takeYearStep(db, by, id, lockVersion, 'publish', decision)
    } catch (error) {
      if (!(error instanceof Problem) || !HINDERS.includes(error.code)) throw error
      const unit = await getUnitName(db, unitId)
      errors.push({ pointer: `/years/${place}`, code: `year_${error.code}`, detail: { unit } })
    }
  }
  if (errors.length > 0) throw new Problem('input_invalid', { errors })
}
