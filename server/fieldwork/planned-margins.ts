import { AnalysisError } from '../../analysis/failure.ts'
import type { Db } from '../db/open.ts'
import { listFrameRows } from '../frame/store.ts'
import type { Round } from '../plan/store.ts'
import type { AdoptedDesign } from '../sample/adopted-design.ts'
import { forecastDesign } from '../sample/forecast-design.ts'

/** The margins the round's plan foretold on the frame it was drawn from, by `level\u0000value` of the domain; `all` is the whole. */
export async function plannedMargins(
  db: Db,
  round: Round,
  frameId: string,
  design: AdoptedDesign,
): Promise<ReadonlyMap<string, number>> {
  const rows = await listFrameRows(db, frameId)
  try {
    const { domains } = forecastDesign(design, { rows, matrix: round.matrix, target: round.target })
    return new Map(
      domains.flatMap(({ column, value, margin }) =>
        margin === null ? [] : [[column === null ? 'all' : `${column}\u0000${value}`, margin]],
      ),
    )
  } catch (error) {
    // A plan that no longer fits the frame promises nothing; what has come in is shown all the same.
    if (error instanceof AnalysisError) return new Map()
    throw error
  }
}
