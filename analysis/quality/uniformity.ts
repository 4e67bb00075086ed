import { chiSquareLower } from '../numeric/count-tails.ts'
import type { ShareTest } from './excess-share.ts'
import { answersOf, LEAST_ITEMS, rowsBySchool, type Sheets } from './sheets.ts'

const LOWEST = 1
const HIGHEST = 5
/** Where nearly everybody gives the highest answer there is no room to differ in, and nothing to be seen. */
const LEAST_ROOM = 0.05

/**
 * Whether the sheets of a school differ among each other less than parents can.
 *
 *   x = mean answer of a sheet;   u = s2 / ((m - 1)(5 - m)): variance between sheets for the room there is around the school's mean m
 *   nu s2 / (U (m - 1)(5 - m)) ~ chi-square(nu),   U = u of the other schools,   nu = 2 / (2 / (n - 1) + kurtosis excess / n)
 *   p = the lower tail
 *
 * The bound on a variance of answers from 1 to 5 plays the part that p (1 - p) plays for a share: a school where all are content may be
 * uniform, one around 4 may not. The kurtosis of all sheets around their schools' means widens the test where people are of two kinds.
 *
 * @param sheets     of comparable schools
 * @param minSheets  schools with fewer are not tested
 * @returns          one test a school; observed and expected as standard deviations of a sheet's mean
 *
 * Source: Box (1953), Biometrika 40, on variances and kurtosis [not re-read]; domain study, section 6.3 (impossible uniformity).
 * Golden: none; test/analysis/quality/field-flags.long.test.ts.
 */
export function uniformity(sheets: Sheets, minSheets: number): ShareTest[] {
  const schools = [...rowsBySchool(sheets)].flatMap(([school, rows]) => {
    const means = rows
      .map((row) => answersOf(sheets, row))
      .filter((answers) => answers.length >= LEAST_ITEMS)
      .map((answers) => answers.reduce((sum, answer) => sum + answer, 0) / answers.length)
    const n = means.length
    if (n < 2) return []
    const mean = means.reduce((sum, value) => sum + value, 0) / n
    const room = (mean - LOWEST) * (HIGHEST - mean)
    if (room < LEAST_ROOM) return []
    const squares = means.reduce((sum, value) => sum + (value - mean) ** 2, 0)
    const fourths = means.reduce((sum, value) => sum + (value - mean) ** 4, 0)
    return [{ school, n, room, squares, fourths, variance: squares / (n - 1) }]
  })
  return schools.flatMap((one) => {
    if (one.n < minSheets) return []
    const others = schools.filter((other) => other !== one)
    if (others.length < 3) return []
    const sum = (of: (other: (typeof others)[number]) => number) =>
      others.reduce((total, other) => total + of(other), 0)
    const unit = sum(({ squares, room }) => squares / room) / sum(({ n }) => n - 1)
    const [second, fourth] = [
      sum(({ squares, room }) => squares / room) / sum(({ n }) => n),
      sum(({ fourths, room }) => fourths / room ** 2) / sum(({ n }) => n),
    ]
    if (unit <= 0) return []
    const excess = Math.max(0, fourth / second ** 2 - 3)
    const df = 2 / (2 / (one.n - 1) + excess / one.n)
    const expected = unit * one.room
    return [
      {
        school: one.school,
        n: one.n,
        observed: Math.sqrt(one.variance),
        expected: Math.sqrt(expected),
        p: chiSquareLower((df * one.variance) / expected, df),
      },
    ]
  })
}
