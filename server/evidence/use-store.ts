import { textsIn } from '../db/json-rows.ts'
import type { Db } from '../db/open.ts'

/** What a paper proves: a line of a unit's year, that something lost was mended, a product of a task, a part of a report, or a measure. */
export type Use = Readonly<{
  evidenceId: string
  kind: 'component' | 'remedy' | 'task' | 'report' | 'measure'
  /** whose the proved thing is; null: the Department's */
  unitId: string | null
  year: number
  /** component, number of the task, place of the product or code of the period, as the kind has it */
  of: string
  /** the thing it is opened by: a unit's year, a task's number, a report */
  object: string
}>

/** All uses of some papers; none of them may be withdrawn before it is taken off there. */
export async function listUses(db: Db, ids: readonly string[]): Promise<Use[]> {
  const wanted = textsIn(db, ids)
  const [components, remedies, tasks, measures, reports] = await Promise.all([
    db
      .selectFrom('assessmentEvidence')
      .innerJoin('assessment', 'assessment.id', 'assessmentId')
      .innerJoin('criteriaSet', 'criteriaSet.id', 'criteriaSetId')
      .select(['evidenceId', 'unitId', 'criteriaSet.year', 'componentId as of', 'assessmentId as object'])
      .where('evidenceId', 'in', wanted)
      .execute(),
    db
      .selectFrom('remedy')
      .innerJoin('assessment', 'assessment.id', 'assessmentId')
      .innerJoin('criteriaSet', 'criteriaSet.id', 'criteriaSetId')
      .select(['evidenceId', 'unitId', 'criteriaSet.year', 'componentId as of', 'assessmentId as object'])
      .where('evidenceId', 'in', wanted)
      .execute(),
    db
      .selectFrom('reformTaskPaper')
      .innerJoin('reformTask', 'reformTask.id', 'taskId')
      .select(['evidenceId', 'leadUnitId as unitId', 'year', 'number'])
      .where('evidenceId', 'in', wanted)
      .execute(),
    db
      .selectFrom('inspectionFinding')
      .innerJoin('inspectionVisit', 'inspectionVisit.id', 'visitId')
      .innerJoin('inspectionDraw', 'inspectionDraw.id', 'drawId')
      .innerJoin('reportGroup', 'reportGroup.id', 'groupId')
      .select(['evidenceId', 'inspectionFinding.unitId', 'year', 'inspectionFinding.id as object'])
      .where('evidenceId', 'in', wanted)
      .execute(),
    db
      .selectFrom('reportEntry')
      .innerJoin('periodReport', 'periodReport.id', 'reportId')
      .innerJoin('reportingPeriod', 'reportingPeriod.id', 'periodId')
      .innerJoin('reportGroup', 'reportGroup.id', 'groupId')
      .select(['reportEntry.evidence', 'unitId', 'year', 'reportingPeriod.code as of', 'reportId as object'])
      .where('reportEntry.evidence', '<>', '[]')
      .$if(ids.length === 1, (rows) => rows.where('reportEntry.evidence', 'like', `%"${ids[0]}"%`))
      .execute(),
  ])
  const asked = new Set(ids)
  const named = <K extends Use['kind']>(
    kind: K,
    rows: readonly (Omit<Use, 'kind' | 'evidenceId'> & { evidenceId: string | null })[],
  ): Use[] => rows.flatMap((row) => (row.evidenceId === null ? [] : [{ ...row, evidenceId: row.evidenceId, kind }]))
  return [
    ...named('component', components),
    ...named('remedy', remedies),
    ...named(
      'task',
      tasks.map(({ number, ...row }) => ({ ...row, of: String(number), object: String(number) })),
    ),
    ...reports.flatMap(({ evidence, ...row }): Use[] =>
      (JSON.parse(evidence) as string[])
        .filter((id) => asked.has(id))
        .map((evidenceId) => ({ ...row, evidenceId, kind: 'report' })),
    ),
    ...named(
      'measure',
      measures.map((row) => ({ ...row, of: '' })),
    ),
  ]
}

/** Names of some units, as they are called last. */
export async function listUnitNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.selectFrom('unit').select(['id', 'name']).where('id', 'in', textsIn(db, ids)).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
