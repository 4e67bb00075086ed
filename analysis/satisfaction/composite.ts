import { activeRows, type Design, within } from '../design.ts'
import { designEffect } from '../estimate/design-effect.ts'
import { AnalysisError } from '../failure.ts'
import { functionOfTotals, jacobianOf } from '../variance/covariance.ts'

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
  /** The domain: rows of the design that belong to one of the parts. */
  domain: Design
}>

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
 * @param design  restricted to the domain asked for
 * @param parts   columns with one entry per row
 * @returns       value in the unit of A/B, variance, design effect against simple random sampling of the same rows
 * @throws AnalysisError domain_empty: no row of a part; all_missing {term}: nobody answered; lonely_psu
 *
 * Source: Demnati and Rao (2004), Survey Methodology 30, 17-26; Osier (2009), Survey Research Methods 3(3), on composites [not re-read].
 * Golden: three-stage (R survey 4.1.1: svytotal and svycontrast, test/golden/r/three-stage.R).
 */
export function composite(design: Design, parts: readonly Part[]): Composite {
  const { domain, answered, n } = rowsOf(design, parts)
  const columns = columnsOf(parts)
  const { value, covariance, totals } = functionOfTotals(domain, columns, (sums) => {
    const at = valueAt(parts, sums)
    return { value: [at.value], jacobian: jacobianOf([at.gradient], columns.length) }
  })
  const variance = Math.max(0, covariance.data[0])
  const influence = influenceOf(columns, valueAt(parts, totals).gradient, answered)
  const { value: effect } = designEffect(answered, influence, variance, 'mean', 'without_replacement')
  return { value: value[0], variance, designEffect: effect, n, domain }
}

/** The value alone, for designs in which the variance cannot be seen. */
export function plainComposite(design: Design, parts: readonly Part[]): Pick<Composite, 'value' | 'n' | 'domain'> {
  const { domain, n } = rowsOf(design, parts)
  const active = activeRows(domain)
  const totals = columnsOf(parts).map((column) => {
    let sum = 0
    for (let row = 0; row < design.rows; row++) if (active[row]) sum += design.weights[row] * column[row]
    return sum
  })
  return { value: valueAt(parts, totals).value, n, domain }
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

function rowsOf(design: Design, parts: readonly Part[]): { domain: Design; answered: Design; n: number } {
  const member = new Uint8Array(design.rows)
  const answer = new Uint8Array(design.rows)
  for (const part of parts)
    for (let row = 0; row < design.rows; row++) {
      if (part.member[row] === 0) continue
      member[row] = 1
      if (part.terms.some(({ bottom }) => bottom[row] !== 0)) answer[row] = 1
    }
  const domain = within(design, member)
  const answered = within(design, answer)
  const n = countOf(activeRows(answered))
  if (n === 0) throw new AnalysisError(countOf(activeRows(domain)) > 0 ? 'all_missing' : 'domain_empty')
  return { domain, answered, n }
}

function countOf(mask: Uint8Array): number {
  let count = 0
  for (const one of mask) count += one
  return count
}

/** The influence of a row times the weight of all rows stands for its deviation from a mean. */
function influenceOf(columns: readonly Float64Array[], gradient: Float64Array, answered: Design): Float64Array {
  const influence = new Float64Array(answered.rows)
  let size = 0
  for (let row = 0; row < answered.rows; row++) {
    if (!answered.domain?.[row]) continue
    size += answered.weights[row]
    for (const [at, column] of columns.entries()) influence[row] += gradient[at] * column[row]
  }
  return influence.map((score) => score * size)
}
