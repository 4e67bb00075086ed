/** A number for every stratum, or one per stratum name. */
export type PerStratum = number | Readonly<Record<string, number>>

export type FrameClass = Readonly<{ name: string; pupils: number }>

/** One school of the frame. `stratum` holds the values of the columns that make the strata, such as level and area. */
export type FrameSchool = Readonly<{
  code: string
  stratum: Readonly<Record<string, string>>
  /** Size for the draw with chances proportional to size. */
  pupils: number
  classes: readonly FrameClass[]
}>

export type DrawPlan = Readonly<{
  /** Columns of `FrameSchool.stratum` in the order in which they name a stratum. */
  strata: readonly string[]
  schoolsPerStratum: PerStratum
  classesPerSchool: PerStratum
  pupilsPerClass: PerStratum
  /** Reserve schools per stratum, drawn in the order in which they replace. */
  reserves: number
  seed: string
}>

/** One unit the draw chose: a school (stage 1), a class (2) or a place in the list of a class (3). */
export type LedgerUnit = Readonly<{
  id: string
  stage: 1 | 2 | 3
  /** Code of the school, name of the class, or number in the list of the class. */
  label: string
  parent: string | null
  stratum: string
  /** Place among the chosen units of the same parent; of reserves, the order in which they replace. */
  order: number
  /** Pupils of a school or class; 1 for a pupil. */
  size: number
  /** Units the draw chose among, and units it chose, at this stage under this parent. */
  population: number
  sampled: number
  /** Inclusion probability, given that the parent was drawn. */
  probability: number
  certain: boolean
  reserve: boolean
}>

export type LedgerStratum = Readonly<{
  name: string
  values: readonly string[]
  schools: number
  pupils: number
  sampled: number
  reserves: number
}>

/** All that is needed to repeat a draw and to weigh what comes back. Plain data, fit for JSON. */
export type Ledger = Readonly<{
  method: typeof drawMethod
  frameHash: string
  plan: DrawPlan
  strata: readonly LedgerStratum[]
  units: readonly LedgerUnit[]
}>

/** Raise the version when the same seed would give another list. */
export const drawMethod = Object.freeze({
  name: 'school_class_pupil',
  version: 1,
  schools: 'pps_systematic_random_order',
  reserves: 'pps_successive',
  classes: 'simple',
  pupils: 'simple',
  generator: 'xoshiro128**/murmur3',
})

/** The values of the stratum columns joined by `|`; a `|` or backslash inside a value is written with a backslash before it. */
export function stratumName(values: readonly string[]): string {
  return values.map((value) => value.replace(/[\\|]/g, '\\$&')).join('|')
}
