import type { Selectable } from 'kysely'
import type { Db } from '../db/open.ts'
import type { PacketTable, SlipTable } from '../db/slip-tables.ts'

export type Slip = Selectable<SlipTable>
export type PacketRow = Selectable<PacketTable>
export type SlipState = 'made' | 'printed' | 'issued' | 'used' | 'revoked'

const ROWS_PER_STATEMENT = 1000

export async function insertPackets(db: Db, packets: readonly PacketRow[]): Promise<void> {
  for (let start = 0; start < packets.length; start += ROWS_PER_STATEMENT)
    await db
      .insertInto('packet')
      .values(packets.slice(start, start + ROWS_PER_STATEMENT))
      .execute()
}

export async function insertSlips(db: Db, slips: readonly Slip[]): Promise<void> {
  for (let start = 0; start < slips.length; start += ROWS_PER_STATEMENT)
    await db
      .insertInto('slip')
      .values(slips.slice(start, start + ROWS_PER_STATEMENT))
      .execute()
}

export async function findSlip(db: Db, hash: string): Promise<Slip | undefined> {
  return db.selectFrom('slip').selectAll().where('codeHash', '=', hash).executeTakeFirst()
}

/** Marks that the holder of a slip does not take part; false where that was known. */
export async function markDeclined(db: Db, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('slip')
    .set({ declined: 1 })
    .where('id', '=', id)
    .where('declined', '=', 0)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function findPacket(db: Db, roundId: string, id: string): Promise<PacketRow | undefined> {
  return db.selectFrom('packet').selectAll().where('roundId', '=', roundId).where('id', '=', id).executeTakeFirst()
}

/** Slips of the classes of one school. */
export async function listSlipsOfSchool(db: Db, schoolId: string): Promise<Slip[]> {
  return db
    .selectFrom('slip')
    .innerJoin('drawUnit as class', 'class.id', 'slip.drawUnitId')
    .selectAll('slip')
    .where('class.parentId', '=', schoolId)
    .orderBy('slip.id')
    .execute()
}

export async function setPacketStates(db: Db, ids: readonly string[], state: string): Promise<void> {
  if (ids.length > 0) await db.updateTable('packet').set({ state }).where('id', 'in', ids).execute()
}

/** The highest number a packet of the round has, and the slips in reserve each has; 0 before any is made. */
export async function lastPacket(db: Db, roundId: string): Promise<Readonly<{ number: number; extra: number }>> {
  const row = await db
    .selectFrom('packet')
    .select(['number', 'extra'])
    .where('roundId', '=', roundId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? { number: 0, extra: 0 }
}

export async function setSlipMode(db: Db, id: string, mode: 'slip' | 'interviewer'): Promise<void> {
  await db.updateTable('slip').set({ mode }).where('id', '=', id).execute()
}

/** Moves every slip of the round from one of the states to another; how many moved. */
export async function moveSlips(db: Db, roundId: string, from: SlipState, to: SlipState): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('slip')
    .set({ state: to })
    .where('roundId', '=', roundId)
    .where('state', '=', from)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

export async function movePackets(db: Db, roundId: string, from: string, to: string): Promise<void> {
  await db.updateTable('packet').set({ state: to }).where('roundId', '=', roundId).where('state', '=', from).execute()
}

/** The slips beyond the drawn ones stay in the packets that are handed over, until the account says otherwise. */
export async function keepReserves(db: Db, roundId: string): Promise<void> {
  await db
    .updateTable('packet')
    .set(({ ref }) => ({ reserve: ref('extra') }))
    .where('roundId', '=', roundId)
    .where('issued', 'is', null)
    .where('reserve', '=', 0)
    .where('extra', '>', 0)
    .where(({ eb, ref, selectFrom }) =>
      eb(
        ref('extra'),
        '<=',
        selectFrom('slip')
          .select(({ fn }) => fn.countAll<number>().as('unused'))
          .whereRef('slip.packetId', '=', 'packet.id')
          .where('slip.state', '=', 'issued'),
      ),
    )
    .execute()
}

/** Slips of a packet in the order of their random ids: an order that says nothing. */
export async function listSlips(db: Db, packetId: string): Promise<Slip[]> {
  return db.selectFrom('slip').selectAll().where('packetId', '=', packetId).orderBy('id').execute()
}

export async function setSlipStates(db: Db, ids: readonly string[], state: SlipState): Promise<void> {
  for (let start = 0; start < ids.length; start += ROWS_PER_STATEMENT)
    await db
      .updateTable('slip')
      .set({ state })
      .where('id', 'in', ids.slice(start, start + ROWS_PER_STATEMENT))
      .execute()
}

/** Packets with where they go: school, class, and how many slips they hold. */
export async function listPackets(db: Db, roundId: string) {
  return db
    .selectFrom('packet')
    .innerJoin('drawUnit as class', 'class.id', 'packet.drawUnitId')
    .innerJoin('drawUnit as school', 'school.id', 'class.parentId')
    .innerJoin('slip', 'slip.packetId', 'packet.id')
    .select(({ fn }) => [
      'packet.id',
      'packet.number',
      'packet.form',
      'packet.state',
      'packet.drawUnitId',
      'packet.spoiled',
      'packet.returned',
      'packet.extra',
      'packet.reserve',
      'packet.ineligible',
      'packet.issued as accounted',
      'class.name as className',
      'school.code as schoolCode',
      'school.name as school',
      fn.countAll<number>().as('slips'),
    ])
    .where('packet.roundId', '=', roundId)
    .groupBy([
      'packet.id',
      'packet.number',
      'packet.form',
      'packet.state',
      'packet.drawUnitId',
      'packet.spoiled',
      'packet.returned',
      'packet.extra',
      'packet.reserve',
      'packet.ineligible',
      'packet.issued',
      'class.name',
      'school.code',
      'school.name',
    ])
    .orderBy('packet.number')
    .execute()
}

export type SlipTotals = Readonly<Record<SlipState | 'spoiled' | 'returned', number>>

/** Slips of the round by state, and the counts of what came back. */
export async function countSlips(db: Db, roundId: string): Promise<SlipTotals> {
  const rows = await db
    .selectFrom('slip')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .where('roundId', '=', roundId)
    .groupBy('state')
    .execute()
  const back = await db
    .selectFrom('packet')
    .select(({ fn }) => [fn.sum<number>('spoiled').as('spoiled'), fn.sum<number>('returned').as('returned')])
    .where('roundId', '=', roundId)
    .executeTakeFirst()
  const of = (state: SlipState) => Number(rows.find((row) => row.state === state)?.count ?? 0)
  return {
    made: of('made'),
    printed: of('printed'),
    issued: of('issued'),
    used: of('used'),
    revoked: of('revoked'),
    spoiled: Number(back?.spoiled ?? 0),
    returned: Number(back?.returned ?? 0),
  }
}

export type PacketCounts = Readonly<{
  issued: number | null
  spoiled: number
  returned: number
  reserve: number
  ineligible: number
}>

export async function setPacketCounts(db: Db, id: string, counts: PacketCounts): Promise<void> {
  await db.updateTable('packet').set(counts).where('id', '=', id).execute()
}

/** Slips by state for every drawn school: never by class, never with a time. */
export async function countSlipsBySchool(db: Db, roundId: string) {
  return db
    .selectFrom('slip')
    .innerJoin('drawUnit as class', 'class.id', 'slip.drawUnitId')
    .innerJoin('drawUnit as school', 'school.id', 'class.parentId')
    .select(({ fn }) => ['school.code as code', 'slip.state as state', fn.countAll<number>().as('count')])
    .where('slip.roundId', '=', roundId)
    .groupBy(['school.code', 'slip.state'])
    .execute()
}

/** Slips of a school whose holders said that they do not take part, and did not answer after all. */
export async function countDeclinesBySchool(db: Db, roundId: string) {
  return db
    .selectFrom('slip')
    .innerJoin('drawUnit as class', 'class.id', 'slip.drawUnitId')
    .innerJoin('drawUnit as school', 'school.id', 'class.parentId')
    .select(({ fn }) => ['school.code as code', fn.countAll<number>().as('count')])
    .where('slip.roundId', '=', roundId)
    .where('slip.declined', '=', 1)
    .where('slip.state', 'in', ['printed', 'issued'])
    .groupBy('school.code')
    .execute()
}

/** What came back unused, for every drawn school. */
export async function sumReturnedBySchool(db: Db, roundId: string) {
  return db
    .selectFrom('packet')
    .innerJoin('drawUnit as class', 'class.id', 'packet.drawUnitId')
    .innerJoin('drawUnit as school', 'school.id', 'class.parentId')
    .select(({ fn }) => [
      'school.code as code',
      fn.sum<number>('packet.spoiled').as('spoiled'),
      fn.sum<number>('packet.returned').as('returned'),
      fn.sum<number>('packet.reserve').as('reserve'),
      fn.sum<number>('packet.extra').as('extra'),
      fn.sum<number>('packet.ineligible').as('ineligible'),
    ])
    .where('packet.roundId', '=', roundId)
    .where('packet.state', '<>', 'revoked')
    .groupBy('school.code')
    .execute()
}

/** Slips by state for every packet of the round. */
export async function countSlipsByPacket(db: Db, roundId: string) {
  return db
    .selectFrom('slip')
    .select(({ fn }) => ['packetId as id', 'state', fn.countAll<number>().as('count')])
    .where('roundId', '=', roundId)
    .groupBy(['packetId', 'state'])
    .execute()
}
