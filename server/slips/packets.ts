import { levelNames } from '../../client/words/documents.ts'
import { groupBy } from '../../surveys/group-by.ts'
import type { Db } from '../db/open.ts'
import type { Keys } from '../keys.ts'
import type { Round } from '../plan/store.ts'
import { findDraw, listDrawUnits } from '../sample/store.ts'
import { schoolPlaces } from '../sample/view.ts'
import { codeOf } from './code.ts'
import type { Packet } from './packet.ts'
import { listPackets, listSlips } from './store.ts'

export { levelNames as LEVEL_NAMES }

/** The packets of a round as they are printed; codes are made again from the key, one packet at a time. */
export async function* printablePackets(db: Db, keys: Keys, round: Round): AsyncGenerator<Packet> {
  const roundId = round.id
  const draw = await findDraw(db, roundId)
  if (!draw) return
  const [packets, pupils, places] = await Promise.all([
    listPackets(db, roundId),
    listDrawUnits(db, draw.id, 3),
    schoolPlaces(db, draw),
  ])
  const numbers = groupBy(pupils, (unit) => unit.parentId)
  for (const packet of packets) {
    const slips = (await listSlips(db, packet.id)).filter(({ state }) => state !== 'revoked')
    if (slips.length === 0) continue
    const place = places.get(packet.schoolCode)
    yield {
      number: String(packet.number).padStart(4, '0'),
      school: { code: packet.schoolCode, name: packet.school },
      area: place?.area ?? '',
      level: levelNames[place?.level ?? ''] ?? '',
      // The first letters of a form say who answers it: `ph` parents, `hs` pupils, `hv` and `sv` grown learners.
      respondent: packet.form.startsWith('ph-') ? 'parent' : 'learner',
      className: packet.className,
      form: packet.form,
      listNumbers: (numbers.get(packet.drawUnitId) ?? []).map(({ name }) => Number(name)).sort((a, b) => a - b),
      codes: slips.map(({ id }) => codeOf(keys, id)),
      reserve: packet.extra,
    }
  }
}
