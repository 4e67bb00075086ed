import { type Design, within } from '../design.ts'
import { presentRows } from '../estimate/mean.ts'
import { covariancesOf } from '../estimate/variance-of-values.ts'
import { AnalysisError } from '../failure.ts'
import { at } from '../numeric/matrix.ts'
import { functionOfTotals, jacobianOf } from '../variance/covariance.ts'
import { crossTable, type Levels, ofShares } from './cross-table.ts'

/**
 * Cohen's kappa: agreement of two classifications beyond chance, with its error.
 *
 *   k = (o - e) / (1 - e),  o = sum p_ii,  e = sum p_i. p_.i
 *
 * p: weighted shares of the table. Low when a category is rare, even with good agreement.
 *
 * @param one, other  classifications with the same levels; -1 = missing, left out
 * @returns           kappa, -1 to 1, and its standard error
 * @throws AnalysisError too_few_units: chance alone agrees fully; option_invalid: different levels
 *
 * Source: Cohen (1960), Educ. Psychol. Measurement 20, 37-46; variance by the delta method.
 * Golden: kappa.
 */
export function kappaOf(
  design: Design,
  one: Levels,
  other: Levels,
): Readonly<{ value: number; se: number; n: number }> {
  const k = one.levels.length
  if (k !== other.levels.length || one.levels.some((level, i) => level !== other.levels[i]))
    throw new AnalysisError('option_invalid', { option: 'vars', reason: 'different levels' })
  const table = crossTable(design, one, other)
  const share = (i: number, j: number) => table.shares[i * k + j]
  const codes = Array.from({ length: k }, (_, i) => i)
  const byRow = codes.map((i) => codes.reduce((sum, j) => sum + share(i, j), 0))
  const byColumn = codes.map((j) => codes.reduce((sum, i) => sum + share(i, j), 0))
  const observed = codes.reduce((sum, i) => sum + share(i, i), 0)
  const chance = codes.reduce((sum, i) => sum + byRow[i] * byColumn[i], 0)
  if (!(chance < 1)) throw new AnalysisError('too_few_units', { chance })
  const slopes = new Float64Array(k * k)
  for (const i of codes)
    for (const j of codes) {
      const chanceSlope = byColumn[i] + byRow[j]
      slopes[i * k + j] = (i === j ? 1 : 0) / (1 - chance) + ((observed - 1) * chanceSlope) / (1 - chance) ** 2
    }
  const variance = at(ofShares(table, jacobianOf([slopes], k * k)), 0, 0)
  return { value: (observed - chance) / (1 - chance), se: Math.sqrt(Math.max(0, variance)), n: table.n }
}

/**
 * Cronbach's alpha of items that are added up, with its error by linearisation.
 *
 *   alpha = k/(k-1) (1 - sum of the items' variances / variance of their sum)
 *
 * k: items. A lower bound of reliability; high alpha does not mean one dimension.
 *
 * @param items  k columns, one entry per row; a row with a missing item is left out
 * @returns      alpha (at most 1), its standard error, rows used
 * @throws AnalysisError too_few_units: fewer than two items, or the sum does not vary
 *
 * Source: Cronbach (1951), Psychometrika 16, 297-334.
 * Golden: alpha (value).
 */
export function alphaOf(
  design: Design,
  items: readonly Float64Array[],
  options: Readonly<{ domain?: ArrayLike<number> }> = {},
): Readonly<{ value: number; se: number; n: number }> {
  const k = items.length
  if (k < 2) throw new AnalysisError('too_few_units', { items: k, needed: 2 })
  const { design: present, n } = presentRows(within(design, options.domain), items)
  const { covariance } = covariancesOf(present, items)
  const sum = new Float64Array(design.rows)
  const squares = new Float64Array(design.rows)
  const means = items.map((item) => weightedMean(present, item))
  for (let row = 0; row < design.rows; row++)
    for (const [j, item] of items.entries()) {
      const value = item[row] - means[j]
      sum[row] = sum[row] + value
      squares[row] = squares[row] + value * value
    }
  const sumSquared = sum.map((value) => value * value)
  let own = 0
  for (let j = 0; j < k; j++) own += at(covariance, j, j)
  const all = covariance.data.reduce((total, each) => total + each, 0)
  if (!(all > 0)) throw new AnalysisError('too_few_units', { reason: 'the sum of the items does not vary' })
  const factor = k / (k - 1)
  const result = functionOfTotals(present, [squares, sumSquared], (totals) => {
    const [inside, outside] = [totals[0], totals[1]]
    const jacobian = jacobianOf([[-factor / outside, (factor * inside) / outside ** 2]], 2)
    return { value: [factor * (1 - inside / outside)], jacobian }
  })
  return { value: factor * (1 - own / all), se: Math.sqrt(Math.max(0, at(result.covariance, 0, 0))), n }
}

function weightedMean({ weights, domain, rows }: Design, values: Float64Array): number {
  let size = 0
  let sum = 0
  for (let row = 0; row < rows; row++)
    if (!domain || domain[row]) {
      size += weights[row]
      sum += weights[row] * values[row]
    }
  return sum / size
}
