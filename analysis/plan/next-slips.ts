import { tQuantile } from '../numeric/distribution.ts'
import { wilsonInterval } from '../numeric/wilson.ts'
import { checkOptions } from './sample-size.ts'

/** A drawn school while sheets come in: answers so far, and slips that may still bring one. */
export type FieldSchool = Readonly<{ school: string; stratum: string; answers: number; open: number }>
/** A part of the province that will be published: the strata it is made of, with their pupils. */
export type FieldDomain = Readonly<{ name: string; strata: readonly Readonly<{ name: string; pupils: number }>[] }>
export type FieldAssumptions = Readonly<{
  /** Rate expected, 0..1. */
  rate: number
  /** Likeness of answers inside a school. */
  rho: number
  /** Of the two-sided margin; 0.95 when absent. */
  confidence?: number
}>
export type FieldMargin = Readonly<{
  domain: string
  answers: number
  effective: number
  df: number
  /** Half-width of the interval if nothing more came in; null where a stratum has no answers or no variance could be seen. */
  margin: number | null
  /** Strata without any answer. */
  empty: readonly string[]
}>

/**
 * The margin each domain would have with what has come in so far.
 *
 *   n_eff = (sum M_h)^2 / sum_h (M_h / n_h)^2 [ n_h + rho sum_i n_hi (n_hi - 1) ];   df = schools with answers - strata
 *   margin: half of Wilson's two-sided interval with t at the expected rate
 *
 * M_h: pupils, n_h: answers of stratum h, n_hi: of school i. Kish's 1 + (m - 1) rho with the sizes as they are, so that sheets from
 * a school that sent few count for more than as many from one that sent many. Schools are taken as drawn with replacement.
 *
 * @param domains      each with at least one stratum
 * @returns            one row a domain, in their order
 * @throws AnalysisError option_invalid: a rate not inside (0, 1), rho outside 0..1, a confidence outside (0, 1)
 *
 * Source: Kish (1965), Survey Sampling, sections 5.4 and 8.2, with unequal cluster sizes.
 * Golden: none published; Kish's formula where all schools sent alike, and `forecast` there, in the test.
 */
export function fieldMargins(
  domains: readonly FieldDomain[],
  schools: readonly FieldSchool[],
  assumptions: FieldAssumptions,
): FieldMargin[] {
  const { rate, rho, confidence = 0.95 } = assumptions
  checkOptions({ rate, confidence }, (value) => value > 0 && value < 1)
  checkOptions({ rho }, (value) => value >= 0 && value <= 1)
  const inStratum = new Map<string, number[]>()
  for (const { stratum, answers } of schools)
    if (answers > 0) inStratum.set(stratum, [...(inStratum.get(stratum) ?? []), answers])
  return domains.map(({ name, strata }) => {
    let [pupils, spread, answers, df] = [0, 0, 0, 0]
    const empty: string[] = []
    for (const stratum of strata) {
      const counts = inStratum.get(stratum.name)
      if (!counts) {
        empty.push(stratum.name)
        continue
      }
      const n = counts.reduce((sum, count) => sum + count, 0)
      const alike = counts.reduce((sum, count) => sum + count * (count - 1), 0)
      pupils += stratum.pupils
      spread += (stratum.pupils / n) ** 2 * (n + rho * alike)
      answers += n
      df += counts.length - 1
    }
    const effective = spread > 0 ? pupils ** 2 / spread : 0
    const [low, high] = df > 0 ? wilsonInterval(rate, effective, tQuantile(0.5 + confidence / 2, df)) : [0, 0]
    return { domain: name, answers, effective, df, margin: empty.length > 0 || df < 1 ? null : (high - low) / 2, empty }
  })
}

/** A school to ask next. `gain`: by how much `slips` more answers from it lower the worst margin; null where there is no margin yet. */
export type NextSchool = Readonly<{ school: string; slips: number; opens: boolean; gain: number | null }>

/**
 * Which schools' next answers lower the worst margin most.
 *
 *   gain_i = margin(n) - margin(n + min(step, open_i) answers from school i)       of the domain with the largest margin
 *
 * A domain without a margin is the worst; there, schools of strata without answers come first, largest strata before others.
 *
 * @param step  answers to think of at once
 * @returns     the worst domain and its schools with open slips, best first; null where no slip is open or every domain is empty of schools
 * @throws AnalysisError as `fieldMargins`
 *
 * Source: as `fieldMargins`; a difference of two of its margins.
 * Golden: none, a composition; the test computes the gain by hand and holds that no other school gains more.
 */
export function nextSlips(
  domains: readonly FieldDomain[],
  schools: readonly FieldSchool[],
  assumptions: FieldAssumptions,
  step = 10,
): Readonly<{ domain: string; margin: number | null; schools: readonly NextSchool[] }> | null {
  const rows = fieldMargins(domains, schools, assumptions)
  const size = (margin: number | null) => margin ?? Number.POSITIVE_INFINITY
  const order = rows.map((row, at) => ({ row, at })).sort((a, b) => compare(size(b.row.margin), size(a.row.margin)))
  for (const { row, at } of order) {
    const domain = domains[at]
    const pupils = new Map(domain.strata.map(({ name, pupils: count }) => [name, count]))
    const asked = schools.filter(({ stratum, open }) => open > 0 && pupils.has(stratum))
    if (asked.length === 0) continue
    const rated = asked.map((school) => {
      const slips = Math.min(step, school.open)
      const more = schools.map((one) => (one === school ? { ...one, answers: one.answers + slips } : one))
      const [then] = fieldMargins([domain], more, assumptions)
      const gain = row.margin === null || then.margin === null ? null : row.margin - then.margin
      const opens = row.empty.includes(school.stratum) || (row.margin === null && school.answers === 0)
      return { school: school.school, slips, opens, gain, weight: pupils.get(school.stratum) ?? 0 }
    })
    rated.sort(
      (a, b) =>
        Number(b.opens) - Number(a.opens) ||
        compare(b.gain ?? 0, a.gain ?? 0) ||
        b.weight - a.weight ||
        (a.school < b.school ? -1 : 1),
    )
    return {
      domain: row.domain,
      margin: row.margin,
      schools: rated.map(({ school, slips, opens, gain }) => ({ school, slips, opens, gain })),
    }
  }
  return null
}

/** Infinities are equal to each other. */
const compare = (a: number, b: number): number => (a === b ? 0 : a - b)
