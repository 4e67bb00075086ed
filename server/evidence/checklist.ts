import type { Fact } from '../../surveys/assessment.ts'
import { type Component, type CriteriaSet, componentsOf } from '../../surveys/criteria/criteria-set.ts'

/** `not_needed`: nothing arose, or the unit itself says it was not done; then there is nothing to prove. */
export type Proof = 'none' | 'some' | 'complete' | 'not_needed'
export type ChecklistLine = Readonly<{
  component: string
  state: Proof
  papers: number
  /** papers the line asks for that nothing stands against yet */
  missing: readonly string[]
}>
export type Checklist = Readonly<{
  lines: readonly ChecklistLine[]
  wanted: number
  complete: number
  some: number
  none: number
}>

type Proved = Readonly<{ componentId: string; line: number | null }>

/**
 * What is still to be proved. Papers put against one of the papers wanted count there; those put against the line as a whole
 * count for the first that are left. A published result proves its line whole.
 */
export function checklistOf(
  card: CriteriaSet,
  facts: ReadonlyMap<string, Fact>,
  papers: readonly Proved[],
  released: ReadonlySet<string>,
): Checklist {
  const lines = componentsOf(card)
    .filter(({ evidence }) => evidence.length > 0)
    .map((component): ChecklistLine => {
      const own = papers.filter(({ componentId }) => componentId === component.id)
      const missing = released.has(component.id) ? [] : leftOf(component, own)
      return {
        component: component.id,
        state: stateOf(facts.get(component.id), own.length, missing),
        papers: own.length,
        missing,
      }
    })
  const count = (state: Proof) => lines.filter((line) => line.state === state).length
  const [complete, some, none] = [count('complete'), count('some'), count('none')]
  return { lines, wanted: complete + some + none, complete, some, none }
}

function leftOf({ evidence }: Component, papers: readonly Proved[]): string[] {
  const named = new Set(papers.flatMap(({ line }) => (line === null ? [] : [line])))
  const left = evidence.filter((_, at) => !named.has(at))
  return left.slice(papers.filter(({ line }) => line === null).length)
}

function stateOf(fact: Fact | undefined, papers: number, missing: readonly string[]): Proof {
  if (missing.length === 0) return 'complete'
  if (fact !== undefined && saysNothingDone(fact)) return 'not_needed'
  return papers === 0 ? 'none' : 'some'
}

const saysNothingDone = (fact: Fact): boolean =>
  fact.kind === 'nothing_arose' || (fact.kind === 'met' && !fact.met) || (fact.kind === 'day' && fact.day === null)
