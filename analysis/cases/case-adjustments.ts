import type { Design } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import type { Adjustment } from '../weight/adjust.ts'
import type { Margin } from '../weight/post-stratify.ts'
import { list, type Population, type Step } from './case-format.ts'
import { category, columnNamed, indicator, type Table } from './table.ts'
import { modelColumns } from './terms.ts'

/** The adjustment a step of a case describes, on the rows of its table. */
export function adjustmentOf(step: Step, table: Table, design: Design): Adjustment {
  if (step.step === 'postStratify') return { step: 'postStratify', margin: marginOf(step.population, table) }
  if (step.step === 'rake')
    return { step: 'rake', margins: step.margins.map((each) => marginOf(each.population, table)) }
  if (step.step === 'trim') {
    const { upper, lower, strict } = step
    return {
      step: 'trim',
      bounds: { strict: strict ?? false, ...(upper == null ? {} : { upper }), ...(lower == null ? {} : { lower }) },
    }
  }
  if (step.step === 'calibrate') return calibrationOf(step, table, design)
  throw new AnalysisError('option_invalid', { option: 'step', value: String((step as { step: unknown }).step) })
}

function marginOf({ cells, freq }: Population, table: Table): Margin {
  const names = Object.keys(cells)
  const parts = names.map((name) => category(table, name))
  const wanted = names.map((name) => list(cells[name]))
  const population = Float64Array.from(Array.isArray(freq) ? freq : [Number(freq)])
  const labels = Array.from(population, (_, cell) => wanted.map((column) => column[cell] ?? '').join(' · '))
  const cellOf = new Map(labels.map((_, cell) => [wanted.map((column) => column[cell]).join('\u0000'), cell]))
  const cellOfRow = new Int32Array(table.rows)
  for (let row = 0; row < table.rows; row++) {
    const key = parts.map((part) => part.levels[part.codes[row]]).join('\u0000')
    cellOfRow[row] = cellOf.get(key) ?? -1
  }
  return { name: names.join(', '), cellOfRow, labels, population }
}

function calibrationOf(step: Extract<Step, { step: 'calibrate' }>, table: Table, design: Design): Adjustment {
  const terms = list(step.terms)
  const intercept = '(Intercept)' in step.totals
  const made = modelColumns(table, terms, intercept)
  const columns: Float64Array[] = []
  const totals: number[] = []
  const termOf: string[] = []
  for (const [name, total] of Object.entries(step.totals)) {
    const column = made.find((each) => each.name === name)?.values ?? levelColumn(table, terms, name)
    if (!column) throw new AnalysisError('cell_unknown', { margin: terms.join(' + '), variable: name })
    columns.push(averaged(column, design, step.aggregateStage))
    totals.push(Number(total))
    termOf.push(made.find((each) => each.name === name)?.term ?? terms.find((term) => name.startsWith(term)) ?? name)
  }
  for (const { name } of made)
    if (!(name in step.totals)) throw new AnalysisError('cell_unknown', { margin: 'totals', variable: name })
  const bounds = step.bounds
  return {
    step: 'calibrate',
    targets: {
      names: Object.keys(step.totals),
      columns,
      totals: Float64Array.from(totals),
      distance: step.calfun ?? 'linear',
      terms: termOf,
      ...(bounds
        ? { bounds: [bound(bounds[0], Number.NEGATIVE_INFINITY), bound(bounds[1], Number.POSITIVE_INFINITY)] as const }
        : {}),
    },
  }
}

/** A bound as JSON can say it: a number, null for none, or the text "Inf" / "-Inf". */
function bound(value: number | string | null, open: number): number {
  return typeof value === 'number' ? value : open
}

/** Without an intercept a factor may be given by all its levels. */
function levelColumn(table: Table, terms: readonly string[], name: string): Float64Array | undefined {
  for (const term of terms) {
    if (!name.startsWith(term) || columnNamed(table, term).kind !== 'category') continue
    const factor = category(table, term)
    const code = factor.levels.indexOf(name.slice(term.length))
    if (code >= 0) return indicator(factor, code)
  }
  return undefined
}

/** Equal factors inside the units of a stage follow when every auxiliary variable is its mean over the unit. */
function averaged(column: Float64Array, design: Design, stage: number | undefined): Float64Array {
  if (!stage) return column
  const at = design.stages[stage - 1]
  if (!at) throw new AnalysisError('option_invalid', { option: 'aggregateStage', value: stage })
  const sums = new Float64Array(at.units)
  const counts = new Float64Array(at.units)
  for (let row = 0; row < column.length; row++) {
    const unit = at.unitOfRow[row]
    sums[unit] = sums[unit] + column[row]
    counts[unit] = counts[unit] + 1
  }
  return column.map((_, row) => {
    const unit = at.unitOfRow[row]
    return sums[unit] / counts[unit]
  })
}
