import type { Selectable } from 'kysely'
import type { Stage } from '../../surveys/assessment.ts'
import type { AssessmentExtraTable } from '../db/assessment-tables.ts'
import type { Db } from '../db/open.ts'

export type Extra = Omit<Selectable<AssessmentExtraTable>, 'stage'> & Readonly<{ stage: Exclude<Stage, 'explanation'> }>

export async function listExtras(db: Db, assessmentId: string): Promise<Extra[]> {
  const rows = await db
    .selectFrom('assessmentExtra')
    .selectAll()
    .where('assessmentId', '=', assessmentId)
    .orderBy('itemId')
    .orderBy('stage')
    .execute()
  return rows.map((row) => ({ ...row, stage: row.stage as Extra['stage'] }))
}

export async function putExtra(db: Db, row: Extra): Promise<void> {
  const { hundredths, note, writtenBy, writtenAt } = row
  await db
    .insertInto('assessmentExtra')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['assessmentId', 'itemId', 'stage']).doUpdateSet({ hundredths, note, writtenBy, writtenAt }),
    )
    .execute()
}

export async function deleteExtra(
  db: Db,
  { assessmentId, itemId, stage }: Pick<Extra, 'assessmentId' | 'itemId' | 'stage'>,
): Promise<void> {
  await db
    .deleteFrom('assessmentExtra')
    .where('assessmentId', '=', assessmentId)
    .where('itemId', '=', itemId)
    .where('stage', '=', stage)
    .execute()
}
