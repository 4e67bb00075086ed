import type { Fact } from '../../analysis/assessment/rule.ts'
import { type Score, scoreCard } from '../../analysis/assessment/score.ts'
import { AnalysisError } from '../../analysis/failure.ts'
import type { Stage } from '../../surveys/assessment.ts'
import type { CriteriaSet } from '../../surveys/criteria/criteria-set.ts'
import type { Extra } from './extra-store.ts'
import type { Entry } from './store.ts'

/** Whose word counts at which look: an appraiser's fact goes before the unit's, the second look before the first. */
const VOICES = {
  self: ['self'],
  first: ['first', 'self'],
  second: ['second', 'first', 'self'],
} as const satisfies Record<string, readonly Stage[]>
export type Look = keyof typeof VOICES
/** Facts by component that no person enters: from `raterFacts`. */
type Rated = ReadonlyMap<string, Fact>
export type Scores = Readonly<Record<Look, Score | null>>

/** What counts for a component at a look: what raters gave, else the first voice that said something. */
function factsAt(entries: readonly Entry[], look: Look, rated: Rated): Map<string, Fact> {
  const facts = new Map<string, Fact>()
  for (const voice of [...VOICES[look]].reverse())
    for (const { stage, componentId, fact } of entries) if (stage === voice && fact) facts.set(componentId, fact)
  for (const [componentId, fact] of rated) facts.set(componentId, fact)
  return facts
}

/** The same for the points beside the card, by item. */
function extrasAt(extras: readonly Extra[], look: Look, items: readonly Readonly<{ id: string }>[]) {
  const points = new Map<string, number>()
  for (const voice of [...VOICES[look]].reverse())
    for (const one of extras)
      if (one.stage === voice && items.some(({ id }) => id === one.itemId)) points.set(one.itemId, one.hundredths / 100)
  return points
}

/** The unit's own score, after the first look and after the second; null where nothing arose at all. */
export function scoresOf(card: CriteriaSet, entries: readonly Entry[], extras: readonly Extra[], rated: Rated): Scores {
  const at = (look: Look): Score | null => {
    try {
      return scoreCard(card, {
        components: factsAt(entries, look, rated),
        bonus: extrasAt(extras, look, card.bonus.items),
        penalty: extrasAt(extras, look, card.penalty.items),
      })
    } catch (error) {
      if (error instanceof AnalysisError && error.code === 'nothing_arose') return null
      throw error
    }
  }
  return { self: at('self'), first: at('first'), second: at('second') }
}

/** The components that arose and did not get all their points, in the order of the card. */
export const lostOf = (score: Score | null) =>
  (score?.areas ?? [])
    .flatMap(({ criteria }) => criteria.flatMap(({ components }) => components))
    .filter(({ points, most }) => points < most)
