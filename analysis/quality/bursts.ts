import { betaBinomialUpper } from '../numeric/count-tails.ts'
import { type ShareTest, yardstick } from './excess-share.ts'

/** What came in of a school: slips handed out, and sheets per day. */
export type SchoolDays = Readonly<{
  school: string
  issued: number
  days: readonly Readonly<{ day: number; sheets: number }>[]
}>

/** Days since a school's first sheet are told apart up to here. */
const LAST_DAY = 7

/**
 * Whether more of a school's slips came in on one day than on the same day elsewhere.
 *
 *   day d of a school is counted from its first sheet;   open = slips not yet used that morning
 *   p = days * min over days of P(X >= sheets),   X beta-binomial(open, share and correlation of the other schools' day d)
 *
 * Only days are kept, so nothing finer can be seen. A parents' meeting makes a burst too: a reason to ask, not to exclude.
 *
 * @param schools    of comparable schools; slips handed out must cover the sheets
 * @param minSheets  schools with fewer sheets are not tested
 * @returns          one test a school, about its most unusual day; shares are of the slips still open
 *
 * Source: domain study, section 6.3 (bursts); Bonferroni over days.
 * Golden: none; test/analysis/quality/field-flags.long.test.ts.
 */
export function bursts(schools: readonly SchoolDays[], minSheets: number): ShareTest[] {
  const known = schools.map(({ school, issued, days }) => {
    const sorted = [...days].sort((a, b) => a.day - b.day)
    let open = Math.max(
      issued,
      sorted.reduce((sum, { sheets }) => sum + sheets, 0),
    )
    const first = sorted[0]?.day ?? 0
    const own = sorted.map(({ day, sheets }) => {
      const one = { place: Math.min(LAST_DAY, day - first), count: sheets, of: open }
      open -= sheets
      return one
    })
    return { school, own }
  })
  const ofPlace = new Map<number, { school: string; count: number; of: number }[]>()
  for (const { school, own } of known)
    for (const { place, ...one } of own) {
      const here = ofPlace.get(place) ?? []
      here.push({ school, ...one })
      ofPlace.set(place, here)
    }
  return known.flatMap(({ school, own }) => {
    const sheets = own.reduce((sum, { count }) => sum + count, 0)
    if (sheets < minSheets) return []
    let found: ShareTest | undefined
    for (const { place, count, of } of own) {
      const others = (ofPlace.get(place) ?? []).filter((other) => other.school !== school)
      if (others.length < 3) continue
      const { share, rho } = yardstick(others)
      const p = Math.min(1, betaBinomialUpper(count, of, share, rho) * own.length)
      if (found === undefined || p < found.p) found = { school, n: of, observed: count / of, expected: share, p }
    }
    return found ? [found] : []
  })
}
