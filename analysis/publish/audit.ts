import { AnalysisError } from '../failure.ts'
import { type Equation, feasibleTableau, minimise, type Tableau } from '../numeric/simplex.ts'

/** What a reader holds: every printed count and every sum that is true of them. Not one hidden count is in it. */
export type Printed = Readonly<{
  shown: ReadonlyMap<string, number>
  sums: readonly Readonly<{ total: string; parts: readonly string[] }>[]
  /** What a reader knows a hidden cell cannot exceed: the slips that were handed out there. */
  most?: ReadonlyMap<string, number>
}>

export type AuditRules = Readonly<{
  /** A hidden cell must be open over at least this. */
  range: number
  /** Counts of people are whole; shares of a known total are not. */
  whole: boolean
}>

export type AuditedCell = Readonly<{
  id: string
  /** Least and largest value that fit everything printed; `most` null where nothing bounds it. */
  least: number
  most: number | null
  safe: boolean
}>
export type Audit = Readonly<{ safe: boolean; cells: readonly AuditedCell[] }>

/** How many times whole numbers are forced before the auditor gives up and calls the cell unsafe. */
const MOST_BRANCHES = 200

/**
 * Plays the reader who wants the hidden counts: what each could be, given all that is printed.
 *
 *   least_i = min x_i,  most_i = max x_i   over  x >= 0, x whole, all sums true, x = printed where printed
 *   safe  <=>  most_i - least_i >= range
 *
 * Independent of `suppress`: another method, no code in common, and it is never told a hidden count. A cell is called safe only
 * on two sets of whole counts in hand, checked against every sum, that differ there by the range; whatever the arithmetic did,
 * the reader cannot rule out either. Where whole numbers are not found in MOST_BRANCHES tries the cell counts as unsafe.
 *
 * @param watched  ids of the hidden cells to be kept safe; others may be unknown too and are not judged
 * @returns        each watched cell with its range
 * @throws AnalysisError tables_contradict: no counts fit what is printed
 *
 * Source: Fischetti and Salazar (2001), Management Science 47(7), the attacker's problems [not re-read].
 * Golden: scipy.optimize.milp 1.17.1 (HiGHS) on random linked tables, see test/analysis/publish/audit.test.ts.
 */
export function audit(printed: Printed, watched: readonly string[], rules: AuditRules): Audit {
  const unknown = unknownCells(printed, watched)
  const column = new Map(unknown.map((id, at) => [id, at]))
  const equations = equationsOf(printed, column)
  const width = unknown.length + (printed.most ? [...printed.most.keys()].filter((id) => column.has(id)).length : 0)
  const tableau = feasibleTableau(width, equations)
  if (!tableau) throw new AnalysisError('tables_contradict', { sums: printed.sums.length })
  const problem: Problem = { width, equations, tableau, judged: unknown.length }
  const cells = watched.map((id) => judge(problem, id, column.get(id), printed.shown.get(id) ?? 0, rules))
  return { safe: cells.every(({ safe }) => safe), cells }
}

type Problem = Readonly<{ width: number; equations: readonly Equation[]; tableau: Tableau; judged: number }>

function unknownCells({ shown, sums }: Printed, watched: readonly string[]): string[] {
  const all = new Set([...watched, ...sums.flatMap(({ total, parts }) => [total, ...parts])])
  return [...all].filter((id) => !shown.has(id))
}

function equationsOf({ shown, sums, most }: Printed, column: ReadonlyMap<string, number>): Equation[] {
  const equations: Equation[] = sums.map(({ total, parts }) => {
    const terms: [number, number][] = []
    let value = 0
    for (const [id, factor] of [[total, -1] as const, ...parts.map((id) => [id, 1] as const)]) {
      const at = column.get(id)
      if (at === undefined) value -= factor * (shown.get(id) ?? 0)
      else terms.push([at, factor])
    }
    return { terms, value }
  })
  let slack = column.size
  for (const [id, value] of most ?? []) {
    const at = column.get(id)
    if (at === undefined) continue
    equations.push({
      terms: [
        [at, 1],
        [slack, 1],
      ],
      value,
    })
    slack += 1
  }
  return equations.filter(({ terms, value }) => terms.length > 0 || value !== 0)
}

