import { AnalysisError } from '../failure.ts'

/**
 * Orthonormal basis of the span of columns of equal length, by modified Gram-Schmidt done twice ("twice is enough").
 * A column whose remainder is below `tolerance` of its length depends on those before it and gives nothing.
 * Source: Bjorck (1994), Linear Algebra Appl. 197-198.
 */
export function orthonormalBasis(columns: readonly Float64Array[], tolerance = 1e-7): Float64Array[] {
  const basis: Float64Array[] = []
  for (const column of columns) {
    const rest = Float64Array.from(column)
    const before = norm(column)
    if (before === 0) continue
    for (let pass = 0; pass < 2; pass++) for (const direction of basis) removeDirection(rest, direction)
    const left = norm(rest)
    if (!(left > tolerance * before)) continue
    for (let i = 0; i < rest.length; i++) rest[i] = rest[i] / left
    basis.push(rest)
  }
  return basis
}

/** Number of independent columns. */
export function rankOf(columns: readonly Float64Array[], tolerance = 1e-5): number {
  return orthonormalBasis(columns, tolerance).length
}

/** rest := rest - direction (direction' rest), for a direction of length 1. */
export function removeDirection(rest: Float64Array, direction: Float64Array): void {
  const along = dot(rest, direction)
  for (let i = 0; i < rest.length; i++) rest[i] = rest[i] - along * direction[i]
}

export function dot(a: Float64Array, b: Float64Array): number {
  if (a.length !== b.length) throw new AnalysisError('design_invalid', { reason: 'columns of different length' })
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}

function norm(a: Float64Array): number {
  return Math.sqrt(dot(a, a))
}
