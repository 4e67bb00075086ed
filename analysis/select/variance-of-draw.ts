import { AnalysisError } from '../failure.ts'
import type { DrawMethod, SchoolMethod } from './ledger.ts'

/** `…_three_stage`: a term for schools, one for classes, one for pupils; `ultimate_cluster`: schools alone, as if drawn with replacement. */
export type VarianceMethod =
  | 'brewer_three_stage'
  | 'simple_three_stage'
  | 'successive_three_stage'
  | 'residual_three_stage'
  | 'ultimate_cluster'

/** Why a variance was formed as it was: a code for programs, a sentence for the method note. */
export const varianceReasons = {
  pps_systematic_random_order:
    'systematic PPS has no unbiased variance; after a random order every pair can come together and Brewer’s form fits',
  near_greatest_entropy:
    'fixed size and unequal chances near the greatest entropy: Brewer’s form needs no pair of them',
  simple_random: 'every set of schools had the same chance: the variance of simple random sampling is exact',
  sorted_list: 'even steps through a sorted list: only neighbours of the list differ by chance',
  balanced: 'the totals of the balancing variables cannot vary: what they leave unexplained carries the variance',
  asked_for:
    'schools as if drawn with replacement was asked for: never too small by theory, needs nothing of the stages below',
} as const
export type VarianceReason = keyof typeof varianceReasons

const following: Readonly<Record<SchoolMethod, Readonly<{ variance: VarianceMethod; because: VarianceReason }>>> = {
  pps_systematic_random_order: { variance: 'brewer_three_stage', because: 'pps_systematic_random_order' },
  brewer: { variance: 'brewer_three_stage', because: 'near_greatest_entropy' },
  sampford: { variance: 'brewer_three_stage', because: 'near_greatest_entropy' },
  max_entropy: { variance: 'brewer_three_stage', because: 'near_greatest_entropy' },
  simple: { variance: 'simple_three_stage', because: 'simple_random' },
  pps_systematic_sorted: { variance: 'successive_three_stage', because: 'sorted_list' },
  systematic_sorted: { variance: 'successive_three_stage', because: 'sorted_list' },
  cube_size: { variance: 'residual_three_stage', because: 'balanced' },
  cube_equal: { variance: 'residual_three_stage', because: 'balanced' },
}

/**
 * The variance that follows a draw. Only the careful one can be asked for instead, since any other would contradict how the schools came.
 *
 * @throws AnalysisError option_invalid {variance, draw}: another method than the draw's own; not_supported: a draw this version does not know
 */
export function varianceOfDraw({ schools }: DrawMethod, wanted?: VarianceMethod) {
  if (!Object.hasOwn(following, schools)) throw new AnalysisError('not_supported', { draw: String(schools) })
  const own = following[schools]
  if (wanted === undefined || wanted === own.variance) return own
  if (wanted === 'ultimate_cluster') return { variance: wanted, because: 'asked_for' } as const
  throw new AnalysisError('option_invalid', { option: 'variance', value: wanted, draw: schools, use: own.variance })
}
