import { AnalysisError } from '../../analysis/failure.ts'
import { type AuditedCell, audit } from '../../analysis/publish/audit.ts'
import { type GateFacts, gate, usualGate } from '../../analysis/publish/gate.ts'
import { type CountCell, type LinkedTables, linkTables, type Parents } from '../../analysis/publish/linked-tables.ts'
import { suppress } from '../../analysis/publish/suppress.ts'
import type { Figure } from '../../analysis/satisfaction/figure.ts'
import type { Cell, ReportResults, Result } from '../report/report-input.ts'
import { type Ground, groundsOf, type ProtectInput, personId, placeId } from './cell-ground.ts'

/** No hidden count may be narrowed to a range smaller than this. */
export const HIDDEN_RANGE = 5
export type Protection = Readonly<{
  /** Cells of which nothing is printed, by the id `placeId` and `personId` give; the reasons are kept for the staff alone. */
  hidden: readonly string[]
  primary: readonly string[]
  secondary: readonly string[]
  /** `margins`: levels crossed with areas could not be protected, so none of those cells is printed. */
  detail: 'full' | 'margins'
  /** What a reader could work out of each hidden cell: its number of sheets, and how many of them were satisfied. */
  audit: Readonly<{ safe: boolean; sheets: readonly AuditedCell[]; satisfied: readonly AuditedCell[] }>
}>

/**
 * Which cells of a result must not be printed so that no small group can be read or computed back, and what the auditor finds
 * then. Looser patterns are tried first; where even the margins cannot be protected the result says so (`audit.safe` false).
 */
export function protectEstimate(input: ProtectInput): Protection {
  const cells = groundsOf(input)
  const facts = new Map(cells.map((cell) => [cell.id, cell]))
  const small = smallCells(input.results, facts)
  for (const detail of ['full', 'margins'] as const) {
    const crossed = cells.filter(({ at }) => at.level && at.area).map(({ id }) => id)
    const printed = detail === 'full' ? cells : cells.filter(({ id }) => !crossed.includes(id))
    for (const range of [HIDDEN_RANGE, 2 * HIDDEN_RANGE, 4 * HIDDEN_RANGE]) {
      const found = tryPattern(printed, small, range)
      if (!found) continue
      const without = detail === 'full' ? [] : crossed
      const hidden = [...found.hidden, ...without]
      const secondary = [...found.secondary, ...without.filter((id) => !small.has(id))]
      if (found.audit.safe) return { ...found, hidden, secondary, detail }
    }
  }
  const hidden = cells.map(({ id }) => id)
  return {
    hidden,
    primary: [...small],
    secondary: cells.filter(({ id, printed }) => printed && !small.has(id)).map(({ id }) => id),
    detail: 'margins',
    audit: { safe: false, sheets: [], satisfied: [] },
  }
}

function tryPattern(cells: readonly Ground[], small: ReadonlySet<string>, range: number) {
  const tables = linkedCells(cells)
  const here = new Map(cells.map((cell) => [cell.id, cell]))
  const costOf = (id: string) => (here.get(id)?.printed ? 1 + (here.get(id)?.sheets ?? 0) / (cells[0]?.sheets ?? 1) : 0)
  const primary = [...small].filter((id) => here.get(id)?.printed)
  try {
    const pattern = suppress(tables, primary, { range, keep: new Set(['']), costOf })
    const hidden = pattern.hidden.filter((id) => here.get(id)?.printed)
    const secondary = pattern.secondary.filter((id) => here.get(id)?.printed)
    const unprinted = cells.filter(({ printed }) => !printed).map(({ id }) => id)
    return {
      hidden: [...hidden, ...unprinted],
      primary,
      secondary,
      audit: auditCells(cells, tables, hidden),
    }
  } catch (error) {
    // No pattern of this kind protects it: the caller tries a coarser one.
    if (error instanceof AnalysisError && error.code === 'cannot_protect') return undefined
    throw error
  }
}

