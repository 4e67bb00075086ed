import { checkDisposition } from '../../surveys/disposition.ts'
import { roundAllows } from '../../surveys/round.ts'
import type { Act } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { getRound, updateRound } from '../plan/store.ts'
import { Problem, type ProblemError } from '../problem.ts'
import { newSlip } from './make-slips.ts'
import {
  findPacket,
  insertSlips,
  keepReserves,
  listSlips,
  movePackets,
  moveSlips,
  type PacketCounts,
  setPacketCounts,
  setSlipStates,
} from './store.ts'

const FIELD = ['sampling', 'fielding']

async function roundInField(db: Db, roundId: string, step: string) {
  const round = await getRound(db, roundId)
  if (!FIELD.includes(round.state)) throw new Problem('step_not_possible', { detail: { state: round.state, step } })
  return round
}

/** The sheets have been printed. */
export async function markPrinted(db: Db, by: Act, roundId: string, version: number): Promise<void> {
  const round = await roundInField(db, roundId, 'print')
  await updateRound(db, round, version, {})
  const count = await moveSlips(db, roundId, 'made', 'printed')
  await movePackets(db, roundId, 'made', 'printed')
  if (count > 0) await audit(db, by, 'slips.print', roundId, { slips: count })
}

/** The packets have been handed over to the schools, with minutes. */
export async function markIssued(db: Db, by: Act, roundId: string, version: number): Promise<void> {
  const round = await roundInField(db, roundId, 'issue')
  await updateRound(db, round, version, {})
  const count = await moveSlips(db, roundId, 'printed', 'issued')
  if (count === 0)
    throw new Problem('step_not_possible', { detail: { state: round.state, step: 'issue', reason: 'nothing_printed' } })
  await keepReserves(db, roundId)
  await movePackets(db, roundId, 'printed', 'issued')
  await audit(db, by, 'slips.issue', roundId, { slips: count })
}

/** A packet as nobody has accounted for it. */
const NO_ACCOUNT: PacketCounts = { issued: null, spoiled: 0, returned: 0, reserve: 0, ineligible: 0 }

/**
 * The account of a packet as its minutes have it: printed = issued + spoiled + returned + reserve, or it is refused. Counts
 * only: a slip that was not used cannot be told from another, so none is closed by it and a late answer is still taken; it
 * then shows as a packet that does not add up.
 */
export async function accountForPacket(
  db: Db,
  by: Act,
  roundId: string,
  packetId: string,
  version: number,
  counts: PacketCounts & Readonly<{ issued: number }>,
): Promise<void> {
  const round = await getRound(db, roundId)
  if (!roundAllows(round.state, 'hand_over') || round.state === 'sampling')
    throw new Problem('step_not_possible', { detail: { state: round.state, step: 'account' } })
  const packet = await findPacket(db, roundId, packetId)
  if (!packet) throw new Problem('not_found')
  const slips = (await listSlips(db, packetId)).filter(({ state }) => state !== 'revoked' && state !== 'made')
  const received = slips.filter(({ state }) => state === 'used').length
  const errors: ProblemError[] = checkDisposition({ ...counts, printed: slips.length, received }).map(
    ({ path, code, detail }) => ({ pointer: path, code, ...(detail ? { detail } : {}) }),
  )
  if (counts.ineligible > counts.returned)
    errors.push({ pointer: '/ineligible', code: 'more_than_returned', detail: { returned: counts.returned } })
  if (errors.length > 0) throw new Problem('input_invalid', { errors })
  await updateRound(db, round, version, {})
  await setPacketCounts(db, packetId, counts)
  await audit(db, by, 'slips.account', roundId, { packet: packet.number, printed: slips.length, ...counts })
}

/** Takes back every unused slip of a packet, because it was lost or seen, and makes as many new ones to print; used slips and their answers stay. */
export async function revokePacket(db: Db, by: Act, roundId: string, packetId: string, version: number): Promise<void> {
  const round = await roundInField(db, roundId, 'revoke')
  const packet = await findPacket(db, roundId, packetId)
  if (!packet) throw new Problem('not_found')
  await updateRound(db, round, version, {})
  const free = (await listSlips(db, packetId))
    .filter(({ state }) => state !== 'used' && state !== 'revoked')
    .map(({ id }) => id)
  // What was written of the old slips is true of none of the new ones.
  await setPacketCounts(db, packetId, NO_ACCOUNT)
  await setSlipStates(db, free, 'revoked')
  await insertSlips(
    db,
    free.map(() => newSlip(by, packet)),
  )
  await audit(db, by, 'slips.revoke', roundId, { packet: packet.number, slips: free.length })
}
