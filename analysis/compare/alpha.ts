import { type Design, within } from '../design.ts'
import { presentRows } from '../estimate/mean.ts'
import { AnalysisError } from '../failure.ts'
import { tQuantile } from '../numeric/distribution.ts'
import { at } from '../numeric/matrix.ts'
import { functionOfTotals, jacobianOf } from '../variance/covariance.ts'
import { degreesOfFreedom } from '../variance/degrees-of-freedom.ts'

export type Alpha = Readonly<{
  value: number
  se: number
  interval: readonly [number, number]
  df: number
  n: number
  items: number
}>

/**
 * Cronbach's alpha of items that are added up, with its error by the design.
 *
 *   alpha = k/(k-1) (1 - sum of the items' variances / variance of their sum)
 *   interval: 1 - (1 - alpha) exp(-/+ t se / (1 - alpha))
 *
 * k: items. Variances are weighted, about weighted means: functions of the totals of y, y^2 and the sum's square, so Taylor or the
 * whole formula again on every replicate. The interval is made on the scale log(1 - alpha), where the distribution is nearly
 * symmetric. A lower bound of reliability; high alpha does not mean one dimension.
 *
 * @param items  k columns, one entry per row; a row with a missing item is left out
 * @returns      alpha (at most 1), its standard error, interval, df, rows used
 * @throws AnalysisError too_few_units: fewer than two items, no degrees of freedom, or the sum does not vary
 *
 * Source: Cronbach (1951), Psychometrika 16, 297-334; van Zyl, Neudecker and Nel (2000), Psychometrika 65, 271-280, and Bonett (2002),
 *   J. Educ. Behav. Statistics 27, 335-340, for the scale of the interval [not re-read].
 * Golden: alpha (value); index-figures (R survey 4.1.1: JKn standard error by withReplicates, linearised by svycontrast).
 */
export function alphaOf(
  design: Design,
  items: readonly Float64Array[],
  options: Readonly<{ domain?: ArrayLike<number>; confidence?: number }> = {},
): Alpha {
  const k = items.length
  if (k < 2) throw new AnalysisError('too_few_units', { items: k, needed: 2 })
  const asked = within(design, options.domain)
  const { design: present, n } = presentRows(asked, items)
  const centred = items.map((item) => shifted(present, item))
  const sum = new Float64Array(design.rows)
  const squares = new Float64Array(design.rows)
  for (const item of centred)
    for (let row = 0; row < design.rows; row++) {
      sum[row] = sum[row] + item[row]
      squares[row] = squares[row] + item[row] * item[row]
    }
  const sumSquared = sum.map((value) => value * value)
  const factor = k / (k - 1)
  const { value, covariance } = functionOfTotals(present, [null, squares, sumSquared, ...centred], (totals) => {
    const [size, inside, outside] = totals
    const means = Array.from(centred, (_, j) => totals[j + 3] / size)
    const mean = means.reduce((all, each) => all + each, 0)
    const own = inside / size - means.reduce((all, each) => all + each * each, 0)
    const all = outside / size - mean * mean
    // Rounding leaves a trace where nothing varies.
    if (!(all > 1e-12 * Math.max(1, outside / size)))
      throw new AnalysisError('too_few_units', { reason: 'the sum of the items does not vary' })
    const ownSlope = -factor / all
    const allSlope = (factor * own) / (all * all)
    const slopes = [
      ownSlope * (-inside / size ** 2 + (2 * means.reduce((s, each) => s + each * each, 0)) / size) +
        allSlope * (-outside / size ** 2 + (2 * mean * mean) / size),
      ownSlope / size,
      allSlope / size,
      ...means.map((each) => (ownSlope * -2 * each) / size + (allSlope * -2 * mean) / size),
    ]
    return { value: [factor * (1 - own / all)], jacobian: jacobianOf([slopes], k + 3) }
  })
  const df = degreesOfFreedom(asked)
  if (!(df > 0)) throw new AnalysisError('too_few_units', { df })
  const se = Math.sqrt(Math.max(0, at(covariance, 0, 0)))
  const rest = 1 - value[0]
  const half = rest > 0 ? (tQuantile(0.5 + (options.confidence ?? 0.95) / 2, df) * se) / rest : 0
  const interval = [1 - rest * Math.exp(half), 1 - rest * Math.exp(-half)] as const
  return { value: value[0], se, interval, df, n, items: k }
}

/** The item less its mean in the full sample, which keeps the squares small; NaN stays where it was. */
function shifted({ weights, domain, rows }: Design, values: Float64Array): Float64Array {
  let size = 0
  let sum = 0
  for (let row = 0; row < rows; row++)
    if (!domain || domain[row]) {
      size += weights[row]
      sum += weights[row] * values[row]
    }
  return values.map((value) => value - sum / size)
}
