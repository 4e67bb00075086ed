import { AnalysisError } from '../../analysis/failure.ts'
import { canonicalJson } from '../../surveys/canonical-json.ts'
import type { Db } from '../db/open.ts'
import { findFrame, listFrameRows } from '../frame/store.ts'
import { getRound, type Round } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { adoptedDesign } from './adopted-design.ts'
import type { Design } from './design.ts'
import { listDesigns } from './design-store.ts'
import { type DesignForecast, type DesignGround, forecastDesign } from './forecast-design.ts'

/** The newest frame of the round and what the round asks: what any design is computed from. */
export async function readGround(db: Db, round: Round): Promise<DesignGround> {
  const frame = await findFrame(db, round.id)
  if (!frame)
    throw new Problem('step_not_possible', { detail: { state: round.state, step: 'design', reason: 'no_frame' } })
  return { rows: await listFrameRows(db, frame.id), matrix: round.matrix, target: round.target }
}

export async function readGroundOf(db: Db, roundId: string): Promise<DesignGround> {
  return readGround(db, await getRound(db, roundId))
}

/** The round's plan and its alternatives, each with what it would cost and be able to say. */
export async function viewDesigns(db: Db, roundId: string) {
  const round = await getRound(db, roundId)
  const stored = await listDesigns(db, roundId)
  const frame = await findFrame(db, roundId)
  const inUse = canonicalJson(round.plan)
  const adopted = await adoptedDesign(db, round)
  const ground: DesignGround | null = frame
    ? { rows: await listFrameRows(db, frame.id), matrix: round.matrix, target: round.target }
    : null
  return {
    frame: frame ? { version: frame.version, contentHash: frame.contentHash } : null,
    current: { ...adopted, totals: ground && totalsOf(adopted, ground) },
    designs: stored.map(({ roundId: _, changedBy: __, ...design }) => ({
      ...design,
      inUse: canonicalJson(design.plan) === inUse,
      totals: ground && totalsOf(design, ground),
    })),
  }
}

/** A stored design may not fit a frame that came later; the others are shown all the same. */
function totalsOf(design: Design, ground: DesignGround): DesignForecast['totals'] | null {
  try {
    return forecastDesign(design, ground).totals
  } catch (error) {
    if (error instanceof AnalysisError) return null
    throw error
  }
}
