import { z } from 'zod'
import { criterionId } from './criteria/criteria-set.ts'
import { day } from './round.ts'

/** What is entered under a rule; what fits which rule is said by analysis/assessment/rule.ts. */
export const fact = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('nothing_arose') }),
  z.strictObject({ kind: z.literal('met'), met: z.boolean() }),
  z.strictObject({ kind: z.literal('level'), level: z.string().max(32) }),
  z.strictObject({ kind: z.literal('ratio'), numerator: z.number(), denominator: z.number() }),
  z.strictObject({ kind: z.literal('number'), value: z.number() }),
  z.strictObject({ kind: z.literal('day'), day: day.nullable() }),
])
export type Fact = z.infer<typeof fact>

const note = z.string().trim().max(4000)
/** One line as a unit enters it; null takes it back. */
export const selfEntry = z.strictObject({ component: criterionId, fact: fact.nullable(), note })
/** One line as an appraiser sees it: another fact, or none where he agrees; `asked`: the unit is to explain. */
export const appraisal = z.strictObject({ component: criterionId, fact: fact.nullable(), note, asked: z.boolean() })
export const explanation = z.strictObject({ component: criterionId, note: note.min(1) })

/** Points beside the card: asked for by the unit (bonus only) or given by an appraiser, always with the reason; null takes them back. */
export const extraEntry = z.strictObject({
  item: criterionId,
  points: z
    .number()
    .min(0)
    .max(10_000)
    .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6)
    .nullable(),
  note,
})

/** The road of one unit's year, in the order it is walked. */
export const ASSESSMENT_STATES = ['scoring', 'locked', 'explaining', 'explained', 'settled', 'published'] as const
export type AssessmentState = (typeof ASSESSMENT_STATES)[number]

/** What is written down at which state; at any other it stands as it is. */
export const STAGES = {
  self: 'scoring',
  first: 'locked',
  explanation: 'explaining',
  second: 'explained',
} as const satisfies Record<string, AssessmentState>
export type Stage = keyof typeof STAGES

type Step = Readonly<{ from: AssessmentState; to: AssessmentState; roles: readonly string[] }>
export const ASSESSMENT_STEPS = {
  /** Chốt điểm tự chấm. */
  lock: { from: 'scoring', to: 'locked', roles: ['assessor'] },
  /** Kết thúc thẩm định lần 1, yêu cầu giải trình. */
  ask: { from: 'locked', to: 'explaining', roles: ['appraiser'] },
  /** Chốt giải trình. */
  answer: { from: 'explaining', to: 'explained', roles: ['assessor'] },
  /** Kết thúc thẩm định lần 2. */
  settle: { from: 'explained', to: 'settled', roles: ['appraiser'] },
  publish: { from: 'settled', to: 'published', roles: ['director'] },
} as const satisfies Record<string, Step>
export type AssessmentStep = keyof typeof ASSESSMENT_STEPS

/** What becomes of points that were lost: planned by the unit, done, and looked at by somebody else. */
export const REMEDY_STATES = ['planned', 'done', 'returned', 'accepted'] as const
export type RemedyState = (typeof REMEDY_STATES)[number]
const line = z.string().trim().min(1)
export const remedyPlan = z.strictObject({
  component: criterionId,
  measure: line.max(2000),
  lead: line.max(300),
  dueOn: day,
})
export const remedyDone = z.strictObject({
  component: criterionId,
  doneOn: day,
  proof: line.max(2000),
  evidenceId: z.string().max(64).nullable(),
})
export const remedyDecision = z.strictObject({ component: criterionId, accept: z.boolean(), answer: note })
