import { stratify } from './draw.ts'
import { inclusionProbabilities } from './inclusion-probabilities.ts'
import { type DrawPlan, type FrameSchool, hasEqualChances, valueFor } from './ledger.ts'

/** A stratum of a frame, and what a plan would bring out of it. */
export type ExpectedStratum = Readonly<{
  name: string
  values: readonly string[]
  /** Schools and pupils there are. */
  population: number
  pupils: number
  /** Schools asked for and schools drawn: fewer where there are not so many. */
  asked: number
  schools: number
  certain: number
  /** Means over all samples the plan could draw. */
  classes: number
  drawnPupils: number
  /** Schools with fewer classes than are asked for, and schools with a class smaller than the pupils asked for. */
  fewClasses: number
  smallClasses: number
}>

/**
 * How many classes and pupils a plan brings, before anything is drawn.
 *
 *   E(classes) = sum_i pi_i a_i;   E(pupils) = sum_i pi_i (a_i / A_i) sum_j min(m, M_ij);   a_i = min(a, A_i)
 *
 * pi_i: chance of school i as the draw will state it, A_i its classes with M_ij pupils, a and m what the plan asks for. Exact
 * means: a drawn sample lies around them, because schools and classes differ in size. Reserves are not counted.
 *
 * @param schools  the frame
 * @param plan     as `draw` takes it; the seed does not matter
 * @returns        one entry per stratum of the frame, in the order of the ledger
 * @throws AnalysisError frame_invalid; stratum_without_plan; size_not_whole
 *
 * Source: Sarndal, Swensson, Wretman (1992), section 3.6 (the expectation of a total under given inclusion probabilities).
 * Golden: none; the means of 400 drawn samples in the test.
 */
export function expectedSample(schools: readonly FrameSchool[], plan: DrawPlan): ExpectedStratum[] {
  return stratify(schools, plan).map(({ name, values, schools: own }) => {
    const asked = valueFor(plan.schoolsPerStratum, name)
    const drawn = Math.min(asked, own.length)
    const wantedClasses = valueFor(plan.classesPerSchool, name)
    const wantedPupils = valueFor(plan.pupilsPerClass, name)
    const size = own.map(({ pupils }) => pupils)
    const chance = hasEqualChances(plan.selection)
      ? size.map(() => drawn / own.length)
      : inclusionProbabilities(size, drawn)
    const sum = (of: (school: FrameSchool, at: number) => number) =>
      own.reduce((total, school, at) => total + of(school, at), 0)
    const taken = (school: FrameSchool) => Math.min(wantedClasses, school.classes.length)
    const listed = (school: FrameSchool) =>
      school.classes.reduce((total, { pupils }) => total + Math.min(wantedPupils, pupils), 0)
    return {
      name,
      values,
      population: own.length,
      pupils: sum(({ pupils }) => pupils),
      asked,
      schools: drawn,
      certain: sum((_, at) => (chance[at] === 1 ? 1 : 0)),
      classes: sum((school, at) => chance[at] * taken(school)),
      drawnPupils: sum((school, at) => (chance[at] * taken(school) * listed(school)) / school.classes.length),
      fewClasses: sum((school) => (school.classes.length < wantedClasses ? 1 : 0)),
      smallClasses: sum((school) => (school.classes.some(({ pupils }) => pupils < wantedPupils) ? 1 : 0)),
    }
  })
}
