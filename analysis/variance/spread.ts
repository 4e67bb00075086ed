import type { Design, Spread, Stage } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { removeDirection } from '../numeric/orthogonal.ts'
import { scaledDeviations } from './residual-spread.ts'

/** Terms whose factor times left times right add up to the covariance of a stage. */
export type Terms = Readonly<{ factors: Float64Array; deviations: readonly Float64Array[] }>

/**
 * The between-unit terms of a stage that was drawn from a sorted list, or balanced.
 *
 *   successive:  n_h / (2 (n_h - 1)) sum_i (1 - (f_i + f_(i-1)) / 2) (t_i - t_(i-1))(t_i - t_(i-1))'
 *   residual:    D / (D - q) sum_i c_i e_i e_i',  e = t less its c-weighted regression on strata and balancing variables
 *
 * t_i: score total of unit i over its probability, i in the order of the list. Successive differences see only what differs between
 * neighbours: right when the list is sorted by something the answers follow, too large when its steps are large. Both take every unit
 * of the stage, also those without a case in the domain.
 *
 * @param totals      k columns, one entry per unit
 * @param multiplier  by stratum, product of the fractions above
 * @throws AnalysisError lonely_psu; not_supported {lonelyPsu}: the rules adjust and average know only means of strata
 *
 * Source: Wolter (2007), Introduction to Variance Estimation, section 8.2 (estimator v2) [not re-read]; Deville and Tille (2005),
 *   J. Statistical Planning and Inference 128.
 * Golden: balanced (R 4.2.2, test/golden/r/balanced.R).
 */
export function spreadTerms(
  { lonelyPsu }: Design,
  stage: Stage,
  spread: Spread,
  totals: readonly Float64Array[],
  multiplier: Float64Array,
): Terms {
  const { units, stratumOfUnit, sampled, fraction } = stage
  for (let unit = 0; unit < units; unit++)
    if (sampled[stratumOfUnit[unit]] === 1 && fraction[unit] < 1) {
      if (lonelyPsu === 'fail') throw new AnalysisError('lonely_psu', { stratum: stratumOfUnit[unit] + 1 })
      if (lonelyPsu === 'adjust' || lonelyPsu === 'average')
        throw new AnalysisError('not_supported', { lonelyPsu, reason: `${spread.form} differences` })
    }
  return spread.form === 'successive'
    ? successiveTerms(stage, spread.before, totals, multiplier)
    : residualTerms(stage, spread, totals, multiplier)
}

function successiveTerms(
  { stratumOfUnit, sampled, fraction }: Stage,
  before: Int32Array,
  totals: readonly Float64Array[],
  multiplier: Float64Array,
): Terms {
  const steps: number[] = []
  for (const [unit, earlier] of before.entries()) if (earlier >= 0) steps.push(unit)
  const factors = Float64Array.from(steps, (unit) => {
    const h = stratumOfUnit[unit]
    const open = 1 - (fraction[unit] + fraction[before[unit]]) / 2
    return (multiplier[h] * open * sampled[h]) / (2 * (sampled[h] - 1))
  })
  const deviations = totals.map((column) => Float64Array.from(steps, (unit) => column[unit] - column[before[unit]]))
  return { factors, deviations }
}

function residualTerms(
  stage: Stage,
  { basis, weight, kept }: Extract<Spread, { form: 'residual' }>,
  totals: readonly Float64Array[],
  multiplier: Float64Array,
): Terms {
  const factors = Float64Array.from(stage.stratumOfUnit, (h) => multiplier[h] / kept)
  const deviations = totals.map((column) => {
    const rest = scaledDeviations(column, weight, stage)
    for (const direction of basis) removeDirection(rest, direction)
    return rest
  })
  return { factors, deviations }
}

/**
 * Degrees of freedom of a stratum with `units` units.
 *
 *   mean: m - 1;   successive: 2 (m - 1)^2 / (3 m - 4);   residual: (m - 1)(D - q) / D
 *
 * Differences of neighbours overlap, so that each tells less than a deviation from the mean; the second form is that of
 * independent normal units.
 *
 * Source: von Neumann (1941), Annals Math. Statistics 12, 367-395, for the variance of the mean square successive difference [not re-read].
 * Golden: none; against the spread over many normal samples in the test.
 */
export function degreesOfStratum(units: number, spread: Spread | undefined): number {
  if (!spread || units < 2) return Math.max(0, units - 1)
  return spread.form === 'successive' ? (2 * (units - 1) ** 2) / (3 * units - 4) : (units - 1) * spread.kept
}
