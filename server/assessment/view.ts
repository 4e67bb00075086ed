import { componentsOf } from '../../surveys/criteria/criteria-set.ts'
import { dayOf } from '../act.ts'
import { findCard } from '../criteria/store.ts'
import type { Db } from '../db/open.ts'
import { Problem } from '../problem.ts'
import { scoresOf } from './scores.ts'
import { type Assessment, getAssessment, getUnitName, listEntries } from './store.ts'

const DAY_MS = 86_400_000
/** How near a due day is said to be near. */
const SOON_DAYS = 7

export async function cardOf(db: Db, { criteriaSetId }: Pick<Assessment, 'criteriaSetId'>) {
  const card = await findCard(db, criteriaSetId)
  if (!card) throw new Problem('not_found')
  return card.definition
}

/** How a due day stands today, or stood on the day the thing was done. */
export function dueState(dueOn: string, doneAt: string | null, today: string) {
  const done = doneAt === null ? null : dayOf(new Date(doneAt))
  const days = Math.round((Date.parse(dueOn) - Date.parse(done ?? today)) / DAY_MS)
  const state =
    done !== null ? (days < 0 ? 'done_late' : 'done') : days < 0 ? 'late' : days <= SOON_DAYS ? 'soon' : 'ahead'
  return { dueOn, doneOn: done, days, state } as const
}

/** One unit's year: its card, what was entered by whom, the points of each look with their reasons, and how its dates stand. */
export async function viewAssessment(db: Db, id: string, today: string) {
  const row = await getAssessment(db, id)
  const card = await cardOf(db, row)
  const entries = await listEntries(db, id)
  const entered = new Set(entries.filter(({ stage, fact }) => stage === 'self' && fact).map((one) => one.componentId))
  return {
    id,
    state: row.state,
    lockVersion: row.lockVersion,
    unit: { id: row.unitId, name: await getUnitName(db, row.unitId) },
    criteriaSetId: row.criteriaSetId,
    card,
    entries: entries.map(({ assessmentId: _, ...entry }) => entry),
    missing: componentsOf(card)
      .map((one) => one.id)
      .filter((one) => !entered.has(one)),
    scores: scoresOf(card, entries),
    due: {
      score: dueState(row.scoreDueOn, row.lockedAt, today),
      explain: dueState(row.explainDueOn, row.answeredAt, today),
    },
    decision: row.decision,
    publishedAt: row.publishedAt,
  }
}
