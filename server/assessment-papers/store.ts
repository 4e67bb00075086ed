import type { Insertable, Selectable } from 'kysely'
import type { AssessmentDocumentTable } from '../db/evidence-table.ts'
import type { Db } from '../db/open.ts'

/** Of one unit's year, or of all years under a card. */
export type Owner = Readonly<{ criteriaSetId: string; assessmentId: string | null }>

export const insertPaper = (db: Db, row: Insertable<AssessmentDocumentTable>) =>
  db.insertInto('assessmentDocument').values(row).execute()

const of = (db: Db, { criteriaSetId, assessmentId }: Owner) =>
  db
    .selectFrom('assessmentDocument')
    .where('criteriaSetId', '=', criteriaSetId)
    .where('assessmentId', assessmentId === null ? 'is' : '=', assessmentId)

export async function nextPaperVersion(db: Db, owner: Owner, kind: string): Promise<number> {
  const row = await of(db, owner)
    .select(({ fn }) => fn.max('version').as('version'))
    .where('kind', '=', kind)
    .executeTakeFirst()
  return Number(row?.version ?? 0) + 1
}

/** Without their bytes, newest first. */
export const listPapers = (db: Db, owner: Owner) =>
  of(db, owner)
    .select(['id', 'kind', 'version', 'fileName', 'contentHash', 'pdfHash', 'madeAt', 'sources'])
    .orderBy('madeAt', 'desc')
    .orderBy('kind')
    .orderBy('version', 'desc')
    .execute()

export const findPaper = (db: Db, owner: Owner, id: string): Promise<Selectable<AssessmentDocumentTable> | undefined> =>
  of(db, owner).selectAll().where('id', '=', id).executeTakeFirst()

/** The Department as the list of units has it on a day. */
export async function findDepartment(db: Db, day: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('unit')
    .select('id')
    .where('kind', '=', 'department')
    .where('validFrom', '<=', day)
    .where((at) => at.or([at('validTo', 'is', null), at('validTo', '>=', day)]))
    .orderBy('code')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}
