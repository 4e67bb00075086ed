import type { Selectable } from 'kysely'
import type { Db } from '../db/open.ts'
import type { RecontactDrawTable, RecontactOutcomeTable, RecontactTable } from '../db/recontact-tables.ts'

export type Contact = Selectable<RecontactTable>
export type ContactDraw = Selectable<RecontactDrawTable>
export type Outcome = Selectable<RecontactOutcomeTable>

/**
 * Puts a contact in the place of an earlier one of the same slip. All of a round go on one day: a day of its own would tell the day
 * on which somebody left a number, which is that of their sheet.
 */
export async function replaceContact(db: Db, contact: Contact): Promise<void> {
  await deleteContactOfSlip(db, contact.slipId)
  await db.insertInto('recontact').values(contact).execute()
  const { roundId, deleteOn } = contact
  await db
    .updateTable('recontact')
    .set({ deleteOn })
    .where('roundId', '=', roundId)
    .where('deleteOn', '<>', deleteOn)
    .execute()
}

export async function deleteContactOfSlip(db: Db, slipId: string): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('recontact').where('slipId', '=', slipId).executeTakeFirst()
  return Number(numDeletedRows)
}

export async function deleteContact(db: Db, id: string): Promise<void> {
  await db.deleteFrom('recontact').where('id', '=', id).execute()
}

/** Contacts with their school, in the order of their random ids. */
export const listContacts = (db: Db, roundId: string, drawn?: 0 | 1) =>
  db
    .selectFrom('recontact')
    .innerJoin('slip', 'slip.id', 'recontact.slipId')
    .innerJoin('drawUnit as class', 'class.id', 'slip.drawUnitId')
    .innerJoin('drawUnit as school', 'school.id', 'class.parentId')
    .selectAll('recontact')
    .select(['school.code as school', 'school.name as name'])
    .where('recontact.roundId', '=', roundId)
    .$if(drawn !== undefined, (query) => query.where('recontact.drawn', '=', drawn ?? 0))
    .orderBy('school.name')
    .orderBy('recontact.id')
    .execute()

export async function findContact(db: Db, roundId: string, id: string) {
  return (await listContacts(db, roundId, 1)).find((contact) => contact.id === id)
}

/** Those drawn are marked, all others go: nobody keeps a number that will not be called. */
export async function keepDrawn(db: Db, roundId: string, ids: readonly string[]): Promise<void> {
  for (const id of ids) await db.updateTable('recontact').set({ drawn: 1 }).where('id', '=', id).execute()
  await db.deleteFrom('recontact').where('roundId', '=', roundId).where('drawn', '=', 0).execute()
}

/** Brings the last day of a round's contacts forward; never puts it off. */
export async function hastenDeletion(db: Db, roundId: string, deleteOn: string): Promise<void> {
  await db
    .updateTable('recontact')
    .set({ deleteOn })
    .where('roundId', '=', roundId)
    .where('deleteOn', '>', deleteOn)
    .execute()
}

export async function deleteExpired(db: Db, today: string): Promise<Readonly<{ roundId: string; count: number }>[]> {
  const rows = await db
    .selectFrom('recontact')
    .select(({ fn }) => ['roundId', fn.countAll<number>().as('count')])
    .where('deleteOn', '<', today)
    .groupBy('roundId')
    .execute()
  if (rows.length > 0) await db.deleteFrom('recontact').where('deleteOn', '<', today).execute()
  return rows.map(({ roundId, count }) => ({ roundId, count: Number(count) }))
}

export const findContactDraw = (db: Db, roundId: string): Promise<ContactDraw | undefined> =>
  db.selectFrom('recontactDraw').selectAll().where('roundId', '=', roundId).executeTakeFirst()

export async function insertContactDraw(db: Db, draw: ContactDraw): Promise<void> {
  await db.insertInto('recontactDraw').values(draw).execute()
}

export const listOutcomes = (db: Db, roundId: string): Promise<Outcome[]> =>
  db.selectFrom('recontactOutcome').selectAll().where('roundId', '=', roundId).orderBy('id').execute()

export async function insertOutcome(db: Db, outcome: Outcome): Promise<void> {
  await db.insertInto('recontactOutcome').values(outcome).execute()
}
