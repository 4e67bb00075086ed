import type { Db } from '../db/open.ts'
import { getRound } from '../plan/store.ts'
import { findDraw } from '../sample/store.ts'
import { schoolPlaces } from '../sample/view.ts'
import { countSlips, listPackets } from './store.ts'

export async function viewSlips(db: Db, roundId: string) {
  await getRound(db, roundId)
  const draw = await findDraw(db, roundId)
  const [packets, totals, places] = await Promise.all([
    listPackets(db, roundId),
    countSlips(db, roundId),
    draw ? schoolPlaces(db, draw) : new Map<string, { level: string; area: string }>(),
  ])
  return {
    totals,
    packets: packets.map(({ id, number, school, schoolCode, className, form, state, slips }) => ({
      id,
      number,
      school,
      className,
      form,
      state,
      slips: Number(slips),
      level: places.get(schoolCode)?.level ?? '',
      area: places.get(schoolCode)?.area ?? '',
    })),
  }
}
