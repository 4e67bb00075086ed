import { activeRows, type Design, keepsAllRows, within } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { chiSquareUpper, fUpper } from '../numeric/distribution.ts'
import { fromRows, inverse, quadraticForm, relativeEigenvalues } from '../numeric/matrix.ts'
import { jacobianOf, linearisedTotals } from '../variance/covariance.ts'
import { degreesOfFreedom } from '../variance/degrees-of-freedom.ts'
import { fSumUpper } from './chi-square-sum.ts'
import { type CrossTable, crossTable, type Levels, ofShares } from './cross-table.ts'

export type IndependenceStatistic = 'F' | 'Chisq' | 'Wald' | 'adjWald' | 'lincom' | 'saddlepoint'
export type IndependenceTest = Readonly<{ statistic: number; parameter?: readonly number[]; p: number }>

/**
 * Test that two categorical variables are independent in the population.
 *
 *   X2 = n sum (p_ij - p_i. p_.j)^2 / (p_i. p_.j)
 *   F:       X2 / tr D  on  a = (tr D)^2 / tr D^2  and  a df  degrees of freedom
 *   Chisq:   X2, its p from X2 / mean of the eigenvalues of D on (r-1)(c-1)
 *   saddlepoint, lincom:  X2 ~ sum delta_i X_i / (Y/(a df)), delta the eigenvalues of D
 *   Wald:    Y' V^-1 Y / q on q and df, Y = N_ij - N_i. N_.j / N, q = (r-1)(c-1);   adjWald: times (df-q+1)/df, on q and df-q+1
 *
 * n: rows of the sample, those with a missing value too; N: weighted counts; D: generalised design effects, (C' P^-1 V0 P^-1 C)^-1 C' P^-1 V P^-1 C with the interaction contrasts C, the
 * shares on the diagonal of P, V their covariance by the design and V0 by simple random sampling; df: those of the design.
 * Without meaning where expected counts are below about 5; Wald is too liberal with few units.
 *
 * @param row, column  categories per row of the sample, -1 = missing, left out
 * @returns            statistic, its degrees of freedom where it has any, p
 * @throws AnalysisError too_few_units: a variable with one level, or too few degrees of freedom; cannot_factorise
 *
 * Source: Rao and Scott (1984), Ann. Statist. 12, 46-60; Thomas and Rao (1987), JASA 82, 630-636; Koch, Freeman and Freeman (1975),
 *   Int. Stat. Review 43, 59-78.
 * Golden: chisq.
 */
export function independenceTest(
  design: Design,
  row: Levels,
  column: Levels,
  statistic: IndependenceStatistic = 'F',
  options: Readonly<{ domain?: ArrayLike<number> }> = {},
): IndependenceTest {
  const asked = within(design, options.domain)
  const table = crossTable(asked, used(asked, row, column), used(asked, column, row))
  const q = (table.rows - 1) * (table.columns - 1)
  if (q < 1) throw new AnalysisError('too_few_units', { rows: table.rows, columns: table.columns })
  const df = degreesOfFreedom(keepsAllRows(asked) ? whole(asked) : asked)
  if (statistic === 'Wald' || statistic === 'adjWald') return wald(table, q, df, statistic)
  const n = sampleSize(asked)
  const pearson = n * phiSquared(table)
  const effects = designEffects(table, n)
  const sum = effects.reduce((total, each) => total + each, 0)
  if (statistic === 'Chisq') return { statistic: pearson, parameter: [q], p: chiSquareUpper((pearson * q) / sum, q) }
  if (!(df > 0)) throw new AnalysisError('too_few_units', { df })
  const own = sum ** 2 / effects.reduce((total, each) => total + each * each, 0)
  if (statistic === 'F') {
    return { statistic: pearson / sum, parameter: [own, own * df], p: fUpper(pearson / sum, own, own * df) }
  }
  if (statistic === 'saddlepoint' || statistic === 'lincom')
    return {
      statistic: pearson,
      p: fSumUpper(pearson, effects, asked.replicates ? Number.POSITIVE_INFINITY : own * df, 'saddlepoint'),
    }
  throw new AnalysisError('option_invalid', { option: 'statistic', value: statistic })
}

