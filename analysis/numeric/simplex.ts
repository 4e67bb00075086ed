/** A sum of columns that must have a value; every column is >= 0. */
export type Equation = Readonly<{ terms: readonly (readonly [column: number, factor: number])[]; value: number }>

/** Rows of the tableau with the right-hand side last; `basis[row]` is the column that stands alone in the row. */
export type Tableau = Readonly<{ columns: number; rows: readonly Float64Array[]; basis: readonly number[] }>

export type Optimum = Readonly<{ value: number; point: Float64Array }> | 'unbounded'

const TINY = 1e-9

/**
 * A basic point with A x = b, x >= 0: the first phase of the simplex method.
 *
 *   min sum of artificials;   feasible when that is 0
 *
 * Bland's rule, so that it never runs in a circle; meant for hundreds of columns, all numbers small.
 *
 * @param columns  how many unknowns
 * @returns        a tableau to be handed to `minimise`, any number of times; undefined where no x fits
 *
 * Source: Dantzig (1963), Linear Programming and Extensions; Bland (1977), Math. of Operations Research 2(2) [not re-read].
 * Golden: scipy.optimize.linprog 1.17.1 (HiGHS), see test/analysis/publish/audit.test.ts.
 */
export function feasibleTableau(columns: number, equations: readonly Equation[]): Tableau | undefined {
  const width = columns + equations.length
  const rows = equations.map(({ terms, value }, place) => {
    const row = new Float64Array(width + 1)
    const sign = value < 0 ? -1 : 1
    for (const [column, factor] of terms) row[column] += sign * factor
    row[columns + place] = 1
    row[width] = sign * value
    return row
  })
  const basis = equations.map((_, place) => columns + place)
  const cost = new Float64Array(width)
  cost.fill(1, columns)
  walk(rows, basis, cost, width)
  const left = basis.reduce((sum, column, row) => (column >= columns ? sum + rows[row][width] : sum), 0)
  if (left > 1e-7) return undefined
  for (const [place, row] of rows.entries()) {
    if (basis[place] < columns) continue
    const column = row.findIndex((factor, at) => at < columns && Math.abs(factor) > TINY)
    if (column < 0) continue
    pivot(rows, place, column)
    basis[place] = column
  }
  // An equation whose artificial cannot leave follows from the others and says nothing.
  const kept = rows.flatMap((row, place) =>
    basis[place] < columns
      ? [{ row: Float64Array.from([...row.subarray(0, columns), row[width]]), column: basis[place] }]
      : [],
  )
  return { columns, rows: kept.map(({ row }) => row), basis: kept.map(({ column }) => column) }
}

/**
 * The least value of a sum of the unknowns.
 *
 *   min c x   subject to A x = b, x >= 0
 *
 * @param objective  one factor per column; the negative of it for the largest value
 * @returns          the value and a point where it is taken; 'unbounded' where there is no least
 *
 * Source and golden: as for `feasibleTableau`.
 */
export function minimise({ columns, rows, basis }: Tableau, objective: ArrayLike<number>): Optimum {
  const own = rows.map((row) => row.slice())
  const at = [...basis]
  const cost = Float64Array.from({ length: columns }, (_, column) => objective[column])
  if (!walk(own, at, cost, columns)) return 'unbounded'
  const point = new Float64Array(columns)
  at.forEach((column, row) => {
    point[column] = Math.max(0, own[row][columns])
  })
  return { value: point.reduce((sum, amount, column) => sum + amount * cost[column], 0), point }
}

/** Walks along the edges until no column lowers the cost; false where the cost falls without end. */
function walk(rows: Float64Array[], basis: number[], cost: Float64Array, width: number): boolean {
  const reduced = Float64Array.from(cost)
  for (const [row, column] of basis.entries()) {
    const price = cost[column]
    if (price !== 0) for (let at = 0; at < width; at++) reduced[at] -= price * rows[row][at]
  }
  for (;;) {
    let enter = 0
    while (enter < width && reduced[enter] >= -TINY) enter++
    if (enter === width) return true
    let leave = -1
    for (let row = 0; row < rows.length; row++) {
      if (rows[row][enter] <= TINY) continue
      if (leave < 0) {
        leave = row
        continue
      }
      const difference = rows[row][width] / rows[row][enter] - rows[leave][width] / rows[leave][enter]
      if (difference < -TINY || (difference < TINY && basis[row] < basis[leave])) leave = row
    }
    if (leave < 0) return false
    pivot(rows, leave, enter)
    basis[leave] = enter
    const price = reduced[enter]
    for (let at = 0; at < width; at++) reduced[at] -= price * rows[leave][at]
  }
}

function pivot(rows: readonly Float64Array[], place: number, column: number): void {
  const row = rows[place]
  const by = row[column]
  for (let at = 0; at < row.length; at++) row[at] /= by
  for (const other of rows) {
    const factor = other[column]
    if (other === row || factor === 0) continue
    for (let at = 0; at < row.length; at++) other[at] -= factor * row[at]
  }
}
