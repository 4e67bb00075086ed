import { type Design, within } from '../design.ts'
import { meansBy, totalsBy } from '../estimate/by-domain.ts'
import { type Estimates, meansOf } from '../estimate/mean.ts'
import { ratiosOf } from '../estimate/ratio.ts'
import type { DesignEffect } from '../estimate/result.ts'
import { totalsOf } from '../estimate/total.ts'
import { AnalysisError } from '../failure.ts'
import { normalQuantile, tQuantile } from '../numeric/distribution.ts'
import { type Matrix, toRows } from '../numeric/matrix.ts'
import { withoutMissing } from '../variance/covariance.ts'
import { degreesOfFreedom } from '../variance/degrees-of-freedom.ts'
import { weightSummary } from '../weight/summary.ts'
import type { CallRunner } from './call-runner.ts'
import { type Prepared, prepare } from './case-design.ts'
import { type Call, list } from './case-format.ts'
import { fewCells, numbers, type Table } from './table.ts'
import { expand } from './terms.ts'

export type Row = { name: string; est: number; se: number; ciZ: number[]; ciT: number[]; deff?: number }
export type RowsResult = { rows: Row[]; df: number }
/** Rows with the covariance between them, for contrasts. */
export type Combined = RowsResult & { covariance: Matrix }

function deffOf({ fn, deff }: Call): DesignEffect['reference'] | undefined {
  if (deff === 'replace') return 'with_replacement'
  if (deff === true || deff === 'TRUE') return 'without_replacement'
  if (deff == null || deff === false || deff === 'FALSE') return undefined
  throw new AnalysisError('option_invalid', { option: 'deff', fn })
}

export const estimateCalls: Readonly<Record<string, CallRunner>> = {
  mean: rowsCall,
  total: rowsCall,
  ratio: rowsCall,
  meanBy: (call, design, tables) => by(call, prepare(design, tables), meansBy),
  totalBy: (call, design, tables) => by(call, prepare(design, tables), totalsBy),
  weights: (_, design, tables) => weightSummary(prepare(design, tables).design),
  'weights+mean': (call, design, tables) => {
    const prepared = prepare(design, tables)
    return { weights: weightSummary(prepared.design), mean: shown(rowsOf({ ...call, fn: 'mean' }, prepared)) }
  },
  meanAndTotal: (call, design, tables) => {
    const prepared = prepare(design, tables)
    const part = (fn: 'mean' | 'total') =>
      list(call[fn]).length > 0 ? { [fn]: shown(rowsOf({ ...call, fn, vars: call[fn] }, prepared)) } : {}
    return { weights: weightSummary(prepared.design), ...part('mean'), ...part('total') }
  },
}

/** The rows of a call that gives one estimate per row: mean, total or ratio. */
export function rowsOf(call: Call, { table, design }: Prepared): Combined {
  const deff = deffOf(call)
  const options = deff ? { deff } : {}
  if (call.fn === 'ratio') {
    const top = list(call.num)
    const below = list(call.den)
    const columns = (names: readonly string[]) => names.map((name) => numbers(table, name))
    checkMissing(call, design, columns([...top, ...below]), [...top, ...below])
    const names = below.flatMap((b) => top.map((a) => `${a}/${b}`))
    return combined(names, ratiosOf(design, columns(top), columns(below), options))
  }
  if (call.fn !== 'mean' && call.fn !== 'total')
    throw new AnalysisError('option_invalid', { option: 'fn', value: call.fn })
  const { names, columns } = variables(call, table, design)
  return combined(names, (call.fn === 'mean' ? meansOf : totalsOf)(design, columns, options))
}

/** The columns a call is about, factors spread over their levels. */
export function variables(call: Call, table: Table, design: Design): { names: string[]; columns: Float64Array[] } {
  const found = list(call.vars).flatMap((name) => expand(table, name))
  if (found.length === 0) throw new AnalysisError('option_invalid', { option: 'vars', fn: call.fn })
  const names = found.map(({ name }) => name)
  const columns = found.map(({ values }) => values)
  checkMissing(call, design, columns, names)
  return { names, columns }
}

/** `naRm: false` said outright forbids missing values; left out, they are dropped. */
export function checkMissing(
  call: Call,
  design: Design,
  columns: readonly Float64Array[],
  names: readonly string[],
): void {
  if (call.naRm !== false) return
  for (const [index, column] of columns.entries()) {
    const { lost } = withoutMissing(design, [column])
    if (lost > 0) throw new AnalysisError('value_missing', { variable: names[index] ?? '', rows: lost })
  }
}

function combined(names: readonly string[], { estimates, covariance, df }: Estimates): Combined {
  const z = normalQuantile(0.975)
  const t = df > 0 ? tQuantile(0.975, df) : undefined
  const rows = estimates.map(({ value, se, deff }, index): Row => {
    const around = (factor: number) => [value - factor * se, value + factor * se]
    const row: Row = { name: names[index] ?? '', est: value, se, ciZ: around(z), ciT: t === undefined ? [] : around(t) }
    if (deff) row.deff = deff.value
    return row
  })
  return { rows, df, covariance }
}

function shown({ rows, df, covariance }: Combined): RowsResult & { vcov: number[][] } {
  return { rows, df, vcov: toRows(covariance) }
}

function rowsCall(...[call, wanted, tables]: Parameters<CallRunner>): Record<string, unknown> {
  const prepared = prepare(wanted, tables)
  const factors = wanted.kind === 'replicate' ? replicateFactors(prepared.design) : undefined
  return { ...shown(rowsOf(call, prepared)), ...(factors ? { repweights: factors } : {}) }
}

/** The factors of a half-sample design, one list per row: which halves were chosen matters for a ratio. */
function replicateFactors({ replicates, rows, stages }: Design): number[][] | undefined {
  if (!replicates?.factors || (replicates.kind !== 'BRR' && replicates.kind !== 'Fay')) return undefined
  const { factors, count } = replicates
  const { unitOfRow, units } = stages[0]
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: count }, (_, r) => factors[r * units + unitOfRow[row]] as number),
  )
}

function by(call: Call, { table, design }: Prepared, estimate: typeof meansBy): Record<string, unknown> {
  const { names, columns } = variables({ ...call, naRm: undefined }, table, design)
  const byNames = list(call.by)
  if (byNames.length === 0) throw new AnalysisError('option_invalid', { option: 'by', fn: call.fn })
  const { cellOfRow, cells } = fewCells(table, byNames)
  if (call.naRm === false) {
    const known = Uint8Array.from(cellOfRow, (cell) => (cell >= 0 ? 1 : 0))
    checkMissing(call, within(design, known), columns, names)
  }
  const deff = deffOf(call)
  const domains = estimate(design, columns, cellOfRow, cells.length, deff ? { deff } : {}).map((domain) => ({
    by: Object.fromEntries(byNames.map((name, i) => [name, cells[domain.cell][i]])),
    names,
    est: domain.estimates.map(({ value }) => value),
    se: domain.estimates.map(({ se }) => se),
    ...(deff ? { deff: domain.estimates.map((each) => each.deff?.value) } : {}),
    dfDomain: domain.df,
  }))
  return { domains, df: degreesOfFreedom(design) }
}
