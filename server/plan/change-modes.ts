import type { ModeRules } from '../../surveys/mode.ts'
import type { Act } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { Problem } from '../problem.ts'
import { checkPlanOpen } from './change-plan.ts'
import { getRound, updateRound } from './store.ts'

/** Which ways each form may be answered; a part of the plan, so it stands still from the day it is submitted. */
export async function changeModes(db: Db, by: Act, id: string, version: number, modes: ModeRules): Promise<void> {
  const round = await getRound(db, id)
  checkPlanOpen(round)
  const asked = new Set(round.matrix.map(({ instrumentId }) => instrumentId.split('@')[0]))
  const errors = Object.keys(modes)
    .filter((form) => !asked.has(form))
    .map((form) => ({ pointer: `/modes/${form}`, code: 'form_not_asked', detail: { form } }))
  if (errors.length > 0) throw new Problem('input_invalid', { errors })
  await updateRound(db, round, version, { modes: JSON.stringify(modes) })
  const detail = Object.fromEntries(Object.entries(modes).map(([form, ways]) => [form, ways.join(' ')]))
  await audit(db, by, 'round.change_modes', id, detail)
}
