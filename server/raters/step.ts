import { raterMean } from '../../analysis/assessment/rater-mean.ts'
import type { Act } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { listHistory } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { readAsking } from './draft.ts'
import {
  deleteAnswers,
  insertAnswers,
  insertResults,
  listAnswers,
  listOpenRounds,
  listRaters,
  listResults,
  listYearStates,
  type RaterRound,
  updateRaterRound,
} from './store.ts'

/** Somebody else than who wrote it opens it: from now on codes work, and the form stays as it is. */
export async function openRaterRound(db: Db, by: Act, id: string, lockVersion: number): Promise<void> {
  const round = await readAsking(db, id, lockVersion)
  if (round.state !== 'drafting')
    throw new Problem('step_not_possible', { detail: { state: round.state, step: 'open' } })
  if (await hasWritten(db, by.actor, round)) throw new Problem('four_eyes')
  const raters = await listRaters(db, id)
  const { criteriaSetId, form } = round
  const published = (await listYearStates(db, criteriaSetId)).filter(
    ({ unitId, state }) => state === 'published' && form.units.includes(unitId),
  )
  const errors = [
    ...(raters.length < form.least
      ? [{ pointer: '/raters', code: 'raters_too_few', detail: { least: form.least } }]
      : []),
    ...(published.length > 0 ? [{ pointer: '/form/units', code: 'year_published' }] : []),
    ...((await isAsked(db, criteriaSetId, form.units, form.items))
      ? [{ pointer: '/form/items', code: 'asked_already' }]
      : []),
  ]
  if (errors.length > 0) throw new Problem('input_invalid', { errors })
  await updateRaterRound(db, round, { state: 'open', openedBy: by.actor, openedAt: by.now.toISOString() })
  await audit(db, by, 'raters.open', id, { raters: raters.length })
}

const WRITING = ['raters.create', 'raters.edit', 'raters.list']
/** Everybody who ever wrote in it, not only the last: as it is with cards. */
export async function hasWritten(db: Db, actor: string, { id, createdBy, changedBy }: RaterRound): Promise<boolean> {
  if (createdBy === actor || changedBy === actor) return true
  return (await listHistory(db, id)).some((entry) => entry.actor === actor && WRITING.includes(entry.action))
}

/** Whether a component of one of the units has its figure already, or is asked about now: each is asked once a card. */
async function isAsked(
  db: Db,
  criteriaSetId: string,
  units: readonly string[],
  items: readonly Readonly<{ component: string }>[],
): Promise<boolean> {
  const open = (await listOpenRounds(db, criteriaSetId)).flatMap(({ form }) =>
    form.units.flatMap((unitId) => form.items.map(({ component }) => ({ unitId, componentId: component }))),
  )
  return [...open, ...(await listResults(db, criteriaSetId))].some(
    ({ unitId, componentId }) => units.includes(unitId) && items.some(({ component }) => component === componentId),
  )
}

/**
 * Ends the asking: the figures are computed once and stay, each in its component. The answers are written anew in the order of
 * their random ids, so that not even the order of rows tells which came with which.
 */
export async function closeRaterRound(db: Db, by: Act, id: string, lockVersion: number): Promise<void> {
  const round = await readAsking(db, id, lockVersion)
  if (round.state !== 'open') throw new Problem('step_not_possible', { detail: { state: round.state, step: 'close' } })
  const { criteriaSetId, form } = round
  const rows = await listAnswers(db, id)
  const worth = new Map(form.options.map(({ value, worth }) => [value, worth]))
  const sheetsOf = new Map(form.units.map((unitId) => [unitId, [] as ReadonlyMap<string, string>[]]))
  for (const { unitId, answers } of rows)
    sheetsOf.get(unitId)?.push(new Map(Object.entries(JSON.parse(answers) as Record<string, string>)))
  await insertResults(
    db,
    form.units.flatMap((unitId) =>
      form.items.map(({ component }) => {
        const chosen = (sheetsOf.get(unitId) ?? []).map((answers) => answers.get(component) ?? null)
        const { answered, mean } = raterMean(chosen, worth, form.least)
        return {
          ...{ criteriaSetId, unitId, componentId: component, raterRoundId: id, answered, least: form.least },
          hundredths: mean === null ? null : Math.round(mean * 100),
        }
      }),
    ),
  )
  await deleteAnswers(db, id)
  await insertAnswers(db, rows)
  await updateRaterRound(db, round, { state: 'closed', closedBy: by.actor, closedAt: by.now.toISOString() })
  await audit(db, by, 'raters.close', id, { rows: rows.length })
}
