import type { Selectable } from 'kysely'
import type { PaperEntryTable, PaperTallyTable } from '../../db/field-tables.ts'
import type { Db } from '../../db/open.ts'

export type PaperEntry = Selectable<PaperEntryTable>
export type PaperTally = Omit<Selectable<PaperTallyTable>, 'roundId'>

export const findEntryOfSlip = (db: Db, slipId: string): Promise<PaperEntry | undefined> =>
  db.selectFrom('paperEntry').selectAll().where('slipId', '=', slipId).executeTakeFirst()

export const findEntry = (db: Db, roundId: string, id: string): Promise<PaperEntry | undefined> =>
  db.selectFrom('paperEntry').selectAll().where('roundId', '=', roundId).where('id', '=', id).executeTakeFirst()

export async function insertEntry(db: Db, entry: PaperEntry): Promise<void> {
  await db.insertInto('paperEntry').values(entry).execute()
}

export async function setSecond(
  db: Db,
  id: string,
  second: Readonly<{ secondBy: string; secondSealed: string; differing: number }>,
): Promise<void> {
  await db
    .updateTable('paperEntry')
    .set({ ...second, state: 'differs' })
    .where('id', '=', id)
    .execute()
}

export async function deleteEntry(db: Db, id: string): Promise<void> {
  await db.deleteFrom('paperEntry').where('id', '=', id).execute()
}

export async function countEntries(db: Db, roundId: string): Promise<number> {
  const row = await db
    .selectFrom('paperEntry')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('roundId', '=', roundId)
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

/** Waiting sheets with where their slip went and who typed; never what. */
export const listEntries = (db: Db, roundId: string) =>
  db
    .selectFrom('paperEntry')
    .innerJoin('slip', 'slip.id', 'paperEntry.slipId')
    .innerJoin('packet', 'packet.id', 'slip.packetId')
    .innerJoin('drawUnit as class', 'class.id', 'slip.drawUnitId')
    .innerJoin('drawUnit as school', 'school.id', 'class.parentId')
    .innerJoin('account as one', 'one.id', 'paperEntry.firstBy')
    .leftJoin('account as two', 'two.id', 'paperEntry.secondBy')
    .select([
      'paperEntry.id',
      'paperEntry.slipId',
      'paperEntry.instrumentId',
      'paperEntry.state',
      'paperEntry.firstBy',
      'paperEntry.differing',
      'paperEntry.enteredOn',
      'packet.number',
      'class.name as className',
      'school.name as school',
      'one.name as first',
      'two.name as second',
    ])
    .where('paperEntry.roundId', '=', roundId)
    .orderBy('packet.number')
    .orderBy('paperEntry.id')
    .execute()

export async function findTally(db: Db, roundId: string): Promise<PaperTally> {
  const row = await db.selectFrom('paperTally').selectAll().where('roundId', '=', roundId).executeTakeFirst()
  const { stored = 0, questions = 0, differing = 0, discarded = 0 } = row ?? {}
  return { stored, questions, differing, discarded }
}

export async function addToTally(db: Db, roundId: string, more: PaperTally): Promise<void> {
  await db
    .insertInto('paperTally')
    .values({ roundId, ...more })
    .onConflict((oc) =>
      oc.column('roundId').doUpdateSet(({ ref, eb }) => ({
        stored: eb(ref('paperTally.stored'), '+', more.stored),
        questions: eb(ref('paperTally.questions'), '+', more.questions),
        differing: eb(ref('paperTally.differing'), '+', more.differing),
        discarded: eb(ref('paperTally.discarded'), '+', more.discarded),
      })),
    )
    .execute()
}
