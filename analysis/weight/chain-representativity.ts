import { AnalysisError } from '../failure.ts'
import type { WeightChain } from './chain.ts'
import type { ClassWeight } from './class-weight.ts'
import type { FrameColumns } from './frame-columns.ts'
import { pupilsOf } from './pupil-rows.ts'
import { representativity } from './representativity.ts'

/** How far the answers of a round mirror its sample in all columns of the frame; a check that cannot be made stops no weighting. */
export function representativityOf(
  cells: readonly ClassWeight[],
  frame: FrameColumns,
): WeightChain['representativity'] {
  const { weights, responses, model, factors } = pupilsOf(cells, frame, frame.names)
  try {
    return representativity(weights, responses, model, factors)
  } catch (error) {
    if (!(error instanceof AnalysisError)) throw error
    return { refused: { code: error.code, detail: error.detail } }
  }
}
