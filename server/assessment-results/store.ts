import type { AssessmentState, Stage } from '../../surveys/assessment.ts'
import type { Extra } from '../assessment/extra-store.ts'
import type { Entry } from '../assessment/store.ts'
import { textsIn } from '../db/json-rows.ts'
import type { Db } from '../db/open.ts'

/** Cards under which a year was opened, the latest year first. */
export async function listUsedCards(db: Db) {
  return db
    .selectFrom('criteriaSet')
    .innerJoin('assessment', 'assessment.criteriaSetId', 'criteriaSet.id')
    .select(['criteriaSet.id', 'year', 'unitGroup', 'version'])
    .select(({ fn }) => fn.count<number>('assessment.id').as('units'))
    .groupBy(['criteriaSet.id', 'year', 'unitGroup', 'version'])
    .orderBy('year', 'desc')
    .orderBy('unitGroup')
    .orderBy('version', 'desc')
    .execute()
}

/** The cards under which any of some units has a year. */
export async function listCardsOfUnits(db: Db, unitIds: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('assessment')
    .select('criteriaSetId')
    .distinct()
    .where('unitId', 'in', textsIn(db, unitIds))
    .execute()
  return rows.map(({ criteriaSetId }) => criteriaSetId)
}

/** The years of all units under one card. */
export async function listYearsOfCard(db: Db, criteriaSetId: string) {
  const rows = await db
    .selectFrom('assessment')
    .innerJoin('unit', 'unit.id', 'assessment.unitId')
    .select(['assessment.id', 'unitId', 'unit.name as unitName', 'assessment.state', 'result'])
    .where('criteriaSetId', '=', criteriaSetId)
    .orderBy('unit.name')
    .orderBy('assessment.id')
    .execute()
  return rows.map((row) => ({ ...row, state: row.state as AssessmentState }))
}

/** What was written in the years under one card that are not published yet; of the others the frozen result is read. */
export async function listWrittenOfCard(db: Db, criteriaSetId: string) {
  const rows = await db
    .selectFrom('assessmentEntry')
    .innerJoin('assessment', 'assessment.id', 'assessmentEntry.assessmentId')
    .selectAll('assessmentEntry')
    .where('criteriaSetId', '=', criteriaSetId)
    .where('result', 'is', null)
    .execute()
  const extras = await db
    .selectFrom('assessmentExtra')
    .innerJoin('assessment', 'assessment.id', 'assessmentExtra.assessmentId')
    .selectAll('assessmentExtra')
    .where('criteriaSetId', '=', criteriaSetId)
    .where('result', 'is', null)
    .execute()
  return {
    entries: byYear(
      rows.map(
        (row): Entry => ({
          ...row,
          stage: row.stage as Stage,
          fact: row.fact === null ? null : JSON.parse(row.fact),
          asked: row.asked === 1,
        }),
      ),
    ),
    extras: byYear(extras.map((row) => ({ ...row, stage: row.stage as Extra['stage'] }))),
  }
}

function byYear<T extends Readonly<{ assessmentId: string }>>(rows: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(row.assessmentId)
    if (group) group.push(row)
    else groups.set(row.assessmentId, [row])
  }
  return groups
}

/** The years of one unit under the cards of one group, the earliest first. */
export async function listYearsOfUnit(db: Db, unitId: string, unitGroup: string) {
  return db
    .selectFrom('assessment')
    .innerJoin('criteriaSet', 'criteriaSet.id', 'assessment.criteriaSetId')
    .select(['assessment.id', 'criteriaSetId', 'year', 'version', 'assessment.state', 'result'])
    .where('unitId', '=', unitId)
    .where('unitGroup', '=', unitGroup)
    .orderBy('year')
    .orderBy('version')
    .execute()
}
