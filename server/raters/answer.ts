import { readCode } from '../../surveys/slip.ts'
import { type Act, newId } from '../act.ts'
import type { Db } from '../db/open.ts'
import type { Keys } from '../keys.ts'
import { Problem } from '../problem.ts'
import { codeHash } from '../slips/code.ts'
import { findRater, getRaterRound, insertAnswers, listYearStates, moveRater } from './store.ts'

/** What a code opens: the form without the rater's own unit. Nothing is written by it. */
export async function sheetOf(db: Db, keys: Keys, typed: string) {
  const code = readCode(typed)
  const rater = 'code' in code ? await findRater(db, codeHash(keys, code.code)) : undefined
  if (!rater || !('code' in code)) throw new Problem('slip_unknown')
  const round = await getRaterRound(db, rater.raterRoundId)
  if (rater.state === 'revoked') throw new Problem('slip_revoked')
  if (round.state === 'closed') throw new Problem('round_closed')
  if (rater.state === 'used') throw new Problem('slip_used')
  if (round.state !== 'open') throw new Problem('round_not_open')
  const names = new Map((await listYearStates(db, round.criteriaSetId)).map(({ unitId, name }) => [unitId, name]))
  return {
    code: code.code,
    rater,
    round,
    form: round.form,
    units: round.form.units.filter((id) => id !== rater.unitId).map((id) => ({ id, name: names.get(id) ?? id })),
  }
}
export type RaterSheet = Awaited<ReturnType<typeof sheetOf>>

/** The name of a field of the page: place of the unit and of the item. */
export const fieldOf = (unit: number, item: number): string => `u${unit}i${item}`

/** A sheet is stored once and its code is spent; no time, no name, one row a unit. Returns how many questions were answered. */
export async function sendSheet(
  db: Db,
  by: Act,
  typed: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<number> {
  const { rater, round, form, units } = await sheetOf(db, by.keys, typed)
  const known = new Set(form.options.map(({ value }) => value))
  let answered = 0
  const rows = units.flatMap(({ id: unitId }, unit) => {
    const answers = Object.fromEntries(
      form.items.flatMap(({ component }, item) => {
        const value = fields[fieldOf(unit, item)]
        if (value === undefined || value === '') return []
        if (typeof value !== 'string' || !known.has(value)) throw new Problem('answer_invalid')
        return [[component, value] as const]
      }),
    )
    const many = Object.keys(answers).length
    answered += many
    return many === 0 ? [] : [{ id: newId(by), raterRoundId: round.id, unitId, answers: JSON.stringify(answers) }]
  })
  if (answered === 0) throw new Problem('input_invalid', { errors: [{ pointer: '', code: 'nothing_answered' }] })
  if (!(await moveRater(db, rater.id, 'made', 'used'))) throw new Problem('slip_used')
  await insertAnswers(db, rows)
  return answered
}
