import { type AssessmentState, STAGES } from '../../surveys/assessment.ts'
import { type Component, type CriteriaSet, componentsOf } from '../../surveys/criteria/criteria-set.ts'
import type { Assessment, Entry } from '../assessment/store.ts'
import { Problem } from '../problem.ts'

/** With which of the unit's two words evidence may come at a state: with the own score, later with the explanation only. */
export const openStage = (state: AssessmentState): 'self' | 'explanation' | null =>
  state === STAGES.self ? 'self' : state === STAGES.explanation ? 'explanation' : null

/** The line to be proved, and with what it may be proved now; what was locked stays, and an explanation is for lines that were asked about. */
export function openLine(
  row: Assessment,
  card: CriteriaSet,
  entries: readonly Entry[],
  componentId: string,
): Readonly<{ component: Component; stage: 'self' | 'explanation' }> {
  const stage = openStage(row.state)
  if (stage === null) throw new Problem('year_locked', { detail: { state: row.state } })
  const component = componentsOf(card).find(({ id }) => id === componentId)
  if (!component) throw new Problem('input_invalid', { errors: [{ pointer: '/component', code: 'component_unknown' }] })
  if (stage === 'explanation' && !askedOf(entries).has(componentId))
    throw new Problem('year_locked', { errors: [{ pointer: '/component', code: 'not_asked' }] })
  return { component, stage }
}

/** Lines the appraiser asked about. */
export const askedOf = (entries: readonly Entry[]): Set<string> =>
  new Set(entries.filter(({ stage, asked }) => stage === 'first' && asked).map(({ componentId }) => componentId))
