import type { Act } from '../act.ts'
import { findLastEntry } from '../audit.ts'
import { instrumentsOf } from '../dataset/build.ts'
import { findDataset } from '../dataset/store.ts'
import type { Db } from '../db/open.ts'
import { computeRound } from '../estimates/estimate-round.ts'
import { USUAL_SPEC } from '../estimates/spec.ts'
import { findEstimate } from '../estimates/store.ts'
import { findFrameById, listFrameRows } from '../frame/store.ts'
import { sumRows } from '../frame/sum-rows.ts'
import { keepDocument, type MadeDocument, refusingFaults } from '../official/keep-document.ts'
import { checkStep, takeStep } from '../plan/step.ts'
import { getRound, type Round } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { callResults } from '../recontact/results.ts'
import { sumPressure } from '../responses/store.ts'
import { findDrawById } from '../sample/store.ts'
import { schoolPlaces } from '../sample/view.ts'
import { findWeightingById } from '../weights/store.ts'
import { type ReportSources, reportInput } from './build-input.ts'

/** Everything the report rests on, as it is stored. */
async function reportSources(db: Db, round: Round, day?: string): Promise<ReportSources> {
  const dataset = await findDataset(db, round.id)
  const estimate = dataset && (await findEstimate(db, dataset.id))
  const weighting = estimate && (await findWeightingById(db, estimate.weightingId))
  const draw = dataset && (await findDrawById(db, dataset.drawId))
  const frame = draw && (await findFrameById(db, draw.frameId))
  if (!dataset || !estimate || !weighting || !draw || !frame)
    throw new Problem('step_not_possible', { detail: { state: round.state, step: 'report', reason: 'no_estimates' } })
  const [instruments, rows, places, pressure, calls, auditEntry] = await Promise.all([
    instrumentsOf(db, round),
    listFrameRows(db, frame.id),
    schoolPlaces(db, draw),
    sumPressure(db, round.id),
    callResults(db, round.id),
    findLastEntry(db, 'estimates.compute', round.id),
  ])
  if (!auditEntry) throw new Problem('cannot_compute', { errors: [{ pointer: '', code: 'audit_entry_missing' }] })
  // By the choices of the estimate that is printed, so that both say the same of a unit that did not change.
  const { blockRate } = estimate.result.spec ?? USUAL_SPEC
  const told =
    day === undefined
      ? undefined
      : await computeRound(db, round.id, { ...USUAL_SPEC, blockRate, extras: [], groups: [] }, day)
  return {
    round,
    frame,
    frameTotals: sumRows(rows),
    draw,
    places,
    instruments,
    dataset,
    weighting,
    estimate,
    pressure,
    calls,
    auditEntry,
    ...(told?.places ? { inUnits: { places: told.places, domains: told.result.results.domains } } : {}),
  }
}

/**
 * The report's bytes, made before anything is written: building a document takes longer than a transaction should.
 * `day`: with an annex in the administrative units of that day.
 */
export async function composeReport(db: Db, roundId: string, day?: string) {
  const round = await getRound(db, roundId)
  await checkStep(db, round, 'report')
  const sources = await reportSources(db, round, day)
  return refusingFaults(async (): Promise<MadeDocument> => {
    // Loaded when a report is made: a server that only takes answers does not carry the document libraries in its memory.
    const { reportDocument, reportPdf } = await import('./report-document.ts')
    const input = reportInput(sources)
    return {
      kind: 'result',
      docx: await reportDocument(input),
      pdf: await reportPdf(input),
      sources: {
        dataset: sources.dataset.hash,
        ledger: sources.draw.ledgerHash,
        frame: sources.frame.contentHash,
        weighting: sources.weighting.id,
        estimate: sources.estimate.id,
        ...(day === undefined ? {} : { unitsOn: day }),
      },
    }
  })
}

/** Keeps the report as the next version of its kind; earlier versions stay as they are. */
export async function keepReport(
  db: Db,
  by: Act,
  roundId: string,
  version: number,
  made: MadeDocument,
): Promise<string> {
  const round = await getRound(db, roundId)
  const { id, contentHash } = await keepDocument(db, by, round, made)
  await takeStep(db, by, round, version, 'report', {
    document: id,
    contentHash,
    datasetHash: made.sources.dataset ?? null,
  })
  return id
}
