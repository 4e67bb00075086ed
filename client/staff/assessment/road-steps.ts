import { type ASSESSMENT_STATES, ASSESSMENT_STEPS } from '../../../surveys/assessment.ts'
import type { YearView } from './api.ts'

export const ROAD = ['open', 'score', 'lock', 'first', 'explain', 'second', 'publish', 'remedy'] as const
export type RoadStep = (typeof ROAD)[number]

/** Which step a state stands at. */
const AT = {
  scoring: 'score',
  locked: 'first',
  explaining: 'explain',
  explained: 'second',
  settled: 'publish',
  published: 'remedy',
} as const satisfies Record<(typeof ASSESSMENT_STATES)[number], RoadStep>

/** What ended each step. */
const ENDED_BY: Readonly<Record<RoadStep, string>> = {
  open: 'open',
  score: 'lock',
  lock: 'lock',
  first: 'ask',
  explain: 'answer',
  second: 'settle',
  publish: 'publish',
  remedy: '',
}

/** Whose turn each step is. */
export const ROLES_OF: Readonly<Record<RoadStep, readonly string[]>> = {
  open: ['designer', 'director'],
  score: ASSESSMENT_STEPS.lock.roles,
  lock: ASSESSMENT_STEPS.lock.roles,
  first: ASSESSMENT_STEPS.ask.roles,
  explain: ASSESSMENT_STEPS.answer.roles,
  second: ASSESSMENT_STEPS.settle.roles,
  publish: ASSESSMENT_STEPS.publish.roles,
  remedy: ['assessor', 'appraiser'],
}

export const remedied = ({ lost, remedies }: YearView): boolean =>
  lost.every((id) => remedies.some(({ componentId, state }) => componentId === id && state === 'accepted'))

export function roadOf(year: YearView) {
  const at = ROAD.indexOf(AT[year.state])
  return ROAD.map((id, place) => {
    const done = place < at || (id === 'remedy' && year.state === 'published' && remedied(year))
    const taken = year.steps.findLast(({ step }) => step === ENDED_BY[id])
    return {
      id,
      state: done ? ('done' as const) : place === at ? ('current' as const) : ('waiting' as const),
      at: done ? (taken?.at ?? null) : null,
      by: done ? (taken?.by ?? null) : null,
    }
  })
}
