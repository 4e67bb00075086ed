import { type Score, scoreCard } from '../../analysis/assessment/score.ts'
import { AnalysisError } from '../../analysis/failure.ts'
import type { Fact, Stage } from '../../surveys/assessment.ts'
import type { CriteriaSet } from '../../surveys/criteria/criteria-set.ts'
import type { Entry } from './store.ts'

/** Whose word counts at which look: an appraiser's fact goes before the unit's, the second look before the first. */
const VOICES = {
  self: ['self'],
  first: ['first', 'self'],
  second: ['second', 'first', 'self'],
} as const satisfies Record<string, readonly Stage[]>
export type Look = keyof typeof VOICES
export type Scores = Readonly<Record<Look, Score | null>>

/** What counts for a component at a look: the first voice that said something. */
function factsAt(entries: readonly Entry[], look: Look): Map<string, Fact> {
  const facts = new Map<string, Fact>()
  for (const voice of [...VOICES[look]].reverse())
    for (const { stage, componentId, fact } of entries) if (stage === voice && fact) facts.set(componentId, fact)
  return facts
}

/** The unit's own score, after the first look and after the second; null where nothing arose at all. */
export function scoresOf(card: CriteriaSet, entries: readonly Entry[]): Scores {
  const at = (look: Look): Score | null => {
    try {
      return scoreCard(card, { components: factsAt(entries, look) })
    } catch (error) {
      if (error instanceof AnalysisError && error.code === 'nothing_arose') return null
      throw error
    }
  }
  return { self: at('self'), first: at('first'), second: at('second') }
}
