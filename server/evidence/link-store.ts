import type { Insertable, Selectable } from 'kysely'
import type { AssessmentEvidenceTable, AssessmentReleaseTable } from '../db/evidence-table.ts'
import type { Db } from '../db/open.ts'

export type Link = Selectable<AssessmentEvidenceTable>
export type ReleaseLink = Selectable<AssessmentReleaseTable>

/** What proves the lines of one unit's year, with what is said of each paper. */
export const listLinks = (db: Db, assessmentId: string) =>
  db
    .selectFrom('assessmentEvidence')
    .innerJoin('evidence', 'evidence.id', 'assessmentEvidence.evidenceId')
    .leftJoin('evidenceText', 'evidenceText.evidenceId', 'evidence.id')
    .select(['componentId', 'assessmentEvidence.evidenceId', 'line', 'stage', 'addedBy', 'addedAt'])
    .select(['number', 'issuedOn', 'issuer', 'abstract', 'fileName', 'size', 'contentHash', 'pages'])
    .where('assessmentId', '=', assessmentId)
    .orderBy('componentId')
    .orderBy('issuedOn')
    .orderBy('evidence.id')
    .execute()
export type Paper = Awaited<ReturnType<typeof listLinks>>[number]

export const findLink = (
  db: Db,
  assessmentId: string,
  componentId: string,
  evidenceId: string,
): Promise<Link | undefined> =>
  db
    .selectFrom('assessmentEvidence')
    .selectAll()
    .where('assessmentId', '=', assessmentId)
    .where('componentId', '=', componentId)
    .where('evidenceId', '=', evidenceId)
    .executeTakeFirst()

export const insertLink = (db: Db, row: Insertable<AssessmentEvidenceTable>) =>
  db.insertInto('assessmentEvidence').values(row).execute()

export const deleteLink = (db: Db, { assessmentId, componentId, evidenceId }: Link) =>
  db
    .deleteFrom('assessmentEvidence')
    .where('assessmentId', '=', assessmentId)
    .where('componentId', '=', componentId)
    .where('evidenceId', '=', evidenceId)
    .execute()

export const listReleaseLinks = (db: Db, assessmentId: string): Promise<ReleaseLink[]> =>
  db
    .selectFrom('assessmentRelease')
    .selectAll()
    .where('assessmentId', '=', assessmentId)
    .orderBy('componentId')
    .execute()

export const putReleaseLink = (db: Db, row: Insertable<AssessmentReleaseTable>) =>
  db
    .insertInto('assessmentRelease')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['assessmentId', 'componentId']).doUpdateSet({
        publicationId: row.publicationId,
        contentHash: row.contentHash,
        taken: row.taken,
        addedBy: row.addedBy,
        addedAt: row.addedAt,
      }),
    )
    .execute()

export const deleteReleaseLink = (db: Db, assessmentId: string, componentId: string) =>
  db
    .deleteFrom('assessmentRelease')
    .where('assessmentId', '=', assessmentId)
    .where('componentId', '=', componentId)
    .execute()
