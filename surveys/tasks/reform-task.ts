import type { CriteriaSet, Criterion } from '../criteria/criteria-set.ts'

/** How far a task of the year's plan is. `not_arisen`: what it depends on did not happen this year ("nếu có", "khi có yêu cầu"). */
export const TASK_STATES = ['todo', 'doing', 'done', 'not_arisen'] as const
export type TaskState = (typeof TASK_STATES)[number]

/** A paper that a task brings forth, and so its proof. */
export type Product = Readonly<{ name: string; part: string; mayNotArise: boolean }>

/** A task as a card has it; who does it stands there in words, and the Department names the units. */
export type PlannedTask = Readonly<{
  number: number
  area: string
  name: string
  lead: string
  supporting: string
  dueOn: string | null
  /** whether every unit reports on it, or only those that lead or support */
  askedOf: 'named' | 'all'
  products: readonly Product[]
}>

const ALL = /các đơn vị (thuộc|trực thuộc)/i

/** The tasks a card was built from, in the order of their numbers; what has no number is no task of the plan. */
export function tasksOfCard(set: CriteriaSet): PlannedTask[] {
  return set.areas
    .flatMap(({ name, criteria }) =>
      criteria.flatMap((criterion) => (criterion.task === null ? [] : [taskOf(name, criterion, criterion.task)])),
    )
    .sort((a, b) => a.number - b.number)
}

function taskOf(area: string, { name, components }: Criterion, number: number): PlannedTask {
  const days = components.flatMap(({ rule }) => (rule.kind === 'on_time' ? [rule.due] : [])).sort()
  const words = (of: (component: Criterion['components'][number]) => string) =>
    [...new Set(components.map(of).filter((text) => text !== ''))].join('; ')
  const supporting = words((one) => one.supporting)
  return {
    number,
    area,
    name,
    lead: words((one) => one.lead),
    supporting,
    dueOn: days.at(-1) ?? null,
    askedOf: ALL.test(supporting) ? 'all' : 'named',
    products: components.flatMap((component) =>
      component.evidence.map((product) => ({
        name: product,
        part: component.name === name ? '' : component.name,
        mayNotArise: component.mayNotArise,
      })),
    ),
  }
}

/** Products without a paper that can still be opened; `papers` counts them in the order of the products. */
export const missingProducts = (products: readonly Product[], papers: readonly number[]): number[] =>
  products.flatMap((_, place) => ((papers[place] ?? 0) > 0 ? [] : [place]))

/** Those among them that have to be there: what the plan asks for "nếu có" may not have arisen. */
const owed = (products: readonly Product[], papers: readonly number[]): number[] =>
  missingProducts(products, papers).filter((place) => !products[place]?.mayNotArise)

/**
 * Why a task cannot stand at this state now; null: it can. Done means: every product is there as a paper, and for one that may not
 * have arisen a note says so.
 */
export function stateFault(
  state: TaskState,
  products: readonly Product[],
  papers: readonly number[],
  note: string,
): 'evidence_missing' | 'must_arise' | 'note_needed' | null {
  if (state === 'done') {
    if (owed(products, papers).length > 0) return 'evidence_missing'
    return missingProducts(products, papers).length > 0 && note.trim() === '' ? 'note_needed' : null
  }
  if (state !== 'not_arisen') return null
  if (!products.every(({ mayNotArise }) => mayNotArise)) return 'must_arise'
  return note.trim() === '' ? 'note_needed' : null
}

/** `proof_lost`: it was done, and a paper has been withdrawn since. */
export type TaskStanding = TaskState | 'overdue' | 'proof_lost'
export function standingOf(
  task: Readonly<{ state: TaskState; dueOn: string | null; products: readonly Product[] }>,
  papers: readonly number[],
  today: string,
): TaskStanding {
  if (task.state === 'done') return owed(task.products, papers).length > 0 ? 'proof_lost' : 'done'
  if (task.state !== 'not_arisen' && task.dueOn !== null && task.dueOn < today) return 'overdue'
  return task.state
}
