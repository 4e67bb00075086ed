import { z } from 'zod'
import { STRATUM_COLUMNS, samplingPlan } from '../plan/plan.ts'

const rate = z.number().gt(0).lt(1)
const money = z.int().min(0).max(1_000_000_000)

/** What is supposed before anything is known: rates, likeness inside schools, and what a school, a class and a slip cost in đồng. */
export const assumptions = z.strictObject({
  rate,
  responseRate: z.number().gt(0).max(1),
  betweenSchools: z.number().min(0).max(0.5),
  betweenClasses: z.number().min(0).max(0.5),
  schoolCost: money,
  classCost: money,
  slipCost: money,
  fixedCost: money,
})
export type Assumptions = z.infer<typeof assumptions>

/** Shares of variance as such surveys have them: with 2 classes and 15 answers each they give a design effect near 2. Costs are for the office to put right. */
export const FIRST_ASSUMPTIONS: Assumptions = {
  rate: 0.92,
  responseRate: 0.9,
  betweenSchools: 0.03,
  betweenClasses: 0.02,
  schoolCost: 300_000,
  classCost: 50_000,
  slipCost: 5_000,
  fixedCost: 0,
}

export const design = z.strictObject({ plan: samplingPlan, assumptions })
export type Design = z.infer<typeof design>

/** Alternatives have names, because people speak of them. */
export const namedDesign = design.extend({ name: z.string().trim().min(1).max(100) })
export type NamedDesign = z.infer<typeof namedDesign>

const total = z.int().min(1).max(20_000)
/** Half-width of the interval that each kind of domain should have, 0..1. */
const margins = z.partialRecord(z.enum(['all', ...STRATUM_COLUMNS]), z.number().gt(0).lt(0.5))

/** How the schools are split over the strata. */
export const allocationRule = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.enum(['equal', 'proportional', 'neyman', 'optimal']), schools: total }),
  z.strictObject({ rule: z.literal('power'), schools: total, q: z.number().min(0).max(1) }),
  z.strictObject({ rule: z.literal('joint_budget'), budget: z.int().min(1).max(1_000_000_000_000), margins }),
  z.strictObject({ rule: z.literal('joint_margins'), margins }),
])
export type WantedAllocation = z.infer<typeof allocationRule>
export const allocationRequest = design.extend({ allocation: allocationRule })