function judge(problem: Problem, id: string, at: number | undefined, known: number, rules: AuditRules): AuditedCell {
  if (at === undefined) return { id, least: known, most: known, safe: false }
  const low = end(problem, at, 1, rules)
  const high = end(problem, at, -1, rules)
  if (low === 'none' || low === 'unbounded' || high === 'none') return { id, least: 0, most: 0, safe: false }
  if (high !== 'unbounded') return { id, least: low, most: high, safe: high - low >= rules.range - 1e-6 }
  // Nothing bounds it: still, two sets of counts must be in hand.
  const far = end(problem, at, 1, rules, [atLeast(problem, at, low + rules.range)])
  return { id, least: low, most: null, safe: typeof far === 'number' }
}

/** The smallest (sign 1) or largest (-1) value of a column that some set of counts takes. */
function end(
  problem: Problem,
  at: number,
  sign: 1 | -1,
  { whole }: AuditRules,
  more: readonly Equation[] = [],
): number | 'unbounded' | 'none' {
  let branches = 0
  const from =
    more.length === 0 ? problem.tableau : feasibleTableau(widthWith(problem, more), [...problem.equations, ...more])
  if (!from) return 'none'
  let best: number | undefined
  const search = (tableau: Tableau, added: readonly Equation[]): 'unbounded' | undefined => {
    const objective = new Float64Array(tableau.columns)
    objective[at] = sign
    const optimum = minimise(tableau, objective)
    if (optimum === 'unbounded') return 'unbounded'
    if (!whole) {
      best = sign * optimum.value
      return undefined
    }
    if (best !== undefined && optimum.value >= sign * best - 1e-6) return undefined
    const counts = optimum.point.slice(0, problem.judged).map(Math.round)
    const broken = optimum.point.findIndex(
      (amount, cell) => cell < problem.judged && Math.abs(amount - counts[cell]) > 1e-6,
    )
    if (broken < 0) {
      if (fits(problem, counts)) best = counts[at]
      return undefined
    }
    branches += 1
    if (branches > MOST_BRANCHES) return undefined
    const below = Math.floor(optimum.point[broken])
    for (const cut of [atMost, atLeast] as const) {
      const wider = { ...problem, width: widthWith(problem, added) }
      const all = [...added, cut(wider, broken, cut === atMost ? below : below + 1)]
      const next = feasibleTableau(widthWith(problem, all), [...problem.equations, ...all])
      if (next && search(next, all) === 'unbounded') return 'unbounded'
    }
    return undefined
  }
  if (search(from, more) === 'unbounded') return 'unbounded'
  return best ?? 'none'
}

/** Each added equation brings one column of its own. */
const widthWith = ({ width }: Problem, more: readonly Equation[]): number => width + more.length
const atMost = ({ width }: Pick<Problem, 'width'>, at: number, value: number): Equation => ({
  terms: [
    [at, 1],
    [width, 1],
  ],
  value,
})
const atLeast = ({ width }: Pick<Problem, 'width'>, at: number, value: number): Equation => ({
  terms: [
    [at, 1],
    [width, -1],
  ],
  value,
})

/** Whether whole counts make every sum true, in whole-number arithmetic. */
const fits = ({ equations, judged }: Problem, counts: Float64Array): boolean =>
  counts.every((count) => count >= 0) &&
  equations.every(({ terms, value }) => {
    const own = terms.filter(([column]) => column < judged)
    const sum = own.reduce((all, [column, factor]) => all + factor * counts[column], 0)
    // A sum with a column of its own for what is left over is an upper bound.
    return own.length === terms.length ? sum === value : sum <= value
  })
