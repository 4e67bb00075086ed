import { z } from 'zod'
import { roundAllows } from '../../surveys/round.ts'
import type { Act } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { getRound, updateRound } from '../plan/store.ts'
import { Problem, type ProblemError } from '../problem.ts'
import { activeSchools, nextReserve } from '../sample/active-schools.ts'
import { findDraw, listDrawUnits, setReplaced } from '../sample/store.ts'
import { slipsOf } from './make-slips.ts'
import { insertPackets, insertSlips, lastPacket, listSlipsOfSchool, setPacketStates, setSlipStates } from './store.ts'

/** The drawn school by its id in the draw, and why it cannot take part. */
export const replacement = z.strictObject({ school: z.string().max(64), reason: z.string().trim().min(3).max(500) })

/**
 * Puts the next reserve of the same stratum in the place of a drawn school. Nobody picks the reserve: its order was drawn.
 * Unused slips of the school are withdrawn and the reserve gets packets of its own; a school with answers stays.
 */
export async function replaceSchool(
  db: Db,
  by: Act,
  roundId: string,
  version: number,
  { school: wanted, reason }: z.infer<typeof replacement>,
): Promise<void> {
  const round = await getRound(db, roundId)
  const draw = await findDraw(db, roundId)
  if (!roundAllows(round.state, 'replace_unit') || !draw)
    throw new Problem('step_not_possible', { detail: { state: round.state, step: 'replace' } })
  const schools = await listDrawUnits(db, draw.id, 1)
  const school = activeSchools(schools).find(({ id }) => id === wanted)
  if (!school) throw refused({ pointer: '/school', code: 'not_in_sample' })
  const reserve = nextReserve(schools, school.stratum)
  if (!reserve) throw refused({ pointer: '/school', code: 'no_reserve' })
  const slips = await listSlipsOfSchool(db, school.id)
  const count = slips.filter(({ state }) => state === 'used').length
  if (count > 0) throw refused({ pointer: '/school', code: 'answers_there', detail: { count } })
  await updateRound(db, round, version, {})
  await setReplaced(db, school.id, reserve.id, reason)
  const free = slips.filter(({ state }) => state !== 'revoked').map(({ id }) => id)
  await setSlipStates(db, free, 'revoked')
  await setPacketStates(db, [...new Set(slips.map(({ packetId }) => packetId))], 'revoked')
  const { number: last, extra } = await lastPacket(db, roundId)
  let made = 0
  if (last > 0) {
    const fresh = await slipsOf(db, by, round, draw, ({ id }) => id === reserve.id, {
      first: last + 1,
      extra,
    })
    await insertPackets(db, fresh.packets)
    await insertSlips(db, fresh.slips)
    made = fresh.slips.length
  }
  await audit(db, by, 'sample.replace_school', roundId, {
    draw: draw.id,
    school: school.code,
    reserve: reserve.code,
    reason,
    slipsWithdrawn: free.length,
    slipsMade: made,
  })
}

const refused = (error: ProblemError) => new Problem('input_invalid', { errors: [error] })
