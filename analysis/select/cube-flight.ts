import type { Random } from '../numeric/random.ts'

export type Flight = Readonly<{
  /** Probability of each unit so far; changed in place. 0 and 1 are decided. */
  state: Float64Array
  /** The equations: x_i / pi_i of each unit, by variable. Their sums weighted by the state never change. */
  columns: readonly Float64Array[]
  /** Units that take part. */
  among: readonly number[]
}>

/** Nearer to 0 or 1 than this is 0 or 1; an entry smaller than this share of its column counts as 0. */
const edge = 1e-9

/**
 * The fast flight phase: at most q + 1 undecided units move at a time, q the number of equations, until no direction is left.
 *
 *   u with A u = 0;  state + l1 u with chance l2 / (l1 + l2), state - l2 u otherwise
 *
 * l1, l2: the longest steps that stay in the cube, so each move decides a unit and its expected change is zero.
 */
export function fly({ state, columns, among }: Flight, random: Random): void {
  const waiting = random.shuffle(among.filter((unit) => state[unit] > 0 && state[unit] < 1))
  const window: number[] = []
  for (;;) {
    while (window.length <= columns.length && waiting.length > 0) window.push(waiting.pop() as number)
    if (window.length === 0) return
    const direction = nullVector(columns, window)
    if (!direction) return
    move(state, window, direction, random)
    for (let at = window.length - 1; at >= 0; at--) {
      const unit = window[at] as number
      if (state[unit] < edge) state[unit] = 0
      else if (state[unit] > 1 - edge) state[unit] = 1
      else continue
      window.splice(at, 1)
    }
  }
}

function move(state: Float64Array, window: readonly number[], direction: Float64Array, random: Random): void {
  let up = Number.POSITIVE_INFINITY
  let down = Number.POSITIVE_INFINITY
  for (const [at, unit] of window.entries()) {
    const slope = direction[at]
    if (slope === 0) continue
    const [toOne, toZero] = [(1 - state[unit]) / Math.abs(slope), state[unit] / Math.abs(slope)]
    up = Math.min(up, slope > 0 ? toOne : toZero)
    down = Math.min(down, slope > 0 ? toZero : toOne)
  }
  const step = random.uniform() * (up + down) < down ? up : -down
  for (const [at, unit] of window.entries()) state[unit] += step * direction[at]
}

/**
 * A vector u, not 0, with sum_i u_i x_i = 0 for every column, or undefined when only 0 has that. Elimination with the largest pivot;
 * rows are scaled first, because variables come in all units.
 */
function nullVector(columns: readonly Float64Array[], window: readonly number[]): Float64Array | undefined {
  const width = window.length
  const rows = columns.map((column): Float64Array => {
    const row = Float64Array.from(window, (unit) => column[unit])
    const scale = row.reduce((most, one) => Math.max(most, Math.abs(one)), 0)
    return scale > 0 ? row.map((one) => one / scale) : row
  })
  const pivotColumns: number[] = []
  const used = new Uint8Array(width)
  for (let rank = 0; rank < rows.length; rank++) {
    const pivot = largest(rows, rank, used)
    if (!pivot) break
    const [row, column] = pivot
    const top: Float64Array = rows[row]
    rows[row] = rows[rank]
    rows[rank] = top
    used[column] = 1
    pivotColumns.push(column)
    for (let below = 0; below < rows.length; below++) {
      const other = rows[below] as Float64Array
      const factor = below === rank ? 0 : other[column] / top[column]
      if (factor === 0) continue
      for (let at = 0; at < width; at++) other[at] -= factor * top[at]
      other[column] = 0
    }
  }
  const free = used.indexOf(0)
  if (free < 0) return undefined
  const vector = new Float64Array(width)
  vector[free] = 1
  for (const [rank, column] of pivotColumns.entries()) {
    const row = rows[rank] as Float64Array
    vector[column] = -row[free] / row[column]
  }
  return vector
}

function largest(rows: readonly Float64Array[], from: number, used: Uint8Array): [number, number] | undefined {
  let best = edge
  let found: [number, number] | undefined
  for (let row = from; row < rows.length; row++) {
    const values = rows[row] as Float64Array
    for (let column = 0; column < used.length; column++)
      if (!used[column] && Math.abs(values[column]) > best) {
        best = Math.abs(values[column])
        found = [row, column]
      }
  }
  return found
}
