import { usualSteps, type WeighedSample, type WeightingSpec, weigh } from '../../analysis/weight/chain.ts'
import { findDataset } from '../dataset/store.ts'
import { readDataset } from '../dataset/table.ts'
import type { Db } from '../db/open.ts'
import { getRound } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { findDrawById } from '../sample/store.ts'
import { frameOfRound } from './frame-of-round.ts'

export const USUAL: WeightingSpec = { version: 1, steps: usualSteps }

/** What the frozen sheets would weigh by a specification; nothing is stored. */
export async function tryWeighting(
  db: Db,
  roundId: string,
  { steps, merge = [] }: WeightingSpec = USUAL,
): Promise<WeighedSample & { datasetId: string; datasetHash: string }> {
  const round = await getRound(db, roundId)
  const dataset = await findDataset(db, roundId)
  const draw = dataset && (await findDrawById(db, dataset.drawId))
  if (!dataset || !draw) throw new Problem('step_not_possible', { detail: { state: round.state, step: 'weigh' } })
  const frame = await frameOfRound(db, round, draw.frameId)
  const chain = weigh(draw.ledger, readDataset(dataset.bytes).column('class'), draw.field, {
    steps,
    merge,
    ...(frame ? { frame } : {}),
  })
  return { ...chain, datasetId: dataset.id, datasetHash: dataset.hash }
}
