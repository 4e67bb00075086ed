import { type Design, within } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { type Estimates, meansOf } from './mean.ts'
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
    const cell = cellOfRow[row] as number
    if (cell >= 0 && (!asked.domain || asked.domain[row]) && (asked.weights[row] as number) > 0)
      cases[cell] = (cases[cell] as number) + 1
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
