import { AnalysisError } from '../failure.ts'
import type { LinkedTables } from './linked-tables.ts'
import { cheapestMove, type Sums, sumsOf } from './move.ts'

export type SuppressionRules = Readonly<{
  /** No hidden count may be narrowed to a range smaller than this. */
  range: number
  /** Cells that cannot be hidden: the figure of the whole province, or what an earlier release has printed. */
  keep?: ReadonlySet<string>
  /** What is lost with a cell; 1 for each if not said. */
  costOf?: (id: string) => number
}>

export type SuppressionPattern = Readonly<{
  hidden: readonly string[]
  /** Hidden for their own sake and for the others'. */
  primary: readonly string[]
  secondary: readonly string[]
  /** Sum of the costs of the secondary cells. */
  loss: number
}>

/**
 * Which further cells must be hidden so that no hidden count can be computed back from the sums.
 *
 *   hide P and S, S cheapest, so that for each hidden cell there are two sets of counts with all sums, equal in every shown cell,
 *   that differ in the hidden cell by at least `range`
 *
 * One of the two sets is the truth, so a reader cannot rule out either. Greedy: the cheapest move for each primary cell in turn, in
 * several orders; then each secondary cell is shown again where the others suffice, and replaced where a cheaper pattern is found.
 * The loss is near the least, not surely it. What a reader could still do is looked at by `audit`, which shares nothing with this.
 *
 * @param primary  ids of cells hidden for their own sake
 * @returns        hidden cells; the primary ones first
 * @throws AnalysisError cannot_protect {cell}: no set of cells that may be hidden protects it
 *
 * Source: Kelly, Golden and Assad (1992), Networks 22; Fischetti and Salazar (2001), Management Science 47(7): protection levels
 *   and the cleanup step [not re-read]. The threshold of 10 and the range of 5: project study of disclosure control, section 4.3.
 * Golden: exhaustive search over all patterns of small tables, in test/analysis/publish/suppress.test.ts.
 */
export function suppress(
  tables: LinkedTables,
  primary: readonly string[],
  { range, keep = new Set(), costOf = () => 1 }: SuppressionRules,
): SuppressionPattern {
  const system = sumsOf(tables)
  const place = new Map(system.ids.map((id, at) => [id, at]))
  const first = primary.map((id) => {
    const at = place.get(id)
    if (at === undefined) throw new AnalysisError('option_invalid', { cell: id, known: false })
    return at
  })
  const cost = system.ids.map((id) => (keep.has(id) ? Number.POSITIVE_INFINITY : costOf(id)))
  const wanted = { system, first: new Set(first), cost, range }
  let best: Set<number> | undefined
  for (const order of ordersOf(first, system.counts)) {
    const hidden = improve(wanted, cover(wanted, order))
    if (best === undefined || lossOf(wanted, hidden) < lossOf(wanted, best)) best = hidden
  }
  const hidden = best ?? new Set<number>()
  const secondary = [...hidden].filter((cell) => !wanted.first.has(cell)).sort((a, b) => a - b)
  const names = (cells: readonly number[]) => cells.map((cell) => system.ids[cell])
  return {
    hidden: names([...first, ...secondary]),
    primary: names(first),
    secondary: names(secondary),
    loss: lossOf(wanted, hidden),
  }
}

type Wanted = Readonly<{ system: Sums; first: ReadonlySet<number>; cost: readonly number[]; range: number }>

const lossOf = ({ first, cost }: Wanted, hidden: ReadonlySet<number>): number =>
  [...hidden].reduce((loss, cell) => (first.has(cell) ? loss : loss + cost[cell]), 0)

const ordersOf = (first: readonly number[], counts: Float64Array): number[][] => {
  const rising = [...first].sort((a, b) => counts[a] - counts[b] || a - b)
  return first.length < 2 ? [rising] : [rising, [...rising].reverse(), [...first]]
}

/** Up by the range, or down by it where the count allows; whichever is cheaper. */
function moveOf({ system, range }: Wanted, cell: number, costOf: (cell: number) => number) {
  const up = cheapestMove(system, cell, range, costOf)
  if (system.counts[cell] < range || up?.cost === 0) return up
  return cheapestMove(system, cell, -range, costOf, up?.cost) ?? up
}

function cover(wanted: Wanted, order: readonly number[], start: ReadonlySet<number> = new Set(order)): Set<number> {
  const hidden = new Set(start)
  // Cells hidden on the way are protected too, so the list grows while it is walked.
  const waiting = [...order]
  for (let cell = waiting.shift(); cell !== undefined; cell = waiting.shift()) {
    const move = moveOf(wanted, cell, (other) => (hidden.has(other) ? 0 : wanted.cost[other]))
    if (!move) throw new AnalysisError('cannot_protect', { cell: wanted.system.ids[cell] })
    for (const other of move.cells)
      if (!hidden.has(other)) {
        hidden.add(other)
        waiting.push(other)
      }
  }
  return hidden
}

const holds = (wanted: Wanted, hidden: ReadonlySet<number>): boolean =>
  [...hidden].every(
    (cell) => moveOf(wanted, cell, (other) => (hidden.has(other) ? 0 : Number.POSITIVE_INFINITY)) !== undefined,
  )

/** Shows again what need not be hidden, the dearest first; then tries to do without each secondary cell by hiding others. */
function improve(wanted: Wanted, from: Set<number>): Set<number> {
  let hidden = clean(wanted, from)
  for (const cell of dearest(wanted, hidden)) {
    if (!hidden.has(cell)) continue
    const without = {
      ...wanted,
      cost: wanted.cost.map((cost, other) => (other === cell ? Number.POSITIVE_INFINITY : cost)),
    }
    const rest = new Set([...hidden].filter((other) => other !== cell))
    const other = tryCover(without, rest)
    if (!other) continue
    const cleaned = clean(wanted, other)
    if (lossOf(wanted, cleaned) < lossOf(wanted, hidden)) hidden = cleaned
  }
  return hidden
}

function tryCover(wanted: Wanted, hidden: ReadonlySet<number>): Set<number> | undefined {
  try {
    return cover(wanted, [...hidden], hidden)
  } catch (error) {
    // No way without that cell: it stays hidden.
    if (error instanceof AnalysisError && error.code === 'cannot_protect') return undefined
    throw error
  }
}

const dearest = ({ first, cost }: Wanted, hidden: ReadonlySet<number>): number[] =>
  [...hidden].filter((cell) => !first.has(cell)).sort((a, b) => cost[b] - cost[a] || a - b)

function clean(wanted: Wanted, from: ReadonlySet<number>): Set<number> {
  let hidden = new Set(from)
  for (const cell of dearest(wanted, hidden)) {
    const without = new Set(hidden)
    without.delete(cell)
    if (holds(wanted, without)) hidden = without
  }
  return hidden
}
