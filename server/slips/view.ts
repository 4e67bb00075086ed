import type { Db } from '../db/open.ts'
import { getRound } from '../plan/store.ts'
import { findDraw } from '../sample/store.ts'
import { schoolPlaces } from '../sample/view.ts'
import { countSlips, countSlipsByPacket, listPackets, type PacketCounts } from './store.ts'

export async function viewSlips(db: Db, roundId: string) {
  await getRound(db, roundId)
  const draw = await findDraw(db, roundId)
  const [packets, states, totals, places] = await Promise.all([
    listPackets(db, roundId),
    countSlipsByPacket(db, roundId),
    countSlips(db, roundId),
    draw ? schoolPlaces(db, draw) : new Map<string, { level: string; area: string }>(),
  ])
  const counts = new Map(states.map(({ id, state, count }) => [`${id} ${state}`, Number(count)]))
  const of = (id: string, state: string) => counts.get(`${id} ${state}`) ?? 0
  return {
    totals,
    packets: packets.map(({ id, number, school, schoolCode, className, form, state, slips, ...packet }) => ({
      id,
      number,
      school,
      className,
      form,
      state,
      slips: Number(slips) - of(id, 'revoked'),
      extra: packet.extra,
      account: accountOf(packet),
      /** More came back than the minutes say were given out, or than there are people drawn. */
      over: of(id, 'used') > (packet.accounted ?? Number(slips) - of(id, 'revoked') - packet.extra),
      level: places.get(schoolCode)?.level ?? '',
      area: places.get(schoolCode)?.area ?? '',
    })),
  }
}

/** The account of a packet as its minutes have it; null until they do. */
function accountOf({
  accounted,
  spoiled,
  returned,
  reserve,
  ineligible,
}: Omit<PacketCounts, 'issued'> & Readonly<{ accounted: number | null }>) {
  return accounted === null ? null : { issued: accounted, spoiled, returned, reserve, ineligible }
}
