import { activeRows, type Design } from '../design.ts'
import { rankOf } from '../numeric/orthogonal.ts'
import { degreesOfStratum } from './spread.ts'

/**
 * Degrees of freedom a design leaves for its variances.
 *
 *   Taylor:      first-stage units with a case - strata with a case
 *   replicates:  rank of the replicate weights over the cases - 1
 *
 * A case is a row of the domain with positive weight. A rule of thumb, not a theorem: far too many where a few units carry most
 * of the weight.
 *
 * @param design  restricted to the domain of interest
 * @returns       0 or more; whole but for sorted or balanced stages
 *
 * Source: Korn and Graubard (1990), Amer. Statistician 44, 270-276.
 * Golden: every group (df, dfDomain).
 */
export function degreesOfFreedom(design: Design): number {
  if (!design.replicates) return taylorDegrees(design)
  return Math.max(0, (design.replicates.rank ?? replicateRank(design)) - 1)
}

function taylorDegrees(design: Design): number {
  const [first] = design.stages
  const { rows, weights, domain } = design
  const units = new Uint8Array(first.units)
  for (let row = 0; row < rows; row++) if (weights[row] > 0 && (!domain || domain[row])) units[first.unitOfRow[row]] = 1
  return degreesOfUnits(design, units)
}

/** First-stage units with a case less the strata they lie in; fewer where the variance is not around the means of strata (`degreesOfStratum`). */
export function degreesOfUnits({ stages: [first] }: Pick<Design, 'stages'>, withCase: Uint8Array): number {
  const present = new Float64Array(first.strata)
  for (let unit = 0; unit < first.units; unit++) {
    if (!withCase[unit]) continue
    const stratum = first.stratumOfUnit[unit]
    present[stratum] = present[stratum] + 1
  }
  return present.reduce((degrees, units) => degrees + degreesOfStratum(units, first.spread), 0)
}

function replicateRank(design: Design): number {
  const replicates = design.replicates as NonNullable<Design['replicates']>
  const active = activeRows(design)
  const { factors } = replicates
  if (factors) {
    const { units, unitOfRow } = design.stages[0]
    const mass = new Float64Array(units)
    for (let row = 0; row < design.rows; row++) {
      const unit = unitOfRow[row]
      if (active[row]) mass[unit] = mass[unit] + design.weights[row] ** 2
    }
    const columns = Array.from({ length: replicates.count }, (_, r) =>
      Float64Array.from(mass, (each, unit) => Math.sqrt(each) * factors[r * units + unit]),
    )
    return rankOf(columns)
  }
  const rows: number[] = []
  for (let row = 0; row < design.rows; row++) if (active[row]) rows.push(row)
  const columns = Array.from({ length: replicates.count }, (_, r) => {
    const weights = replicates.weightsOf(r)
    return Float64Array.from(rows, (row) => weights[row])
  })
  return rankOf(columns)
}
