import { usualSteps, weigh } from '../../analysis/weight/chain.ts'
import { type Act, newId } from '../act.ts'
import { findDataset } from '../dataset/store.ts'
import { readDataset } from '../dataset/table.ts'
import type { Db } from '../db/open.ts'
import { checkStep, takeStep } from '../plan/step.ts'
import { getRound } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { findDrawById } from '../sample/store.ts'
import { insertWeighting } from './store.ts'

/** Raised when a formula, a default or the order of the steps changes; documents print it. */
export const WEIGHTING_METHOD = 'design-nonresponse/1'

/** Weighs the frozen sheets by what the ledger of the draw says: nobody types a probability. */
export async function weighRound(db: Db, by: Act, roundId: string, version: number): Promise<string> {
  const round = await getRound(db, roundId)
  checkStep(round, 'weigh')
  const dataset = await findDataset(db, roundId)
  const draw = dataset && (await findDrawById(db, dataset.drawId))
  if (!dataset || !draw) throw new Problem('step_not_possible', { detail: { state: round.state, step: 'weigh' } })
  const chain = weigh(draw.ledger, readDataset(dataset.bytes).column('class'), {}, usualSteps)
  const id = newId(by)
  await insertWeighting(db, {
    id,
    datasetId: dataset.id,
    methodVersion: WEIGHTING_METHOD,
    createdAt: by.now.toISOString(),
    chain,
  })
  await takeStep(db, by, round, version, 'weigh', {
    weighting: id,
    datasetHash: dataset.hash,
    kishDeff: chain.checks.kishDeff,
  })
  return id
}
