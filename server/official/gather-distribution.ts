import { levelNames } from '../../client/words/documents.ts'
import { groupBy } from '../../surveys/group-by.ts'
import type { Db } from '../db/open.ts'
import { defaultLegalBases } from '../document/legal-bases.ts'
import { decisionOf, headOf } from '../plan/round-head.ts'
import { listMilestones, type Round } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { findDraw, listDrawUnits } from '../sample/store.ts'
import { schoolPlaces } from '../sample/view.ts'
import { listPackets } from '../slips/store.ts'
import type { DistributionInput, PacketLine } from './distribution-input.ts'
import { modesUsed } from './plan-modes.ts'
import { countPacketSlips, countRoundSlips } from './store.ts'

/** The slips of a round as they are to be handed out, with the ledger they came from; and the hash of that ledger. */
export async function gatherDistribution(db: Db, round: Round) {
  const draw = await findDraw(db, round.id)
  const packets = draw ? await listPackets(db, round.id) : []
  if (!draw || packets.length === 0)
    throw new Problem('step_not_possible', {
      detail: { state: round.state, step: 'distribution_document', reason: draw ? 'no_slips' : 'no_draw' },
      errors: [{ pointer: '', code: draw ? 'slips_missing' : 'draw_missing' }],
    })
  const [schools, classes, pupils, places, slips, all, calendar] = await Promise.all([
    listDrawUnits(db, draw.id, 1),
    listDrawUnits(db, draw.id, 2),
    listDrawUnits(db, draw.id, 3),
    schoolPlaces(db, draw),
    countPacketSlips(db, round.id),
    countRoundSlips(db, round.id),
    listMilestones(db, round.id),
  ])
  const numbers = groupBy(pupils, (unit) => unit.parentId)
  const codeOf = new Map(classes.map(({ id, code }) => [id, code]))
  const inUse = new Set(packets.map(({ schoolCode }) => schoolCode))
  const pupilsOfClass: Record<string, number> = {}
  for (const { stage, parent } of draw.ledger.units)
    if (stage === 3 && parent !== null) pupilsOfClass[parent] = (pupilsOfClass[parent] ?? 0) + 1
  const input: DistributionInput = {
    head: headOf(round),
    approver: round.parentBody,
    archive: 'VT, TCCB',
    signer: { role: ['GIÁM ĐỐC'], name: null },
    legalBases: [...defaultLegalBases(round.opensOn ?? `${round.year}-01-01`), decisionOf(round)],
    round: {
      year: round.year,
      hotline: round.hotline,
      opensOn: round.opensOn,
      closesOn: round.closesOn,
      synthetic: round.synthetic,
    },
    levels: [...new Set(round.matrix.map(({ level }) => level))].map((id) => ({ id, name: levelNames[id] ?? id })),
    modes: modesUsed(
      round.modes,
      round.matrix.map(({ instrumentId }) => ({ id: instrumentId })),
    ),
    packets: packets.map((packet): PacketLine => {
      const drawn = numbers.get(packet.drawUnitId)?.length ?? 0
      const inside = slips.get(packet.id) ?? 0
      return {
        number: packet.number,
        schoolCode: packet.schoolCode,
        school: packet.school,
        classCode: codeOf.get(packet.drawUnitId) ?? '',
        className: packet.className,
        level: places.get(packet.schoolCode)?.level ?? '',
        area: places.get(packet.schoolCode)?.area ?? '',
        form: packet.form.toLocaleUpperCase('vi'),
        drawn,
        reserve: inside - drawn,
        slips: inside,
      }
    }),
    reserves: schools
      .filter(({ reserve, code }) => reserve === 1 && !inUse.has(code))
      .map(({ name, code, position, size }) => ({
        school: name,
        level: places.get(code)?.level ?? '',
        area: places.get(code)?.area ?? '',
        order: position,
        pupils: size,
      })),
    calendar,
    check: { pupilsOfClass, slips: all },
  }
  return { input, sources: { ledger: draw.ledgerHash, frame: draw.frameHash } }
}
