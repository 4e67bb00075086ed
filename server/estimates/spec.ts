import { z } from 'zod'

/** What can be computed beside the index itself; each has its own section on the page. */
export const EXTRAS = [
  'ends',
  'ranks',
  'small_areas',
  'reliability',
  'item_bias',
  'item_nonresponse',
  'change',
] as const

/** Questions about the respondent whose groups are reported: relation, sex, ethnicity, schooling, who handed the form out. */
export const PERSON_ITEMS = ['T1', 'T2', 'T4', 'T5', 'T7'] as const

const level = z.number().gt(0.5).lt(1)

/** What an analyst may choose; what is left out is as usual. Confirmed items are those a person found to ask the same as in the earlier round. */
export const estimateSpec = z.strictObject({
  blockRate: z.enum(['mean_of_items', 'pooled']).default('mean_of_items'),
  target: z.number().gt(0).lt(1).optional(),
  confidence: level.default(0.95),
  verdictConfidence: level.default(0.95),
  groups: z
    .array(z.string().regex(/^[A-Z]\d{1,2}$/))
    .max(20)
    .default([...PERSON_ITEMS]),
  extras: z
    .array(z.enum(EXTRAS))
    .max(EXTRAS.length)
    .default([...EXTRAS]),
  compareWith: z.string().max(64).optional(),
  confirmedItems: z.array(z.string().max(16)).max(200).default([]),
})
export type EstimateSpec = z.infer<typeof estimateSpec>
export const USUAL_SPEC: EstimateSpec = estimateSpec.parse({})

/** Whether the figures may stand as those of the round: its documents say 95 % and the target of its plan. */
export const isOfficial = ({ target, confidence, verdictConfidence }: EstimateSpec, planned: number): boolean =>
  (target === undefined || target === planned) && confidence === 0.95 && verdictConfidence === 0.95
