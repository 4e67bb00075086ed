import { type AnalysisDetail, AnalysisError } from '../failure.ts'
import { checkMargin, checkNumbers } from './check-input.ts'
import { type CrossCells, crossCells } from './cross-cells.ts'
import { cellsBeside, emptyCell, type Margin } from './post-stratify.ts'

export type Raked = Readonly<{
  weights: Float64Array
  cross: CrossCells
  /** By margin: what the weights of each crossed cell had been multiplied with after the step of that margin in the last sweep. */
  factorAfter: readonly Float64Array[]
  sweeps: number
}>

export type RakeOptions = Readonly<{
  /** Largest relative deviation of a margin's cell at the end; default 1e-12. */
  tolerance?: number
  /** Or: stop when no crossed cell moves by more than this share of the whole in one sweep, as R's `rake` does. */
  movement?: number
  limit?: number
}>

/**
 * Weights that agree with several margins, by post-stratifying to each in turn until nothing moves.
 *
 *   repeat over margins: w_i <- w_i N_c / sum of w over cell c      until every N_c / sum w is within `tolerance` of 1
 *
 * w_i changes by the same factor in all rows of a crossed cell, so the sweeps run over the table of the margins and the rows are
 * read twice, whatever the number of sweeps. Finds the weights nearest to the given ones in Kullback-Leibler distance, if any
 * agree. Does not converge when margins contradict or when empty crossed cells leave no room.
 *
 * @param weights  one entry per row; rows of weight 0 stay 0
 * @param margins  population counts by cell; their totals must agree to 1e-6
 * @returns        weights, and the factors the variance needs
 * @throws AnalysisError calibration_contradictory {margins, totals, difference}; calibration_diverged {margin, cell, off, population,
 *   neverWith, mergeWith}; cell_empty {margin, cell, population, empty, mergeWith}; cell_unknown {margin, row}; weight_invalid;
 *   margin_duplicate, population_invalid: what `checkMargin` refuses
 *
 * Source: Deming and Stephan (1940), Ann. Math. Statist. 11, 427-444.
 * Golden: weighting, domain; the row by row form in test/analysis/weight/rake.test.ts.
 */
export function rake(weights: Float64Array, margins: readonly Margin[], options: RakeOptions = {}): Raked {
  const { tolerance = 1e-12, movement, limit = 1000 } = options
  checkTotals(margins)
  checkNumbers(weights, 'rake')
  const cross = crossCells(weights, margins)
  const factor = new Float64Array(cross.count).fill(1)
  const factorAfter = margins.map(() => new Float64Array(cross.count))
  const whole = cross.weight.reduce((a, b) => a + b, 0)
  let before = Float64Array.from(cross.weight)
  for (let sweep = 1; sweep <= limit; sweep++) {
    let change = 0
    for (const [m, margin] of margins.entries()) {
      change = Math.max(change, scale(cross, m, margin, factor))
      factorAfter[m].set(factor)
    }
    if (movement !== undefined) {
      const now = cross.weight.map((weight, cell) => weight * factor[cell])
      const moved = now.reduce((most, each, cell) => Math.max(most, Math.abs(each - before[cell])), 0)
      before = now
      if (moved < movement * whole)
        return { weights: spread(weights, cross, factor), cross, factorAfter, sweeps: sweep }
    } else if (change <= tolerance) {
      return { weights: spread(weights, cross, factor), cross, factorAfter, sweeps: sweep }
    }
  }
  throw new AnalysisError('calibration_diverged', worstCell(cross, factor, margins))
}

function spread(weights: Float64Array, { cellOfRow }: CrossCells, factor: Float64Array): Float64Array {
  const spreadOut = new Float64Array(weights.length)
  for (let row = 0; row < weights.length; row++) {
    const cell = cellOfRow[row]
    if (cell >= 0) spreadOut[row] = weights[row] * factor[cell]
  }
  return spreadOut
}

function sumsOf(
  { count, marginCell, weight }: CrossCells,
  m: number,
  cells: number,
  factor: Float64Array,
): Float64Array {
  const sums = new Float64Array(cells)
  const of = marginCell[m]
  for (let cell = 0; cell < count; cell++) sums[of[cell]] = sums[of[cell]] + weight[cell] * factor[cell]
  return sums
}

/** One step: the largest relative change of a cell of the margin. */
function scale(cross: CrossCells, m: number, margin: Margin, factor: Float64Array): number {
  const { population } = margin
  const sums = sumsOf(cross, m, population.length, factor)
  let change = 0
  for (let cell = 0; cell < sums.length; cell++) {
    const sum = sums[cell]
    if (!(sum > 0) && population[cell] > 0) throw new AnalysisError('cell_empty', emptyCell(margin, cell, sums))
    // From here on the factor, not the sum.
    sums[cell] = sum > 0 ? population[cell] / sum : 0
    if (sum > 0) change = Math.max(change, Math.abs(sums[cell] - 1))
  }
  const of = cross.marginCell[m]
  for (let cell = 0; cell < cross.count; cell++) factor[cell] = factor[cell] * sums[of[cell]]
  return change
}

function checkTotals(margins: readonly Margin[]): void {
  const [first] = margins
  if (!first) throw new AnalysisError('option_invalid', { option: 'margins', reason: 'none given' })
  for (const margin of margins) checkMargin(margin)
  const total = first.population.reduce((a, b) => a + b, 0)
  for (const margin of margins) {
    const other = margin.population.reduce((a, b) => a + b, 0)
    if (!(Math.abs(other - total) <= 1e-6 * total))
      throw new AnalysisError('calibration_contradictory', {
        margins: [first.name, margin.name],
        totals: [total, other],
        difference: other - total,
      })
  }
}

/** Which cell stays farthest off, which cells of other margins it never occurs with, and what it could be merged with. */
function worstCell(cross: CrossCells, factor: Float64Array, margins: readonly Margin[]): AnalysisDetail {
  let worst = { m: 0, cell: 0, off: -1 }
  for (const [m, margin] of margins.entries())
    for (const [cell, sum] of sumsOf(cross, m, margin.population.length, factor).entries()) {
      const wanted = margin.population[cell]
      const off = wanted > 0 ? Math.abs(sum - wanted) / wanted : 0
      if (off > worst.off) worst = { m, cell, off }
    }
  const margin = margins[worst.m] as Margin
  const neverWith = margins.flatMap((other, o) => {
    if (o === worst.m) return []
    const met = new Set<number>()
    for (let cell = 0; cell < cross.count; cell++)
      if (cross.marginCell[worst.m][cell] === worst.cell) met.add(cross.marginCell[o][cell])
    return other.labels.filter((_, cell) => !met.has(cell)).map((label) => `${other.name} ${label}`)
  })
  return {
    margin: margin.name,
    cell: margin.labels[worst.cell] ?? String(worst.cell),
    off: worst.off,
    population: margin.population[worst.cell],
    neverWith,
    mergeWith: cellsBeside(worst.cell, margin.population.length, () => true).map((cell) => margin.labels[cell] ?? ''),
  }
}
