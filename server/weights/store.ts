import type { Selectable } from 'kysely'
import type { WeightChain } from '../../analysis/weight/chain.ts'
import type { Db } from '../db/open.ts'
import type { WeightingTable } from '../db/tables.ts'

export type StoredWeighting = Readonly<{
  id: string
  datasetId: string
  methodVersion: string
  createdAt: string
  chain: WeightChain
}>

export async function insertWeighting(db: Db, { chain, ...row }: StoredWeighting): Promise<void> {
  const { weights, steps, ...checks } = chain
  await db
    .insertInto('weighting')
    .values({ ...row, steps: JSON.stringify(steps), result: JSON.stringify({ ...checks, weights: [...weights] }) })
    .execute()
}

function chainOf(row: Selectable<WeightingTable>): StoredWeighting {
  const { weights, ...checks } = JSON.parse(row.result) as Omit<WeightChain, 'weights' | 'steps'> & {
    weights: number[]
  }
  const chain = { ...checks, steps: JSON.parse(row.steps), weights: Float64Array.from(weights) } as WeightChain
  return { id: row.id, datasetId: row.datasetId, methodVersion: row.methodVersion, createdAt: row.createdAt, chain }
}

/** The newest weighting of a dataset. */
export async function findWeighting(db: Db, datasetId: string): Promise<StoredWeighting | undefined> {
  const row = await db
    .selectFrom('weighting')
    .selectAll()
    .where('datasetId', '=', datasetId)
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && chainOf(row)
}

export async function findWeightingById(db: Db, id: string): Promise<StoredWeighting | undefined> {
  const row = await db.selectFrom('weighting').selectAll().where('id', '=', id).executeTakeFirst()
  return row && chainOf(row)
}
