import { z } from 'zod'
import { checkRaterForm, type RaterForm, raterForm } from '../../surveys/criteria/rater-form.ts'
import { type Act, newId } from '../act.ts'
import { cardOf } from '../assessment/view.ts'
import { audit } from '../audit.ts'
import { findCard } from '../criteria/store.ts'
import type { Db } from '../db/open.ts'
import { Problem } from '../problem.ts'
import { codeHash, codeOf } from '../slips/code.ts'
import {
  deleteRaters,
  getRaterRound,
  insertRaterRound,
  insertRaters,
  listRaters,
  listYearStates,
  moveRater,
  type RaterRound,
  updateRaterRound,
} from './store.ts'

const line = (most: number) => z.string().trim().max(most)
export const newRaterRound = z.strictObject({ criteriaSetId: z.string().min(1).max(64), form: raterForm })
export const savedForm = z.strictObject({ form: raterForm })
export const raterList = z.strictObject({
  raters: z
    .array(z.strictObject({ name: line(200).min(1), office: line(300), unitId: z.string().min(1).max(64).nullable() }))
    .min(1)
    .max(2000),
})

/** What is asked must fit the card, and be about units whose year was opened under it. */
async function refuseForm(db: Db, criteriaSetId: string, form: RaterForm): Promise<void> {
  const years = new Map((await listYearStates(db, criteriaSetId)).map(({ unitId, state }) => [unitId, state]))
  const errors = [
    ...checkRaterForm(form, await cardOf(db, { criteriaSetId })).map(({ path, code }) => ({
      pointer: `/form${path}`,
      code,
    })),
    ...form.units.flatMap((id, place) => {
      const state = years.get(id)
      const code = state === undefined ? 'year_not_open' : state === 'published' ? 'year_published' : undefined
      return code ? [{ pointer: `/form/units/${place}`, code }] : []
    }),
  ]
  if (errors.length > 0) throw new Problem('input_invalid', { errors })
}

export async function createRaterRound(db: Db, by: Act, input: z.infer<typeof newRaterRound>): Promise<string> {
  const card = await findCard(db, input.criteriaSetId)
  if (card?.state !== 'published') throw new Problem('not_found')
  await refuseForm(db, card.id, input.form)
  const id = newId(by)
  await insertRaterRound(db, {
    id,
    criteriaSetId: card.id,
    state: 'drafting',
    lockVersion: 1,
    form: JSON.stringify(input.form),
    createdBy: by.actor,
    createdAt: by.now.toISOString(),
    changedBy: by.actor,
    openedBy: null,
    openedAt: null,
    closedBy: null,
    closedAt: null,
  })
  await audit(db, by, 'raters.create', id, { criteriaSet: card.id })
  return id
}

async function readDraft(db: Db, id: string, lockVersion: number, step: string): Promise<RaterRound> {
  const round = await readAsking(db, id, lockVersion)
  if (round.state !== 'drafting') throw new Problem('step_not_possible', { detail: { state: round.state, step } })
  return round
}

export async function readAsking(db: Db, id: string, lockVersion: number): Promise<RaterRound> {
  const round = await getRaterRound(db, id)
  if (round.lockVersion !== lockVersion) throw new Problem('stale', { detail: { version: round.lockVersion } })
  return round
}

export async function saveRaterForm(db: Db, by: Act, id: string, lockVersion: number, form: RaterForm): Promise<void> {
  const round = await readDraft(db, id, lockVersion, 'edit')
  await refuseForm(db, round.criteriaSetId, form)
  await updateRaterRound(db, round, { form: JSON.stringify(form), changedBy: by.actor })
  await audit(db, by, 'raters.edit', id)
}

const newRater = (by: Act, raterRoundId: string, rater: z.infer<typeof raterList>['raters'][number]) => {
  const id = newId(by)
  return { ...rater, id, raterRoundId, codeHash: codeHash(by.keys, codeOf(by.keys, id)), state: 'made' }
}

/** Puts this list in the place of the former one. Names stay out of the audit trail. */
export async function saveRaters(
  db: Db,
  by: Act,
  id: string,
  lockVersion: number,
  { raters }: z.infer<typeof raterList>,
): Promise<void> {
  const round = await readDraft(db, id, lockVersion, 'raters')
  const foreign = raters.findIndex(({ unitId }) => unitId !== null && !round.form.units.includes(unitId))
  if (foreign >= 0)
    throw new Problem('input_invalid', { errors: [{ pointer: `/raters/${foreign}/unitId`, code: 'unit_needed' }] })
  await deleteRaters(db, id)
  await insertRaters(
    db,
    raters.map((rater) => newRater(by, id, rater)),
  )
  await updateRaterRound(db, round, { changedBy: by.actor })
  await audit(db, by, 'raters.list', id, { raters: raters.length })
}

/** A code that was lost or seen: the old one ends, and the same person gets another. */
export async function renewCode(db: Db, by: Act, id: string, lockVersion: number, raterId: string): Promise<void> {
  const round = await readAsking(db, id, lockVersion)
  const rater = (await listRaters(db, id)).find((one) => one.id === raterId)
  if (!rater) throw new Problem('not_found')
  if (round.state !== 'open' || !(await moveRater(db, rater.id, 'made', 'revoked')))
    throw new Problem('step_not_possible', { detail: { state: rater.state, step: 'renew' } })
  const { name, office, unitId } = rater
  await insertRaters(db, [newRater(by, id, { name, office, unitId })])
  await updateRaterRound(db, round, {})
  await audit(db, by, 'raters.renew', id)
}
