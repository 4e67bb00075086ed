import { AnalysisError } from '../failure.ts'
import { checkWeights } from './weight-checks.ts'

/** R answered, NR eligible without an answer, INELIGIBLE does not belong to the population. */
export type ResponseStatus = 'R' | 'NR' | 'INELIGIBLE'

export type NonresponseInput = Readonly<{
  /** Base weight per sampled case. */
  weight: ArrayLike<number>
  status: ArrayLike<ResponseStatus>
  /** Adjustment cell per case: number or text. */
  cell: ArrayLike<number | string>
}>

export type NonresponseCell = Readonly<{
  cell: number | string
  respondents: number
  nonrespondents: number
  /** Weight of eligible cases over weight of respondents. */
  factor: number
}>

/**
 * Moves the weight of eligible nonrespondents to the respondents of their cell.
 *
 *   w'_k = w_k * sum_{cell, R+NR} w / sum_{cell, R} w    for respondents;  0 for nonrespondents;  w_k for ineligible cases
 *
 * Right when, inside a cell, those who answer are like those who do not. Ineligible cases keep their weight so that the
 * total stays; they stand for ineligible units of the frame and are left out of estimates by a domain.
 *
 * @param input  one entry per sampled case; weights finite and > 0
 * @returns      adjusted weight per case and one record per cell, in order of first appearance
 * @throws AnalysisError weight_invalid {row}; cell_empty {cell}: nonrespondents and no respondent to carry them
 *
 * Source: Valliant, Dever, Kreuter (2018), Practical Tools for Designing and Weighting Survey Samples, chapter 13 [not re-read].
 * Golden: weighting, call nonresponseWeights.
 */
export function adjustNonresponse(
  input: NonresponseInput,
): Readonly<{ weight: Float64Array; cells: readonly NonresponseCell[] }> {
  const { weight, status, cell } = input
  const sums = new Map<
    number | string,
    { all: number; answered: number; respondents: number; nonrespondents: number }
  >()
  for (let row = 0; row < weight.length; row++) {
    if (!(weight[row] > 0 && weight[row] < Number.POSITIVE_INFINITY))
      throw new AnalysisError('weight_invalid', { row: row + 1, value: String(weight[row]) })
    if (status[row] === 'INELIGIBLE') continue
    const sum = sums.get(cell[row]) ?? { all: 0, answered: 0, respondents: 0, nonrespondents: 0 }
    sums.set(cell[row], sum)
    sum.all += weight[row]
    if (status[row] === 'R') {
      sum.answered += weight[row]
      sum.respondents++
    } else sum.nonrespondents++
  }
  const cells = [...sums].map(([name, { all, answered, respondents, nonrespondents }]): NonresponseCell => {
    if (respondents === 0) throw new AnalysisError('cell_empty', { cell: name })
    return { cell: name, respondents, nonrespondents, factor: nonrespondents === 0 ? 1 : all / answered }
  })
  const factor = new Map(cells.map((record) => [record.cell, record.factor]))
  const adjusted = Float64Array.from(weight, (base, row) => {
    if (status[row] === 'INELIGIBLE') return base
    return status[row] === 'R' ? base * (factor.get(cell[row]) ?? 1) : 0
  })
  return { weight: adjusted, cells }
}

/**
 * The same adjustment as one line of figures.
 *
 *   Kish's deff = n_R sum w^2 / (sum w)^2 over respondents;  response rate = R / (R + NR), plain and by base weight
 *
 * @param input  as of `adjustNonresponse`
 * @returns      sums of weights before and after, least and greatest factor, Kish's deff, both rates
 * @throws AnalysisError cell_empty
 *
 * Source: Kish (1992), J. Official Statistics 8, 183-200; AAPOR Standard Definitions (RR1).
 * Golden: weighting.
 */
export function summarizeNonresponse(input: NonresponseInput) {
  const { weight, cells } = adjustNonresponse(input)
  const sums = { base: 0, adjusted: 0, respondents: 0, answered: 0, eligible: 0, r: 0, nr: 0 }
  const carried = new Float64Array(weight.length)
  for (let row = 0; row < weight.length; row++) {
    const base = input.weight[row]
    const status = input.status[row]
    sums.base += base
    sums.adjusted += weight[row]
    if (status === 'INELIGIBLE') continue
    sums.eligible += base
    if (status !== 'R') {
      sums.nr++
      continue
    }
    sums.r++
    sums.answered += base
    sums.respondents += weight[row]
    carried[row] = weight[row]
  }
  const factors = cells.map(({ factor }) => factor)
  return {
    n: weight.length,
    sumBase: sums.base,
    sumAdjusted: sums.adjusted,
    sumRespondents: sums.respondents,
    minFactor: Math.min(...factors),
    maxFactor: Math.max(...factors),
    kishDeffRespondents: checkWeights(carried).kishDeff,
    rr1Unweighted: sums.r / (sums.r + sums.nr),
    rrWeighted: sums.answered / sums.eligible,
  }
}
