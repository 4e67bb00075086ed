import { AnalysisError } from '../failure.ts'
import type { Distance } from './calibration-solver.ts'

/** Adjustment cells from small to large; `group` is the first stratum column (the level of school). */
export type CellLevel = 'class' | 'school' | 'stratum' | 'group' | 'all'
export const CELL_LEVELS: readonly CellLevel[] = ['class', 'school', 'stratum', 'group', 'all']

/** What to do, as data: stored with the round, run again whenever the answers or the field record change. Columns are those of the frame. */
export type WeightStep =
  | Readonly<{ step: 'base' }>
  | Readonly<{ step: 'unknown_eligibility'; within: CellLevel }>
  | Readonly<{ step: 'nonresponse'; within: CellLevel }>
  /** Classes of columns of the frame; one in which nobody answered joins those that differ only in the last column, and so on. */
  | Readonly<{ step: 'nonresponse_classes'; by: readonly string[] }>
  /** `classes`: how many along the propensity; absent = each answer by its own. */
  | Readonly<{ step: 'propensity'; by: readonly string[]; classes?: number }>
  | Readonly<{ step: 'post_stratify'; by: readonly string[] }>
  | Readonly<{ step: 'rake'; margins: readonly (readonly string[])[] }>
  | Readonly<{
      step: 'calibrate'
      margins: readonly (readonly string[])[]
      distance: Distance
      bounds?: readonly [number, number]
    }>
  /** Bounds as multiples of the mean weight; `again`: repeat the step before until both hold. */
  | Readonly<{ step: 'trim'; upper?: number; lower?: number; again?: boolean }>

/** A level of a column that is taken together with another, in all steps. */
export type LevelMerge = Readonly<{ column: string; from: string; into: string }>
export type WeightingSpec = Readonly<{ version: 1; steps: readonly WeightStep[]; merge?: readonly LevelMerge[] }>

export const usualSteps: readonly WeightStep[] = Object.freeze([
  { step: 'base' },
  { step: 'unknown_eligibility', within: 'school' },
  { step: 'nonresponse', within: 'school' },
])

const AGREEMENTS: readonly string[] = ['post_stratify', 'rake', 'calibrate', 'trim']
export const isAgreement = (
  step: WeightStep,
): step is Extract<WeightStep, { step: 'post_stratify' | 'rake' | 'calibrate' | 'trim' }> =>
  AGREEMENTS.includes(step.step)

/** Throws option_invalid {option: 'steps', place, step, reason}: base comes first and once; nonresponse before what agrees with totals. */
export function checkSteps(steps: readonly WeightStep[]): void {
  const wrong = (place: number, reason: string) => {
    throw new AnalysisError('option_invalid', {
      option: 'steps',
      place: place + 1,
      step: steps[place]?.step ?? 'none',
      reason,
    })
  }
  for (const [place, step] of steps.entries()) {
    if ((step.step === 'base') !== (place === 0)) wrong(place, 'base comes first and once')
    const before = steps[place - 1]
    if (before && isAgreement(before) && !isAgreement(step))
      wrong(place, 'nonresponse is corrected before weights agree with totals')
    if (step.step === 'trim' && step.again && !(before && isAgreement(before) && before.step !== 'trim'))
      wrong(place, 'only a step that agrees with totals can be repeated')
    if (step.step === 'trim' && step.upper === undefined && step.lower === undefined)
      wrong(place, 'trimming needs a bound')
  }
  if (steps.length === 0) wrong(0, 'base comes first and once')
}
