import { z } from 'zod'

/**
 * An instrument is one version of one form, as data: `ph-th@2021.1`.
 * A published version never changes; a changed text is a new version. Item ids keep their meaning across versions.
 * What came later is optional here, so that the JSON of older versions, and with it their content hash, stays valid.
 */

/** Who has read a text in one language and stands for it, and on which day. */
export const review = z.strictObject({
  by: z.string().min(1).max(100),
  on: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
})

/** `${A4}` in a text stands for the answer to A4, an item before it. A language that is not there awaits its translator. */
export const text = z.strictObject({
  vi: z.string().min(1),
  km: z.string().min(1).optional(),
  en: z.string().min(1).optional(),
  reviewed: z.strictObject({ vi: review.optional(), km: review.optional(), en: review.optional() }).optional(),
})

/** Pictures and sound stand beside the form and are named only. */
export const mediaName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/)
export const image = z.strictObject({ file: mediaName, alt: text })
export const audio = z.strictObject({
  vi: mediaName.optional(),
  km: mediaName.optional(),
  en: mediaName.optional(),
})

export const option = z.strictObject({
  value: z.string().regex(/^[A-Za-z0-9_]{1,32}$/),
  text,
})

const id = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,31}$/)
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

const shown = {
  id,
  text,
  hint: text.optional(),
  /** An expression of surveys/expression; absent means always asked. */
  relevant: z.string().min(1).optional(),
  image: image.optional(),
  /** The item read aloud, one recording a language. */
  audio: audio.optional(),
}
const base = {
  ...shown,
  /** `true` is asked for until it is answered, `'soft'` once more. Neither keeps a sheet out of the database. */
  required: z.union([z.boolean(), z.literal('soft')]),
  /** An expression that must be true of the answer, `.`; looks at nothing behind the item. */
  constraint: z.string().min(1).optional(),
  /** What is said when it is not, or, without an expression, when the answer is outside the item's limits. */
  message: text.optional(),
}

/** The choice after which something may be written: its answer is a text of its own, named `<id>_text`. */
export const other = z.strictObject({ value: z.string(), text, maxLength: z.int().min(1).max(1000) })

/** Five levels, 1 very dissatisfied … 5 very satisfied; `null` is "does not know, does not apply" and leaves every denominator. */
export const scaleItem = z.strictObject({ ...base, type: z.literal('scale'), notApplicable: z.boolean() })
export const singleItem = z.strictObject({
  ...base,
  type: z.literal('single'),
  options: z.array(option).min(2),
  other: other.optional(),
})
export const multipleItem = z.strictObject({
  ...base,
  type: z.literal('multiple'),
  options: z.array(option).min(2),
  /** Chosen together with nothing else ("none of these"). */
  exclusive: z.array(z.string()).optional(),
  min: z.int().min(1).optional(),
  max: z.int().min(1).optional(),
  other: other.optional(),
})
export const percentItem = z.strictObject({ ...base, type: z.literal('percent'), min: z.int(), max: z.int() })
export const numberItem = z.strictObject({
  ...base,
  type: z.literal('number'),
  /** Digits behind the point; 0 is a whole number. */
  decimals: z.int().min(0).max(6),
  min: z.number().min(-1e9).max(1e9).optional(),
  max: z.number().min(-1e9).max(1e9).optional(),
})
export const textItem = z.strictObject({
  ...base,
  type: z.literal('text'),
  maxLength: z.int().min(1).max(4000),
  /** One line instead of a field for several. */
  short: z.literal(true).optional(),
})
export const dateItem = z.strictObject({ ...base, type: z.literal('date'), min: day.optional(), max: day.optional() })
/** The answer is the options in the order of preference: all of them, or the first `max`. */
export const rankingItem = z.strictObject({
  ...base,
  type: z.literal('ranking'),
  options: z.array(option).min(2),
  max: z.int().min(1).optional(),
})
/** Several questions with the same answers. Each row is a question of its own, with its own id, and a card on a phone. */
export const matrixItem = z.strictObject({
  ...base,
  type: z.literal('matrix'),
  rows: z.array(z.strictObject({ id, text })).min(1),
  of: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('scale'), notApplicable: z.boolean() }),
    z.strictObject({ type: z.literal('single'), options: z.array(option).min(2) }),
  ]),
})
/** Something to read between the questions. */
export const noteItem = z.strictObject({ ...shown, type: z.literal('note'), required: z.literal(false) })
/** A value of the form itself, stored with every sheet and shown to nobody; the text is the name of its column. */
export const hiddenItem = z.strictObject({
  id,
  text,
  relevant: shown.relevant,
  type: z.literal('hidden'),
  required: z.literal(false),
  value: z.string().min(1).max(200),
})
/** A value computed from the answers before it. */
export const calculatedItem = z.strictObject({
  id,
  text,
  relevant: shown.relevant,
  type: z.literal('calculated'),
  required: z.literal(false),
  calculation: z.string().min(1),
  gives: z.enum(['number', 'text']),
})

export const item = z.discriminatedUnion('type', [
  scaleItem,
  singleItem,
  multipleItem,
  percentItem,
  numberItem,
  textItem,
  dateItem,
  rankingItem,
  matrixItem,
  noteItem,
  hiddenItem,
  calculatedItem,
])

export const block = z.strictObject({
  id,
  title: text,
  lead: text.optional(),
  /** All its questions on one screen of the phone, instead of one after the other. */
  together: z.literal(true).optional(),
  items: z.array(item).min(1),
})

/** What is read before the first question; its version is stored with every sheet. `{department}` and `{hotline}` are the operator's own. */
export const notice = z.strictObject({
  version: z.string().regex(/^[A-Za-z0-9._-]{1,16}$/),
  title: text,
  points: z.array(text).min(1).max(20),
  contact: text,
  agree: text,
  decline: text,
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
  /** The form's own notice and consent; absent means the one that ships, by who answers. */
  notice: notice.optional(),
  blocks: z.array(block).min(1),
})

export type Option = z.infer<typeof option>
export type ScaleItem = z.infer<typeof scaleItem>
export type Item = z.infer<typeof item>
export type ItemType = Item['type']
export type MatrixItem = z.infer<typeof matrixItem>
export type Block = z.infer<typeof block>
export type Instrument = z.infer<typeof instrument>
export type Level = Instrument['level']

/**
 * What an answer can be: a level, a percent or a number; the chosen value, a day (`2026-11-20`) or a text; the chosen values,
 * in the order of preference for a ranking; or `null` for "does not know".
 */
export type Answer = number | string | readonly string[] | null
export type Answers = Readonly<Record<string, Answer>>

export const instrumentId = (of: Pick<Instrument, 'form' | 'version'>): string => `${of.form}@${of.version}`
