import { AnalysisError } from '../failure.ts'

/**
 * p values of several tests, raised so that the chance of even one false finding stays at the level.
 *
 *   p_(i) := max over j <= i of min(1, (k - j + 1) p_(j))        p_(1) <= ... <= p_(k)
 *
 * Valid whatever the tests have to do with one another.
 *
 * @param p  0..1, one per test
 * @returns  adjusted values, in the order given
 * @throws AnalysisError option_invalid {test}: a value outside 0..1
 *
 * Source: Holm (1979), Scand. J. Statistics 6, 65-70.
 * Golden: index-figures (R p.adjust).
 */
export function holmAdjusted(p: readonly number[]): number[] {
  for (const [test, value] of p.entries())
    if (!(value >= 0 && value <= 1)) throw new AnalysisError('option_invalid', { option: 'p', test: test + 1 })
  const order = [...p.keys()].sort((a, b) => p[a] - p[b] || a - b)
  const adjusted = new Array<number>(p.length)
  let least = 0
  for (const [place, test] of order.entries()) {
    least = Math.max(least, Math.min(1, (p.length - place) * p[test]))
    adjusted[test] = least
  }
  return adjusted
}
