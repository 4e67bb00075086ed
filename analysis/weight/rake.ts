import { AnalysisError } from '../failure.ts'
import { cellSums, type Margin, scaleToMargin } from './post-stratify.ts'

export type Raked = Readonly<{ weights: Float64Array; afterMargin: readonly Float64Array[]; sweeps: number }>

/**
 * Weights that agree with several margins, by post-stratifying to each in turn until nothing moves.
 *
 *   repeat over margins: w_i <- w_i N_c / sum of w over cell c      until every N_c / sum w is within `tolerance` of 1
 *
 * Finds the weights nearest to the given ones in Kullback-Leibler distance, if any agree. Does not converge when margins
 * contradict or when zero cells leave no room.
 *
 * @param weights  one entry per row
 * @param margins  population counts by cell; their totals must agree to 1e-6
 * @returns        weights, the weights after the step of each margin in the last sweep (the variance needs them), sweeps used
 * @throws AnalysisError calibration_contradictory {margin, total, other}; calibration_diverged {margin, cell, off};
 *   cell_empty, cell_unknown
 *
 * Source: Deming and Stephan (1940), Ann. Math. Statist. 11, 427-444.
 * Golden: weighting, domain.
 */
export function rake(weights: Float64Array, margins: readonly Margin[], tolerance = 1e-12, limit = 1000): Raked {
  checkTotals(margins)
  const current = Float64Array.from(weights)
  let change = Number.POSITIVE_INFINITY
  for (let sweep = 1; sweep <= limit; sweep++) {
    const afterMargin: Float64Array[] = []
    change = 0
    for (const margin of margins) {
      change = Math.max(change, scaleToMargin(current, margin, cellSums(current, margin)))
      afterMargin.push(Float64Array.from(current))
    }
    if (change <= tolerance) return { weights: current, afterMargin, sweeps: sweep }
  }
  throw new AnalysisError('calibration_diverged', worstCell(current, margins, change))
}

function checkTotals(margins: readonly Margin[]): void {
  const [first] = margins
  if (!first) throw new AnalysisError('option_invalid', { option: 'margins', reason: 'none given' })
  const total = first.population.reduce((a, b) => a + b, 0)
  for (const margin of margins) {
    const other = margin.population.reduce((a, b) => a + b, 0)
    if (!(Math.abs(other - total) <= 1e-6 * total))
      throw new AnalysisError('calibration_contradictory', {
        margins: [first.name, margin.name],
        totals: [total, other],
      })
  }
}

function worstCell(weights: Float64Array, margins: readonly Margin[], change: number) {
  let worst = { margin: '', cell: '', off: 0, change }
  for (const margin of margins)
    for (const [cell, sum] of cellSums(weights, margin).entries()) {
      const wanted = margin.population[cell]
      const off = Math.abs(sum - wanted) / wanted
      if (off > worst.off) worst = { margin: margin.name, cell: margin.labels[cell] ?? String(cell), off, change }
    }
  return worst
}
