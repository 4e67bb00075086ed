import type { z } from 'zod'
import { type extraEntry, STAGES } from '../../surveys/assessment.ts'
import type { Act } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { Problem } from '../problem.ts'
import { deleteExtra, type Extra, putExtra } from './extra-store.ts'
import { updateAssessment } from './store.ts'
import { cardOf } from './view.ts'
import { readCurrent, refuseOwn } from './write-entry.ts'

/**
 * Points beside the card, at the looks where they may be given. A unit asks for bonus and never takes a penalty from itself;
 * no item is worth more than the card says, and what the items come to is held to the ceiling when they are added up.
 */
export async function writeExtra(
  db: Db,
  by: Act,
  id: string,
  lockVersion: number,
  stages: readonly Extra['stage'][],
  { item, points, note }: z.infer<typeof extraEntry>,
): Promise<void> {
  const row = await readCurrent(db, by, id, lockVersion)
  const stage = stages.find((one) => STAGES[one] === row.state)
  if (!stage) throw new Problem('step_not_possible', { detail: { state: row.state, step: stages.join(' ') } })
  if (stage !== 'self') await refuseOwn(db, by, row, ['self', 'explanation'])
  const { bonus, penalty } = await cardOf(db, row)
  const found = [...bonus.items, ...penalty.items].find((one) => one.id === item)
  const refuse = (pointer: string, code: string, detail: Record<string, number> = {}) =>
    new Problem('input_invalid', { errors: [{ pointer, code, detail }] })
  if (!found) throw refuse('/item', 'extra_unknown')
  if (stage === 'self' && !bonus.items.includes(found)) throw refuse('/item', 'penalty_by_appraiser')
  if (points !== null && points > found.most) throw refuse('/points', 'extra_above_most', { most: found.most })
  if (points !== null && note === '') throw refuse('/note', 'reason_needed')
  if (points === null) await deleteExtra(db, { assessmentId: id, itemId: item, stage })
  else
    await putExtra(db, {
      assessmentId: id,
      itemId: item,
      stage,
      hundredths: Math.round(points * 100),
      note,
      writtenBy: by.actor,
      writtenAt: by.now.toISOString(),
    })
  await updateAssessment(db, row, {})
  await audit(db, by, 'assessment.extra', id, { item, points, stage })
}
