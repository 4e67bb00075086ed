import { canonicalJson } from '../../surveys/canonical-json.ts'
import { type Act, newId } from '../act.ts'
import { findDataset } from '../dataset/store.ts'
import type { Db } from '../db/open.ts'
import { findEstimate } from '../estimates/store.ts'
import { sha256 } from '../keys.ts'
import { checkStep, takeStep } from '../plan/step.ts'
import { getRound } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import type { Prepared, PublicResult } from './prepare.ts'
import { type Receipts, receiptList } from './receipts.ts'
import { findPublication, insertPublication } from './store.ts'

export type PublishDecision = Readonly<{ decisionNumber: string; decisionDate: string }>

/** Publishes what was prepared, if it is still what the newest estimate gives and the auditor could compute nothing back. */
export async function publish(
  db: Db,
  by: Act,
  roundId: string,
  version: number,
  decision: PublishDecision,
  prepared: Prepared | null,
  receipts: Receipts,
): Promise<string> {
  const round = await getRound(db, roundId)
  await checkStep(db, round, 'publish')
  const dataset = await findDataset(db, roundId)
  const estimate = dataset && (await findEstimate(db, dataset.id))
  if (!prepared || estimate?.id !== prepared.estimateId) throw new Problem('stale')
  const { protection } = prepared
  if (!protection.audit.safe)
    throw new Problem('disclosure_risk', {
      detail: { cells: protection.audit.sheets.filter(({ safe }) => !safe).length },
    })
  const result: PublicResult = {
    ...prepared.result,
    decision: { number: decision.decisionNumber, date: decision.decisionDate },
  }
  const id = newId(by)
  const text = canonicalJson(result)
  const contentHash = sha256(text)
  const receiptsHash = sha256(receiptList(receipts))
  await insertPublication(db, {
    id,
    roundId,
    version: ((await findPublication(db, roundId))?.version ?? 0) + 1,
    estimateId: prepared.estimateId,
    estimateHash: prepared.estimateHash,
    ...decision,
    result: text,
    contentHash,
    protection: JSON.stringify(protection),
    receipts: JSON.stringify(receipts),
    receiptsHash,
    createdAt: by.now.toISOString(),
  })
  await takeStep(db, by, round, version, 'publish', {
    publication: id,
    decision: decision.decisionNumber,
    estimateHash: prepared.estimateHash,
    contentHash,
    receiptsHash,
    hidden: protection.hidden.length,
  })
  return id
}
