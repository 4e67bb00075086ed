import { AnalysisError } from '../../analysis/failure.ts'
import { type AuditedCell, audit } from '../../analysis/publish/audit.ts'
import { type GateFacts, gate, usualGate } from '../../analysis/publish/gate.ts'
import { type CountCell, type LinkedTables, linkTables, type Parents } from '../../analysis/publish/linked-tables.ts'
import { suppress } from '../../analysis/publish/suppress.ts'
import type { Figure } from '../../analysis/satisfaction/figure.ts'
import type { Cell, DomainResult, Result } from '../report/report-input.ts'
import { type Ground, groundsOf, type ProtectInput, personId, placeId, unitId } from './cell-ground.ts'

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
 * then. Tables that share nothing but the figure of the whole, which is printed, are protected one by one: one question that
 * cannot be protected takes no other table with it. Looser patterns are tried first; a table of which no pattern is safe is
 * not printed at all. In the end the auditor reads everything together, and where that fails nothing is printed.
 */
export function protectEstimate(input: ProtectInput): Protection {
  const cells = groundsOf(input)
  const small = smallCells(input, new Map(cells.map((cell) => [cell.id, cell])))
  const whole = cells.filter(({ id }) => id === '')
  const tables = new Map<string, Ground[]>()
  for (const cell of cells) if (cell.id !== '') tables.set(tableOf(cell), [...(tables.get(tableOf(cell)) ?? []), cell])
  const patterns = [...tables].map(([name, table]) =>
    name === PLACES ? placePattern(whole, table, small) : questionPattern(whole, table, small),
  )
  const detail = patterns.some(({ crossed }) => crossed === false) ? 'margins' : 'full'
  const dropped = new Set(patterns.flatMap((pattern) => pattern.dropped))
  const printed = cells.filter(({ id }) => !dropped.has(id))
  const hidden = patterns.flatMap((pattern) => pattern.hidden)
  const found = auditCells(printed, linkedCells(printed), hidden)
  const enough = whole.every(({ sheets, units }) => sheets >= usualGate.minAnswers && units >= usualGate.minUnits)
  const shown = cells.filter((cell) => cell.printed)
  if (!found.safe || !enough)
    return {
      hidden: cells.map(({ id }) => id),
      primary: [...small],
      secondary: shown.flatMap(({ id }) => (small.has(id) ? [] : [id])),
      detail: 'margins',
      audit: { safe: false, sheets: [], satisfied: [] },
    }
  const unprinted = cells.flatMap((cell) => (cell.printed || dropped.has(cell.id) ? [] : [cell.id]))
  const gone = new Set([...hidden, ...dropped])
  return {
    hidden: [...gone, ...unprinted],
    primary: shown.flatMap(({ id }) => (small.has(id) ? [id] : [])),
    secondary: shown.flatMap(({ id }) => (gone.has(id) && !small.has(id) ? [id] : [])),
    detail,
    audit: found,
  }
}

const PLACES = 'places'
const tableOf = ({ at }: Ground): string => (at.level || at.area || at.unit ? PLACES : (Object.keys(at)[0] ?? PLACES))

/** `hidden`: in a table that is printed; `dropped`: of a table that is not printed, so that no sum with them stands anywhere. */
type Pattern = Readonly<{ hidden: readonly string[]; dropped: readonly string[]; crossed?: boolean }>

/**
 * Levels crossed with areas if that can be protected, else levels and areas, else one of the two, else neither; the areas of
 * another day are given up before any of them.
 */
function placePattern(whole: readonly Ground[], table: readonly Ground[], small: ReadonlySet<string>): Pattern {
  const crossed = ({ at }: Ground) => Boolean(at.level && at.area)
  const own = ({ at }: Ground) => !at.unit
  const has = (name: string) => (cell: Ground) => own(cell) && !crossed(cell) && Boolean(cell.at[name])
  const plain = [own, (cell: Ground) => own(cell) && !crossed(cell), has('level'), has('area')]
  const choices = table.every(own) ? plain : [() => true, ...plain]
  const crossedIds = new Set(table.filter(crossed).map(({ id }) => id))
  for (const choice of choices) {
    const kept = table.filter(choice)
    const dropped = table.flatMap((cell) => (choice(cell) ? [] : [cell.id]))
    for (const range of [HIDDEN_RANGE, 2 * HIDDEN_RANGE, 4 * HIDDEN_RANGE]) {
      const hidden = safePattern([...whole, ...kept], small, range)
      if (hidden) return { hidden, dropped, crossed: dropped.every((id) => !crossedIds.has(id)) }
    }
  }
  return { hidden: [], dropped: table.map(({ id }) => id), crossed: false }
}

/** One question about the respondents: more and more of its groups are hidden, the smallest first, until the rest can be printed. */
function questionPattern(whole: readonly Ground[], table: readonly Ground[], small: ReadonlySet<string>): Pattern {
  const waiting = table.filter(({ id, printed }) => printed && !small.has(id)).sort((a, b) => a.sheets - b.sheets)
  const forced = new Set(small)
  for (;;) {
    for (const range of [HIDDEN_RANGE, 2 * HIDDEN_RANGE, 4 * HIDDEN_RANGE]) {
      const hidden = safePattern([...whole, ...table], forced, range)
      if (hidden) return { hidden, dropped: [] }
    }
    const next = waiting.shift()
    if (!next || waiting.length === 0) return { hidden: [], dropped: table.map(({ id }) => id) }
    forced.add(next.id)
  }
}

/** Hidden cells of a pattern that the auditor finds safe, or undefined. */
function safePattern(cells: readonly Ground[], small: ReadonlySet<string>, range: number): string[] | undefined {
  const tables = linkedCells(cells)
  const here = new Map(cells.map((cell) => [cell.id, cell]))
  const costOf = (id: string) => (here.get(id)?.printed ? 1 + (here.get(id)?.sheets ?? 0) / (cells[0]?.sheets ?? 1) : 0)
  const primary = [...small].filter((id) => here.get(id)?.printed)
  try {
    const pattern = suppress(tables, primary, { range, keep: new Set(['']), costOf })
    const hidden = pattern.hidden.filter((id) => here.get(id)?.printed)
    return auditCells(cells, tables, hidden).safe ? hidden : undefined
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
function smallCells({ results, units }: ProtectInput, grounds: ReadonlyMap<string, Ground>): Set<string> {
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
  const lookAt = (id: string, domain: DomainResult) => {
    const all = [...Object.values(domain.blocks), domain.computed, domain.asked]
    look(id, ratesOf(all), meansOf(all))
  }
  for (const domain of results.domains) lookAt(placeId(domain), domain)
  for (const domain of units?.domains ?? [])
    if (domain.level === null && domain.area !== null) lookAt(unitId(domain.area), domain)
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
