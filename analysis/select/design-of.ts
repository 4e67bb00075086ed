import { type Design, makeDesign, type StageInput } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import type { Ledger, LedgerUnit } from './ledger.ts'
import { classOfAnswers, type FieldRecord, type SampledClass, sampledClasses } from './sampled-classes.ts'

export type VarianceMethod = 'brewer_three_stage' | 'ultimate_cluster'

export type DesignOptions = Readonly<{
  /** Final weight per answer; absent = base weights. */
  weights?: ArrayLike<number>
  field?: FieldRecord
  /** `brewer_three_stage` when absent. */
  variance?: VarianceMethod
}>

/** A design and how it came about, for the method note of a report. */
export type SampleDesign = Readonly<{
  design: Design
  variance: VarianceMethod
  /** Class, school and stratum of each answer. */
  classes: readonly SampledClass[]
  /** Strata left with one school, and the stratum whose schools they are compared with instead. */
  merged: readonly Readonly<{ stratum: string; into: string }>[]
  /** Schools in which only one class, or one answer of a class, can be seen: they count as drawn with replacement. */
  withReplacement: readonly string[]
}>

/**
 * The design of the answers of a drawn round: nobody types strata, units, probabilities or weights again.
 *
 *   brewer_three_stage  schools by Brewer's approximation for PPS without replacement, classes and pupils by simple random sampling
 *   ultimate_cluster    schools as if drawn with replacement, whatever happens inside them
 *
 * Certain schools are strata of their own: they add nothing at stage 1. Under ultimate_cluster their classes are the units.
 * A school in which a later stage cannot be seen (one answer out of a longer list, one class out of several) counts as drawn
 * with replacement, so that its first-stage term stands for all stages: too large a variance, never one too small.
 * A stratum left with one such school is merged with the stratum it shares most leading columns with, the next by name
 * among equals; its variance then holds the difference between the two and is too large. What was merged is told.
 * Schools, classes and pupils without an answer are absent, as if the answers were the sample: right when weights were
 * adjusted for nonresponse; the variance of that adjustment is not counted.
 *
 * @param ledger    of the draw
 * @param answered  per answer: id of its class, or of its place in the list
 * @returns         the design with one row per answer, in that order
 * @throws AnalysisError ledger_mismatch {unit}; weights_contradict_population {weights, population}; design_invalid
 *
 * Source: Brewer (2002), Combined Survey Sampling Inference, ch. 9; Hansen, Hurwitz, Madow (1953) for the ultimate cluster;
 *   Rust and Kalton (1987), J. Official Statistics 3(1), on collapsed strata [not re-read].
 * Golden: three-stage (R survey 4.1.1, test/golden/r/three-stage.R).
 */
export function designOf(ledger: Ledger, answered: readonly string[], options: DesignOptions = {}): SampleDesign {
  if (answered.length === 0) throw new AnalysisError('design_invalid', { reason: 'no answers' })
  const all = sampledClasses(ledger, options.field)
  const classes = classOfAnswers(all, answered)
  const weights = options.weights ?? Float64Array.from(classes, ({ baseWeight }) => baseWeight)
  if (options.weights) checkTotal(options.weights, all)
  const variance = options.variance ?? 'brewer_three_stage'
  const schools = seenSchools(classes, variance)
  const merged = mergeLonely(schools, ledger)
  const labels = stratumLabels(schools, merged)
  const stages =
    variance === 'ultimate_cluster' ? clusterStages(classes, schools, labels) : threeStages(classes, schools, labels)
  const open = variance === 'ultimate_cluster' ? [] : [...schools.values()].filter(({ seen }) => !seen)
  return Object.freeze({
    design: makeDesign({ weights, stages }),
    variance,
    classes,
    merged,
    withReplacement: open.map(({ unit }) => unit.id),
  })
}

/** A school with answers. */
type SeenSchool = Readonly<{
  unit: LedgerUnit
  /** The variance below the school can be seen. */
  seen: boolean
  /** Certain, and told apart from the schools that came by chance. */
  alone: boolean
}>

