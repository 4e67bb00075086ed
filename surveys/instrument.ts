import { z } from 'zod'

/**
 * An instrument is one version of one form, as data: `ph-th@2021.1`.
 * A published version never changes; a changed text is a new version. Item ids keep their meaning across versions.
 */

export const text = z.strictObject({
  vi: z.string().min(1),
  km: z.string().min(1).optional(),
  en: z.string().min(1).optional(),
})

export const option = z.strictObject({
  value: z.string().regex(/^[A-Za-z0-9_]{1,32}$/),
  text,
})

const base = {
  id: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,31}$/),
  text,
  hint: text.optional(),
  required: z.boolean(),
  /** An expression of surveys/expression; absent means always asked. */
  relevant: z.string().min(1).optional(),
}

/** Five levels, 1 very dissatisfied … 5 very satisfied; `null` is "does not know, does not apply" and leaves every denominator. */
export const scaleItem = z.strictObject({ ...base, type: z.literal('scale'), notApplicable: z.boolean() })
export const singleItem = z.strictObject({ ...base, type: z.literal('single'), options: z.array(option).min(2) })
export const multipleItem = z.strictObject({
  ...base,
  type: z.literal('multiple'),
  options: z.array(option).min(2),
  /** Chosen together with nothing else ("none of these"). */
  exclusive: z.array(z.string()).optional(),
  max: z.int().min(1).optional(),
})
export const percentItem = z.strictObject({ ...base, type: z.literal('percent'), min: z.int(), max: z.int() })
export const textItem = z.strictObject({ ...base, type: z.literal('text'), maxLength: z.int().min(1).max(4000) })

export const item = z.discriminatedUnion('type', [scaleItem, singleItem, multipleItem, percentItem, textItem])

export const block = z.strictObject({
  id: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,31}$/),
  title: text,
  lead: text.optional(),
  items: z.array(item).min(1),
})

export const instrument = z.strictObject({
  form: z.string().regex(/^[a-z]{2}-[a-z0-9]{1,16}$/),
  version: z.string().regex(/^\d{4}\.\d{1,4}$/),
  title: text,
  /** Who answers about which level of schooling: `mn`, `th`, `thcs`, `thpt`, `gdtx`, `cd`. */
  level: z.enum(['mn', 'th', 'thcs', 'thpt', 'gdtx', 'cd']),
  respondent: z.enum(['parent', 'learner']),
  languages: z.array(z.enum(['vi', 'km', 'en'])).min(1),
  source: z.string().min(1),
  blocks: z.array(block).min(1),
})

export type Option = z.infer<typeof option>
export type ScaleItem = z.infer<typeof scaleItem>
export type Item = z.infer<typeof item>
export type Block = z.infer<typeof block>
export type Instrument = z.infer<typeof instrument>
export type Level = Instrument['level']

/** What an answer can be: a level or a percent, the chosen value, the chosen values, a text, or `null` for "does not know". */
export type Answer = number | string | readonly string[] | null
export type Answers = Readonly<Record<string, Answer>>

export const instrumentId = (of: Pick<Instrument, 'form' | 'version'>): string => `${of.form}@${of.version}`
