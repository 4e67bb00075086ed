import { type Column, type Design, type Stage, within } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { type Estimated, functionOfTotals, jacobianOf, standardErrors } from '../variance/covariance.ts'
import { degreesOfUnits } from '../variance/degrees-of-freedom.ts'
import { covarianceOfUnitTotals } from '../variance/stages.ts'
import { domainTotals, fitsInTotals, lastStage } from './domain-totals.ts'
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
  columns: readonly Column[],
  cellOfRow: Int32Array,
  cells: number,
  options: EstimateOptions = {},
): DomainEstimates[] {
  const asked = within(design, options.domain)
  if (!options.deff && fitsInTotals(asked)) return byTotals(asked, columns, cellOfRow, cells, 'mean')
  return meansByMask(design, columns, cellOfRow, cells, options)
}

/** The plain form of `meansBy`: one run of the estimator a cell. Needed where rows themselves carry the variance. */
export function meansByMask(
  design: Design,
  columns: readonly Column[],
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
  columns: readonly Column[],
  cellOfRow: Int32Array,
  cells: number,
  options: EstimateOptions = {},
): DomainEstimates[] {
  const asked = within(design, options.domain)
  if (!options.deff && fitsInTotals(asked)) return byTotals(asked, columns, cellOfRow, cells, 'total')
  return totalsByMask(design, columns, cellOfRow, cells, options)
}

/** The plain form of `totalsBy`. */
export function totalsByMask(
  design: Design,
  columns: readonly Column[],
  cellOfRow: Int32Array,
  cells: number,
  options: EstimateOptions = {},
): DomainEstimates[] {
  return eachDomain(design, cellOfRow, cells, options, (domain) =>
    totalsOf(domain, columns, { ...options, domain: undefined }),
  )
}

/** All cells out of one pass over the columns: what is left to do for each is as large as the units it has cases in. */
function byTotals(
  design: Design,
  columns: readonly Column[],
  cellOfRow: Int32Array,
  cells: number,
  of: 'mean' | 'total',
): DomainEstimates[] {
  const totals = domainTotals(design, columns, cellOfRow, cells)
  const pairsOfCell: number[][] = Array.from({ length: cells }, () => [])
  for (const [pair, cell] of totals.cell.entries()) pairsOfCell[cell].push(pair)
  const last = lastStage(design)
  const scores = columns.map(() => new Float64Array(last.units))
  const found: DomainEstimates[] = []
  for (const [cell, pairs] of pairsOfCell.entries()) {
    if (pairs.length === 0) continue
    const sum = (column: Float64Array) => pairs.reduce((all, pair) => all + column[pair], 0)
    const size = sum(totals.size)
    const n = sum(totals.present)
    if (n === 0) throw new AnalysisError('all_missing', { cell })
    const values = totals.columns.map((column) => (of === 'mean' ? sum(column) / size : sum(column)))
    for (const [j, score] of scores.entries()) {
      score.fill(0)
      for (const pair of pairs) {
        const total = totals.columns[j][pair]
        score[totals.unit[pair]] = of === 'mean' ? (total - values[j] * totals.size[pair]) / size : total
      }
    }
    const active = unitsWithCases(design, pairs, totals.unit)
    // A unit whose cases all miss a value counts for the degrees of freedom of the cell, and is absent from the variance.
    const answering = pairs.filter((pair) => totals.present[pair] > 0)
    const counting = answering.length === pairs.length ? active : unitsWithCases(design, answering, totals.unit)
    const covariance = inCell(cell, () => covarianceOfUnitTotals(design, scores, counting))
    const se = standardErrors(covariance)
    const df = degreesOfUnits(design, active[0] as Uint8Array)
    found.push({
      estimates: values.map((value, j) => ({ value, se: se[j], df, n })),
      covariance,
      df,
      n,
      cell,
    })
  }
  if (found.length === 0) throw new AnalysisError('domain_empty')
  return found
}

/** By stage: 1 = the unit has a case in the cell. */
function unitsWithCases(design: Design, pairs: readonly number[], unitOfPair: Int32Array): Uint8Array[] {
  const active = design.stages.map(({ units }) => new Uint8Array(units))
  for (const pair of pairs) {
    let unit = unitOfPair[pair]
    for (let stage = design.stages.length - 1; stage >= 0; stage--) {
      active[stage][unit] = 1
      const { parentOfStratum, stratumOfUnit } = design.stages[stage] as Stage
      if (parentOfStratum) unit = parentOfStratum[stratumOfUnit[unit]]
    }
  }
  return active
}

/** An error inside names its cell. */
function inCell<T>(cell: number, act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (!(error instanceof AnalysisError)) throw error
    throw new AnalysisError(error.code, { ...error.detail, cell })
  }
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
  columns: readonly Column[],
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
    for (const column of columns)
      spread.push(Float64Array.from(column, (value, row) => (cellOfRow[row] === cell ? value : 0)))
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
    found.push({ ...inCell(cell, () => estimate(within(asked, mask))), cell })
  }
  if (found.length === 0) throw new AnalysisError('domain_empty')
  return found
}
