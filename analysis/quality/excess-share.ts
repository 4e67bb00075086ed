import { betaBinomialLower, betaBinomialUpper } from '../numeric/count-tails.ts'

/** Of `of` sheets of a school, `count` show something. */
export type SchoolCount = Readonly<{ school: string; count: number; of: number }>
export type ShareTest = Readonly<{ school: string; n: number; observed: number; expected: number; p: number }>

export type Side = 'high' | 'low' | 'both'

/** Never less spread than this between schools: a handful of schools cannot show that there is none. */
const LEAST_SPREAD = 0.01

/**
 * Whether a school's share is out of line with the others'.
 *
 *   p = P(X >= count),  X beta-binomial(of, share and correlation of all other schools)
 *
 *   correlation = (MSB - MSW) / (MSB + (n0 - 1) MSW), at least 0.01,   n0 = (N - sum n^2 / N) / (k - 1)
 *
 * Schools do differ, so each is compared with how much the others differ among themselves, not with a coin. The school itself is left
 * out of its own yardstick.
 *
 * @param schools  of one kind, so that they may be compared; those below `minSheets` help to make the yardstick and are not tested
 * @returns        tests of the schools that have enough sheets; none where fewer than three others are there
 *
 * Source: ANOVA estimator of the intraclass correlation, Ridout, Demetrio and Firth (1999), Biometrics 55 [not re-read].
 * Golden: none; nominal level and power in test/analysis/quality/field-flags.long.test.ts.
 */
export function excessShare(schools: readonly SchoolCount[], side: Side, minSheets: number): ShareTest[] {
  const counted = schools.filter(({ of }) => of > 0)
  return counted.flatMap((one) => {
    if (one.of < minSheets) return []
    const others = counted.filter((other) => other !== one)
    if (others.length < 3) return []
    const { share, rho } = yardstick(others)
    const [high, low] = [
      betaBinomialUpper(one.count, one.of, share, rho),
      betaBinomialLower(one.count, one.of, share, rho),
    ]
    const p = side === 'high' ? high : side === 'low' ? low : Math.min(1, 2 * Math.min(high, low))
    return [{ school: one.school, n: one.of, observed: one.count / one.of, expected: share, p }]
  })
}

/** Share and correlation of a set of schools. Half a sheet is added to each side: none so far does not mean never. */
export function yardstick(schools: readonly Pick<SchoolCount, 'count' | 'of'>[]): { share: number; rho: number } {
  const sheets = schools.reduce((sum, { of }) => sum + of, 0)
  const share = (schools.reduce((sum, { count }) => sum + count, 0) + 0.5) / (sheets + 1)
  const k = schools.length
  if (k < 2 || sheets <= k) return { share, rho: LEAST_SPREAD }
  let [between, within, squares] = [0, 0, 0]
  for (const { count, of } of schools) {
    const own = count / of
    between += of * (own - share) ** 2
    within += of * own * (1 - own)
    squares += of * of
  }
  const [msb, msw] = [between / (k - 1), within / (sheets - k)]
  const typical = (sheets - squares / sheets) / (k - 1)
  const bottom = msb + (typical - 1) * msw
  const rho = bottom > 0 ? (msb - msw) / bottom : 0
  return { share, rho: Math.min(0.9, Math.max(LEAST_SPREAD, rho)) }
}
