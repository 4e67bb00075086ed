import type { WeightingSpec } from '../../analysis/weight/chain.ts'
import { type Act, newId } from '../act.ts'
import { keptHash } from '../db/kept-row.ts'
import type { Db } from '../db/open.ts'
import { checkStep, takeStep } from '../plan/step.ts'
import { getRound } from '../plan/store.ts'
import { insertWeighting } from './store.ts'
import { tryWeighting, USUAL } from './try-weighting.ts'

/** Raised when a formula, a default or the order of the steps changes; documents print it. */
export const WEIGHTING_METHOD = 'design-nonresponse/1'
/** The same for steps an analyst chose; which they are stands in the weighting. */
export const SPECIFIED_METHOD = 'specified/1'

/** Weighs the frozen sheets by what the ledger of the draw and the frame say: nobody types a probability or a total. */
export async function weighRound(
  db: Db,
  by: Act,
  roundId: string,
  version: number,
  specification?: WeightingSpec,
): Promise<string> {
  const round = await getRound(db, roundId)
  await checkStep(db, round, 'weigh')
  const { datasetId, datasetHash, calibrations: _, ...chain } = await tryWeighting(db, roundId, specification ?? USUAL)
  const id = newId(by)
  await insertWeighting(db, {
    id,
    datasetId,
    methodVersion: specification ? SPECIFIED_METHOD : WEIGHTING_METHOD,
    createdAt: by.now.toISOString(),
    chain,
  })
  await takeStep(db, by, round, version, 'weigh', {
    weighting: id,
    datasetHash,
    steps: chain.steps.map(({ step }) => step).join(' > '),
    kishDeff: chain.checks.kishDeff,
    rowHash: await keptHash(db, 'weighting', id),
  })
  return id
}
