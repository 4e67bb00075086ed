import { normalQuantile, tQuantile } from '../numeric/distribution.ts'
import { wilsonInterval } from '../numeric/wilson.ts'
import { checkOptions } from './sample-size.ts'

export type ProofOptions = Readonly<{
  /** The rate that has to be exceeded, 0..1. */
  target: number
  designEffect?: number
  /** One-sided confidence of the lower bound that must lie above the target, as in the verdict; 0.95 when absent. 0.975 is the two-sided 95 %. */
  verdictConfidence?: number
  /** Degrees of freedom the verdict will have; without end when absent. */
  df?: number
}>

/**
 * Answers needed before a true rate shows itself to be above a target.
 *
 *   n > deff q^2 t (1 - t) / (p - t)^2        (Wilson's lower bound at p lies above t)
 *
 * p: true rate, t: target, q: t quantile of the one-sided confidence on df, normal without end. An observed rate equal to the true one is
 * assumed: in half of the surveys it is lower, so this is the least, not a comfortable number.
 *
 * @param rate  true rate, above the target, 0..1
 * @returns     whole number of answers
 * @throws AnalysisError option_invalid: a rate not between target and 1, a target outside (0, 1), a confidence outside (0.5, 1), deff or df <= 0
 *
 * Source: Wilson (1927), J. American Statistical Association 22, solved for n.
 * Golden: the table of answers needed for "above 90 %" in the domain study, made two-sided (test/analysis/plan/precision.test.ts).
 */
export function answersToProve(rate: number, options: ProofOptions): number {
  const { target, designEffect, q } = checked(options)
  checkOptions({ rate }, (value) => value > target && value <= 1)
  // The 1e-9 keeps an exact whole number, at which the end touches the target, from passing as above it or not by rounding alone.
  return Math.floor((designEffect * q * q * target * (1 - target)) / (rate - target) ** 2 + 1e-9) + 1
}

/** The smallest observed rate that `answers` answers would prove to be above the target; null when not even 100 % would. The same formula solved for the rate. */
export function provableRate(answers: number, options: ProofOptions): number | null {
  const { target, designEffect, q } = checked(options)
  checkOptions({ answers }, (value) => value > 0)
  const rate = target + q * Math.sqrt((designEffect * target * (1 - target)) / answers)
  return rate < 1 ? rate : null
}

function checked({ target, designEffect = 1, verdictConfidence = 0.95, df }: ProofOptions) {
  checkOptions({ target }, (value) => value > 0 && value < 1)
  checkOptions({ verdictConfidence }, (value) => value > 0.5 && value < 1)
  checkOptions(
    { designEffect, ...(df === undefined ? {} : { df }) },
    (value) => value > 0 && value < Number.POSITIVE_INFINITY,
  )
  const q = df === undefined ? normalQuantile(verdictConfidence) : tQuantile(verdictConfidence, df)
  return { target, designEffect, q }
}

/** A stratum as planned, before anything is drawn. */
export type PlannedStratum = Readonly<{
  name: string
  /** Schools to draw, and schools there are. */
  schools: number
  population: number
  /** Pupils there are, and answers expected. */
  pupils: number
  answers: number
}>

export type Forecast = Readonly<{
  schools: number
  answers: number
  /** Schools less strata. */
  df: number
  /** Design effect of clusters times that of unequal weights, and answers over it. */
  designEffect: number
  effective: number
  /** Half-width of the interval at the expected rate; null when there are no degrees of freedom. */
  margin: number | null
  /** Smallest rate that could be shown to lie above the target, with the degrees of freedom the verdict will have; null when none could. */
  provableRate: number | null
  /** Strata with one school out of several: no variance can be seen in them. */
  lonely: readonly string[]
}>

/**
 * What a planned sample, or the part of it that makes a domain, will be able to say.
 *
 *   deff = deff_cluster * n sum(n_h w_h^2) / (sum n_h w_h)^2,  w_h = M_h / n_h;   df = schools - strata;   margin: half of
 *   Wilson's two-sided interval with t;   provable rate: see `provableRate`, with the same df as the verdict
 *
 * n_h: answers, M_h: pupils of the stratum. A forecast: schools taken whole are counted like others, so whole strata come
 * out somewhat too pessimistic.
 *
 * @param strata       of the domain, with at least one answer
 * @param assumptions  rate expected, design effect of clusters (1.5 to 3 in such surveys), target; confidence of the two-sided margin and of the verdict
 * @returns            figures for the plan page
 * @throws AnalysisError option_invalid: no answers expected, or an assumption out of range
 *
 * Source: Kish (1965), Survey Sampling, sections 8.2 and 11.2C; domain study, section 1.4, for the design effect.
 * Golden: none, a composition; answersToProve and Wilson's interval are.
 */
export function forecast(
  strata: readonly PlannedStratum[],
  assumptions: Omit<ProofOptions, 'df'> & Readonly<{ rate: number; confidence?: number }>,
): Forecast {
  const { target, designEffect: cluster } = checked(assumptions)
  const { rate, confidence = 0.95, verdictConfidence } = assumptions
  checkOptions({ rate }, (value) => value >= 0 && value <= 1)
  checkOptions({ confidence }, (value) => value > 0 && value < 1)
  const used = strata.filter(({ schools, answers }) => schools > 0 && answers > 0)
  const sum = (of: (stratum: PlannedStratum) => number) => used.reduce((total, stratum) => total + of(stratum), 0)
  const answers = sum((stratum) => stratum.answers)
  checkOptions({ answers }, (value) => value > 0)
  const uneven = (answers * sum((stratum) => stratum.pupils ** 2 / stratum.answers)) / sum(({ pupils }) => pupils) ** 2
  const schools = sum((stratum) => stratum.schools)
  const df = schools - used.length
  const designEffect = cluster * uneven
  const effective = answers / designEffect
  const [low, high] = df > 0 ? wilsonInterval(rate, effective, tQuantile(0.5 + confidence / 2, df)) : [0, 0]
  return {
    schools,
    answers,
    df,
    designEffect,
    effective,
    margin: df > 0 ? (high - low) / 2 : null,
    provableRate: df > 0 ? provableRate(answers, { target, designEffect, verdictConfidence, df }) : null,
    lonely: used.filter((stratum) => stratum.schools === 1 && stratum.population > 1).map(({ name }) => name),
  }
}
