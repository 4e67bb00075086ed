import { AnalysisError } from '../failure.ts'

export type RaterMean = Readonly<{
  /** sheets on which the question was answered */
  answered: number
  /** mean worth in percent, two decimals; null: too few to be shown or scored */
  mean: number | null
}>

/**
 * What raters make of one unit in one question: the mean worth of the choices.
 *
 *   mean = sum_k w_k n_k / sum_k n_k        w: worth of a choice in percent, n: how often it was chosen
 *
 * Blank is no opinion and leaves numerator and denominator. All raters weigh the same: they are a list, not a sample, so there
 * is no sampling error; with few of them one sheet moves the mean by up to 100 / n percent, which is why there is a least.
 *
 * @param chosen  choice by sheet, null where it was left blank
 * @param worth   percent by choice
 * @param least   answers needed, at least 1
 * @returns       a mean between the smallest and the largest worth, or none
 * @throws AnalysisError option_invalid: a choice that has no worth, or a worth outside 0 to 100
 *
 * Source: options worth 100 / 60 / 20 / 0 percent as in provincial indexes (domain.md 2.3, Yen Bai); arithmetic mean.
 * Golden: by hand, test/analysis/assessment/rater-mean.test.ts.
 */
export function raterMean(
  chosen: readonly (string | null)[],
  worth: ReadonlyMap<string, number>,
  least: number,
): RaterMean {
  const given = chosen.flatMap((choice) => {
    if (choice === null) return []
    const value = worth.get(choice)
    if (value === undefined || !(value >= 0 && value <= 100))
      throw new AnalysisError('option_invalid', { option: 'worth', choice })
    return [value]
  })
  const answered = given.length
  if (answered < Math.max(1, least)) return { answered, mean: null }
  return { answered, mean: Math.round((100 * given.reduce((sum, value) => sum + value, 0)) / answered) / 100 }
}
