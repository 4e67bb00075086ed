import { AnalysisError } from '../failure.ts'
import { normalQuantile } from '../numeric/distribution.ts'

export type SizeOfRate = Readonly<{
  /** Expected rate, 0..1; 0.5 asks for the largest sample. */
  rate: number
  /** Half-width of the interval, 0..1. */
  margin: number
  /** Units in the population; absent = without end. */
  population?: number
  designEffect?: number
  /** Share of those invited who answer, 0..1. */
  responseRate?: number
  /** Two-sided, 0.95 when absent. */
  confidence?: number
}>

export type SampleSize = Readonly<{
  /** Answers needed from an endless population. */
  endless: number
  /** Answers needed from this population. */
  finite: number
  /** Units to invite. All three before rounding up. */
  invited: number
}>

/**
 * Answers needed for a rate to be known within a margin, and units to invite for them.
 *
 *   n0 = z^2 p (1-p) deff / e^2;   n = n0 / (1 + (n0 - 1) / N);   invited = n / r
 *
 * z: normal quantile of the two-sided confidence, p: rate, e: margin, N: population, r: response rate. A normal
 * approximation: too small a sample when p is near 0 or 1; for proving a rate above a target use `answersToProve`.
 *
 * @returns      sizes as real numbers; round up
 * @throws AnalysisError option_invalid {option}: a rate, margin, confidence or response rate outside (0, 1), deff <= 0 or N < 1
 *
 * Source: Cochran (1977), Sampling Techniques, 3rd ed., section 4.4 and 5.
 * Golden: samplesize.
 */
export function sizeOfRate({ rate, ...rest }: SizeOfRate): SampleSize {
  checkOptions({ rate, margin: rest.margin }, (value) => value > 0 && value < 1)
  return sizeOf(rate * (1 - rate), rest)
}

export type SizeOfMean = Omit<SizeOfRate, 'rate'> &
  Readonly<{
    /** Standard deviation of the answers, in the unit of the mean; so is `margin`. */
    sd: number
  }>

/**
 * The same for a mean: answers needed for it to be known within a margin.
 *
 *   n0 = z^2 S^2 deff / e^2;   n = n0 / (1 + (n0 - 1) / N);   invited = n / r
 *
 * S: standard deviation, e: margin, both in the unit of the answers (points of the 1..5 scale, percent of expectation met).
 *
 * @returns      sizes as real numbers; round up
 * @throws AnalysisError option_invalid {option}: sd or margin not above 0, a confidence or response rate out of range, deff <= 0 or N < 1
 *
 * Source: Cochran (1977), Sampling Techniques, 3rd ed., section 4.6.
 * Golden: samplesize (mean).
 */
export function sizeOfMean({ sd, ...rest }: SizeOfMean): SampleSize {
  checkOptions({ sd, margin: rest.margin }, (value) => value > 0 && value < Number.POSITIVE_INFINITY)
  return sizeOf(sd * sd, rest)
}

function sizeOf(
  variance: number,
  { margin, population, designEffect = 1, responseRate = 1, confidence = 0.95 }: Omit<SizeOfRate, 'rate'>,
): SampleSize {
  checkOptions({ confidence }, (value) => value > 0 && value < 1)
  checkOptions({ responseRate }, (value) => value > 0 && value <= 1)
  checkOptions({ designEffect }, (value) => value > 0 && value < Number.POSITIVE_INFINITY)
  if (population !== undefined) checkOptions({ population }, (value) => value >= 1)
  const z = normalQuantile(0.5 + confidence / 2)
  const endless = (z * z * variance * designEffect) / (margin * margin)
  const finite = population === undefined ? endless : endless / (1 + (endless - 1) / population)
  return { endless, finite, invited: finite / responseRate }
}

/** Yamane's size, n = N / (1 + N e^2): the rule of the SIPAS guide. It is for a simple random sample and a rate of one half. */
export function yamaneSize(population: number, margin: number): number {
  checkOptions({ margin }, (value) => value > 0 && value < 1)
  checkOptions({ population }, (value) => value >= 1)
  return population / (1 + population * margin * margin)
}

export function checkOptions(options: Readonly<Record<string, number>>, good: (value: number) => boolean): void {
  for (const [option, value] of Object.entries(options))
    if (!good(value)) throw new AnalysisError('option_invalid', { option, value: String(value) })
}
