import { AnalysisError } from '../failure.ts'
import type { Random } from '../numeric/random.ts'
import { conditionalPoisson } from './conditional-poisson.ts'
import { drawCube } from './cube.ts'
import { inclusionProbabilities } from './inclusion-probabilities.ts'
import {
  byCodeUnit,
  type DrawPlan,
  type FrameSchool,
  hasEqualChances,
  type SchoolSelection,
  valueFor,
} from './ledger.ts'
import { drawPpsSystematic } from './pps-systematic.ts'
import { drawSimple } from './simple.ts'
import { drawSystematic } from './systematic.ts'
import { drawBrewer, drawSampford } from './unequal.ts'

export type FrameStratum = Readonly<{ name: string; values: readonly string[]; schools: readonly FrameSchool[] }>

/** The schools of a stratum in the order in which they were drawn from, and which places were chosen. */
export type ChosenSchools = Readonly<{
  listed: readonly FrameSchool[]
  sampled: number
  chosen: readonly number[]
  probability: ArrayLike<number>
}>

/**
 * The first stage of a draw: schools of every stratum, by the method the plan names.
 *
 *   pi = min(1, n_h M_i / M_h) (proportional to pupils) or n_h / N_h (simple, systematic_sorted, cube with equal chances)
 *
 * Every stratum has its own stream and does not move when another is added, except under the cube, which balances all strata at
 * once. A stratum with fewer schools than asked is taken whole.
 *
 * @param strata  schools of each in the order of their codes
 * @param random  the stream whose forks the strata use
 * @returns       one entry per stratum, in order
 * @throws AnalysisError stratum_without_plan; size_not_whole; sizes_too_large; frame_invalid {school, reason}: a measure is missing;
 *   option_invalid {option: selection}; not_converged (sampford with many schools a stratum)
 *
 * Source: each method in its own file.
 * Golden: none, a draw has no outside value; chances are tested over seeds for every method.
 */
export function chooseSchools(strata: readonly FrameStratum[], plan: DrawPlan, random: Random): ChosenSchools[] {
  const { selection = { method: 'pps_systematic' } } = plan
  if (selection.method === 'cube') return byCube(strata, plan, selection, random)
  return strata.map(({ name, schools }) => {
    const own = random.fork(name)
    const listed = inOrder(schools, selection, own)
    const sampled = Math.min(valueFor(plan.schoolsPerStratum, name), listed.length)
    return { listed, sampled, ...chooseIn(listed, sampled, selection, own.fork('sample')) }
  })
}

function inOrder(schools: readonly FrameSchool[], selection: SchoolSelection, random: Random): FrameSchool[] {
  if (!('sort' in selection)) return random.fork('order').shuffle(schools)
  const keys = new Map(schools.map((school) => [school, selection.sort.map((column) => sortKey(school, column))]))
  return [...schools].sort((a, b) => {
    const [left, right] = [keys.get(a) ?? [], keys.get(b) ?? []]
    for (const [at, key] of left.entries()) {
      const other = right[at]
      const order =
        typeof key === 'number' && typeof other === 'number' ? key - other : byCodeUnit(String(key), String(other))
      if (order !== 0) return order
    }
    return byCodeUnit(a.code, b.code)
  })
}

function sortKey(school: FrameSchool, column: string): string | number {
  return school.stratum[column] ?? measureOf(school, column)
}

/** A number of a school by its name; `schools` is 1 for each. */
function measureOf(school: FrameSchool, name: string): number {
  const value = { schools: 1, classes: school.classes.length, pupils: school.pupils }[name] ?? school.measures?.[name]
  if (value === undefined || !Number.isFinite(value))
    throw new AnalysisError('frame_invalid', { school: school.code, reason: `no ${name}` })
  return value
}

export const balanceOf = (school: FrameSchool, names: readonly string[]): number[] =>
  names.map((name) => measureOf(school, name))

function chooseIn(
  listed: readonly FrameSchool[],
  sampled: number,
  selection: Exclude<SchoolSelection, { method: 'cube' }>,
  random: Random,
): Pick<ChosenSchools, 'chosen' | 'probability'> {
  const size = listed.map(({ pupils }) => pupils)
  const equal = () => size.map(() => sampled / size.length)
  const unequal = () => [...inclusionProbabilities(size, sampled)]
  switch (selection.method) {
    case 'pps_systematic':
    case 'pps_systematic_sorted':
      return drawPpsSystematic(size, sampled, random)
    case 'simple':
      return { chosen: drawSimple(size.length, sampled, random), probability: equal() }
    case 'systematic_sorted':
      return { chosen: drawSystematic(size.length, sampled, random), probability: equal() }
    case 'brewer': {
      const probability = unequal()
      return { chosen: drawBrewer(probability, random), probability }
    }
    case 'sampford': {
      const probability = unequal()
      return { chosen: drawSampford(probability, random), probability }
    }
    case 'max_entropy': {
      const probability = unequal()
      return { chosen: drawMaxEntropy(probability, random), probability }
    }
    default:
      throw new AnalysisError('option_invalid', {
        option: 'selection',
        value: String((selection as { method: unknown }).method),
      })
  }
}

/** Conditional Poisson sampling of what chance decides, after the certain units. */
function drawMaxEntropy(probability: readonly number[], random: Random): number[] {
  const open = probability.map((_, unit) => unit).filter((unit) => probability[unit] > 0 && probability[unit] < 1)
  const certain = probability.map((_, unit) => unit).filter((unit) => probability[unit] === 1)
  if (open.length === 0) return certain
  const chances = open.map((unit) => probability[unit])
  const sampled = Math.round(chances.reduce((sum, one) => sum + one, 0))
  const drawn = conditionalPoisson(chances, sampled).draw(random)
  return [...certain, ...drawn.map((at) => open[at])].sort((a, b) => a - b)
}

function byCube(
  strata: readonly FrameStratum[],
  plan: DrawPlan,
  { balance }: Extract<SchoolSelection, { method: 'cube' }>,
  random: Random,
): ChosenSchools[] {
  const sizes = strata.map(({ name, schools }) => Math.min(valueFor(plan.schoolsPerStratum, name), schools.length))
  const schools = strata.flatMap((stratum) => stratum.schools)
  const probability = strata.flatMap((stratum, at) =>
    hasEqualChances(plan.selection)
      ? stratum.schools.map(() => sizes[at] / stratum.schools.length)
      : [
          ...inclusionProbabilities(
            stratum.schools.map(({ pupils }) => pupils),
            sizes[at],
          ),
        ],
  )
  const values = schools.map((school) => balanceOf(school, balance))
  const columns = balance.map((_, variable) => values.map((own) => own[variable]))
  const stratum = strata.flatMap(({ name, schools: own }) => own.map(() => name))
  const taken = new Set(drawCube(probability, { balance: columns, stratum }, random.fork('cube')).chosen)
  let first = 0
  return strata.map(({ schools: listed }, at) => {
    const start = first
    first += listed.length
    return {
      listed,
      sampled: sizes[at],
      chosen: listed.map((_, place) => place).filter((place) => taken.has(start + place)),
      probability: probability.slice(start, first),
    }
  })
}
