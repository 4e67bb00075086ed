import type { Insertable, Selectable, Updateable } from 'kysely'
import type { RotationLedger } from '../../analysis/select/rotate.ts'
import { insertRows, textsIn } from '../db/json-rows.ts'
import type { Db } from '../db/open.ts'
import type { InspectionDrawTable, InspectionFindingTable, InspectionVisitTable } from '../db/reform-tables.ts'
import { Problem } from '../problem.ts'

/** A unit that could be drawn: its name as it was called then, and when it was inspected last. */
export type FrameUnit = Readonly<{ id: string; name: string; lastYear: number | null }>
export type InspectionDraw = Omit<Selectable<InspectionDrawTable>, 'frame' | 'ledger' | 'state'> &
  Readonly<{ frame: readonly FrameUnit[]; ledger: RotationLedger; state: 'current' | 'superseded' }>
export type Visit = Selectable<InspectionVisitTable>
export const FINDING_STATES = ['open', 'measure', 'verified'] as const
export type Finding = Omit<Selectable<InspectionFindingTable>, 'state'> &
  Readonly<{ state: (typeof FINDING_STATES)[number] }>

const drawOf = (row: Selectable<InspectionDrawTable>): InspectionDraw => ({
  ...row,
  state: row.state === 'current' ? 'current' : 'superseded',
  frame: JSON.parse(row.frame),
  ledger: JSON.parse(row.ledger),
})
const findingOf = (row: Selectable<InspectionFindingTable>): Finding => ({
  ...row,
  state: row.state as Finding['state'],
})

export async function listDraws(db: Db, year: number): Promise<InspectionDraw[]> {
  const rows = await db
    .selectFrom('inspectionDraw')
    .innerJoin('reportGroup', 'reportGroup.id', 'inspectionDraw.groupId')
    .selectAll('inspectionDraw')
    .where('year', '=', year)
    .orderBy('drawnAt')
    .orderBy('inspectionDraw.state', 'desc')
    .orderBy('inspectionDraw.id')
    .execute()
  return rows.map(drawOf)
}

export async function getDraw(db: Db, id: string): Promise<InspectionDraw> {
  const row = await db.selectFrom('inspectionDraw').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new Problem('not_found')
  return drawOf(row)
}

export const findCurrentDraw = (db: Db, groupId: string) =>
  db
    .selectFrom('inspectionDraw')
    .select('id')
    .where('groupId', '=', groupId)
    .where('state', '=', 'current')
    .executeTakeFirst()

export const insertDraw = (db: Db, row: Insertable<InspectionDrawTable>) =>
  db.insertInto('inspectionDraw').values(row).execute()

export async function markSuperseded(db: Db, id: string, by: string, at: string, reason: string): Promise<void> {
  await db
    .updateTable('inspectionDraw')
    .set({ state: 'superseded', supersededBy: by, supersededAt: at, reason })
    .where('id', '=', id)
    .execute()
}

/** The last year before this one in which each unit was drawn. */
export const listLastYears = (db: Db, before: number) =>
  db
    .selectFrom('inspectionVisit')
    .innerJoin('inspectionDraw', 'inspectionDraw.id', 'inspectionVisit.drawId')
    .innerJoin('reportGroup', 'reportGroup.id', 'inspectionDraw.groupId')
    .select(({ fn }) => ['unitId', fn.max<number>('year').as('lastYear')])
    .where('inspectionDraw.state', '=', 'current')
    .where('year', '<', before)
    .groupBy('unitId')
    .execute()

export const insertVisits = (db: Db, rows: readonly Visit[]) =>
  insertRows(
    db,
    'inspectionVisit',
    ['id', 'drawId', 'unitId', 'visitedOn', 'team', 'notes', 'lockVersion', 'changedBy', 'changedAt'],
    rows,
  )

export const listVisits = (db: Db, drawIds: readonly string[]): Promise<Visit[]> =>
  db
    .selectFrom('inspectionVisit')
    .selectAll()
    .where('drawId', 'in', textsIn(db, drawIds))
    .orderBy('unitId')
    .orderBy('id')
    .execute()

export const findVisit = (db: Db, id: string): Promise<Visit | undefined> =>
  db.selectFrom('inspectionVisit').selectAll().where('id', '=', id).executeTakeFirst()

export async function updateVisit(db: Db, id: string, lockVersion: number, change: Updateable<InspectionVisitTable>) {
  const { numUpdatedRows } = await db
    .updateTable('inspectionVisit')
    .set({ ...change, lockVersion: lockVersion + 1 })
    .where('id', '=', id)
    .where('lockVersion', '=', lockVersion)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function listFindings(db: Db, visitIds: readonly string[]): Promise<Finding[]> {
  const rows = await db
    .selectFrom('inspectionFinding')
    .selectAll()
    .where('visitId', 'in', textsIn(db, visitIds))
    .orderBy('dueOn')
    .orderBy('id')
    .execute()
  return rows.map(findingOf)
}

export async function getFinding(db: Db, id: string): Promise<Finding> {
  const row = await db.selectFrom('inspectionFinding').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new Problem('not_found')
  return findingOf(row)
}

export const insertFinding = (db: Db, row: Insertable<InspectionFindingTable>) =>
  db.insertInto('inspectionFinding').values(row).execute()

export async function updateFinding(
  db: Db,
  { id, lockVersion }: Pick<Finding, 'id' | 'lockVersion'>,
  change: Updateable<InspectionFindingTable>,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('inspectionFinding')
    .set({ ...change, lockVersion: lockVersion + 1 })
    .where('id', '=', id)
    .where('lockVersion', '=', lockVersion)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Problem('stale', { detail: { version: lockVersion } })
}

/** Number and day of papers. */
export const listPaperNames = (db: Db, ids: readonly string[]) =>
  db.selectFrom('evidence').select(['id', 'number', 'issuedOn']).where('id', 'in', textsIn(db, ids)).execute()
