import { groupBy } from '../../surveys/group-by.ts'
import { type Act, newId } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { getRound, type Round, updateRound } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { activeSchools } from '../sample/active-schools.ts'
import { type Draw, type DrawUnit, findDraw, listDrawUnits } from '../sample/store.ts'
import { schoolPlaces } from '../sample/view.ts'
import { codeHash, codeOf } from './code.ts'
import { insertPackets, insertSlips, type PacketRow, type Slip } from './store.ts'

/**
 * One slip for each drawn list number, in one packet a class, and `extra` in reserve for those that are spoiled or lost. A slip knows its class and no more:
 * which of the class's pupils it goes to is decided by whoever hands the packet round, and is written nowhere.
 */
export async function makeSlips(db: Db, by: Act, roundId: string, version: number, extra = 0): Promise<number> {
  const round = await getRound(db, roundId)
  const draw = await findDraw(db, roundId)
  if (round.state !== 'sampling' || !draw)
    throw new Problem('step_not_possible', { detail: { state: round.state, step: 'make_slips' } })
  if (await db.selectFrom('packet').select('id').where('roundId', '=', roundId).limit(1).executeTakeFirst())
    throw new Problem('already_there')
  const { packets, slips } = await slipsOf(db, by, round, draw, () => true, { extra })
  await updateRound(db, round, version, {})
  await insertPackets(db, packets)
  await insertSlips(db, slips)
  await audit(db, by, 'slips.make', roundId, {
    packets: packets.length,
    slips: slips.length,
    extra: extra * packets.length,
  })
  return slips.length
}

/**
 * Packets and slips for the classes of the drawn schools, the reserves that took a place among them; `wanted` says of which.
 * Packets are numbered on from `first`; each has `extra` slips beyond the drawn ones.
 */
export async function slipsOf(
  db: Db,
  by: Act,
  round: Round,
  draw: Draw,
  wanted: (school: DrawUnit) => boolean,
  { first = 1, extra = 0 }: Readonly<{ first?: number; extra?: number }> = {},
): Promise<{ packets: PacketRow[]; slips: Slip[] }> {
  const [schools, classes, pupils, places] = await Promise.all([
    listDrawUnits(db, draw.id, 1),
    listDrawUnits(db, draw.id, 2),
    listDrawUnits(db, draw.id, 3),
    schoolPlaces(db, draw),
  ])
  const numbers = groupBy(pupils, (unit) => unit.parentId)
  const formOf = new Map(
    round.matrix.map(({ level, instrumentId }) => [level as string, instrumentId.slice(0, instrumentId.indexOf('@'))]),
  )
  const codeOfSchool = new Map(
    activeSchools(schools)
      .filter(wanted)
      .map(({ id, code }) => [id, code]),
  )
  const packets: PacketRow[] = []
  const slips: Slip[] = []
  for (const unit of classes) {
    const school = codeOfSchool.get(unit.parentId ?? '')
    if (school === undefined) continue
    const form = formOf.get(places.get(school)?.level ?? '')
    if (form === undefined) throw new Error(`no form for the level of ${unit.code}`)
    const packet = {
      id: newId(by),
      roundId: round.id,
      drawUnitId: unit.id,
      form,
      number: first + packets.length,
      state: 'made',
      spoiled: 0,
      returned: 0,
      extra,
      reserve: 0,
      ineligible: 0,
      issued: null,
    }
    packets.push(packet)
    for (let count = (numbers.get(unit.id)?.length ?? 0) + extra; count > 0; count--) slips.push(newSlip(by, packet))
  }
  return { packets, slips }
}

/** A fresh slip of a packet: a random id, and the hash of the code that belongs to it. */
export function newSlip(by: Act, packet: PacketRow): Slip {
  const id = newId(by)
  return {
    id,
    roundId: packet.roundId,
    packetId: packet.id,
    drawUnitId: packet.drawUnitId,
    form: packet.form,
    codeHash: codeHash(by.keys, codeOf(by.keys, id)),
    state: 'made',
    declined: 0,
    mode: 'slip',
  }
}
