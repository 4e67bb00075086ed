import { z } from 'zod'
import { rule } from './rule.ts'

const text = (most: number) => z.string().trim().min(1).max(most)
/** Never used again for something else, in no later year: what is renamed keeps it, what is new gets another. */
export const criterionId = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9]*(?:[._-][A-Za-z0-9]+)*$/)
  .max(32)
/** Points have at most two decimals, so that sums are exact in hundredths. */
const points = z
  .number()
  .min(0)
  .max(10_000)
  .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6)
const who = z.string().trim().max(300)

export const component = z.strictObject({
  id: criterionId,
  name: text(1000),
  points,
  rule,
  /** the papers that prove it, one a line of the checklist */
  evidence: z.array(text(1000).regex(/^[^\r\n]*$/)).max(20),
  lead: who,
  supporting: who,
  /** it may happen that nothing of the kind arose in the year; then it leaves the sum, and the index is taken of the rest */
  mayNotArise: z.boolean(),
  /** ids of the former year's card that went on as this one, where the id is another or there are several */
  was: z.array(criterionId).max(20),
})
export const criterion = z.strictObject({
  id: criterionId,
  name: text(1000),
  points,
  /** number of the task in the plan it was built from */
  task: z.number().int().min(1).max(999).nullable(),
  components: z.array(component).min(1).max(60),
})
export const area = z.strictObject({
  id: criterionId,
  name: text(300),
  points,
  criteria: z.array(criterion).min(1).max(120),
})

/** Points beside the card, on the scale of the index (0 to 100), never more than the ceiling altogether. */
const extra = z.strictObject({
  ceiling: points,
  items: z.array(z.strictObject({ id: criterionId, name: text(1000), most: points })).max(40),
})

/** A card: what a group of units is judged by in one year. Once published it never changes; a change is another version. */
export const criteriaSet = z.strictObject({
  group: z.string().regex(/^[a-z][a-z0-9-]{0,47}$/),
  year: z.number().int().min(2000).max(2100),
  version: z.number().int().min(1).max(999),
  title: text(500),
  /** where the criteria come from: number, date, issuer */
  source: text(1000),
  /** where the points come from, said to everybody who reads the card */
  pointsFrom: text(2000),
  areas: z.array(area).min(1).max(30),
  bonus: extra,
  penalty: extra,
  /** from the best to the last; each begins at `from` percent of the index */
  bands: z
    .array(
      z.strictObject({ id: z.string().regex(/^[a-z0-9_]{1,32}$/), name: text(100), from: z.number().min(0).max(100) }),
    )
    .min(1)
    .max(12),
})
export type CriteriaSet = z.infer<typeof criteriaSet>
export type Area = z.infer<typeof area>
export type Criterion = z.infer<typeof criterion>
export type Component = z.infer<typeof component>

export const setId = ({ group, year, version }: Pick<CriteriaSet, 'group' | 'year' | 'version'>): string =>
  `${group}@${year}.${version}`

/** All that is scored, in the order of the card. */
export const componentsOf = (set: CriteriaSet): Component[] =>
  set.areas.flatMap(({ criteria }) => criteria.flatMap(({ components }) => components))
