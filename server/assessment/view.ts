import { componentsOf } from '../../surveys/criteria/criteria-set.ts'
import { dayOf } from '../act.ts'
import { findCard } from '../criteria/store.ts'
import type { Db } from '../db/open.ts'
import { listNames } from '../instruments/store.ts'
import { Problem } from '../problem.ts'
import { listExtras } from './extra-store.ts'
import { listSteps } from './history.ts'
import { raterFacts } from './rater-facts.ts'
import { listRemedies } from './remedy-store.ts'
import { lostOf, scoresOf } from './scores.ts'
import { type Assessment, belongsTo, getAssessment, getUnitName, listEntries } from './store.ts'

const DAY_MS = 86_400_000
/** How near a due day is said to be near. */
const SOON_DAYS = 7

export async function cardOf(db: Db, { criteriaSetId }: Pick<Assessment, 'criteriaSetId'>) {
  const card = await findCard(db, criteriaSetId)
  if (!card) throw new Problem('not_found')
  return card.definition
}

/** How a due day stands today, or stood on the day the thing was done. */
export function standing(dueOn: string, doneOn: string | null, today: string) {
  const days = Math.round((Date.parse(dueOn) - Date.parse(doneOn ?? today)) / DAY_MS)
  const state =
    doneOn !== null ? (days < 0 ? 'done_late' : 'done') : days < 0 ? 'late' : days <= SOON_DAYS ? 'soon' : 'ahead'
  return { dueOn, doneOn, days, state } as const
}
export const dueState = (dueOn: string, doneAt: string | null, today: string) =>
  standing(dueOn, doneAt === null ? null : dayOf(new Date(doneAt)), today)

/**
 * One unit's year: its card, what was entered by whom, the points of each look with their reasons, and how its dates stand;
 * `own`: the reader belongs to the unit, and so does not appraise it.
 */
export async function viewAssessment(db: Db, id: string, today: string, reader: string) {
  const row = await getAssessment(db, id)
  const card = await cardOf(db, row)
  const entries = await listEntries(db, id)
  const extras = await listExtras(db, id)
  const remedies = await listRemedies(db, id)
  const entered = new Set(entries.filter(({ stage, fact }) => stage === 'self' && fact).map((one) => one.componentId))
  const rated = (await raterFacts(db, row.criteriaSetId, card)).get(row.unitId) ?? new Map()
  const scores = scoresOf(card, entries, extras, rated)
  const writers = [...entries, ...extras, ...remedies].map(({ writtenBy }) => writtenBy)
  const deciders = remedies.flatMap(({ decidedBy }) => (decidedBy === null ? [] : [decidedBy]))
  const names = await listNames(db, [...new Set([...writers, ...deciders])])
  return {
    id,
    state: row.state,
    lockVersion: row.lockVersion,
    unit: { id: row.unitId, name: await getUnitName(db, row.unitId) },
    criteriaSetId: row.criteriaSetId,
    card,
    entries: entries.map(({ assessmentId: _, ...entry }) => entry),
    extras: extras.map(({ assessmentId: _, hundredths, ...extra }) => ({ ...extra, points: hundredths / 100 })),
    remedies: remedies.map(({ assessmentId: _, ...remedy }) => ({
      ...remedy,
      due: standing(remedy.dueOn, remedy.doneOn, today),
    })),
    /** components that lost points by the last look, once the year is published */
    lost: row.state === 'published' ? lostOf(scores.second).map((one) => one.id) : [],
    missing: componentsOf(card)
      .map((one) => one.id)
      .filter((one) => !entered.has(one) && !rated.has(one)),
    /** what raters gave: nobody enters or appraises it */
    rated: [...rated.keys()],
    scores,
    due: {
      score: dueState(row.scoreDueOn, row.lockedAt, today),
      explain: dueState(row.explainDueOn, row.answeredAt, today),
    },
    steps: await listSteps(db, id),
    names: Object.fromEntries(names),
    own: await belongsTo(db, reader, row.unitId),
    today,
    decision: row.decision,
    publishedAt: row.publishedAt,
  }
}
