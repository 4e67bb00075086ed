import { canonicalJson } from '../../surveys/canonical-json.ts'
import { instrumentsOf } from '../dataset/build.ts'
import type { FrozenFieldwork } from '../dataset/freeze.ts'
import { findDataset } from '../dataset/store.ts'
import { readDataset } from '../dataset/table.ts'
import type { Db } from '../db/open.ts'
import { type Protection, protectEstimate } from '../estimates/protect.ts'
import { findEstimate } from '../estimates/store.ts'
import { type Keys, sha256 } from '../keys.ts'
import { getRound, type Round } from '../plan/store.ts'
import { listResponses } from '../responses/store.ts'
import { findWeightingById } from '../weights/store.ts'
import { type PublicFigures, publicFigures } from './public-result.ts'
import { type Receipts, receiptsOf } from './receipts.ts'

/** The whole of what would be published, its proof, and what it was made from. */
export type Prepared = Readonly<{
  estimateId: string
  estimateHash: string
  protection: Protection
  result: Omit<PublicResult, 'decision'>
}>

export type PublicResult = Readonly<{
  round: Readonly<{
    id: string
    year: number
    name: string
    province: string
    department: string
    opensOn: string | null
    closesOn: string | null
    synthetic: boolean
    planDecision: string | null
  }>
  /** The decision that published it. */
  decision: Readonly<{ number: string; date: string }>
  fieldwork: Readonly<{ issued: number; used: number; valid: number; declined: number }>
  figures: PublicFigures
  datasetHash: string
  estimateHash: string
  method: string
}>

/** Makes the public result of the newest estimate; null while there is none. Reads only, and takes no part in a transaction. */
export async function preparePublication(db: Db, roundId: string): Promise<Prepared | null> {
  const round = await getRound(db, roundId)
  const dataset = await findDataset(db, roundId)
  const estimate = dataset && (await findEstimate(db, dataset.id))
  const weighting = estimate && (await findWeightingById(db, estimate.weightingId))
  if (!dataset || !estimate || !weighting) return null
  const protection = protectEstimate({
    table: readDataset(dataset.bytes),
    weights: weighting.chain.weights,
    instruments: await instrumentsOf(db, round),
    results: estimate.result.results,
  })
  const estimateHash = sha256(canonicalJson(estimate.result))
  const { declined, schools } = JSON.parse(dataset.fieldwork) as FrozenFieldwork
  const sum = (name: 'issued' | 'used') => schools.reduce((all, school) => all + school[name], 0)
  return {
    estimateId: estimate.id,
    estimateHash,
    protection,
    result: {
      round: roundLine(round),
      fieldwork: { issued: sum('issued'), used: sum('used'), valid: dataset.rowCount, declined },
      figures: publicFigures(estimate, protection),
      datasetHash: dataset.hash,
      estimateHash,
      method: estimate.methodVersion,
    },
  }
}

const roundLine = (round: Round): PublicResult['round'] => ({
  id: round.id,
  year: round.year,
  name: round.name,
  province: round.province,
  department: round.department,
  opensOn: round.opensOn,
  closesOn: round.closesOn,
  synthetic: round.synthetic,
  planDecision: round.decisionNumber,
})

/** The receipts of a round's sheets, or none where sheets are gone already: then the list would be wrong. */
export async function prepareReceipts(db: Db, keys: Keys, roundId: string): Promise<Receipts> {
  const round = await getRound(db, roundId)
  const dataset = await findDataset(db, roundId)
  const receipts = receiptsOf(keys, roundId, await listResponses(db, roundId), await instrumentsOf(db, round))
  return receipts.counted.length === dataset?.rowCount ? receipts : { counted: [], leftOut: [] }
}
