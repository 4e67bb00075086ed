import { type DrawPlan, type FrameSchool, type SchoolSelection, stratumName } from '../../analysis/select/ledger.ts'
import type { SamplingPlan } from '../plan/plan.ts'
import { TAKE_ALL } from './frame-schools.ts'

/** The columns that make the strata of a plan: its own, and one more that keeps the schools apart which are always taken. */
export const columnsOf = (plan: SamplingPlan): string[] => [
  ...plan.strata,
  ...(plan.takeAll && plan.takeAll.length > 0 ? [TAKE_ALL] : []),
]

/** The name of a stratum in the plan's table: without the mark of schools that are always taken. */
export const tableName = (values: readonly string[], plan: SamplingPlan): string =>
  stratumName(values.slice(0, plan.strata.length))

/** What a plan asks in a stratum: its line in the table, or the plan's common numbers. Areas may have any name, so only own keys count. */
export function lineOf({ table, ...plan }: SamplingPlan, name: string) {
  return table !== undefined && Object.hasOwn(table, name)
    ? table[name]
    : { schools: plan.schoolsPerStratum, classes: plan.classesPerSchool, pupils: plan.pupilsPerClass }
}

/**
 * What the sampler is told: a number for each stratum that the frame has. A stratum without a line in the table takes the
 * plan's common numbers, so that a frame with one more area can still be drawn.
 */
export function drawPlanOf(plan: SamplingPlan, seed: string, schools: readonly FrameSchool[]): DrawPlan {
  const { reserves, table } = plan
  const strata = columnsOf(plan)
  const selection = selectionOf(plan, schools)
  const rest = { strata, reserves, seed, ...(selection ? { selection } : {}) }
  if (table === undefined && strata.length === plan.strata.length)
    return {
      ...rest,
      schoolsPerStratum: plan.schoolsPerStratum,
      classesPerSchool: plan.classesPerSchool,
      pupilsPerClass: plan.pupilsPerClass,
    }
  const found = new Map<string, { schools: number; classes: number; pupils: number }>()
  for (const { stratum } of schools) {
    const values = strata.map((column) => stratum[column] ?? '')
    const name = stratumName(values)
    const line = lineOf(plan, tableName(values, plan))
    const known = found.get(name)
    const all = stratum[TAKE_ALL] === 'all' && strata.includes(TAKE_ALL)
    found.set(name, { ...line, schools: all ? (known?.schools ?? 0) + 1 : line.schools })
  }
  const per = (of: 'schools' | 'classes' | 'pupils') =>
    Object.fromEntries([...found].map(([name, line]) => [name, line[of]]))
  return {
    ...rest,
    schoolsPerStratum: per('schools'),
    classesPerSchool: per('classes'),
    pupilsPerClass: per('pupils'),
  }
}

/** The balanced draw keeps pupils and classes, and the number of Khmer pupils where every school of the list tells it. */
function selectionOf({ selection }: SamplingPlan, schools: readonly FrameSchool[]): SchoolSelection | undefined {
  if (selection === undefined || selection === 'pps_systematic') return undefined
  const khmer = schools.every(({ measures }) => measures?.khmerPupils !== undefined) ? ['khmerPupils'] : []
  if (selection === 'pps_systematic_sorted') return { method: selection, sort: [...khmer, 'pupils'] }
  if (selection === 'cube') return { method: 'cube', chances: 'size', balance: ['pupils', 'classes', ...khmer] }
  return { method: selection }
}
