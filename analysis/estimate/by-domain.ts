import { type Design, within } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { type Estimated, functionOfTotals, jacobianOf } from '../variance/covariance.ts'
import { type Estimates, meansOf, presentRows } from './mean.ts'
import type { EstimateOptions } from './result.ts'
import { totalsOf } from './total.ts'

/** The estimates of one domain; `cell` is its code in `cellOfRow`. */
export type DomainEstimates = Estimates & Readonly<{ cell: number }>

/**
 * Means of several variables in every cell of a classification.
 *
 *   for each cell d: m_d = sum_d w y / sum_d w        score 0 outside d
 *
 * Cells without a case are left out. Units without a case in the cell stay in the variance as zeros.
 *
 * @param cellOfRow  domain of each row, -1 = in none
 * @param cells      number of domains
 * @returns          one result per cell that has cases, in the order of the codes; df are those of the cell
 * @throws AnalysisError domain_empty: no cell has a case; all_missing {cell}; lonely_psu
 *
 * Source: Sarndal, Swensson and Wretman (1992), section 10.3.
 * Golden: domain.
 */
export function meansBy(
  design: Design,
  columns: readonly Float64Array[],
  cellOfRow: Int32Array,
  cells: number,
  options: EstimateOptions = {},
): DomainEstimates[] {
  return eachDomain(design, cellOfRow, cells, options, (domain) =>
    meansOf(domain, columns, { ...options, domain: undefined }),
  )
}

/** Totals of several variables in every cell; as `meansBy`. */
export function totalsBy(
  design: Design,
  columns: readonly Float64Array[],
  cellOfRow: Int32Array,
  cells: number,
  options: EstimateOptions = {},
): DomainEstimates[] {
  return eachDomain(design, cellOfRow, cells, options, (domain) =>
    totalsOf(domain, columns, { ...options, domain: undefined }),
  )
}

/**
 * Means of several variables in every cell, with the covariance between cells too (a unit may have cases in several).
 *
 *   m_dj = sum_d w y_j / sum_d w        score: w 1_d (y_j - m_dj) / sum_d w
 *
 * For differences and contrasts; without them `meansBy` is lighter. Every cell from 0 to cells - 1 must have a case.
 *
 * @returns  values and covariance in the order cell by cell, variables running fastest
 * @throws AnalysisError domain_empty {cell}; all_missing; lonely_psu
 *
 * Source: Sarndal, Swensson and Wretman (1992), section 10.3.
 * Golden: contrast.
 */
export function meansAcross(
  design: Design,
  columns: readonly Float64Array[],
  cellOfRow: Int32Array,
  cells: number,
  options: Pick<EstimateOptions, 'domain'> & Readonly<{ of?: 'mean' | 'total' }> = {},
): Pick<Estimated, 'value' | 'covariance'> {
  const asked = within(design, options.domain)
  const inside = Uint8Array.from(cellOfRow, (cell) => (cell >= 0 ? 1 : 0))
  const { design: present } = presentRows(within(asked, inside), columns)
  const k = columns.length
  const spread: Float64Array[] = []
  for (let cell = 0; cell < cells; cell++) {
    spread.push(Float64Array.from(cellOfRow, (each) => (each === cell ? 1 : 0)))
    for (const column of columns) spread.push(column.map((value, row) => (cellOfRow[row] === cell ? value : 0)))
  }
  const width = cells * (k + 1)
  return functionOfTotals(present, spread, (totals) => {
    const values: number[] = []
    const rows: Float64Array[] = []
    for (let cell = 0; cell < cells; cell++) {
      const start = cell * (k + 1)
      const size = totals[start]
      if (!(size > 0)) throw new AnalysisError('domain_empty', { cell })
      for (let j = 1; j <= k; j++) {
        const row = new Float64Array(width)
        const total = totals[start + j]
        row[start + j] = options.of === 'total' ? 1 : 1 / size
        if (options.of !== 'total') row[start] = -total / (size * size)
        values.push(options.of === 'total' ? total : total / size)
        rows.push(row)
      }
    }
    return { value: values, jacobian: jacobianOf(rows, width) }
  })
}

/** Runs an estimator in every cell that has a case; an error names the cell. */
export function eachDomain<T>(
  design: Design,
  cellOfRow: Int32Array,
  cells: number,
  options: Pick<EstimateOptions, 'domain'>,
  estimate: (domain: Design) => T,
): (T & { cell: number })[] {
  const asked = within(design, options.domain)
  const cases = new Float64Array(cells)
  for (let row = 0; row < asked.rows; row++) {
    const cell = cellOfRow[row]
    if (cell >= 0 && (!asked.domain || asked.domain[row]) && asked.weights[row] > 0) cases[cell] = cases[cell] + 1
  }
  const found: (T & { cell: number })[] = []
  for (let cell = 0; cell < cells; cell++) {
    if (cases[cell] === 0) continue
    const mask = new Uint8Array(asked.rows)
    for (let row = 0; row < asked.rows; row++) if (cellOfRow[row] === cell) mask[row] = 1
    try {
      found.push({ ...estimate(within(asked, mask)), cell })
    } catch (error) {
      if (!(error instanceof AnalysisError)) throw error
      throw new AnalysisError(error.code, { ...error.detail, cell })
    }
  }
  if (found.length === 0) throw new AnalysisError('domain_empty')
  return found
}
