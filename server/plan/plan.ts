import { z } from 'zod'
import { budget } from '../../surveys/budget.ts'
import { calendar } from '../../surveys/calendar.ts'
import { modeRules } from '../../surveys/mode.ts'

/** Columns of the frame, or made from them, by which schools can be put into strata. */
export const STRATUM_COLUMNS = ['level', 'area', 'commune', 'ownership', 'khmer', 'size'] as const
export type StratumColumn = (typeof STRATUM_COLUMNS)[number]

/** How schools are chosen inside a stratum; `analysis/select/choose-schools.ts` holds the methods. */
export const SELECTIONS = [
  'pps_systematic',
  'pps_systematic_sorted',
  'brewer',
  'max_entropy',
  'simple',
  'cube',
] as const

const schools = z.int().min(1).max(500)
const classes = z.int().min(1).max(50)
const pupils = z.int().min(1).max(100)
const exception = z.strictObject({
  code: z.string().min(1).max(200),
  reason: z.string().trim().min(1).max(500),
})
const exceptions = (most: number) =>
  z
    .array(exception)
    .max(most)
    .refine((all) => new Set(all.map(({ code }) => code)).size === all.length)

/**
 * What a round asks of the sampler; the seed and the frame come when it is drawn. Strata without a line in `table` take the
 * three numbers above it. `takeAll` are schools that are in the sample whatever chance says, `excluded` those that cannot be.
 */
export const samplingPlan = z.strictObject({
  strata: z
    .array(z.enum(STRATUM_COLUMNS))
    .min(1)
    .max(STRATUM_COLUMNS.length)
    .refine((columns) => new Set(columns).size === columns.length),
  schoolsPerStratum: schools,
  classesPerSchool: classes,
  pupilsPerClass: pupils,
  reserves: z.int().min(0).max(20),
  table: z.record(z.string().min(1).max(700), z.strictObject({ schools, classes, pupils })).optional(),
  takeAll: exceptions(200).optional(),
  excluded: exceptions(500).optional(),
  selection: z.enum(SELECTIONS).optional(),
})
export type SamplingPlan = z.infer<typeof samplingPlan>

const day = z.iso.date()
const line = (most: number) => z.string().trim().min(1).max(most)

export const newRound = z.strictObject({
  year: z.int().min(2014).max(2100),
  name: line(200),
  province: line(200),
  department: line(200),
  parentBody: line(200),
  place: line(100),
  hotline: line(100),
  target: z.number().gt(0).lt(1),
  opensOn: day.nullable(),
  closesOn: day.nullable(),
})
export type NewRound = z.infer<typeof newRound>

export const planChange = z.strictObject({
  name: line(200),
  hotline: line(100),
  /** who organises and where; left as they are where they are not said */
  province: line(200).optional(),
  department: line(200).optional(),
  parentBody: line(200).optional(),
  place: line(100).optional(),
  target: z.number().gt(0).lt(1),
  opensOn: day.nullable(),
  closesOn: day.nullable(),
  exclusionRules: z.array(line(500)).max(50),
  plan: samplingPlan,
})
export type PlanChange = z.infer<typeof planChange>

export const calendarChange = z.strictObject({ milestones: calendar })
export type CalendarChange = z.infer<typeof calendarChange>

export const modesChange = z.strictObject({ modes: modeRules })

/** `total` is what the person saw when saving; another sum than the server's own is refused. */
export const budgetChange = z.strictObject({ lines: budget, total: z.int().min(0) })
export type BudgetChange = z.infer<typeof budgetChange>

/** Any of the parts of a plan, to be written together. */
export const partsChange = z
  .strictObject({ general: planChange, modes: modeRules, calendar: calendarChange, budget: budgetChange })
  .partial()
  .refine((parts) => Object.keys(parts).length > 0)
export type PartsChange = z.infer<typeof partsChange>

export const approval = z.strictObject({ decisionNumber: line(100), decisionDate: day })

/** Two schools a stratum is the least that shows a variance; 4 × 2 × 12 in 22 strata makes about 2,100 slips. */
export const FIRST_PLAN: SamplingPlan = {
  strata: ['level', 'area'],
  schoolsPerStratum: 4,
  classesPerSchool: 2,
  pupilsPerClass: 15,
  reserves: 1,
}
