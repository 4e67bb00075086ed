import { hasReached } from '../../surveys/round.ts'
import { type Act, newId } from '../act.ts'
import { audit } from '../audit.ts'
import { instrumentsOf } from '../dataset/build.ts'
import { findDataset } from '../dataset/store.ts'
import { readDataset } from '../dataset/table.ts'
import { keptHash } from '../db/kept-row.ts'
import type { Db } from '../db/open.ts'
import { sha256 } from '../keys.ts'
import { getRound, updateRound } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { findDrawById } from '../sample/store.ts'
import { calibratedBy } from '../weights/calibrated-by.ts'
import { findWeighting } from '../weights/store.ts'
import { computeEstimates, ESTIMATE_METHOD } from './compute.ts'
import { earlierRound } from './earlier-round.ts'
import { tableOn } from './places-of-table.ts'
import { type EstimateSpec, isOfficial, USUAL_SPEC } from './spec.ts'
import { insertEstimate } from './store.ts'

/**
 * Every figure of the round from the frozen rows, after checking that they still have the hash they were frozen with; nothing
 * is stored. `day`: by the areas of that day instead of those of the school list.
 */
export async function computeRound(db: Db, roundId: string, spec: EstimateSpec = USUAL_SPEC, day?: string) {
  const round = await getRound(db, roundId)
  const dataset = await findDataset(db, roundId)
  const weighting = dataset && (await findWeighting(db, dataset.id))
  const draw = dataset && (await findDrawById(db, dataset.drawId))
  if (!hasReached(round.state, 'weighed') || !dataset || !weighting || !draw)
    throw new Problem('step_not_possible', { detail: { state: round.state, step: 'estimate' } })
  if (sha256(dataset.bytes) !== dataset.hash)
    throw new Problem('cannot_compute', { errors: [{ pointer: '', code: 'dataset_changed' }] })
  const table = readDataset(dataset.bytes)
  const calibrated = await calibratedBy(db, round, weighting, draw, table)
  const places = day === undefined ? undefined : await tableOn(db, round, table, day)
  const earlier = spec.extras.includes('change') ? await earlierRound(db, round, spec.compareWith) : undefined
  const result = computeEstimates({
    table: places?.table ?? table,
    ledger: draw.ledger,
    field: draw.field,
    weights: weighting.chain.weights,
    ...(calibrated ? { calibrated } : {}),
    instruments: await instrumentsOf(db, round),
    target: round.target,
    spec,
    ...(earlier ? { earlier } : {}),
  })
  return { round, dataset, weighting, result, places }
}

/** Computes the figures and keeps them as the newest of the round. */
export async function estimateRound(
  db: Db,
  by: Act,
  roundId: string,
  version: number,
  spec: EstimateSpec = USUAL_SPEC,
): Promise<string> {
  const { round, dataset, weighting, result } = await computeRound(db, roundId, spec)
  if (!isOfficial(spec, round.target))
    throw new Problem('step_not_possible', { detail: { step: 'estimate', reason: 'other_target_or_confidence' } })
  const id = newId(by)
  await updateRound(db, round, version, {})
  await insertEstimate(db, {
    id,
    datasetId: dataset.id,
    weightingId: weighting.id,
    datasetHash: dataset.hash,
    methodVersion: ESTIMATE_METHOD,
    createdAt: by.now.toISOString(),
    result,
  })
  await audit(db, by, 'estimates.compute', roundId, {
    estimate: id,
    datasetHash: dataset.hash,
    method: ESTIMATE_METHOD,
    rowHash: await keptHash(db, 'estimate', id),
  })
  return id
}
