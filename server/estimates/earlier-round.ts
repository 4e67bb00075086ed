import { instrumentsOf } from '../dataset/build.ts'
import { findDataset } from '../dataset/store.ts'
import { readDataset } from '../dataset/table.ts'
import type { Db } from '../db/open.ts'
import { findRound, listRounds, type Round } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { findDrawById } from '../sample/store.ts'
import { calibratedBy } from '../weights/calibrated-by.ts'
import { findWeighting } from '../weights/store.ts'
import type { EarlierRound } from './extras/change.ts'

/**
 * The round to compare with: the one asked for, or the latest of an earlier year of the same Department that is frozen and
 * weighed. Simulated rounds are compared with simulated ones only.
 */
export async function earlierRound(db: Db, round: Round, wanted?: string): Promise<EarlierRound | undefined> {
  if (wanted !== undefined) {
    const other = await findRound(db, wanted)
    // A round held by another unit is none to whoever works on this one.
    const found = other?.unitId === round.unitId ? await readEarlier(db, other) : undefined
    if (!found || wanted === round.id)
      throw new Problem('step_not_possible', { detail: { round: wanted, reason: 'not_comparable' } })
    return found
  }
  const before = (await listRounds(db))
    .filter((one) => one.year < round.year && one.synthetic === round.synthetic && one.unitId === round.unitId)
    .filter((one) => one.department === round.department)
    .sort((a, b) => b.year - a.year)
  for (const one of before) {
    const found = await readEarlier(db, one)
    if (found) return found
  }
  return undefined
}

async function readEarlier(db: Db, round: Round): Promise<EarlierRound | undefined> {
  const dataset = await findDataset(db, round.id)
  const weighting = dataset && (await findWeighting(db, dataset.id))
  const draw = dataset && (await findDrawById(db, dataset.drawId))
  if (!dataset || !weighting || !draw) return undefined
  const table = readDataset(dataset.bytes)
  const calibrated = await calibratedBy(db, round, weighting, draw, table)
  return {
    ...{ round: round.id, name: round.name, year: round.year, datasetHash: dataset.hash },
    table,
    ...(calibrated ? { calibrated } : {}),
    ledger: draw.ledger,
    field: draw.field,
    weights: weighting.chain.weights,
    instruments: await instrumentsOf(db, round),
  }
}
