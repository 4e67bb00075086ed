import type { Act } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { getRound, updateRound } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { newSlip } from './make-slips.ts'
import { findPacket, insertSlips, listSlips, movePackets, moveSlips, setPacketCounts, setSlipStates } from './store.ts'

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
  await movePackets(db, roundId, 'printed', 'issued')
  await audit(db, by, 'slips.issue', roundId, { slips: count })
}

/**
 * What came back of a packet: so many spoiled, so many blank. Counts only: a slip that was not used cannot be told from
 * another, so none is closed by it and a late answer is still taken; it then shows as a packet that does not add up.
 */
export async function accountForPacket(
  db: Db,
  by: Act,
  roundId: string,
  packetId: string,
  version: number,
  counts: Readonly<{ spoiled: number; returned: number }>,
): Promise<void> {
  const round = await getRound(db, roundId)
  if (round.state !== 'fielding' && round.state !== 'closed')
    throw new Problem('step_not_possible', { detail: { state: round.state, step: 'account' } })
  const packet = await findPacket(db, roundId, packetId)
  if (!packet) throw new Problem('not_found')
  const outstanding = (await listSlips(db, packetId)).filter(
    ({ state }) => state !== 'used' && state !== 'revoked',
  ).length
  if (counts.spoiled + counts.returned > outstanding)
    throw new Problem('input_invalid', {
      errors: [{ pointer: '/returned', code: 'more_than_outstanding', detail: { outstanding } }],
    })
  await updateRound(db, round, version, {})
  await setPacketCounts(db, packetId, counts)
  await audit(db, by, 'slips.account', roundId, { packet: packet.number, ...counts })
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
  await setSlipStates(db, free, 'revoked')
  await insertSlips(
    db,
    free.map(() => newSlip(by, packet)),
  )
  await audit(db, by, 'slips.revoke', roundId, { packet: packet.number, slips: free.length })
}
