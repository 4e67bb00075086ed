import type { Column } from '../design.ts'
import { familyNamed } from '../estimate/family.ts'
import { iterate } from '../estimate/linear-model.ts'
import { AnalysisError } from '../failure.ts'
import { inverse, type Matrix } from '../numeric/matrix.ts'

/** Who was asked and answered, by row: 1 answered, 0 did not, -1 takes no part (ineligible, unknown). */
export type Responses = Int8Array

/** What is known of those who answered and of those who did not. The constant is added. */
export type PropensityModel = Readonly<{ names: readonly string[]; columns: readonly Column[] }>

export type Propensities = Readonly<{
  /** By row; NaN where the row takes no part or has weight 0. */
  propensity: Float64Array
  names: readonly string[]
  coefficients: Float64Array
  /** With the constant first. */
  columns: readonly Float64Array[]
  /** Inverse of sum w p (1-p) x x'. */
  inverse: Matrix
}>

/** A propensity nearer to 0 or 1 than this is no estimate but a level in which all did the same. */
const EDGE = 1e-6

/**
 * Probability to answer, given what the frame knows of everybody who was asked.
 *
 *   p_i = 1 / (1 + exp(-x_i'b)),   b solves sum w_i x_i (R_i - p_i) = 0
 *
 * Weighted by the base weights, so that it speaks of the population. Right when, among pupils alike in x, answering has nothing to
 * do with the answer.
 *
 * @param weights    base weight per row, >= 0; rows of weight 0 take no part
 * @param responses  1, 0, or -1 by row
 * @param model      frame variables, complete on rows that take part
 * @returns          propensity per row, coefficients with the constant first
 * @throws AnalysisError propensity_separated {variable, level, answered, asked}: a level in which nobody, or everybody, answered;
 *   value_missing {variable, row}; too_few_units: nobody or everybody answered; cannot_factorise; not_converged
 *
 * Source: Little (1986), Int. Stat. Review 54, 139-157; Albert and Anderson (1984), Biometrika 71, 1-10, on separation [not re-read].
 * Golden: test/golden/r/nonresponse.R.
 */
export function responsePropensity(weights: Float64Array, responses: Responses, model: PropensityModel): Propensities {
  const rows: number[] = []
  for (let row = 0; row < weights.length; row++) if (responses[row] >= 0 && weights[row] > 0) rows.push(row)
  const answered = rows.reduce((count, row) => count + responses[row], 0)
  if (answered === 0 || answered === rows.length)
    throw new AnalysisError('too_few_units', { step: 'propensity', asked: rows.length, answered })
  checkColumns(rows, responses, model)
  const columns = [
    new Float64Array(weights.length).fill(1),
    ...model.columns.map((column) => Float64Array.from(column)),
  ]
  const names = ['(Intercept)', ...model.names]
  const y = Float64Array.from(responses, (response) => Math.max(0, response))
  const { b, eta, information } = iterate(weights, Int32Array.from(rows), y, columns, familyNamed('binomial'), 100)
  const propensity = new Float64Array(weights.length).fill(Number.NaN)
  for (const row of rows) {
    const p = 1 / (1 + Math.exp(-eta[row]))
    if (p < EDGE || p > 1 - EDGE) {
      const steepest = b.reduce((best, each, j) => (j > 0 && Math.abs(each) > Math.abs(b[best]) ? j : best), 1)
      throw new AnalysisError('propensity_separated', { variable: names[steepest] ?? '', row: row + 1 })
    }
    propensity[row] = p
  }
  return { propensity, names, coefficients: b, columns, inverse: inverse(information) }
}

/** Complete columns; and of one that marks a level, some who answered and some who did not. */
function checkColumns(rows: readonly number[], responses: Responses, { names, columns }: PropensityModel): void {
  for (const [j, column] of columns.entries()) {
    const variable = names[j] ?? ''
    const asked = [0, 0]
    const answered = [0, 0]
    let marks = true
    for (const row of rows) {
      const value = column[row]
      if (!Number.isFinite(value)) throw new AnalysisError('value_missing', { variable, row: row + 1 })
      if (value !== 0 && value !== 1) {
        marks = false
        continue
      }
      asked[value] = asked[value] + 1
      answered[value] = answered[value] + responses[row]
    }
    if (!marks) continue
    for (const value of [1, 0])
      if (asked[value] > 0 && (answered[value] === 0 || answered[value] === asked[value]))
        throw new AnalysisError('propensity_separated', {
          variable,
          level: value,
          answered: answered[value],
          asked: asked[value],
        })
  }
}

/**
 * Classes of equal numbers of cases along the propensity.
 *
 *   class of i = number of cuts below p_i;   cut k = the ceil(k n / classes)-th smallest p
 *
 * Cases of the same propensity are never parted, so there may be fewer classes. Five remove most of what the propensity explains.
 *
 * @param propensity  by row; NaN takes no part
 * @param classes     2 or more
 * @returns           class of each row from 0, -1 for rows that take no part, and their bounds as labels
 * @throws AnalysisError option_invalid {option}
 *
 * Source: Rosenbaum and Rubin (1984), JASA 79, 516-524; Little (1986) for nonresponse.
 * Golden: test/golden/r/nonresponse.R.
 */
export function propensityClasses(
  propensity: Float64Array,
  classes: number,
): Readonly<{ cellOfRow: Int32Array; labels: readonly string[] }> {
  if (!(Number.isInteger(classes) && classes >= 2 && classes <= 100))
    throw new AnalysisError('option_invalid', { option: 'classes', value: classes })
  const sorted = propensity.filter((p) => !Number.isNaN(p)).sort()
  const cuts: number[] = []
  for (let k = 1; k < classes; k++) {
    const cut = sorted[Math.ceil((k * sorted.length) / classes) - 1]
    if (cut !== undefined && cut > (cuts.at(-1) ?? 0) && cut < (sorted.at(-1) ?? 0)) cuts.push(cut)
  }
  const cellOfRow = Int32Array.from(propensity, (p) => {
    if (Number.isNaN(p)) return -1
    let cell = 0
    while (cell < cuts.length && p > (cuts[cell] as number)) cell++
    return cell
  })
  const ends = [0, ...cuts, 1]
  const labels = Array.from(
    { length: cuts.length + 1 },
    (_, cell) => `${(ends[cell] as number).toFixed(3)} - ${(ends[cell + 1] as number).toFixed(3)}`,
  )
  return { cellOfRow, labels }
}
