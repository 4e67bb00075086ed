import { type Design, keepsAllRows } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { rootBetween } from '../numeric/root.ts'
import { masked } from '../variance/covariance.ts'
import { meanOf } from './mean.ts'
import { type Cumulated, type QuantileRule, quantileAt } from './quantile-rule.ts'

/**
 * Interval of a quantile from a test of every value: those whose share above differs from 1 - p by no more than t standard errors.
 *
 *   z(q) = (mean(y > q) - (1 - p)) / se(q);  ends: quantiles at the share of sampled rows at or below the roots of z = t and z = -t
 *
 * As R survey does, the share that is read again is that of the rows, not of their weights, and the root is sought to a hundredth
 * of 1/sqrt(n): with very unequal weights the interval is off, and the one by the mean is to be preferred.
 *
 * @param values  one entry per row, NaN = missing
 * @param t       quantile of Student's t
 * @returns       low and high, null where the test has no root
 *
 * Source: Francisco and Fuller (1991), Ann. Statist. 19, 454-469.
 * Golden: quantile.
 */
export function scoreInterval(
  design: Design,
  values: Float64Array,
  sorted: Cumulated,
  p: number,
  rule: QuantileRule,
  t: number,
): [number | null, number | null] {
  const all = keepsAllRows(design)
  // A calibrated design keeps its rows, with a 0 for what is missing.
  const seen = values.filter((_, row) => all || counts(design, row)).map((value) => (Number.isNaN(value) ? 0 : value))
  seen.sort()
  const margin = (quartile(seen, 0.75) - quartile(seen, 0.25)) / 100
  const rows = masked(design, design.weights)
  const z = (q: number) => {
    const above = values.map((value, row) => (rows[row] > 0 ? (value > q ? 1 : 0) : 0))
    const { value, se } = meanOf(design, above)
    return (value - (1 - p)) / se
  }
  const end = (limit: number): number | null => {
    try {
      const least = (seen[0] as number) + margin
      const most = (seen[seen.length - 1] as number) - margin
      const root = rootBetween((q) => z(q) - limit, least, most, 1 / (100 * Math.sqrt(seen.length)))
      let below = 0
      for (const value of seen) if (value <= root) below++
      return quantileAt(sorted, below / seen.length, rule)
    } catch (error) {
      if (error instanceof AnalysisError && error.code === 'not_converged') return null
      throw error
    }
  }
  return [end(t), end(-t)]
}

const counts = ({ domain }: Design, row: number) => domain?.[row] !== 0

function quartile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1)
  const low = sorted[Math.floor(place)] as number
  return low + (place - Math.floor(place)) * ((sorted[Math.ceil(place)] as number) - low)
}
