import type { Db } from '../db/open.ts'
import type { EstimateResult } from './compute.ts'

export type StoredEstimate = Readonly<{
  id: string
  datasetId: string
  weightingId: string
  datasetHash: string
  methodVersion: string
  createdAt: string
  result: EstimateResult
}>

export async function insertEstimate(db: Db, { result, ...row }: StoredEstimate): Promise<void> {
  await db
    .insertInto('estimate')
    .values({
      ...row,
      specification: JSON.stringify({ ...result.spec, target: result.target, leastAnswers: result.leastAnswers }),
      result: JSON.stringify(result),
    })
    .execute()
}

/** The newest estimates of a dataset. */
export async function findEstimate(db: Db, datasetId: string): Promise<StoredEstimate | undefined> {
  const row = await db
    .selectFrom('estimate')
    .selectAll()
    .where('datasetId', '=', datasetId)
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  const { id, weightingId, datasetHash, methodVersion, createdAt } = row
  return {
    id,
    datasetId,
    weightingId,
    datasetHash,
    methodVersion,
    createdAt,
    result: JSON.parse(row.result) as EstimateResult,
  }
}
