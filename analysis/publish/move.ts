import type { LinkedTables } from './linked-tables.ts'

/** The same system by position: which cells a sum names, and with which sign (total -1, parts +1). */
export type Sums = Readonly<{
  ids: readonly string[]
  counts: Float64Array
  sums: readonly (readonly Readonly<{ cell: number; sign: 1 | -1 }>[])[]
  sumsOf: readonly (readonly Readonly<{ sum: number; sign: 1 | -1 }>[])[]
}>

export function sumsOf({ counts, relations }: LinkedTables): Sums {
  const ids = [...counts.keys()]
  const place = new Map(ids.map((id, at) => [id, at]))
  const at = (id: string) => place.get(id) ?? 0
  const sums = relations.map(({ total, parts }) => [
    { cell: at(total), sign: -1 as const },
    ...parts.map((id) => ({ cell: at(id), sign: 1 as const })),
  ])
  const of: { sum: number; sign: 1 | -1 }[][] = ids.map(() => [])
  sums.forEach((terms, sum) => {
    for (const { cell, sign } of terms) of[cell].push({ sum, sign })
  })
  return { ids, counts: Float64Array.from(ids, (id) => counts.get(id) ?? 0), sums, sumsOf: of }
}

export type Move = Readonly<{ cells: readonly number[]; cost: number }>

/** How many cells are tried before the cheapest move found so far is taken. */
const MOST_TRIED = 20_000

/**
 * The cheapest change of the counts that leaves every sum true and changes one cell by a given amount: what a reader could not
 * tell from the truth once the changed cells are hidden.
 *
 *   min sum cost_i over cells with y_i <> 0,   A y = 0,   y_cell = by,   count + y >= 0,   y_i a multiple of `by`
 *
 * A search over the sums that are out of balance, one cell at a time, cheapest first; it stops after MOST_TRIED cells and is
 * then near the cheapest, not surely it.
 *
 * @param costOf  0 for a cell that is hidden already, Infinity for one that must stay
 * @param below   only a move cheaper than this is of interest
 * @returns       the cells of the move, the first one included; undefined where none is cheaper
 *
 * Source: the moves are those of Cox (1995), Network models for complementary cell suppression, JASA 90(432), on any system of
 *   sums [not re-read]; the search is ours.
 * Golden: exhaustive search in test/analysis/publish/suppress.test.ts.
 */
export function cheapestMove(
  { counts, sums, sumsOf }: Sums,
  start: number,
  by: number,
  costOf: (cell: number) => number,
  below = Number.POSITIVE_INFINITY,
): Move | undefined {
  const change = new Float64Array(counts.length)
  const missing = new Float64Array(sums.length)
  const changed: number[] = []
  let best: Move | undefined
  let tried = 0

  const put = (cell: number, amount: number) => {
    change[cell] += amount
    for (const { sum, sign } of sumsOf[cell]) missing[sum] += sign * amount
  }
  const search = (cost: number): void => {
    if (cost >= (best?.cost ?? below) || tried > MOST_TRIED) return
    const sum = tightest()
    if (sum === undefined) {
      best = { cells: [...changed], cost }
      return
    }
    const choices = sums[sum]
      .filter(({ cell, sign }) => change[cell] === 0 && counts[cell] - sign * missing[sum] >= 0)
      .map(({ cell, sign }) => ({ cell, amount: -sign * missing[sum], cost: costOf(cell), opens: opened(cell, sum) }))
      .filter((one) => Number.isFinite(one.cost))
      .sort((a, b) => a.cost - b.cost || a.opens - b.opens)
    for (const choice of choices) {
      tried += 1
      put(choice.cell, choice.amount)
      changed.push(choice.cell)
      search(cost + choice.cost)
      changed.pop()
      put(choice.cell, -choice.amount)
    }
  }
  /** How many sums a cell would put out of balance, beyond those it mends. */
  const opened = (cell: number, here: number) =>
    sumsOf[cell].reduce((count, { sum }) => (sum === here ? count : count + (missing[sum] === 0 ? 1 : -1)), 0)
  /** The sum out of balance that has the fewest cells to mend it with. */
  const tightest = (): number | undefined => {
    let found: number | undefined
    let fewest = Number.POSITIVE_INFINITY
    for (let sum = 0; sum < sums.length; sum++) {
      if (missing[sum] === 0) continue
      let open = 0
      for (const { cell } of sums[sum]) if (change[cell] === 0 && costOf(cell) < Number.POSITIVE_INFINITY) open += 1
      if (open >= fewest) continue
      found = sum
      fewest = open
    }
    return found
  }
  put(start, by)
  changed.push(start)
  search(costOf(start))
  return best
}
