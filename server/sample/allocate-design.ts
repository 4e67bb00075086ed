import { type AllocationRule, allocate, roundAllocation } from '../../analysis/plan/allocation.ts'
import {
  cheapestAllocation,
  type JointStratum,
  mostPreciseAllocation,
  type Requirement,
} from '../../analysis/plan/joint-allocation.ts'
import type { SamplingPlan } from '../plan/plan.ts'
import type { Assumptions, Design, WantedAllocation } from './design.ts'
import { lineOf } from './draw-plan.ts'
import { type DesignGround, type DesignStratum, designStrata, domainMembers } from './forecast-design.ts'
import { frameSchools } from './frame-schools.ts'

/** The least from which a variance can be seen. */
const LEAST = 2

/** The plan's table with schools split by a rule; classes and pupils stay as they are in each line. */
export function allocateDesign(
  design: Design,
  wanted: WantedAllocation,
  ground: DesignGround,
): NonNullable<SamplingPlan['table']> {
  const strata = designStrata(design, frameSchools(ground.rows, ground.matrix, design.plan))
  const sizes =
    wanted.rule === 'joint_budget' || wanted.rule === 'joint_margins'
      ? jointly(design, strata, wanted)
      : byRule(design.assumptions, strata, wanted)
  const table: Record<string, { schools: number; classes: number; pupils: number }> = {}
  // A line that only schools always taken share keeps the common number: it is never used.
  for (const [at, { line, takeAll, asked }] of strata.entries())
    if (!takeAll) table[line] = { ...asked, schools: sizes[at] }
    else table[line] ??= { ...asked, schools: lineOf(design.plan, line).schools }
  return table
}

function byRule(
  { rate, ...costs }: Assumptions,
  strata: readonly DesignStratum[],
  wanted: Exclude<WantedAllocation, { rule: 'joint_budget' | 'joint_margins' }>,
): number[] {
  const open = strata.filter(({ takeAll }) => !takeAll)
  const fixed = strata.reduce((sum, { takeAll, population }) => sum + (takeAll ? population : 0), 0)
  const sample = Math.max(1, wanted.schools - fixed)
  const sd = Math.sqrt(rate * (1 - rate))
  const planned = open.map((stratum) => ({
    name: stratum.name,
    population: stratum.pupils,
    sd,
    mean: rate,
    size: stratum.pupils,
    cost: costOfSchool(costs, stratum),
  }))
  const rule: AllocationRule = wanted.rule === 'power' ? { rule: 'power', q: wanted.q } : { rule: wanted.rule }
  const { real } = allocate(planned, sample, rule)
  const whole = roundAllocation(
    real,
    open.map(({ population }) => population),
    sample,
    LEAST,
  )
  return strata.map((stratum) => (stratum.takeAll ? stratum.population : whole[open.indexOf(stratum)]))
}

function jointly(
  { plan, assumptions }: Design,
  strata: readonly DesignStratum[],
  wanted: Extract<WantedAllocation, { rule: 'joint_budget' | 'joint_margins' }>,
): readonly number[] {
  const joint = strata.map(
    (stratum): JointStratum => ({
      name: stratum.name,
      population: stratum.population,
      cost: costOfSchool(assumptions, stratum),
      least: stratum.takeAll ? stratum.population : LEAST,
    }),
  )
  const requirements = requirementsOf(plan, assumptions, strata, wanted.margins)
  const { sizes } =
    wanted.rule === 'joint_margins'
      ? cheapestAllocation(joint, requirements)
      : mostPreciseAllocation(joint, requirements, wanted.budget - assumptions.fixedCost)
  return sizes
}

/**
 * One requirement per domain. A school's mean has the variance of an answer times effect / answers of a school; the units that
 * are counted are schools, so that the share of pupils over the share of schools stands beside it.
 */
function requirementsOf(
  { strata: columns }: SamplingPlan,
  { rate, responseRate }: Assumptions,
  strata: readonly DesignStratum[],
  margins: Extract<WantedAllocation, { rule: 'joint_margins' }>['margins'],
): Requirement[] {
  return domainMembers(columns, strata).flatMap(({ column, value, members }) => {
    const margin = margins[column ?? 'all']
    if (margin === undefined) return []
    const total = (of: (stratum: DesignStratum) => number) => members.reduce((sum, one) => sum + of(one), 0)
    const [pupils, schools] = [total((one) => one.pupils), total((one) => one.population)]
    const sd = members.map((one): [string, number] => {
      const answers = (one.slips * responseRate) / one.schools
      const ofSchools = Math.sqrt((rate * (1 - rate) * one.effect) / answers)
      return [one.name, (ofSchools * (one.pupils / pupils)) / (one.population / schools)]
    })
    return [{ name: column === null ? 'all' : `${column}=${value}`, sd: Object.fromEntries(sd), limit: { margin } }]
  })
}

/** With the classes and slips that one school of the stratum brings on average. */
const costOfSchool = (
  costs: Pick<Assumptions, 'schoolCost' | 'classCost' | 'slipCost'>,
  { schools, classes, slips }: DesignStratum,
): number => costs.schoolCost + (classes * costs.classCost + slips * costs.slipCost) / schools
