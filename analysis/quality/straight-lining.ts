import { excessShare, type ShareTest } from './excess-share.ts'
import { answersOf, isStraight, LEAST_ITEMS, rowsBySchool, type Sheets } from './sheets.ts'

/**
 * Sheets with the same answer to every judged item, per school, against the other schools.
 *
 *   count = sheets whose answers (ten or more) are all one value;   test: `excessShare`, too many
 *
 * Some content parents do answer so; a school where most did is worth a look, and no more than that.
 *
 * @param sheets     of comparable schools
 * @param minSheets  schools with fewer are not tested
 * @returns          one test a school
 *
 * Source: domain study, section 6.3 (share of straight-lined forms).
 * Golden: none; test/analysis/quality/field-flags.long.test.ts.
 */
export function straightLining(sheets: Sheets, minSheets: number): ShareTest[] {
  const counts = [...rowsBySchool(sheets)].map(([school, rows]) => {
    const long = rows.map((row) => answersOf(sheets, row)).filter((answers) => answers.length >= LEAST_ITEMS)
    return { school, count: long.filter(isStraight).length, of: long.length }
  })
  return excessShare(counts, 'high', minSheets)
}
