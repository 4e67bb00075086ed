import { poissonUpper } from '../numeric/count-tails.ts'
import type { ShareTest } from './excess-share.ts'
import { isStraight, LEAST_ITEMS, rowsBySchool, type Sheets } from './sheets.ts'

/**
 * Sheets of one school that repeat another sheet of it, item by item.
 *
 *   copies = sheets - different sheets;   p = P(Poisson(pairs * q) >= copies)
 *   q = the larger of: pairs of equal sheets in different schools / such pairs; copies within the other schools / pairs within them
 *
 * Straight-lined sheets are left out: they have a test of their own. q comes from the answers themselves, so that a short form or a
 * very content province raises what is expected; one is added to each count, because none so far does not mean never.
 *
 * @param sheets     of comparable schools
 * @param minSheets  schools with fewer sheets that count here are not tested
 * @returns          one test a school; observed and expected as shares of its sheets
 *
 * Source: domain study, section 6.3 (identical vectors); rare coincidences are nearly Poisson: Arratia, Goldstein and Gordon (1989),
 *   Annals of Probability 17 [not re-read].
 * Golden: none; test/analysis/quality/field-flags.long.test.ts.
 */
export function identicalSheets(sheets: Sheets, minSheets: number): ShareTest[] {
  const schools = [...rowsBySchool(sheets)].map(([school, rows]) => {
    const vectors = rows.flatMap((row) => {
      const own = sheets.items.map((values) => values[row])
      const answers = own.filter((answer) => !Number.isNaN(answer))
      return answers.length < LEAST_ITEMS || isStraight(answers) ? [] : [own.join()]
    })
    const counts = new Map<string, number>()
    for (const vector of vectors) counts.set(vector, (counts.get(vector) ?? 0) + 1)
    const n = vectors.length
    return { school, n, counts, copies: n - counts.size, pairs: (n * (n - 1)) / 2 }
  })
  const all = new Map<string, number>()
  for (const { counts } of schools)
    for (const [vector, count] of counts) all.set(vector, (all.get(vector) ?? 0) + count)
  const pairsOf = (counts: ReadonlyMap<string, number>) =>
    [...counts.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0)
  const total = schools.reduce((sum, { n }) => sum + n, 0)
  const within = schools.reduce((sum, { pairs }) => sum + pairs, 0)
  const equalWithin = schools.reduce((sum, { counts }) => sum + pairsOf(counts), 0)
  const between = (pairsOf(all) - equalWithin + 1) / ((total * (total - 1)) / 2 - within + 1)
  const copies = schools.reduce((sum, one) => sum + one.copies, 0)
  if (schools.length < 4) return []
  return schools.flatMap((one) => {
    if (one.n < minSheets) return []
    const others = (copies - one.copies + 1) / (within - one.pairs + 1)
    const expected = one.pairs * Math.max(between, others)
    return [
      {
        school: one.school,
        n: one.n,
        observed: one.copies / one.n,
        expected: Math.min(1, expected / one.n),
        p: poissonUpper(one.copies, expected),
      },
    ]
  })
}
