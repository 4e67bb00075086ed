import { AnalysisError } from '../failure.ts'

/** A dense matrix by rows. Small: the size of a model, never of the data. */
export type Matrix = Readonly<{ rows: number; columns: number; data: Float64Array }>

export function matrix(rows: number, columns: number, data?: ArrayLike<number>): Matrix {
  return { rows, columns, data: data ? Float64Array.from(data) : new Float64Array(rows * columns) }
}

export function at(m: Matrix, row: number, column: number): number {
  return m.data[row * m.columns + column]
}

export function fromRows(rows: readonly ArrayLike<number>[]): Matrix {
  const columns = rows[0]?.length ?? 0
  const made = matrix(rows.length, columns)
  for (const [r, row] of rows.entries()) made.data.set(row, r * columns)
  return made
}

export function toRows(m: Matrix): number[][] {
  return Array.from({ length: m.rows }, (_, r) => Array.from(m.data.subarray(r * m.columns, (r + 1) * m.columns)))
}

export function transpose(m: Matrix): Matrix {
  const made = matrix(m.columns, m.rows)
  for (let r = 0; r < m.rows; r++) for (let c = 0; c < m.columns; c++) made.data[c * m.rows + r] = at(m, r, c)
  return made
}

export function multiply(a: Matrix, b: Matrix): Matrix {
  const made = matrix(a.rows, b.columns)
  for (let r = 0; r < a.rows; r++)
    for (let k = 0; k < a.columns; k++) {
      const factor = at(a, r, k)
      if (factor === 0) continue
      for (let c = 0; c < b.columns; c++)
        made.data[r * b.columns + c] = made.data[r * b.columns + c] + factor * at(b, k, c)
    }
  return made
}

/** Rows and columns of `m` by index. */
export function select(m: Matrix, rows: readonly number[], columns: readonly number[]): Matrix {
  return fromRows(rows.map((r) => columns.map((c) => at(m, r, c))))
}

/** a C a' for a row vector a. */
export function quadraticForm(a: ArrayLike<number>, c: Matrix): number {
  let sum = 0
  for (let i = 0; i < c.rows; i++) for (let j = 0; j < c.columns; j++) sum += a[i] * at(c, i, j) * a[j]
  return sum
}

/**
 * Solves A X = B by elimination with row pivots, on columns scaled to 1 so that units of measurement do not decide what is singular.
 * Throws cannot_factorise when a pivot falls below 1e-13 of its scale.
 */
export function solve(a: Matrix, b: Matrix): Matrix {
  const n = a.rows
  const scale = new Float64Array(n)
  for (let c = 0; c < n; c++) {
    let largest = 0
    for (let r = 0; r < n; r++) largest = Math.max(largest, Math.abs(at(a, r, c)))
    scale[c] = largest || 1
  }
  const left = Float64Array.from(a.data, (value, i) => value / scale[i % n])
  const rowScale = new Float64Array(n)
  for (let r = 0; r < n; r++) {
    let largest = 0
    for (let c = 0; c < n; c++) largest = Math.max(largest, Math.abs(left[r * n + c]))
    if (largest === 0) throw new AnalysisError('cannot_factorise', { row: r })
    rowScale[r] = largest
    for (let c = 0; c < n; c++) left[r * n + c] = left[r * n + c] / largest
  }
  const k = b.columns
  const right = Float64Array.from(b.data, (value, i) => value / rowScale[Math.floor(i / k)])
  for (let pivot = 0; pivot < n; pivot++) {
    let best = pivot
    for (let r = pivot + 1; r < n; r++) if (Math.abs(left[r * n + pivot]) > Math.abs(left[best * n + pivot])) best = r
    if (!(Math.abs(left[best * n + pivot]) > 1e-13)) throw new AnalysisError('cannot_factorise', { pivot })
    swapRows(left, n, pivot, best)
    swapRows(right, k, pivot, best)
    for (let r = pivot + 1; r < n; r++) {
      const factor = left[r * n + pivot] / left[pivot * n + pivot]
      if (factor === 0) continue
      for (let c = pivot; c < n; c++) left[r * n + c] = left[r * n + c] - factor * left[pivot * n + c]
      for (let c = 0; c < k; c++) right[r * k + c] = right[r * k + c] - factor * right[pivot * k + c]
    }
  }
  for (let r = n - 1; r >= 0; r--)
    for (let c = 0; c < k; c++) {
      let value = right[r * k + c]
      for (let j = r + 1; j < n; j++) value -= left[r * n + j] * right[j * k + c]
      right[r * k + c] = value / left[r * n + r]
    }
  for (let r = 0; r < n; r++) for (let c = 0; c < k; c++) right[r * k + c] = right[r * k + c] / scale[r]
  return { rows: n, columns: k, data: right }
}

function swapRows(data: Float64Array, width: number, one: number, other: number): void {
  if (one === other) return
  for (let c = 0; c < width; c++) {
    const kept = data[one * width + c]
    data[one * width + c] = data[other * width + c]
    data[other * width + c] = kept
  }
}

export function identity(n: number): Matrix {
  const made = matrix(n, n)
  for (let i = 0; i < n; i++) made.data[i * n + i] = 1
  return made
}

export function inverse(a: Matrix): Matrix {
  return solve(a, identity(a.rows))
}

/** Eigenvalues of a symmetric matrix, largest first, by cyclic Jacobi rotations. Source: Golub and Van Loan, Matrix Computations, 8.5. */
export function symmetricEigenvalues(m: Matrix): number[] {
  const n = m.rows
  const a = Float64Array.from(m.data)
  const get = (i: number, j: number) => a[i * n + j]
  for (let sweep = 0; sweep < 100; sweep++) {
    let off = 0
    let diagonal = 0
    for (let i = 0; i < n; i++) {
      diagonal += get(i, i) ** 2
      for (let j = 0; j < i; j++) off += get(i, j) ** 2
    }
    if (off <= 1e-32 * diagonal) break
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        if (get(p, q) === 0) continue
        const theta = (get(q, q) - get(p, p)) / (2 * get(p, q))
        const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
        const c = 1 / Math.sqrt(t * t + 1)
        const s = t * c
        for (let k = 0; k < n; k++) {
          const kp = get(k, p)
          const kq = get(k, q)
          a[k * n + p] = c * kp - s * kq
          a[k * n + q] = s * kp + c * kq
        }
        for (let k = 0; k < n; k++) {
          const pk = get(p, k)
          const qk = get(q, k)
          a[p * n + k] = c * pk - s * qk
          a[q * n + k] = s * pk + c * qk
        }
      }
  }
  return Array.from({ length: n }, (_, i) => get(i, i)).sort((x, y) => y - x)
}

/** Lower triangle L with L L' = m, for a positive definite m. */
export function cholesky(m: Matrix): Matrix {
  const n = m.rows
  const made = matrix(n, n)
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = at(m, i, j)
      for (let k = 0; k < j; k++) sum -= at(made, i, k) * at(made, j, k)
      if (i === j && !(sum > 0)) throw new AnalysisError('cannot_factorise', { row: i })
      made.data[i * n + j] = i === j ? Math.sqrt(sum) : sum / at(made, j, j)
    }
  return made
}

/** Eigenvalues of inverse(A) B for symmetric positive definite A and symmetric B: those of the symmetric L^-1 B L^-T. */
export function relativeEigenvalues(a: Matrix, b: Matrix): number[] {
  const root = cholesky(a)
  const half = solve(root, b)
  return symmetricEigenvalues(solve(root, transpose(half)))
}
