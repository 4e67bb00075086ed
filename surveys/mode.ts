import { z } from 'zod'

/**
 * How an answer came in, kept as a category of it. The first group rests on a slip and so on the drawn sample; whoever
 * followed a link or a poster was drawn by nobody, and such sheets are never in a weighted figure.
 */
export const SLIP_MODES = ['slip', 'kiosk', 'paper', 'interviewer'] as const
export const OPEN_MODES = ['class_link', 'poster'] as const
export const MODES = [...SLIP_MODES, ...OPEN_MODES] as const
export type SlipMode = (typeof SLIP_MODES)[number]
export type Mode = (typeof MODES)[number]

/** By form, `ph-th`: the ways it may be answered in a round. A form without a rule may be answered in every way. */
export const modeRules = z.record(
  z.string().regex(/^[a-z]{2}-[a-z0-9]{1,16}$/),
  z
    .array(z.enum(MODES))
    .min(1)
    .max(MODES.length)
    .refine((modes) => new Set(modes).size === modes.length),
)
export type ModeRules = z.infer<typeof modeRules>

/** Whether a round takes this form in this way. */
export const modeAllowed = (rules: ModeRules, form: string, mode: string): boolean =>
  !Object.hasOwn(rules, form) || (rules[form] as readonly string[]).includes(mode)
