import { AnalysisError } from '../failure.ts'

/** What a school, a class in it and an answer in that cost, and how alike answers are inside them. */
export type ClusterCosts = Readonly<{
  school: number
  class: number
  answer: number
  /** Shares of the variance that lie between schools, and between the classes of a school; the rest lies between answers. */
  betweenSchools: number
  betweenClasses: number
  /** Most classes a school and answers a class; 100 and 200 when absent. */
  mostClasses?: number
  mostAnswers?: number
}>

export type ClusterSize = Readonly<{
  /** Classes a school and answers a class. */
  classes: number
  answers: number
  /** Cost of one school with all that is asked in it. */
  costOfSchool: number
  /** Variance of a school's mean over that of a single answer: times S^2 it is the square of the `sd` of schools in `cheapestAllocation`. */
  varianceShare: number
  /** Variance over that of as many answers drawn one by one. */
  designEffect: number
}>

/**
 * How many classes a school and answers a class carry most knowledge for their cost.
 *
 *   minimise (C + c k + a k m)(d + e / k + (1 - d - e) / (k m));   for a given k:  m = sqrt((C + c k)(1 - d - e) / (a k (k d + e)))
 *
 * C, c, a: cost of a school, class, answer; d, e: shares of variance between schools and between classes; k classes, m answers. The
 * product of cost and variance does not depend on how many schools there are, so the number of schools is left to the allocation.
 * Every k is tried, with the whole numbers on both sides of its m: the best of all pairs. Without bounds and roundings it is
 * m = sqrt(c (1 - d - e) / (a e)), k = sqrt(C e / (c d)).
 *
 * @returns      sizes, the cost of a school and its variance, in shares of that of one answer
 * @throws AnalysisError option_invalid {option}: a cost or bound that is not positive, shares of variance below 0 or above 1 together
 *
 * Source: Cochran (1977), Sampling Techniques, 3rd ed., section 10.8 (three-stage sampling with linear costs).
 * Golden: none published; against a search over all pairs in the test.
 */
export function clusterSize(given: ClusterCosts): ClusterSize {
  const { school, class: room, answer, betweenSchools: d, betweenClasses: e } = given
  const { mostClasses = 100, mostAnswers = 200 } = given
  for (const [option, value] of Object.entries({ school, class: room, answer }))
    if (!(value > 0 && value < Number.POSITIVE_INFINITY)) throw invalid(option, value)
  for (const [option, value] of Object.entries({ mostClasses, mostAnswers }))
    if (!(value >= 1 && value <= 10_000)) throw invalid(option, value)
  for (const [option, value] of Object.entries({ betweenSchools: d, betweenClasses: e }))
    if (!(value >= 0 && d + e <= 1)) throw invalid(option, value)
  const rest = 1 - d - e
  const costAt = (classes: number, answers: number) => school + room * classes + answer * classes * answers
  const varianceAt = (classes: number, answers: number) => d + e / classes + rest / (classes * answers)
  let best = { classes: 1, answers: 1, product: Number.POSITIVE_INFINITY }
  for (let classes = 1; classes <= mostClasses; classes++) {
    // Infinite, or without a value when nothing varies inside a class: the bounds decide then.
    const exact = Math.sqrt(((school + room * classes) * rest) / (answer * classes * (classes * d + e)))
    for (const near of [Math.floor(exact), Math.ceil(exact)]) {
      const answers = Math.max(1, Math.min(Math.floor(mostAnswers), Number.isNaN(near) ? 1 : near))
      const product = costAt(classes, answers) * varianceAt(classes, answers)
      if (product < best.product) best = { classes, answers, product }
    }
  }
  const { classes, answers } = best
  return Object.freeze({
    classes,
    answers,
    costOfSchool: costAt(classes, answers),
    varianceShare: varianceAt(classes, answers),
    designEffect: varianceAt(classes, answers) * classes * answers,
  })
}

const invalid = (option: string, value: number) => new AnalysisError('option_invalid', { option, value: String(value) })
