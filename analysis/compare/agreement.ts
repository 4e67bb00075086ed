import type { Design } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { at } from '../numeric/matrix.ts'
import { jacobianOf } from '../variance/covariance.ts'
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
