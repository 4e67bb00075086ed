import type { DesignOptions } from '../../analysis/select/design-of.ts'
import { weigh } from '../../analysis/weight/chain.ts'
import type { DatasetTable } from '../dataset/table.ts'
import type { Db } from '../db/open.ts'
import type { Round } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import type { Draw } from '../sample/store.ts'
import { frameOfRound } from './frame-of-round.ts'
import type { StoredWeighting } from './store.ts'

/** The chain run again may differ by rounding, no more. */
const ROUNDING = 1e-9

/**
 * What the variance has to know of a weighting that agrees with the frame. It grows with the answers and is not stored: the chain is
 * run again, and must give the stored weights.
 */
export async function calibratedBy(
  db: Db,
  round: Round,
  { chain }: StoredWeighting,
  draw: Draw,
  table: DatasetTable,
): Promise<DesignOptions['calibrated'] | undefined> {
  const { steps, merge = [] } = chain.specification ?? { steps: [] }
  if (!steps.some(({ step }) => step === 'post_stratify' || step === 'rake' || step === 'calibrate')) return undefined
  const frame = await frameOfRound(db, round, draw.frameId)
  const again = weigh(draw.ledger, table.column('class'), draw.field, { steps, merge, ...(frame ? { frame } : {}) })
  for (const [row, weight] of again.weights.entries())
    if (!(Math.abs(weight - (chain.weights[row] ?? Number.NaN)) <= ROUNDING * Math.abs(weight)))
      throw new Problem('cannot_compute', { errors: [{ pointer: '', code: 'weighting_changed' }] })
  return { calibrations: again.calibrations, total: chain.checks.sum }
}
