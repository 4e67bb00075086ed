import { AnalysisError } from '../failure.ts'

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
  /** Further numbers of the school, to sort the list by or to balance on; totals, not shares, where they are balanced on. */
  measures?: Readonly<Record<string, number>>
}>

/**
 * How the schools of a stratum are chosen. `sort` names columns of the strata, measures, or `pupils`, the first counting most;
 * `balance` names measures, `schools`, `classes` or `pupils`, the least important last.
 */
export type SchoolSelection =
  | Readonly<{ method: 'pps_systematic' | 'brewer' | 'sampford' | 'max_entropy' | 'simple' }>
  | Readonly<{ method: 'pps_systematic_sorted' | 'systematic_sorted'; sort: readonly string[] }>
  | Readonly<{ method: 'cube'; chances: 'size' | 'equal'; balance: readonly string[] }>

export type DrawPlan = Readonly<{
  /** Columns of `FrameSchool.stratum` in the order in which they name a stratum. */
  strata: readonly string[]
  schoolsPerStratum: PerStratum
  classesPerSchool: PerStratum
  pupilsPerClass: PerStratum
  /** Reserve schools per stratum, drawn in the order in which they replace. */
  reserves: number
  seed: string
  /** Systematic with chances proportional to pupils, after a random order, when absent. */
  selection?: SchoolSelection
  /** Stratum that a stratum is compared with when one school is left in it; where none is named, the one that shares most columns. */
  collapse?: Readonly<Record<string, string>>
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
  /** Of a school of a balanced draw: the values of the balancing variables, in the order of the plan. */
  balance?: readonly number[]
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
  method: DrawMethod
  frameHash: string
  plan: DrawPlan
  strata: readonly LedgerStratum[]
  units: readonly LedgerUnit[]
}>

export type SchoolMethod =
  | 'pps_systematic_random_order'
  | 'pps_systematic_sorted'
  | 'systematic_sorted'
  | 'simple'
  | 'brewer'
  | 'sampford'
  | 'max_entropy'
  | 'cube_size'
  | 'cube_equal'

/** What a ledger says of the way it came about. Raise the version when the same seed would give another list. */
export type DrawMethod = Readonly<{
  name: 'school_class_pupil'
  version: 1
  schools: SchoolMethod
  reserves: 'pps_successive' | 'equal_successive'
  classes: 'simple'
  pupils: 'simple'
  generator: 'xoshiro128**/murmur3'
}>

export function drawMethodOf({ selection }: DrawPlan): DrawMethod {
  return Object.freeze({
    name: 'school_class_pupil',
    version: 1,
    schools: schoolMethodOf(selection),
    reserves: hasEqualChances(selection) ? 'equal_successive' : 'pps_successive',
    classes: 'simple',
    pupils: 'simple',
    generator: 'xoshiro128**/murmur3',
  })
}

function schoolMethodOf(selection: SchoolSelection | undefined): SchoolMethod {
  if (!selection || selection.method === 'pps_systematic') return 'pps_systematic_random_order'
  return selection.method === 'cube' ? `cube_${selection.chances}` : selection.method
}

/** Whether the schools of a stratum all have the same chance; otherwise it follows their pupils. */
export function hasEqualChances(selection: SchoolSelection | undefined): boolean {
  if (!selection) return false
  return selection.method === 'cube'
    ? selection.chances === 'equal'
    : selection.method === 'simple' || selection.method === 'systematic_sorted'
}

/** The values of the stratum columns joined by `|`; a `|` or backslash inside a value is written with a backslash before it. */
export function stratumName(values: readonly string[]): string {
  return values.map((value) => value.replace(/[\\|]/g, '\\$&')).join('|')
}

/** @throws AnalysisError stratum_without_plan {stratum} */
export function valueFor(given: PerStratum, stratum: string): number {
  if (typeof given === 'number') return given
  if (!Object.hasOwn(given, stratum)) throw new AnalysisError('stratum_without_plan', { stratum })
  return given[stratum]
}

/** Not localeCompare: its order differs between machines. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
