import { z } from 'zod'
import { usualSteps, type WeightingSpec } from '../../analysis/weight/chain.ts'

/** Columns of the frame a weighting may use; `khmer` says whether most pupils of the school are Khmer. */
export const FRAME_COLUMNS = ['level', 'area', 'khmer'] as const
const columns = z.array(z.enum(FRAME_COLUMNS)).min(1).max(FRAME_COLUMNS.length)
const margins = z.array(columns).min(1).max(6)
const cell = z.enum(['class', 'school', 'stratum', 'group', 'all'])
const multiple = z.number().positive().max(100)

const weightStep = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('base') }),
  z.strictObject({ step: z.literal('unknown_eligibility'), within: cell }),
  z.strictObject({ step: z.literal('nonresponse'), within: cell }),
  z.strictObject({ step: z.literal('nonresponse_classes'), by: columns }),
  z.strictObject({ step: z.literal('propensity'), by: columns, classes: z.int().min(2).max(20).optional() }),
  z.strictObject({ step: z.literal('post_stratify'), by: columns }),
  z.strictObject({ step: z.literal('rake'), margins }),
  z.strictObject({
    step: z.literal('calibrate'),
    margins,
    distance: z.enum(['linear', 'raking', 'logit']),
    bounds: z.tuple([z.number().nonnegative(), z.number().positive().max(100)]).optional(),
  }),
  z.strictObject({
    step: z.literal('trim'),
    upper: multiple.optional(),
    lower: multiple.optional(),
    again: z.boolean().optional(),
  }),
])

const merge = z.strictObject({ column: z.enum(FRAME_COLUMNS), from: z.string().max(200), into: z.string().max(200) })

/** A weighting as an analyst writes it down; the version is of this format. */
export const weightingSpec = z.strictObject({
  version: z.literal(1),
  steps: z.array(weightStep).min(1).max(12),
  merge: z.array(merge).max(50).optional(),
})
export const weighRequest = z.strictObject({ specification: weightingSpec.optional() })
export const weighTrial = z.strictObject({ specification: weightingSpec })

const start = usualSteps.slice(0, 2)
/** Ways of weighting to begin from. The first is used when nobody chooses. */
export const PRESETS: readonly Readonly<{ id: string; specification: WeightingSpec }>[] = [
  { id: 'school', specification: { version: 1, steps: usualSteps } },
  {
    id: 'post_strata',
    specification: {
      version: 1,
      steps: [
        ...start,
        { step: 'nonresponse_classes', by: ['level', 'area', 'khmer'] },
        { step: 'post_stratify', by: ['level', 'area'] },
      ],
    },
  },
  {
    id: 'raking',
    specification: {
      version: 1,
      steps: [
        ...start,
        { step: 'nonresponse', within: 'school' },
        { step: 'rake', margins: [['level'], ['area'], ['khmer']] },
        { step: 'trim', upper: 4, again: true },
      ],
    },
  },
  {
    id: 'propensity',
    specification: {
      version: 1,
      steps: [
        ...start,
        { step: 'propensity', by: ['level', 'area', 'khmer'], classes: 5 },
        { step: 'post_stratify', by: ['level', 'area'] },
      ],
    },
  },
]
