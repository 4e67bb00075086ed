import type { Db } from '../db/open.ts'
import type { DocumentHead } from '../document/head.ts'
import type { Round } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { findDraw } from '../sample/store.ts'
import { schoolPlaces } from '../sample/view.ts'
import type { MinutesInput, MinutesPacket } from './minutes.ts'
import { countSlipsByPacket, listPackets } from './store.ts'

/** What was handed over to every school of the round, or to one; counts of slips by packet, never a code. */
export async function minutesOfRound(db: Db, round: Round, head: DocumentHead, school?: string): Promise<MinutesInput> {
  const draw = await findDraw(db, round.id)
  if (!draw) throw new Problem('not_found')
  const [packets, states, places] = await Promise.all([
    listPackets(db, round.id),
    countSlipsByPacket(db, round.id),
    schoolPlaces(db, draw),
  ])
  const counts = new Map(states.map(({ id, state, count }) => [`${id} ${state}`, Number(count)]))
  const schools = new Map<
    string,
    { code: string; name: string; level: string; area: string; packets: MinutesPacket[] }
  >()
  for (const packet of packets) {
    if (school !== undefined && packet.schoolCode !== school) continue
    const of = (state: string) => counts.get(`${packet.id} ${state}`) ?? 0
    const place = places.get(packet.schoolCode)
    const one = schools.get(packet.schoolCode) ?? {
      code: packet.schoolCode,
      name: packet.school,
      level: place?.level ?? '',
      area: place?.area ?? '',
      packets: [],
    }
    schools.set(packet.schoolCode, one)
    one.packets.push({
      number: packet.number,
      className: packet.className,
      blank: of('made') + of('printed') > 0 && of('issued') + of('used') === 0,
      printed: of('made') + of('printed') + of('issued') + of('used'),
      issued: of('issued') + of('used') - packet.spoiled - packet.returned - packet.reserve,
      spoiled: packet.spoiled,
      returned: packet.returned,
      reserve: of('made') + of('printed') + packet.reserve,
    })
  }
  if (schools.size === 0) throw new Problem('not_found')
  return { head, roundName: round.name, synthetic: Boolean(round.synthetic), schools: [...schools.values()] }
}