/** The reader holds all printed counts, all printed rates, and knows how many pupils each cell stands for. */
function auditCells(cells: readonly Ground[], tables: LinkedTables, hidden: readonly string[]): Protection['audit'] {
  const gone = new Set([...hidden, ...cells.filter(({ printed }) => !printed).map(({ id }) => id)])
  const shown = new Map([...tables.counts].filter(([id]) => !gone.has(id)))
  const sums = tables.relations
  const sheets = audit({ shown, sums }, hidden, { range: HIDDEN_RANGE, whole: true }).cells
  const rates = new Map(cells.filter(({ id }) => !gone.has(id)).map(({ id, satisfied }) => [id, satisfied]))
  const most = new Map(cells.filter(({ id }) => gone.has(id)).map(({ id, weight }) => [id, weight]))
  const satisfied = hidden.flatMap((id) => {
    const { weight, asked } = cells.find((cell) => cell.id === id) ?? { weight: 0, asked: 0 }
    // One answer more or less must be possible: the weight of one sheet.
    if (asked === 0) return []
    const [found] = audit({ shown: rates, sums, most }, [id], { range: weight / asked, whole: false }).cells
    const people = (mass: number) => Math.round((mass / weight) * asked * 100) / 100
    return [{ ...found, least: people(found.least), most: people(found.most ?? weight) }]
  })
  return { safe: [...sheets, ...satisfied].every(({ safe }) => safe), sheets, satisfied }
}

function linkedCells(cells: readonly Ground[]): LinkedTables {
  const parents: Record<string, Record<string, string>> = {}
  for (const { at } of cells)
    for (const [dimension, code] of Object.entries(at)) {
      parents[dimension] = { ...parents[dimension], [code]: '' }
    }
  const counts: CountCell[] = cells.map(({ at, sheets }) => ({ at, count: sheets }))
  return linkTables(counts, parents satisfies Record<string, Parents>)
}

/** Cells that are hidden for their own sake: one of their figures does not pass the gate. */
function smallCells(results: ReportResults, grounds: ReadonlyMap<string, Ground>): Set<string> {
  const small = new Set<string>()
  const look = (id: string, rates: readonly Cell[], others: readonly Cell[]) => {
    const ground = grounds.get(id)
    if (!ground || id === '') return
    const passes = (scale: GateFacts['scale']) => (cell: Cell) => {
      // No error can be given: the figure is not shown, but of a large group there is nothing to keep secret.
      if ('suppressed' in cell) return cell.suppressed === 'not_asked' || cell.suppressed === 'no_variance'
      const facts = { scale, probability: true, largestShare: ground.largestShare }
      return gate(figureOf(cell, ground.units), usualGate, facts).shown
    }
    const few = ground.sheets < usualGate.minAnswers || ground.units < usualGate.minUnits
    if (few || !rates.every(passes('rate')) || !others.every(passes('mean'))) small.add(id)
  }
  const ratesOf = (list: readonly Result[]) => list.map(({ rate }) => rate)
  const meansOf = (list: readonly Result[]) => list.map(({ mean }) => mean)
  for (const domain of results.domains) {
    const all = [...Object.values(domain.blocks), domain.computed, domain.asked]
    look(placeId(domain), ratesOf(all), meansOf(all))
  }
  for (const { title, rows } of results.groups)
    for (const { name, computed, asked } of rows)
      look(personId(title, name), ratesOf([computed, asked]), meansOf([computed, asked]))
  return small
}

/** A stored cell as the gate takes it. */
export function figureOf(cell: Exclude<Cell, { suppressed: unknown }>, units: number): Figure {
  const { value, se, low, high, df, n, deff } = cell
  const ends: readonly [number, number] = [low, high]
  return { kind: 'measured', value, se, interval: ends, bounds: ends, df, n, units, designEffect: deff ?? 1 }
}
