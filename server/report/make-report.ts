import { type Act, newId } from '../act.ts'
import { instrumentsOf } from '../dataset/build.ts'
import { findDataset } from '../dataset/store.ts'
import type { Db } from '../db/open.ts'
import { DocumentError } from '../document/document-error.ts'
import { findEstimate } from '../estimates/store.ts'
import { findFrameById, listFrameRows } from '../frame/store.ts'
import { sumRows } from '../frame/sum-rows.ts'
import { sha256 } from '../keys.ts'
import { checkStep, takeStep } from '../plan/step.ts'
import { getRound, type Round } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { findDrawById } from '../sample/store.ts'
import { schoolPlaces } from '../sample/view.ts'
import { findWeightingById } from '../weights/store.ts'
import { type ReportSources, reportInput } from './build-input.ts'
import { insertDocument, nextVersion } from './store.ts'

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Everything the report rests on, as it is stored. */
async function reportSources(db: Db, round: Round): Promise<ReportSources> {
  const dataset = await findDataset(db, round.id)
  const estimate = dataset && (await findEstimate(db, dataset.id))
  const weighting = estimate && (await findWeightingById(db, estimate.weightingId))
  const draw = dataset && (await findDrawById(db, dataset.drawId))
  const frame = draw && (await findFrameById(db, draw.frameId))
  if (!dataset || !estimate || !weighting || !draw || !frame)
    throw new Problem('step_not_possible', { detail: { state: round.state, step: 'report', reason: 'no_estimates' } })
  const [instruments, rows, places] = await Promise.all([
    instrumentsOf(db, round),
    listFrameRows(db, frame.id),
    schoolPlaces(db, draw),
  ])
  return { round, frame, frameTotals: sumRows(rows), draw, places, instruments, dataset, weighting, estimate }
}

/** The report's bytes, made before anything is written: building a document takes longer than a transaction should. */
export async function composeReport(db: Db, roundId: string) {
  const round = await getRound(db, roundId)
  checkStep(round, 'report')
  const sources = await reportSources(db, round)
  try {
    // Loaded when a report is made: a server that only takes answers does not carry the document libraries in its memory.
    const { reportDocument, reportPdf } = await import('./report-document.ts')
    const input = reportInput(sources)
    // The twin is made when somebody asks for it: the same input gives the same bytes at any time.
    return { sources, bytes: await reportDocument(input), pdf: () => reportPdf(input) }
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error
    throw new Problem('cannot_compute', {
      errors: error.faults.map((fault) => ({ pointer: '', code: 'sums_differ', detail: { fault } })),
    })
  }
}

/** Keeps the report as the next version of its kind; earlier versions stay as they are. */
export async function keepReport(
  db: Db,
  by: Act,
  roundId: string,
  version: number,
  made: Awaited<ReturnType<typeof composeReport>>,
): Promise<string> {
  const round = await getRound(db, roundId)
  const { sources, bytes } = made
  const id = newId(by)
  const number = await nextVersion(db, roundId, 'result')
  const contentHash = sha256(bytes)
  await insertDocument(db, {
    id,
    roundId,
    kind: 'result',
    version: number,
    state: 'draft',
    fileName: `bao-cao-ket-qua-${round.year}-v${number}.docx`,
    mediaType: DOCX,
    sources: JSON.stringify({
      dataset: sources.dataset.hash,
      ledger: sources.draw.ledgerHash,
      frame: sources.frame.contentHash,
      weighting: sources.weighting.id,
      estimate: sources.estimate.id,
    }),
    contentHash,
    bytes,
    createdAt: by.now.toISOString(),
  })
  await takeStep(db, by, round, version, 'report', { document: id, contentHash, datasetHash: sources.dataset.hash })
  return id
}
