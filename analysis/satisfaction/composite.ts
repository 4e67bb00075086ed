import { activeRows, type Design, within } from '../design.ts'
import { designEffect } from '../estimate/design-effect.ts'
import { AnalysisError } from '../failure.ts'
import { covarianceOfScores, functionOfTotals, jacobianOf } from '../variance/covariance.ts'

/** One ratio of totals: `top` over `bottom`, times `factor`. Columns hold 0, never NaN, where the item was not answered. */
export type Term = Readonly<{ top: Float64Array; bottom: Float64Array; factor: number }>

/** The rows of one form and the ratios its value is made of; their factors add up to 1. */
export type Part = Readonly<{ member: Float64Array; terms: readonly Term[] }>

export type Composite = Readonly<{
  value: number
  variance: number
  designEffect: number
  /** Rows with at least one answer that counts. */
  n: number
  /** Weighted influence of each row, before any calibration is taken from it; 0 outside the scope. For covariances with other figures. */
  score: Float64Array
}>

/** The rows a figure is about: those of a group that belong to one of its forms. Made once for all figures of them. */
export type Scope = Readonly<{ design: Design; rows: Int32Array }>

export function scopeOf(design: Design, members: readonly Float64Array[]): Scope {
  const active = activeRows(design)
  const mask = new Uint8Array(design.rows)
  const rows: number[] = []
  for (let row = 0; row < design.rows; row++) {
    if (active[row] === 0 || members.every((member) => member[row] === 0)) continue
    mask[row] = 1
    rows.push(row)
  }
  return { design: within(design, mask), rows: Int32Array.from(rows) }
}

/**
 * A mean of ratios inside each form, and the mean of the forms weighted by the pupils they stand for.
 *
 *   V = sum_f (T_f / T) V_f,   V_f = sum_t c_t A_t / B_t,   T = sum_f T_f
 *   score_i = [ sum_f 1_f(i) (V_f - V) + sum_f T_f sum_t c_t (a_ti - A_t/B_t b_ti) / B_t ] / T
 *
 * A_t, B_t: weighted totals of a_t and b_t; T_f: weight of the rows of form f; c_t: factors. With one term this is a mean
 * over those who answered; with one term per item and c = 1/k the mean of k item means, each over its own respondents,
 * so no person is dropped for a missing item. The score is the influence of row i: its total's variance is the variance
 * of V to first order, biased of order 1/n. An item that too few answered makes the ratio unstable; look at its n.
 *
 * @param scope  the rows of the domain that belong to the parts
 * @param parts  columns with one entry per row of the design
 * @returns       value in the unit of A/B, variance, design effect against simple random sampling of the same rows
 * @throws AnalysisError domain_empty: no row of a part; all_missing {term}: nobody answered; lonely_psu
 *
 * Source: Demnati and Rao (2004), Survey Methodology 30, 17-26; Osier (2009), Survey Research Methods 3(3), on composites [not re-read].
 * Golden: three-stage (R survey 4.1.1: svytotal and svycontrast, test/golden/r/three-stage.R).
 */
export function composite(scope: Scope, parts: readonly Part[]): Composite {
  const { design, rows } = scope
  const columns = columnsOf(parts)
  const answered = answeredRows(scope, parts)
  const { value, gradient } = valueAt(parts, totalsOf(scope, columns))
  const score = new Float64Array(design.rows)
  for (const [at, column] of columns.entries()) {
    const slope = gradient[at]
    if (slope !== 0) for (const row of rows) score[row] += slope * column[row]
  }
  // The size the influence is blown up by is that of those who answered: then a row stands for its deviation from a mean.
  let size = 0
  for (const row of answered) size += design.weights[row]
  const influence = new Float64Array(answered.length)
  const weights = new Float64Array(answered.length)
  for (let at = 0; at < answered.length; at++) {
    influence[at] = score[answered[at]] * size
    weights[at] = design.weights[answered[at]]
  }
  for (const row of rows) score[row] *= design.weights[row]
  const variance = varianceOf(scope, parts, columns, score)
  const simple = { ...design, rows: answered.length, weights, domain: undefined } as Design
  const { value: effect } = designEffect(simple, influence, variance, 'mean', 'without_replacement')
  return { value, variance, designEffect: effect, n: answered.length, score }
}

/** Of the total of the weighted scores; replicates take the whole formula again. */
function varianceOf(
  { design }: Scope,
  parts: readonly Part[],
  columns: readonly Float64Array[],
  score: Float64Array,
): number {
  if (design.replicates) {
    const again = functionOfTotals(design, columns, (totals) => {
      const at = valueAt(parts, totals)
      return { value: [at.value], jacobian: jacobianOf([at.gradient], columns.length) }
    })
    return Math.max(0, again.covariance.data[0])
  }
  // Calibration changes the scores in place.
  const own = design.calibrations.length > 0 ? score.slice() : score
  return Math.max(0, covarianceOfScores(design, [own]).data[0])
}

/** The value alone, for designs in which the variance cannot be seen. */
export function plainComposite(scope: Scope, parts: readonly Part[]): Pick<Composite, 'value' | 'n'> {
  const { length: n } = answeredRows(scope, parts)
  return { value: valueAt(parts, totalsOf(scope, columnsOf(parts))).value, n }
}

function totalsOf({ design, rows }: Scope, columns: readonly Float64Array[]): Float64Array {
  return Float64Array.from(columns, (column) => {
    let sum = 0
    for (const row of rows) sum += design.weights[row] * column[row]
    return sum
  })
}

/** First the membership of each form, then top and bottom of every term. */
function columnsOf(parts: readonly Part[]): Float64Array[] {
  return [
    ...parts.map(({ member }) => member),
    ...parts.flatMap(({ terms }) => terms.flatMap(({ top, bottom }) => [top, bottom])),
  ]
}

/** The value and how it reacts to each total. */
function valueAt(parts: readonly Part[], totals: ArrayLike<number>): { value: number; gradient: Float64Array } {
  const gradient = new Float64Array(totals.length)
  let size = 0
  for (let form = 0; form < parts.length; form++) size += totals[form]
  const own = new Float64Array(parts.length)
  let at = parts.length
  for (const [form, { terms }] of parts.entries())
    for (const { factor } of terms) {
      const bottom = totals[at + 1]
      if (!(bottom > 0)) throw new AnalysisError('all_missing', { term: (at - parts.length) / 2 + 1 })
      const ratio = totals[at] / bottom
      const slope = (totals[form] / size) * (factor / bottom)
      own[form] += factor * ratio
      gradient[at] = slope
      gradient[at + 1] = -slope * ratio
      at += 2
    }
  const value = own.reduce((sum, each, form) => sum + (totals[form] / size) * each, 0)
  for (let form = 0; form < parts.length; form++) gradient[form] = (own[form] - value) / size
  return { value, gradient }
}

/** Rows of the scope with at least one answer that counts. */
function answeredRows({ rows }: Scope, parts: readonly Part[]): Int32Array {
  const bottoms = parts.flatMap(({ terms }) => terms.map(({ bottom }) => bottom))
  const answered = new Int32Array(rows.length)
  let count = 0
  for (const row of rows)
    for (const bottom of bottoms)
      if (bottom[row] !== 0) {
        answered[count++] = row
        break
      }
  if (count === 0) throw new AnalysisError(rows.length > 0 ? 'all_missing' : 'domain_empty')
  return answered.subarray(0, count)
}
