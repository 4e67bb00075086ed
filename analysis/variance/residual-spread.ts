import type { Spread, Stage } from '../design.ts'
import { orthonormalBasis } from '../numeric/orthogonal.ts'

/**
 * What a variance of balanced units needs: the directions in which balancing leaves no variance.
 *
 *   c_i = (1 - p_i) n_h / (n_h - 1);   directions: x_i / p_i less their c-weighted mean in the stratum, orthonormal under c
 *
 * n_h: units sampled in the stratum, p_i: inclusion probability. The numbers drawn per stratum are balanced too, so its mean always
 * goes. Of D = sum (n_h - 1) degrees at most half go to balancing variables, the first named first: what is not taken out makes the
 * variance larger, never smaller.
 *
 * @param balance  x_i / p_i by unit, a column per variable
 * @returns        directions, weights c and the share of degrees left, (D - q) / D
 *
 * Source: Deville and Tille (2005), J. Statistical Planning and Inference 128, 569-591, with their weights (1 - p) n / (n - q).
 * Golden: balanced (lm of R 4.2.2, test/golden/r/balanced.R).
 */
export function residualSpread(balance: readonly Float64Array[], stage: Stage): Spread {
  const { units, strata, stratumOfUnit, sampled, fraction } = stage
  const weight = Float64Array.from({ length: units }, (_, unit) => {
    const n = sampled[stratumOfUnit[unit]]
    return n > 1 ? ((1 - fraction[unit]) * n) / (n - 1) : 0
  })
  const open = new Float64Array(strata)
  for (let unit = 0; unit < units; unit++)
    if (weight[unit] > 0) open[stratumOfUnit[unit]] = open[stratumOfUnit[unit]] + 1
  const degrees = open.reduce((sum, count) => sum + Math.max(0, count - 1), 0)
  const centred = balance.map((column) => scaledDeviations(column, weight, stage))
  const basis = orthonormalBasis(centred).slice(0, Math.floor(degrees / 2))
  return { form: 'residual', basis, weight, kept: degrees > 0 ? (degrees - basis.length) / degrees : 1 }
}

/** Deviations from the c-weighted mean of the stratum, times the root of c: their products add up to what a covariance needs. */
export function scaledDeviations(
  column: ArrayLike<number>,
  weight: Float64Array,
  { units, strata, stratumOfUnit }: Stage,
): Float64Array {
  const sum = new Float64Array(strata)
  const size = new Float64Array(strata)
  for (let unit = 0; unit < units; unit++) {
    const h = stratumOfUnit[unit]
    size[h] = size[h] + weight[unit]
    sum[h] = sum[h] + weight[unit] * column[unit]
  }
  return Float64Array.from({ length: units }, (_, unit) => {
    const h = stratumOfUnit[unit]
    return size[h] > 0 ? Math.sqrt(weight[unit]) * (column[unit] - sum[h] / size[h]) : 0
  })
}
