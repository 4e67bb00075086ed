import type { Insertable, Selectable, Updateable } from 'kysely'
import type { AssessmentState, Fact, Stage } from '../../surveys/assessment.ts'
import type { AssessmentEntryTable, AssessmentTable } from '../db/assessment-tables.ts'
import { textsIn } from '../db/json-rows.ts'
import type { Db } from '../db/open.ts'
import { Problem } from '../problem.ts'
import type { Reach } from '../staff/account.ts'

export type Assessment = Omit<Selectable<AssessmentTable>, 'state'> & Readonly<{ state: AssessmentState }>
export type Entry = Omit<Selectable<AssessmentEntryTable>, 'fact' | 'asked' | 'stage'> &
  Readonly<{ stage: Stage; fact: Fact | null; asked: boolean }>

export async function listAssessments(db: Db, reach: Reach) {
  return db
    .selectFrom('assessment')
    .innerJoin('unit', 'unit.id', 'assessment.unitId')
    .innerJoin('criteriaSet', 'criteriaSet.id', 'assessment.criteriaSetId')
    .select(['assessment.id', 'assessment.state', 'unitId', 'unit.name as unitName', 'unit.code as unitCode'])
    .select(['assessment.lockVersion', 'year', 'unitGroup', 'version'])
    .select(['criteriaSetId', 'scoreDueOn', 'explainDueOn', 'lockedAt', 'answeredAt', 'assessment.result'])
    .$if(reach !== 'everywhere', (query) =>
      query.where('unitId', 'in', textsIn(db, reach === 'everywhere' ? [] : [...reach])),
    )
    .orderBy('year', 'desc')
    .orderBy('unit.name')
    .orderBy('assessment.id')
    .execute()
}

/** By year and look: lines with a fact, lines that are to be explained, lines explained. */
export async function countEntries(db: Db) {
  return db
    .selectFrom('assessmentEntry')
    .select(['assessmentId', 'stage'])
    .select(({ fn }) => [fn.count<number>('fact').as('facts'), fn.sum<number>('asked').as('asked')])
    .select(({ fn }) => fn.countAll<number>().as('lines'))
    .groupBy(['assessmentId', 'stage'])
    .execute()
}

/** Components of a year that raters gave and the unit did not enter: nobody is waited for there. */
export async function countRated(db: Db) {
  return db
    .selectFrom('assessment')
    .innerJoin('raterResult', (join) =>
      join
        .onRef('raterResult.criteriaSetId', '=', 'assessment.criteriaSetId')
        .onRef('raterResult.unitId', '=', 'assessment.unitId'),
    )
    .leftJoin('assessmentEntry', (join) =>
      join
        .onRef('assessmentEntry.assessmentId', '=', 'assessment.id')
        .onRef('assessmentEntry.componentId', '=', 'raterResult.componentId')
        .on('assessmentEntry.stage', '=', 'self')
        .on('assessmentEntry.fact', 'is not', null),
    )
    .where('assessmentEntry.assessmentId', 'is', null)
    .select('assessment.id as assessmentId')
    .select(({ fn }) => fn.count<number>('raterResult.componentId').distinct().as('rated'))
    .groupBy('assessment.id')
    .execute()
}

/** Who scores for which unit. */
export async function listAssessors(db: Db) {
  return db
    .selectFrom('accountRole')
    .innerJoin('account', 'account.id', 'accountRole.accountId')
    .select(['accountRole.unitId', 'account.name'])
    .where('role', '=', 'assessor')
    .where('disabledAt', 'is', null)
    .orderBy('account.name')
    .execute()
}

export async function getAssessment(db: Db, id: string): Promise<Assessment> {
  const row = await db.selectFrom('assessment').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new Problem('not_found')
  return { ...row, state: row.state as AssessmentState }
}

export async function listEntries(db: Db, assessmentId: string): Promise<Entry[]> {
  const rows = await db
    .selectFrom('assessmentEntry')
    .selectAll()
    .where('assessmentId', '=', assessmentId)
    .orderBy('componentId')
    .orderBy('stage')
    .execute()
  return rows.map((row) => ({
    ...row,
    stage: row.stage as Stage,
    fact: row.fact === null ? null : JSON.parse(row.fact),
    asked: row.asked === 1,
  }))
}

/** Which of these units are there. */
export async function findUnits(db: Db, ids: readonly string[]): Promise<string[]> {
  const rows = await db.selectFrom('unit').select('id').where('id', 'in', textsIn(db, ids)).execute()
  return rows.map(({ id }) => id)
}

export async function getUnitName(db: Db, id: string): Promise<string> {
  const row = await db.selectFrom('unit').select('name').where('id', '=', id).executeTakeFirstOrThrow()
  return row.name
}

export async function listOpened(db: Db, criteriaSetId: string): Promise<string[]> {
  const rows = await db.selectFrom('assessment').select('unitId').where('criteriaSetId', '=', criteriaSetId).execute()
  return rows.map(({ unitId }) => unitId)
}

export async function insertAssessment(db: Db, row: Insertable<AssessmentTable>): Promise<void> {
  await db.insertInto('assessment').values(row).execute()
}

/** Changes the year if it is still at the version that was read; else nothing, and `stale`. */
export async function updateAssessment(
  db: Db,
  { id, lockVersion }: Assessment,
  change: Updateable<AssessmentTable>,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('assessment')
    .set({ ...change, lockVersion: lockVersion + 1 })
    .where('id', '=', id)
    .where('lockVersion', '=', lockVersion)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Problem('stale', { detail: { version: lockVersion } })
}

export async function putEntry(db: Db, row: Selectable<AssessmentEntryTable>): Promise<void> {
  const { fact, note, asked, writtenBy, writtenAt } = row
  await db
    .insertInto('assessmentEntry')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['assessmentId', 'componentId', 'stage'])
        .doUpdateSet({ fact, note, asked, writtenBy, writtenAt }),
    )
    .execute()
}

/** Whether somebody has a role at exactly this unit. */
export async function belongsTo(db: Db, accountId: string, unitId: string): Promise<boolean> {
  const row = await db
    .selectFrom('accountRole')
    .select('role')
    .where('accountId', '=', accountId)
    .where('unitId', '=', unitId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
