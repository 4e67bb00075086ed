import { z } from 'zod'
import { day } from '../round.ts'

const text = z.string().trim().min(1).max(300)
const percent = z.number().min(0).max(100)
const amount = z.number().min(0).max(1_000_000_000)
/** What stands in a self-score beside two numbers: what is counted, and out of what. */
const fraction = { numerator: text, denominator: text }
/**
 * What lies between the floor and the target is worth: its share of one hundred (the formula mostly printed), its share of
 * the target, or nothing.
 */
export const BETWEEN = ['of_hundred', 'of_target', 'nothing'] as const
const between = z.enum(BETWEEN)
/** `strict`: the target itself is not yet enough ("trên 90%" against "từ 90%"). */
const goal = { target: z.number().positive().max(1_000_000), floor: amount, strict: z.boolean(), between }

/** How what was achieved becomes points. Shares are percent of the points of the component, so that its points can be changed alone. */
export const rule = z.discriminatedUnion('kind', [
  /** Có / không. */
  z.strictObject({ kind: z.literal('yes_no') }),
  /** Bậc thang, chosen by name. */
  z.strictObject({
    kind: z.literal('levels'),
    levels: z
      .array(z.strictObject({ id: z.string().regex(/^[a-z0-9_]{1,32}$/), name: text, percent }))
      .min(2)
      .max(20),
  }),
  /** Bậc thang by a number, or by two that make a percentage, which may be above one hundred. */
  z.strictObject({
    kind: z.literal('steps'),
    numerator: text,
    /** left out: the number itself is looked at */
    denominator: text.optional(),
    unit: z.string().trim().min(1).max(60),
    /** up: more is better, `at` is the least for the step; down: less is better, `at` is the most */
    direction: z.enum(['up', 'down']),
    steps: z
      .array(z.strictObject({ at: amount, percent }))
      .min(1)
      .max(20),
  }),
  /** Tỷ lệ. `outOf`: the denominator is known beforehand (12 months). */
  z.strictObject({
    kind: z.literal('ratio'),
    ...fraction,
    ...goal,
    outOf: z.number().int().min(1).max(1000).optional(),
  }),
  /** Tỷ lệ nghịch: up to `target` all points, above `ceiling` none, between them the mirrored formula or nothing. */
  z.strictObject({
    kind: z.literal('inverse_ratio'),
    ...fraction,
    target: percent,
    ceiling: percent,
    between: z.enum(['of_hundred', 'nothing']),
  }),
  /** Đúng hạn. Without `lateUntil` late is worth nothing; due on the day a period sets, which may lie before the period's end. */
  z.strictObject({
    kind: z.literal('on_time'),
    due: day,
    late: z.strictObject({ until: day, percent }).optional(),
  }),
  /** Trừ dần: all points less `each` for every case. */
  z.strictObject({ kind: z.literal('deduct'), what: text, each: z.number().positive().max(1000) }),
  /** From another index, on its own scale: the satisfaction rate of a round, a grade in points. */
  z.strictObject({
    kind: z.literal('index'),
    index: z.string().regex(/^[a-z][a-z0-9_]{0,47}$/),
    name: text,
    scale: z.number().positive().max(1_000_000),
    ...goal,
  }),
])
export type Rule = z.infer<typeof rule>
export type RuleKind = Rule['kind']
export const RULE_KINDS = [
  'yes_no',
  'levels',
  'steps',
  'ratio',
  'inverse_ratio',
  'on_time',
  'deduct',
  'index',
] as const satisfies readonly RuleKind[]
