import { betaBinomialLower, betaBinomialUpper } from '../numeric/count-tails.ts'
import { benjaminiHochberg } from './benjamini-hochberg.ts'
import { bursts } from './bursts.ts'
import { excessShare, type ShareTest } from './excess-share.ts'
import { identicalSheets } from './identical-sheets.ts'
import type { Sheets } from './sheets.ts'
import { rowsBySchool } from './sheets.ts'
import { straightLining } from './straight-lining.ts'
import { uniformity } from './uniformity.ts'

export const FLAG_KINDS = [
  'straight_lining',
  'identical_sheets',
  'burst',
  'uniformity',
  'suggested',
  'refused',
  'few_returned',
  'all_returned',
  'khmer_share',
] as const
export type FlagKind = (typeof FLAG_KINDS)[number]

/** What a school is compared by; schools of one `group` are comparable. */
export type SchoolField = Readonly<{
  school: string
  group: string
  issued: number
  used: number
  /** Slips whose holders said that they do not take part. */
  declined: number
  /** Of the school list, 0..1; null where the list does not say. */
  khmerShare: number | null
}>

export type FieldSheets = Sheets &
  Readonly<{
    /** 1 yes, 0 no, NaN not answered: "did anyone suggest how to answer?" */
    suggested: ArrayLike<number>
    khmer: ArrayLike<number>
  }>

export type FlagRules = Readonly<{
  /** Schools with fewer sheets are not tested: with so few, chance looks like intent. */
  minSheets: number
  /** Expected share of honest schools among the flagged, per indicator. */
  falseShare: number
}>
export const usualFlags: FlagRules = Object.freeze({ minSheets: 10, falseShare: 0.05 })

export type Flag = ShareTest & Readonly<{ kind: FlagKind; group: string; adjusted: number }>
export type FieldFlags = Readonly<{
  flags: readonly Flag[]
  /** Schools that had enough sheets to be tested, per indicator. */
  tested: Readonly<Record<FlagKind, number>>
}>

/**
 * Schools whose sheets are worth a look, by nine indicators; nothing is left out of any figure because of them.
 *
 *   per indicator: one test a school within its group, adjusted over all schools tested (Benjamini-Hochberg), flagged at <= falseShare
 *
 * @param sheets   a row a sheet, all groups together
 * @param schools  every school of the sample
 * @returns        flags, the smallest adjusted value first, and how many schools were tested
 *
 * Source: domain study, section 6.3, item 3: integrity indicators per school, never automatic deletion.
 * Golden: none; a filled-in school is found and honest rounds stay quiet in test/analysis/quality/field-flags.long.test.ts.
 */
export function fieldFlags(
  sheets: FieldSheets,
  schools: readonly SchoolField[],
  rules: FlagRules = usualFlags,
): FieldFlags {
  const groups = [...new Set(schools.map(({ group }) => group))].sort()
  const tests = new Map<FlagKind, (ShareTest & { group: string })[]>(FLAG_KINDS.map((kind) => [kind, []]))
  for (const group of groups) {
    const own = schools.filter((one) => one.group === group)
    const part = partOf(sheets, new Set(own.map(({ school }) => school)))
    for (const [kind, found] of testsOf(part, own, rules.minSheets))
      tests.get(kind)?.push(...found.map((test) => ({ ...test, group })))
  }
  const flags: Flag[] = []
  const tested = {} as Record<FlagKind, number>
  for (const [kind, found] of tests) {
    tested[kind] = found.length
    benjaminiHochberg(found.map(({ p }) => p)).forEach((adjusted, place) => {
      if (adjusted <= rules.falseShare) flags.push({ ...found[place], kind, adjusted })
    })
  }
  return { flags: flags.sort((a, b) => a.adjusted - b.adjusted || (a.school < b.school ? -1 : 1)), tested }
}

function testsOf(sheets: FieldSheets, schools: readonly SchoolField[], minSheets: number): [FlagKind, ShareTest[]][] {
  const rows = rowsBySchool(sheets)
  const days = schools.map(({ school, issued }) => {
    const counts = new Map<number, number>()
    for (const row of rows.get(school) ?? []) counts.set(sheets.day[row], (counts.get(sheets.day[row]) ?? 0) + 1)
    return { school, issued, days: [...counts].map(([day, count]) => ({ day, sheets: count })) }
  })
  const answered = (values: ArrayLike<number>) =>
    schools.map(({ school }) => {
      const own = (rows.get(school) ?? []).map((row) => values[row]).filter((value) => !Number.isNaN(value))
      return { school, count: own.filter((value) => value === 1).length, of: own.length }
    })
  const returned = schools.map(({ school, issued, used }) => ({ school, count: Math.min(used, issued), of: issued }))
  const refused = schools.map(({ school, issued, declined }) => ({
    school,
    count: Math.min(declined, issued),
    of: issued,
  }))
  return [
    ['straight_lining', straightLining(sheets, minSheets)],
    ['identical_sheets', identicalSheets(sheets, minSheets)],
    ['burst', bursts(days, minSheets)],
    ['uniformity', uniformity(sheets, minSheets)],
    ['suggested', excessShare(answered(sheets.suggested), 'high', minSheets)],
    ['refused', excessShare(refused, 'high', minSheets)],
    ['few_returned', excessShare(returned, 'low', minSheets)],
    ['all_returned', excessShare(returned, 'high', minSheets)],
    ['khmer_share', khmerTests(answered(sheets.khmer), schools, minSheets)],
  ]
}

/** The share among the answers against that of the school's own list, allowing for how far lists and answers lie apart elsewhere. */
function khmerTests(
  answers: readonly Readonly<{ school: string; count: number; of: number }>[],
  schools: readonly SchoolField[],
  minSheets: number,
): ShareTest[] {
  const share = new Map(schools.map(({ school, khmerShare }) => [school, khmerShare]))
  const known = answers.flatMap((one) => {
    const listed = share.get(one.school) ?? null
    // A list that says none or all leaves nothing to compare.
    return listed === null || listed < 0.02 || listed > 0.98 || one.of === 0 ? [] : [{ ...one, listed }]
  })
  return known.flatMap((one) => {
    const others = known.filter(({ school }) => school !== one.school)
    if (one.of < minSheets || others.length < 3) return []
    // Each answer has the variance p (1 - p) of its list; what the residuals have beyond it is how schools differ from their lists.
    const excess = others.reduce((sum, { count, of, listed }) => {
      const spread = listed * (1 - listed)
      return sum + ((count / of - listed) ** 2 / spread - 1 / of)
    }, 0)
    const rho = Math.min(0.9, Math.max(0.01, excess / others.length))
    const { school, count, of, listed } = one
    return [{ school, n: of, observed: count / of, expected: listed, p: tailOf(count, of, listed, rho) }]
  })
}

const tailOf = (count: number, of: number, share: number, rho: number): number =>
  Math.min(1, 2 * Math.min(betaBinomialUpper(count, of, share, rho), betaBinomialLower(count, of, share, rho)))

function partOf(sheets: FieldSheets, wanted: ReadonlySet<string>): FieldSheets {
  const rows = sheets.school.flatMap((code, row) => (wanted.has(code) ? [row] : []))
  const pick = (values: ArrayLike<number>) => Float64Array.from(rows, (row) => values[row])
  const items = sheets.items.map(pick).filter((values) => values.some((value) => !Number.isNaN(value)))
  return {
    school: rows.map((row) => sheets.school[row]),
    day: pick(sheets.day),
    items,
    suggested: pick(sheets.suggested),
    khmer: pick(sheets.khmer),
  }
}