/** Only levels that occur among the rows that have both variables. */
function used(design: Design, own: Levels, other: Levels): Levels {
  const seen = new Uint8Array(own.levels.length)
  for (let row = 0; row < design.rows; row++)
    if ((!design.domain || design.domain[row]) && other.codes[row] >= 0 && design.weights[row] > 0) {
      const code = own.codes[row]
      if (code >= 0) seen[code] = 1
    }
  const kept = own.levels.filter((_, code) => seen[code])
  const codeOf = Int32Array.from(own.levels, (level, code) => (seen[code] ? kept.indexOf(level) : -1))
  return { levels: kept, codes: own.codes.map((code) => (code < 0 ? -1 : codeOf[code])) }
}

function margins({ rows, columns, shares }: Pick<CrossTable, 'rows' | 'columns' | 'shares'>) {
  const byRow = new Float64Array(rows)
  const byColumn = new Float64Array(columns)
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      const share = shares[i * columns + j]
      byRow[i] = byRow[i] + share
      byColumn[j] = byColumn[j] + share
    }
  return { byRow, byColumn }
}

/** The design without its domain. */
const whole = ({ domain: _, ...design }: Design): Design => design

/** Rows with positive weight; all rows of a calibrated design, which drops none. */
function sampleSize(design: Design): number {
  if (keepsAllRows(design)) return design.rows
  return activeRows(design).reduce((sum, each) => sum + each, 0)
}

function phiSquared(table: CrossTable): number {
  const { byRow, byColumn } = margins(table)
  let sum = 0
  for (let i = 0; i < table.rows; i++)
    for (let j = 0; j < table.columns; j++) {
      const expected = byRow[i] * byColumn[j]
      sum += (table.shares[i * table.columns + j] - expected) ** 2 / expected
    }
  return sum
}

/** Eigenvalues of the generalised design effects; an empty cell counts 0, as its log share has no slope. */
function designEffects(table: CrossTable, n: number): number[] {
  const contrasts: Float64Array[] = []
  for (let i = 1; i < table.rows; i++)
    for (let j = 1; j < table.columns; j++) {
      const contrast = new Float64Array(table.shares.length)
      for (const [a, b, sign] of [
        [0, 0, 1],
        [0, j, -1],
        [i, 0, -1],
        [i, j, 1],
      ] as const) {
        const cell = a * table.columns + b
        const share = table.shares[cell]
        contrast[cell] = share > 0 ? sign / share : 0
      }
      contrasts.push(contrast)
    }
  const jacobian = fromRows(contrasts)
  const byDesign = ofShares(table, jacobian)
  const bySample = fromRows(
    contrasts.map((a) =>
      contrasts.map((b) => {
        let sum = 0
        for (let cell = 0; cell < a.length; cell++) sum += a[cell] * b[cell] * table.shares[cell]
        return sum / n
      }),
    ),
  )
  return relativeEigenvalues(bySample, byDesign)
}

function wald(table: CrossTable, q: number, df: number, statistic: 'Wald' | 'adjWald'): IndependenceTest {
  const cells = table.shares.length
  const { value, covariance } = linearisedTotals(table.design, table.indicators, (totals) => {
    const size = totals.reduce((sum, each) => sum + each, 0)
    const { byRow, byColumn } = margins({ ...table, shares: totals })
    const values: number[] = []
    const rows: Float64Array[] = []
    for (let i = 0; i < table.rows - 1; i++)
      for (let j = 0; j < table.columns - 1; j++) {
        const left = byRow[i] / size
        const top = byColumn[j] / size
        values.push(totals[i * table.columns + j] - left * top * size)
        const slopes = new Float64Array(cells)
        for (let cell = 0; cell < cells; cell++) {
          const a = Math.floor(cell / table.columns) === i ? 1 : 0
          const b = cell % table.columns === j ? 1 : 0
          slopes[cell] = (a - left) * (b - top)
        }
        rows.push(slopes)
      }
    return { value: values, jacobian: jacobianOf(rows, cells) }
  })
  const plain = quadraticForm(value, inverse(covariance)) / q
  if (statistic === 'Wald') {
    if (!(df > 0)) throw new AnalysisError('too_few_units', { df })
    return { statistic: plain, parameter: [q, df], p: fUpper(plain, q, df) }
  }
  const left = df - q + 1
  if (!(left > 0)) throw new AnalysisError('too_few_units', { df, needed: q })
  const adjusted = (plain * left) / df
  return { statistic: adjusted, parameter: [q, left], p: fUpper(adjusted, q, left) }
}
