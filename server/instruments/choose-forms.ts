import { roundAllows } from '../../surveys/round.ts'
import type { Act } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { getRound, updateRound } from '../plan/store.ts'
import { Problem, type ProblemError } from '../problem.ts'
import { findInstrument, listInstruments } from './store.ts'

/**
 * The versions a round asks, one for a level of schooling. Only what is published can be chosen, so that every sheet of a
 * round was asked words that never change.
 */
export async function chooseForms(
  db: Db,
  by: Act,
  roundId: string,
  version: number,
  chosen: readonly string[],
): Promise<void> {
  const round = await getRound(db, roundId)
  if (!roundAllows(round.state, 'edit_plan'))
    throw new Problem('step_not_possible', { detail: { state: round.state, step: 'choose_forms' } })
  const published = new Set(
    (await listInstruments(db)).filter(({ state }) => state === 'published').map(({ id }) => id),
  )
  const levels = new Map<string, string>()
  const errors: ProblemError[] = []
  const matrix = []
  for (const [place, id] of chosen.entries()) {
    const pointer = `/forms/${place}`
    const form = published.has(id) ? await findInstrument(db, id) : undefined
    if (!form) {
      errors.push({ pointer, code: 'instruments_published_missing', detail: { form: id } })
      continue
    }
    const before = levels.get(form.level)
    if (before) errors.push({ pointer, code: 'level_twice', detail: { form: id, before } })
    levels.set(form.level, id)
    matrix.push({ level: form.level, respondent: form.respondent, instrumentId: id })
  }
  if (errors.length > 0) throw new Problem('input_invalid', { errors })
  await updateRound(db, round, version, { matrix: JSON.stringify(matrix) })
  await audit(db, by, 'round.choose_forms', roundId, { forms: chosen.join(' ') })
}
