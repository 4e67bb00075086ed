import { weigh } from '../../analysis/weight/chain.ts'
import { buildDataset, instrumentsOf } from '../dataset/build.ts'
import { readDataset } from '../dataset/table.ts'
import type { Db } from '../db/open.ts'
import type { Round } from '../plan/store.ts'
import { computeEstimates, type EstimateResult } from './compute.ts'
import { USUAL_SPEC } from './spec.ts'

/** What the figures would be if the round were frozen now; nothing is stored, and no document may say it. */
export async function provisionalEstimates(db: Db, round: Round): Promise<(EstimateResult & { rows: number }) | null> {
  const dataset = await buildDataset(db, round)
  if (!dataset || dataset.rowCount === 0) return null
  const table = readDataset(dataset.bytes)
  const { weights } = weigh(dataset.draw.ledger, table.column('class'), dataset.draw.field)
  const result = computeEstimates({
    table,
    ledger: dataset.draw.ledger,
    field: dataset.draw.field,
    weights,
    instruments: await instrumentsOf(db, round),
    target: round.target,
    spec: { ...USUAL_SPEC, extras: [] },
  })
  return { ...result, rows: dataset.rowCount }
}
