import type { Db } from '../db/open.ts'
import { Problem } from '../problem.ts'
import type { Grant, Reach } from '../staff/account.ts'
import { reaches } from '../staff/gate.ts'
import { getRound, type Round } from './store.ts'

/** The earlier round that a new one begins from; one out of reach is refused as one that is not there. */
export async function earlierRound(db: Db, reach: Reach, id: string | null | undefined): Promise<Round | null> {
  if (!id) return null
  const round = await getRound(db, id)
  if (!reaches(reach, round.unitId)) throw new Problem('not_found')
  return round
}

/**
 * The unit a new round belongs to: the one named, if the person reaches it; else the whole Department for whoever works
 * for all of it, or the only unit of whoever works for one. A unit out of reach is refused as one that is not there.
 */
export function holderOf(grants: readonly Grant[], reach: Reach, wanted: string | null | undefined): string | null {
  const own = [...new Set(grants.map(({ unitId }) => unitId))]
  const unitId = wanted === undefined ? (reach === 'everywhere' ? null : own.length === 1 ? own[0] : undefined) : wanted
  if (unitId === undefined)
    throw new Problem('input_invalid', { errors: [{ pointer: '/unitId', code: 'unit_needed' }] })
  if (!reaches(reach, unitId)) throw new Problem('not_found')
  return unitId
}
