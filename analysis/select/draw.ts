import { AnalysisError } from '../failure.ts'
import { type Random, randomFrom } from '../numeric/random.ts'
import { balanceOf, type ChosenSchools, chooseSchools, type FrameStratum } from './choose-schools.ts'
import {
  byCodeUnit,
  type DrawPlan,
  drawMethodOf,
  type FrameSchool,
  hasEqualChances,
  type Ledger,
  type LedgerStratum,
  type LedgerUnit,
  stratumName,
  valueFor,
} from './ledger.ts'
import { drawSimple } from './simple.ts'

/**
 * The sample of a survey round: schools, classes in them, pupils in those.
 *
 *   pi = min(1, n_h M_i / M_h) * a_i / A_i * m_ij / M_ij
 *
 * n_h schools of stratum h by systematic PPS on pupils M_i after the schools of the stratum were put in random order, so
 * that every pair may come together, or as `plan.selection` says (see `chooseSchools`); a_i of the A_i classes and m_ij of the M_ij pupils by simple random sampling. A stratum,
 * school or class with fewer units than asked is taken whole. Reserve schools come from a stream of their own, one after
 * the other with chances proportional to pupils among those not drawn; their classes and pupils are drawn as well, and
 * their stated probability is the one they had as members of the sample.
 * Schools are put in the order of their codes and classes of their names (by code unit) before anything is drawn, and every
 * stratum and school has its own stream: the order of the rows in a file changes nothing.
 *
 * @param schools    the frame; sizes are whole numbers >= 1
 * @param plan       how many of what, and the seed
 * @param frameHash  passed through to the ledger
 * @returns          the ledger: every unit with stratum, parent, order, size and inclusion probability
 * @throws AnalysisError frame_invalid {school, reason}; stratum_without_plan {stratum}; size_not_whole; sizes_too_large
 *
 * Source: Sarndal, Swensson, Wretman (1992), sections 3.6 and 4.3 [not re-read]; Hartley and Rao (1962) for the random order.
 * Golden: none, a draw has no outside value; the chances are tested over 10,000 seeds, the list against a plain second form.
 */
export function draw(schools: readonly FrameSchool[], plan: DrawPlan, frameHash: string): Ledger {
  const random = randomFrom(plan.seed)
  const strata: LedgerStratum[] = []
  const units: LedgerUnit[] = []
  const stratified = stratify(schools, plan)
  checkCollapse(plan, stratified)
  const chosen = chooseSchools(stratified, plan, random.fork('schools'))
  for (const [at, stratum] of stratified.entries()) {
    const drawn = schoolUnits(stratum.name, chosen[at], plan, random.fork('schools').fork(stratum.name).fork('reserve'))
    strata.push({
      name: stratum.name,
      values: stratum.values,
      schools: stratum.schools.length,
      pupils: stratum.schools.reduce((sum, school) => sum + school.pupils, 0),
      sampled: drawn.filter(({ unit }) => !unit.reserve).length,
      reserves: drawn.filter(({ unit }) => unit.reserve).length,
    })
    for (const { school, unit } of drawn)
      units.push(unit, ...drawWithin(school, unit, plan, random.fork('within').fork(school.code)))
  }
  return Object.freeze({ method: drawMethodOf(plan), frameHash, plan, strata, units })
}

/** Schools by stratum, both in the order of their names. */
export function stratify(schools: readonly FrameSchool[], plan: DrawPlan): FrameStratum[] {
  const found = new Map<string, { name: string; values: string[]; schools: FrameSchool[] }>()
  const codes = new Set<string>()
  for (const school of [...schools].sort((a, b) => byCodeUnit(a.code, b.code))) {
    if (codes.has(school.code)) throw new AnalysisError('frame_invalid', { school: school.code, reason: 'code twice' })
    codes.add(school.code)
    const values = plan.strata.map((column) => {
      const value = school.stratum[column]
      if (value === undefined) throw new AnalysisError('frame_invalid', { school: school.code, reason: `no ${column}` })
      return value
    })
    const name = stratumName(values)
    const known = found.get(name) ?? { name, values, schools: [] }
    known.schools.push(school)
    found.set(name, known)
  }
  return [...found.values()].sort((a, b) => byCodeUnit(a.name, b.name))
}

