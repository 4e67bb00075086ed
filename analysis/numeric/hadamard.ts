import { AnalysisError } from '../failure.ts'

/**
 * A Hadamard matrix of the smallest order at least `least`, first row and column all 1: doubling (Sylvester) and quadratic
 * residues (Paley). Rows are replicates; column 0 is the constant and must not serve a stratum.
 * Source: Paley (1933), J. Math. Phys. 12, 311-320; Wolter (2007), appendix A.
 */
export function hadamard(least: number): readonly (readonly number[])[] {
  for (
    let order = least <= 2 ? least : Math.ceil(least / 4) * 4;
    order <= 4 * least + 8;
    order += order < 2 ? 1 : order < 4 ? 2 : 4
  ) {
    const made = ofOrder(order)
    if (made) return made
  }
  throw new AnalysisError('not_supported', { reason: 'no Hadamard matrix of this order', order: least })
}

function ofOrder(order: number): number[][] | undefined {
  if (order === 1) return [[1]]
  if (order % 2 !== 0) return undefined
  const half = ofOrder(order / 2)
  if (half) return doubled(half)
  return paley(order - 1)
}

function doubled(half: readonly (readonly number[])[]): number[][] {
  return [...half.map((row) => [...row, ...row]), ...half.map((row) => [...row, ...row.map((sign) => -sign)])]
}

function paley(q: number): number[][] | undefined {
  if (q % 4 !== 3 || !isPrime(q)) return undefined
  const residue = new Set(Array.from({ length: q - 1 }, (_, i) => ((i + 1) * (i + 1)) % q))
  const order = q + 1
  return Array.from({ length: order }, (_, r) =>
    Array.from({ length: order }, (_, c) => {
      if (r === 0 || c === 0) return 1
      if (r === c) return -1
      return residue.has((((c - r) % q) + q) % q) ? 1 : -1
    }),
  )
}

function isPrime(n: number): boolean {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false
  return n > 1
}
