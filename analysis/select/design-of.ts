import { type Calibration, type Design, makeDesign, type StageInput } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { mergeLonely, stratumLabels } from './collapse.ts'
import type { Ledger, LedgerUnit } from './ledger.ts'
import { classOfAnswers, type FieldRecord, type SampledClass, sampledClasses } from './sampled-classes.ts'
import { type VarianceMethod, type VarianceReason, varianceOfDraw } from './variance-of-draw.ts'

export type { VarianceMethod } from './variance-of-draw.ts'

export type DesignOptions = Readonly<{
  /** Final weight per answer; absent = base weights. */
  weights?: ArrayLike<number>
  field?: FieldRecord
  /** Steps that made the weights agree with totals (`weigh`), and what the weights must add up to then. */
  calibrated?: Readonly<{ calibrations: readonly Calibration[]; total: number }>
  /** What follows the draw when absent; `ultimate_cluster` may be asked for instead. */
  variance?: VarianceMethod
}>

/** A design and how it came about, for the method note of a report. */
export type SampleDesign = Readonly<{
  design: Design
  variance: VarianceMethod
  /** Why: a code of `varianceReasons`, which holds the sentence. */
  because: VarianceReason
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
 *   brewer_three_stage      schools by Brewer's approximation for PPS without replacement
 *   simple_three_stage      schools as a simple random sample, finite population counted
 *   successive_three_stage  schools of a sorted list by differences of neighbours
 *   residual_three_stage    schools of a balanced draw by what the balancing variables leave unexplained
 *   ultimate_cluster        schools as if drawn with replacement, whatever happens inside them
 *
 * The first four add classes and pupils by simple random sampling, as they are drawn. Which of them is taken follows the ledger.
 * Certain schools are strata of their own: they add nothing at stage 1. Under ultimate_cluster their classes are the units.
 * A school in which a later stage cannot be seen (one answer out of a longer list, one class out of several) counts as drawn
 * with replacement, so that its first-stage term stands for all stages: too large a variance, never one too small.
 * A stratum left with one such school is merged with the stratum it shares most leading columns with, the next by name
 * among equals; its variance then holds the difference between the two and is too large. What was merged is told. Where all
 * other schools are certain, those of its stratum serve for the comparison, as they would if chance had brought them.
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
  const { variance, because } = varianceOfDraw(ledger.method, options.variance)
  const all = sampledClasses(ledger, options.field)
  const classes = classOfAnswers(all, answered)
  checkCounts(classes)
  const weights = options.weights ?? Float64Array.from(classes, ({ baseWeight }) => baseWeight)
  if (options.weights) checkTotal(options.weights, all, options.calibrated?.total)
  const schools = seenSchools(classes, variance)
  const merged = mergeLonely(schools, ledger)
  const labels = stratumLabels(schools, merged)
  const stages =
    variance === 'ultimate_cluster'
      ? clusterStages(classes, schools, labels)
      : threeStages(classes, schools, labels, firstStageOf(variance, ledger, options.field))
  const open = variance === 'ultimate_cluster' ? [] : [...schools.values()].filter(({ seen }) => !seen)
  return Object.freeze({
    design: Object.freeze({
      ...makeDesign({ weights, stages }),
      calibrations: options.calibrated?.calibrations ?? [],
    }),
    variance,
    because,
    classes,
    merged,
    withReplacement: open.map(({ unit }) => unit.id),
  })
}

/** A school with answers. */
export type SeenSchool = Readonly<{
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
  return withCompany(schools)
}

/** A last school that is to be compared with others, where all others are certain: those of its stratum are compared with it, else all. */
function withCompany(schools: Map<string, SeenSchool>): Map<string, SeenSchool> {
  const [one, ...more] = [...schools.values()].filter(({ alone }) => !alone)
  if (!one || more.length > 0) return schools
  const near = [...schools.values()].filter(({ unit }) => unit !== one.unit && unit.stratum === one.unit.stratum)
  for (const school of near.length > 0 ? near : [...schools.values()])
    schools.set(school.unit.id, { ...school, alone: false })
  return schools
}

/** Columns of the first stage beside units, strata and populations, by class. */
type FirstStage = (classes: readonly SampledClass[]) => Pick<StageInput, 'order' | 'balance'>

function firstStageOf(variance: VarianceMethod, { plan, strata, units }: Ledger, field: FieldRecord = {}): FirstStage {
  if (variance === 'successive_three_stage') {
    // A reserve takes the place in the list of the school it stands for; strata that were merged follow each other.
    const replaced = new Map((field.replacements ?? []).map(({ by, school }) => [by, school]))
    const drawn = new Map(units.filter(({ stage }) => stage === 1).map(({ id, order }) => [id, order]))
    const stratumAt = new Map(strata.map(({ name }, at) => [name, at]))
    const placeOf = ({ id, stratum, order }: LedgerUnit) =>
      (stratumAt.get(stratum) ?? 0) * 1e6 + (drawn.get(replaced.get(id) ?? id) ?? order)
    return (classes) => ({ order: classes.map(({ school }) => placeOf(school)) })
  }
  if (variance === 'residual_three_stage' && plan.selection?.method === 'cube') {
    const names = plan.selection.balance
    return (classes) => ({
      balance: names.map((name, at) =>
        classes.map(({ school }) => {
          const value = school.balance?.[at]
          if (value === undefined) throw new AnalysisError('ledger_mismatch', { unit: school.id, reason: `no ${name}` })
          return value / school.probability
        }),
      ),
    })
  }
  return () => ({})
}

function threeStages(
  classes: readonly SampledClass[],
  schools: ReadonlyMap<string, SeenSchool>,
  labels: ReadonlyMap<string, string>,
  firstStage: FirstStage,
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
    { unit: classes.map(({ school }) => school.id), stratum, population, ...firstStage(classes) },
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

/** No class can give more answers than pupils were asked in it. */
function checkCounts(classes: readonly SampledClass[]): void {
  const answers = new Map<SampledClass, number>()
  for (const room of classes) answers.set(room, (answers.get(room) ?? 0) + 1)
  for (const [{ id, sampled, ineligible, unknown }, count] of answers)
    if (count > sampled - ineligible - unknown)
      throw new AnalysisError('ledger_mismatch', { unit: id, answers: count, asked: sampled })
}

/** Final weights must stand for the eligible pupils the sample stands for, within a tenth; or add up to the total they were calibrated to. */
function checkTotal(weights: ArrayLike<number>, classes: readonly SampledClass[], total: number | undefined): void {
  let least = 0
  let most = 0
  for (const { sampled, ineligible, unknown, baseWeight } of classes) {
    least += baseWeight * (sampled - ineligible - unknown)
    most += baseWeight * (sampled - ineligible)
  }
  let sum = 0
  for (let row = 0; row < weights.length; row++) sum += weights[row]
  const agrees =
    total === undefined ? sum >= 0.9 * least && sum <= 1.1 * most : Math.abs(sum - total) <= 1e-6 * Math.abs(total)
  if (!agrees) throw new AnalysisError('weights_contradict_population', { weights: sum, population: total ?? most })
}