/** A stratum can only join another that is there. */
function checkCollapse({ collapse = {} }: DrawPlan, strata: readonly FrameStratum[]): void {
  const names = new Set(strata.map(({ name }) => name))
  for (const [stratum, into] of Object.entries(collapse))
    if (!names.has(stratum) || !names.has(into) || stratum === into)
      throw new AnalysisError('option_invalid', { option: 'collapse', stratum, into })
}

function schoolUnits(
  stratum: string,
  { listed, sampled, chosen, probability }: ChosenSchools,
  plan: DrawPlan,
  random: Random,
) {
  const { selection } = plan
  const taken = new Set(chosen)
  const left = listed.map((_, place) => place).filter((place) => !taken.has(place))
  const size = listed.map(({ pupils }) => pupils)
  const pull = hasEqualChances(selection) ? size.map(() => 1) : size
  const reserves = drawSuccessive(left, pull, plan.reserves, random)
  const unitOf = (reserve: boolean) => (place: number, order: number) => ({
    school: listed[place],
    unit: {
      id: listed[place].code,
      stage: 1,
      label: listed[place].code,
      parent: null,
      stratum,
      order: order + 1,
      size: size[place],
      population: listed.length,
      sampled,
      probability: probability[place],
      certain: probability[place] === 1,
      reserve,
      ...(selection?.method === 'cube' ? { balance: balanceOf(listed[place], selection.balance) } : {}),
    } satisfies LedgerUnit,
  })
  return [...chosen.map(unitOf(false)), ...reserves.map(unitOf(true))]
}

/** One after the other, each time with chances proportional to size among those left. */
function drawSuccessive(places: readonly number[], size: readonly number[], wanted: number, random: Random): number[] {
  const left = [...places]
  const chosen: number[] = []
  while (chosen.length < wanted && left.length) {
    let point = random.below(left.reduce((sum, place) => sum + size[place], 0))
    const at = left.findIndex((place) => {
      point -= size[place]
      return point < 0
    })
    chosen.push(...left.splice(at, 1))
  }
  return chosen
}

function drawWithin(school: FrameSchool, parent: LedgerUnit, plan: DrawPlan, random: Random): LedgerUnit[] {
  const classes = [...school.classes].sort((a, b) => byCodeUnit(a.name, b.name))
  checkClasses(school, classes)
  const sampled = Math.min(valueFor(plan.classesPerSchool, parent.stratum), classes.length)
  return drawSimple(classes.length, sampled, random.fork('classes')).flatMap((place, order) => {
    const { name, pupils } = classes[place]
    const id = `${school.code}/${name}`
    const taken = Math.min(valueFor(plan.pupilsPerClass, parent.stratum), pupils)
    const { stratum, reserve } = parent
    const drawn: LedgerUnit = {
      id,
      stage: 2,
      label: name,
      parent: school.code,
      stratum,
      order: order + 1,
      size: pupils,
      population: classes.length,
      sampled,
      probability: sampled / classes.length,
      certain: sampled === classes.length,
      reserve,
    }
    const listed = drawSimple(pupils, taken, random.fork('pupils').fork(name)).map((pupil, at): LedgerUnit => {
      const label = String(pupil + 1)
      return {
        id: `${id}#${label}`,
        stage: 3,
        label,
        parent: id,
        stratum,
        order: at + 1,
        size: 1,
        population: pupils,
        sampled: taken,
        probability: taken / pupils,
        certain: taken === pupils,
        reserve,
      }
    })
    return [drawn, ...listed]
  })
}

function checkClasses(school: FrameSchool, classes: readonly { name: string; pupils: number }[]): void {
  const refuse = (reason: string) => new AnalysisError('frame_invalid', { school: school.code, reason })
  if (classes.length === 0) throw refuse('no classes')
  for (const [place, { name, pupils }] of classes.entries()) {
    if (place > 0 && classes[place - 1].name === name) throw refuse(`class ${name} twice`)
    if (!Number.isInteger(pupils) || pupils < 1) throw refuse(`class ${name} has no whole number of pupils`)
  }
}
