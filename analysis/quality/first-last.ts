import { tTwoSided } from '../numeric/distribution.ts'
import { answersOf, LEAST_ITEMS, rowsBySchool, type Sheets } from './sheets.ts'

export type FirstLast = Readonly<{
  first: Readonly<{ sheets: number; mean: number }>
  last: Readonly<{ sheets: number; mean: number }>
  difference: number
  se: number
  df: number
  p: number
}>

const WEEK = 7

/**
 * Answers of the first week of the field work beside those of the last: late answers stand for those who never came.
 *
 *   d_s = mean answer of the last week - of the first, in each school that has both;   d = mean of d_s,   t = d / (sd(d_s) / sqrt(k)),   df = k - 1
 *
 * Within schools, so that it is no comparison of early schools with late ones. Unweighted: it warns of non-response bias, it corrects none.
 *
 * @param sheets  of all schools together
 * @returns       undefined where fewer than three schools have both weeks, or the field work was shorter than two weeks
 *
 * Source: Armstrong and Overton (1977), J. of Marketing Research 14(3), wave analysis [not re-read]; domain study, section 6.1.
 * Golden: the formula is a paired t test, R 4.2.2 t.test(paired); test/analysis/quality/tails.test.ts.
 */
export function firstLast(sheets: Sheets): FirstLast | undefined {
  const days = Array.from(sheets.day)
  const [begin, end] = days.reduce(([a, b], day) => [Math.min(a, day), Math.max(b, day)], [Infinity, -Infinity])
  if (end - begin < 2 * WEEK - 1) return undefined
  const sums = { first: { sheets: 0, total: 0 }, last: { sheets: 0, total: 0 } }
  const differences: number[] = []
  for (const rows of rowsBySchool(sheets).values()) {
    const own = { first: [] as number[], last: [] as number[] }
    for (const row of rows) {
      const week = days[row] < begin + WEEK ? 'first' : days[row] > end - WEEK ? 'last' : undefined
      const answers = answersOf(sheets, row)
      if (!week || answers.length < LEAST_ITEMS) continue
      const mean = average(answers)
      own[week].push(mean)
      sums[week].sheets += 1
      sums[week].total += mean
    }
    if (own.first.length > 0 && own.last.length > 0) differences.push(average(own.last) - average(own.first))
  }
  const k = differences.length
  if (k < 3) return undefined
  const difference = average(differences)
  const variance = differences.reduce((sum, one) => sum + (one - difference) ** 2, 0) / (k - 1)
  if (variance === 0) return undefined
  const se = Math.sqrt(variance / k)
  const side = ({ sheets: count, total }: { sheets: number; total: number }) => ({ sheets: count, mean: total / count })
  return {
    first: side(sums.first),
    last: side(sums.last),
    difference,
    se,
    df: k - 1,
    p: tTwoSided(difference / se, k - 1),
  }
}

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
