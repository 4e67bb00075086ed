import type { Column } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { type Bounds, type Distance, type Equations, type Solved, solveCalibration } from './calibration-solver.ts'
import { checkNumbers } from './check-input.ts'
import { dependentColumns } from './dependent-columns.ts'
import { type EqualRows, groupSums } from './equal-rows.ts'
import { explainCalibration } from './explain-calibration.ts'

export type { Distance } from './calibration-solver.ts'
export type CalibrationTargets = Readonly<{
  names: readonly string[]
  columns: readonly Column[]
  totals: Float64Array
  distance: Distance
  /** Lowest and highest factor g allowed; needed for logit. */
  bounds?: Bounds
  /** The variable each column is a level of; only used to say what could be merged with what. */
  terms?: readonly string[]
}>
export type Calibrated = Readonly<{ weights: Float64Array; iterations: number }>

/**
 * Weights that reproduce known totals of auxiliary variables while staying near the given ones.
 *
 *   w'_i = w_i g(x_i' b),  b solves  sum w_i g(x_i' b) x_i = X
 *   linear: g(u) = 1 + u, cut at the bounds;  raking: exp(u), cut at the bounds
 *   logit: (L(U-1) + U(1-L) exp(Au)) / ((U-1) + (1-L) exp(Au)),  A = (U-L) / ((1-L)(U-1))
 *
 * x_i: auxiliary variables (with the constant 1 when the population size is a target); X: their totals; L, U: bounds. Newton
 * steps, halved when they do not improve. A column that depends on others is left out when its total agrees with theirs. Too
 * narrow bounds have no solution; linear without bounds may give negative weights.
 *
 * @param weights  one entry per row; rows of weight 0 stay 0
 * @param targets  columns, totals, distance and bounds
 * @param equal    rows that are equal in all columns (`equalRows`): they get the same factor, which is then sought once
 * @returns        new weights
 * @throws AnalysisError calibration_contradictory {variable, dependsOn, total, implied, difference}: totals that cannot hold together;
 *   cell_empty {variable, total}: a total of something no case has; calibration_diverged with what `explainCalibration` found
 *   (bounds that bind, bounds that would do, what to merge); value_missing {variable, row}; weight_invalid; option_invalid {option}
 *
 * Source: Deville and Sarndal (1992), JASA 87, 376-382.
 * Golden: weighting, replicate.
 */
export function calibrate(weights: Float64Array, targets: CalibrationTargets, equal?: EqualRows): Float64Array {
  return calibrated(weights, targets, equal).weights
}

/** The same with the number of Newton steps, for the record. */
export function calibrated(weights: Float64Array, targets: CalibrationTargets, equal?: EqualRows): Calibrated {
  checkTargets(weights, targets)
  const { totals, distance, bounds } = targets
  const columns = equal
    ? targets.columns.map((column) => Float64Array.from(equal.first, (row) => column[row]))
    : targets.columns
  const base = equal ? groupSums(weights, equal) : weights
  const { state, steps } = solved({ base, columns, totals, distance, ...(bounds ? { bounds } : {}) }, targets)
  if (!equal) return { weights: state.weights, iterations: steps }
  const factor = state.weights.map((weight, group) => weight / base[group])
  const spread = weights.map((weight, row) =>
    equal.groupOfRow[row] >= 0 ? weight * factor[equal.groupOfRow[row]] : weight,
  )
  return { weights: spread, iterations: steps }
}

function solved(equations: Equations, targets: CalibrationTargets): Solved {
  const first = solveCalibration(equations)
  if (first.solved) return first
  const dependent = dependentColumns(equations, targets)
  if (dependent.length === 0) throw explainCalibration(equations, targets, first)
  const kept = equations.columns.map((_, j) => j).filter((j) => !dependent.includes(j))
  const fewer = <T>(all: readonly T[]): T[] => kept.map((j) => all[j] as T)
  const independent = {
    ...equations,
    columns: fewer(equations.columns),
    totals: Float64Array.from(kept, (j) => equations.totals[j]),
  }
  const second = solveCalibration(independent)
  if (second.solved) return second
  const named = {
    ...targets,
    names: fewer(targets.names),
    ...(targets.terms ? { terms: fewer(targets.terms) } : {}),
  }
  throw explainCalibration(independent, named, second)
}

function checkTargets(weights: Float64Array, targets: CalibrationTargets): void {
  const { names, columns, totals, distance, bounds } = targets
  checkNumbers(weights, 'calibrate')
  const [low, high] = bounds ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  if (!(low < high))
    throw new AnalysisError('option_invalid', {
      option: 'bounds',
      reason: 'the lower is not below the upper',
      bounds: [low, high],
    })
  if (distance === 'logit' && !(low < 1 && high > 1 && Number.isFinite(low) && Number.isFinite(high)))
    throw new AnalysisError('option_invalid', { option: 'bounds', reason: 'logit needs bounds below and above 1' })
  for (const [j, column] of columns.entries()) {
    const variable = names[j] ?? ''
    if (!Number.isFinite(totals[j]))
      throw new AnalysisError('population_invalid', { variable, value: String(totals[j]) })
    for (let row = 0; row < weights.length; row++)
      if (weights[row] !== 0 && !Number.isFinite(column[row]))
        throw new AnalysisError('value_missing', { variable, row: row + 1 })
  }
}
