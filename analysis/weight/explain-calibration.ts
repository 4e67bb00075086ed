import { type AnalysisDetail, AnalysisError } from '../failure.ts'
import type { CalibrationTargets } from './calibrate.ts'
import { type Equations, linear, type Solved } from './calibration-solver.ts'
import { levelsBeside } from './dependent-columns.ts'
import { workableBounds } from './workable-bounds.ts'

/** No more names than a person reads. */
const MOST = 6

/**
 * Why a calibration found no weights, as an error to throw.
 *
 *   attainable(c) = sum_i w_i (U (x_i'c)+ - L (x_i'c)-)    for any c; if X'c is above it, no factors within [L, U] can do
 *
 * Says which totals stay off and by how much, how many rows (or groups of equal rows) sit on each bound, whether the bounds are proven too narrow and by
 * which variables together (c: where the solver was heading), which bounds would do, with which levels the worst one never meets,
 * and what it could be merged with.
 *
 * @param equations  what was solved
 * @param targets    names, and the variable of each level where known
 * @param solved     where the solver stopped
 * @returns          AnalysisError calibration_diverged {variable, off, total, reached, stillOff, bounds?, atLower?, atUpper?, proven?,
 *   contradict?, workableBounds?, positive?, neverWith?, mergeWith?}
 * @throws AnalysisError none of its own
 *
 * Source: Deville and Sarndal (1992), JASA 87, section 2, on the existence of a solution; the inequality is Farkas' lemma.
 * Golden: none; worked by hand in test/analysis/weight/explain.test.ts.
 */
export function explainCalibration(equations: Equations, targets: CalibrationTargets, solved: Solved): AnalysisError {
  const { totals } = equations
  const { names, terms } = targets
  const { gap, off, worst } = solved.state
  const stillOff = Array.from(gap, (each, j) => ({ j, off: Math.abs(each) / (Math.abs(totals[j]) || 1) }))
    .filter((each) => each.off > 1e-9)
    .sort((a, b) => b.off - a.off)
    .slice(0, MOST)
  const never = neverWith(equations, targets, worst)
  const beside = levelsBeside(worst, names, terms)
  const workable = workableBounds(equations)
  return new AnalysisError('calibration_diverged', {
    variable: names[worst] ?? '',
    off,
    total: totals[worst],
    reached: totals[worst] - gap[worst],
    stillOff: stillOff.map(({ j }) => names[j] ?? ''),
    ...bindingRows(equations, solved),
    ...proof(equations, names, solved.b),
    ...(workable ? { workableBounds: workable } : equations.bounds ? { positive: false } : {}),
    ...(never.length > 0 ? { neverWith: never } : {}),
    ...(beside.length > 0 ? { mergeWith: beside } : {}),
  })
}

function bindingRows({ base, bounds }: Equations, { state }: Solved): AnalysisDetail {
  if (!bounds) return {}
  const [low, high] = bounds
  let atLower = 0
  let atUpper = 0
  for (let row = 0; row < base.length; row++) {
    if (base[row] === 0) continue
    const factor = state.weights[row] / base[row]
    if (factor <= low + 1e-6 * (1 - low)) atLower++
    if (factor >= high - 1e-6 * (high - 1)) atUpper++
  }
  return { bounds: [low, high], atLower, atUpper }
}

/** The inequality no factors can satisfy, if the direction the solver was going shows it. */
function proof(
  { base, columns, totals, bounds }: Equations,
  names: readonly string[],
  b: Float64Array,
): AnalysisDetail {
  if (!bounds?.every(Number.isFinite)) return {}
  const [low, high] = bounds
  const size = columns.map((column, j) =>
    base.reduce((sum, weight, row) => sum + Math.abs(weight * column[row] * b[j]), 0),
  )
  const largest = Math.max(...size)
  if (!(largest > 0 && Number.isFinite(largest))) return {}
  let demanded = 0
  let attainable = 0
  for (const [j, total] of totals.entries()) demanded += (b[j] * total) / largest
  for (let row = 0; row < base.length; row++) {
    const along = linear(columns, b, row) / largest
    attainable += base[row] * along * (along > 0 ? high : low)
  }
  if (!(demanded > attainable + 1e-9)) return {}
  return { proven: true, contradict: names.filter((_, j) => size[j] > 0.01 * largest).slice(0, MOST) }
}

/** Levels of other variables that the worst one never occurs with: a hole in the crossed table. */
function neverWith({ base, columns }: Equations, { names, terms }: CalibrationTargets, worst: number): string[] {
  if (!terms) return []
  const of = columns[worst]
  if (!of) return []
  return columns.flatMap((column, j) => {
    if (terms[j] === terms[worst]) return []
    for (let row = 0; row < base.length; row++) if (base[row] !== 0 && of[row] !== 0 && column[row] !== 0) return []
    return [names[j] ?? '']
  })
}
