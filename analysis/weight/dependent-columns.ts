import { AnalysisError } from '../failure.ts'
import { matrix, solve } from '../numeric/matrix.ts'
import { dot, removeDirection } from '../numeric/orthogonal.ts'
import type { CalibrationTargets } from './calibrate.ts'
import type { Equations } from './calibration-solver.ts'

/** Totals that differ by less than this share count as rounding. */
const ROUNDING = 1e-6

/**
 * Columns that the ones before them already determine on the rows of the sample, such as the last level of a second factor beside a
 * constant. They add nothing, provided their totals follow from the others' too.
 *
 *   x_j = sum_k c_k x_k on all rows   ->   X_j must be sum_k c_k X_k
 *
 * @param equations  rows or groups of rows, with totals
 * @returns          places of the columns that can be left out
 * @throws AnalysisError calibration_contradictory {variable, dependsOn, total, implied, difference}; cell_empty {variable, total}: a
 *   column that is 0 on every row, whose total is not
 *
 * Source: the rank of a linear system; what R's `calibrate` does by a generalised inverse, which hides the contradiction.
 * Golden: none; worked by hand in test/analysis/weight/explain.test.ts.
 */
export function dependentColumns({ base, columns, totals }: Equations, { names, terms }: CalibrationTargets): number[] {
  const root = base.map((weight) => Math.sqrt(Math.abs(weight)))
  const kept: { j: number; scaled: Float64Array }[] = []
  const basis: Float64Array[] = []
  const dependent: number[] = []
  for (const [j, column] of columns.entries()) {
    const scaled = Float64Array.from(root, (each, row) => (each === 0 ? 0 : column[row] * each))
    const before = Math.sqrt(dot(scaled, scaled))
    if (before === 0) {
      if (totals[j] !== 0) throw new AnalysisError('cell_empty', emptyDetail(j, totals[j], names, terms))
      dependent.push(j)
      continue
    }
    const rest = Float64Array.from(scaled)
    for (let pass = 0; pass < 2; pass++) for (const direction of basis) removeDirection(rest, direction)
    const left = Math.sqrt(dot(rest, rest))
    if (left > 1e-7 * before) {
      basis.push(rest.map((each) => each / left))
      kept.push({ j, scaled })
      continue
    }
    checkTotal(j, scaled, kept, totals, names)
    dependent.push(j)
  }
  return dependent
}

function checkTotal(
  j: number,
  scaled: Float64Array,
  kept: readonly { j: number; scaled: Float64Array }[],
  totals: Float64Array,
  names: readonly string[],
): void {
  const k = kept.length
  const left = matrix(k, k)
  for (const [a, one] of kept.entries())
    for (const [b, other] of kept.entries()) left.data[a * k + b] = dot(one.scaled, other.scaled)
  const share = solve(
    left,
    matrix(
      k,
      1,
      kept.map((one) => dot(one.scaled, scaled)),
    ),
  ).data
  let implied = 0
  let size = Math.abs(totals[j])
  const dependsOn: string[] = []
  for (const [a, one] of kept.entries()) {
    if (Math.abs(share[a]) < 1e-6) continue
    implied += share[a] * totals[one.j]
    size = Math.max(size, Math.abs(share[a] * totals[one.j]))
    dependsOn.push(names[one.j] ?? '')
  }
  if (Math.abs(implied - totals[j]) > ROUNDING * size)
    throw new AnalysisError('calibration_contradictory', {
      variable: names[j] ?? '',
      dependsOn,
      total: totals[j],
      implied,
      difference: totals[j] - implied,
    })
}

function emptyDetail(j: number, total: number, names: readonly string[], terms: readonly string[] | undefined) {
  return { variable: names[j] ?? '', total, mergeWith: levelsBeside(j, names, terms) }
}

/** The levels of the same variable before and after one. */
export function levelsBeside(j: number, names: readonly string[], terms: readonly string[] | undefined): string[] {
  return [j - 1, j + 1].flatMap((place) =>
    terms && names[place] !== undefined && terms[place] === terms[j] ? [names[place]] : [],
  )
}