function seenSchools(classes: readonly SampledClass[], variance: VarianceMethod): Map<string, SeenSchool> {
  const answers = new Map<string, Map<SampledClass, number>>()
  for (const room of classes) {
    const rooms = answers.get(room.school.id) ?? new Map<SampledClass, number>()
    answers.set(room.school.id, rooms.set(room, (rooms.get(room) ?? 0) + 1))
  }
  const schools = new Map<string, SeenSchool>()
  for (const [id, rooms] of answers) {
    const { school, unit } = [...rooms.keys()][0]
    const classesSeen = rooms.size > 1 || unit.population === 1
    const pupilsSeen = [...rooms].every(([room, count]) => count > 1 || room.listed === 1)
    const seen = variance === 'ultimate_cluster' ? rooms.size > 1 : classesSeen && pupilsSeen
    schools.set(id, { unit: school, seen, alone: school.certain && seen })
  }
  return schools
}

/** Strata in which one school is left, each with the stratum it joins; repeated until none is left or only one stratum is. */
function mergeLonely(schools: ReadonlyMap<string, SeenSchool>, ledger: Ledger): SampleDesign['merged'] {
  const values = new Map(ledger.strata.map((stratum) => [stratum.name, stratum.values]))
  const members = new Map<string, number>()
  for (const { unit, alone } of schools.values())
    if (!alone) members.set(unit.stratum, (members.get(unit.stratum) ?? 0) + 1)
  const merged: { stratum: string; into: string }[] = []
  for (;;) {
    const names = [...members.keys()].sort()
    const lonely = names.find((name) => members.get(name) === 1)
    if (lonely === undefined || names.length === 1) return merged
    const after = [...names.slice(names.indexOf(lonely) + 1), ...names.slice(0, names.indexOf(lonely))]
    const shared = (name: string) => sharedColumns(values.get(lonely) ?? [], values.get(name) ?? [])
    const into = after.reduce((best, name) => (shared(name) > shared(best) ? name : best))
    merged.push({ stratum: lonely, into })
    members.set(into, (members.get(into) ?? 0) + 1)
    members.delete(lonely)
  }
}

function sharedColumns(a: readonly string[], b: readonly string[]): number {
  const differs = a.findIndex((value, column) => value !== b[column])
  return differs < 0 ? a.length : differs
}

/** The label of the stratum in which each school is compared with others. */
function stratumLabels(schools: ReadonlyMap<string, SeenSchool>, merged: SampleDesign['merged']): Map<string, string> {
  const next = new Map(merged.map(({ stratum, into }) => [stratum, into]))
  const labels = new Map<string, string>()
  for (const [id, { unit, alone }] of schools) {
    let name = unit.stratum
    while (!alone && next.has(name)) name = next.get(name) as string
    labels.set(id, alone ? `${unit.stratum}/${id}` : name)
  }
  return labels
}

function threeStages(
  classes: readonly SampledClass[],
  schools: ReadonlyMap<string, SeenSchool>,
  labels: ReadonlyMap<string, string>,
): StageInput[] {
  const sampled = new Map<string, number>()
  for (const label of labels.values()) sampled.set(label, (sampled.get(label) ?? 0) + 1)
  const stratum = classes.map(({ school }) => labels.get(school.id) as string)
  // A population of n / pi makes the fraction of each school its own probability; an endless one stands for "with replacement".
  const population = classes.map(({ school }, row) => {
    const { seen, unit } = schools.get(school.id) as SeenSchool
    return seen ? (sampled.get(stratum[row]) as number) / unit.probability : Number.POSITIVE_INFINITY
  })
  return [
    { unit: classes.map(({ school }) => school.id), stratum, population },
    { unit: classes.map(({ id }) => id), population: classes.map(({ unit }) => unit.population) },
    { unit: classes.map((_, row) => row), population: classes.map(({ listed }) => listed) },
  ]
}

function clusterStages(
  classes: readonly SampledClass[],
  schools: ReadonlyMap<string, SeenSchool>,
  labels: ReadonlyMap<string, string>,
): StageInput[] {
  const unit = classes.map(({ school, id }) => (schools.get(school.id)?.alone ? id : school.id))
  return [{ unit, stratum: classes.map(({ school }) => labels.get(school.id) as string) }]
}

/** Final weights must stand for the eligible pupils the sample stands for; calibration may move them by a tenth, no more. */
function checkTotal(weights: ArrayLike<number>, classes: readonly SampledClass[]): void {
  let least = 0
  let most = 0
  for (const { sampled, ineligible, unknown, baseWeight } of classes) {
    least += baseWeight * (sampled - ineligible - unknown)
    most += baseWeight * (sampled - ineligible)
  }
  let sum = 0
  for (let row = 0; row < weights.length; row++) sum += weights[row]
  if (!(sum >= 0.9 * least && sum <= 1.1 * most))
    throw new AnalysisError('weights_contradict_population', { weights: sum, population: most })
}
