import type { Insertable, Selectable, Updateable } from 'kysely'
import type { RaterForm, RaterState } from '../../surveys/criteria/rater-form.ts'
import type { Db } from '../db/open.ts'
import type { RaterAnswerTable, RaterResultTable, RaterRoundTable, RaterTable } from '../db/rater-tables.ts'
import { Problem } from '../problem.ts'

export type RaterRound = Omit<Selectable<RaterRoundTable>, 'state' | 'form'> &
  Readonly<{ state: RaterState; form: RaterForm }>
export type Rater = Selectable<RaterTable>
export type RaterResult = Selectable<RaterResultTable>

const roundOf = (row: Selectable<RaterRoundTable>): RaterRound => ({
  ...row,
  state: row.state as RaterState,
  form: JSON.parse(row.form),
})

export async function listRaterRounds(db: Db): Promise<RaterRound[]> {
  const rows = await db.selectFrom('raterRound').selectAll().orderBy('createdAt', 'desc').orderBy('id').execute()
  return rows.map(roundOf)
}

export async function getRaterRound(db: Db, id: string): Promise<RaterRound> {
  const row = await db.selectFrom('raterRound').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new Problem('not_found')
  return roundOf(row)
}

/** Askings of a card that take answers now. */
export async function listOpenRounds(db: Db, criteriaSetId: string): Promise<RaterRound[]> {
  const rows = await db
    .selectFrom('raterRound')
    .selectAll()
    .where('criteriaSetId', '=', criteriaSetId)
    .where('state', '=', 'open')
    .execute()
  return rows.map(roundOf)
}

export async function insertRaterRound(db: Db, row: Insertable<RaterRoundTable>): Promise<void> {
  await db.insertInto('raterRound').values(row).execute()
}

/** Changes it if it is still at the version that was read; else nothing, and `stale`. */
export async function updateRaterRound(
  db: Db,
  { id, lockVersion }: Pick<RaterRound, 'id' | 'lockVersion'>,
  change: Updateable<RaterRoundTable>,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('raterRound')
    .set({ ...change, lockVersion: lockVersion + 1 })
    .where('id', '=', id)
    .where('lockVersion', '=', lockVersion)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Problem('stale', { detail: { version: lockVersion } })
}

export async function listRaters(db: Db, raterRoundId: string): Promise<Rater[]> {
  return db
    .selectFrom('rater')
    .selectAll()
    .where('raterRoundId', '=', raterRoundId)
    .orderBy('office')
    .orderBy('name')
    .orderBy('id')
    .execute()
}

export async function insertRaters(db: Db, rows: readonly Insertable<RaterTable>[]): Promise<void> {
  if (rows.length > 0) await db.insertInto('rater').values(rows).execute()
}

export async function deleteRaters(db: Db, raterRoundId: string): Promise<void> {
  await db.deleteFrom('rater').where('raterRoundId', '=', raterRoundId).execute()
}

export async function findRater(db: Db, codeHash: string): Promise<Rater | undefined> {
  return db.selectFrom('rater').selectAll().where('codeHash', '=', codeHash).executeTakeFirst()
}

/** Whether the rater stood at `from` and was moved; of two sheets at once one is told no. */
export async function moveRater(db: Db, id: string, from: string, to: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('rater')
    .set({ state: to })
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function listAnswers(db: Db, raterRoundId: string): Promise<Selectable<RaterAnswerTable>[]> {
  return db.selectFrom('raterAnswer').selectAll().where('raterRoundId', '=', raterRoundId).orderBy('id').execute()
}

export async function insertAnswers(db: Db, rows: readonly Insertable<RaterAnswerTable>[]): Promise<void> {
  for (let from = 0; from < rows.length; from += 500)
    await db
      .insertInto('raterAnswer')
      .values(rows.slice(from, from + 500))
      .execute()
}

export async function deleteAnswers(db: Db, raterRoundId: string): Promise<void> {
  await db.deleteFrom('raterAnswer').where('raterRoundId', '=', raterRoundId).execute()
}

export async function insertResults(db: Db, rows: readonly Insertable<RaterResultTable>[]): Promise<void> {
  for (let from = 0; from < rows.length; from += 500)
    await db
      .insertInto('raterResult')
      .values(rows.slice(from, from + 500))
      .execute()
}

export async function listResults(db: Db, criteriaSetId: string): Promise<RaterResult[]> {
  return db.selectFrom('raterResult').selectAll().where('criteriaSetId', '=', criteriaSetId).execute()
}

/** Units of a card's years, with the state each is at. */
export async function listYearStates(db: Db, criteriaSetId: string) {
  return db
    .selectFrom('assessment')
    .innerJoin('unit', 'unit.id', 'assessment.unitId')
    .select(['unitId', 'unit.name', 'unit.code', 'assessment.state'])
    .where('criteriaSetId', '=', criteriaSetId)
    .orderBy('unit.name')
    .execute()
}
