import type { Hono } from 'hono'
import type { Env, MergeSchemaPath, Schema } from 'hono/types'
import { extraRoutes } from './assessment/extra-routes.ts'
import { assessmentRoutes } from './assessment/routes.ts'
import { decisionPaperRoutes, yearPaperRoutes } from './assessment-papers/routes.ts'
import { assessmentResultRoutes } from './assessment-results/routes.ts'
import { auditRoutes } from './audit-routes.ts'
import { criteriaRoutes } from './criteria/routes.ts'
import { datasetRoutes } from './dataset/routes.ts'
import { estimateRoutes } from './estimates/routes.ts'
import { leafEvidenceRoutes } from './evidence/leaf-routes.ts'
import { evidenceRoutes } from './evidence/routes.ts'
import { fieldworkRoutes, ownFieldworkRoutes } from './fieldwork/routes.ts'
import { frameRoutes } from './frame/routes.ts'
import { inspectionRoutes } from './inspection/routes.ts'
import { instrumentFileRoutes } from './instruments/file-routes.ts'
import { instrumentPaperRoutes } from './instruments/paper-routes.ts'
import { roundFormRoutes } from './instruments/round-routes.ts'
import { instrumentRoutes } from './instruments/routes.ts'
import { isoRoutes } from './iso/routes.ts'
import { kioskPageRoutes } from './kiosk/page-routes.ts'
import { deviceRoutes, kioskRoutes } from './kiosk/routes.ts'
import { mediaFileRoutes, mediaRoutes } from './media/routes.ts'
import { documentRoutes, paperRoutes } from './official/routes.ts'
import { operationRoutes } from './operation/routes.ts'
import { reportRoutes as periodicReportRoutes } from './periods/report-routes.ts'
import { periodRoutes } from './periods/routes.ts'
import { planRoutes } from './plan/routes.ts'
import { privacyRoutes } from './privacy/routes.ts'
import { publicRoutes } from './publication/public-routes.ts'
import { publicationRoutes } from './publication/routes.ts'
import { raterPageRoutes } from './raters/page-routes.ts'
import { raterRoutes } from './raters/routes.ts'
import { recontactPageRoutes } from './recontact/page-routes.ts'
import { recontactRoutes } from './recontact/routes.ts'
import { feedRoutes, todoRoutes } from './reminders/routes.ts'
import { reportRoutes } from './report/routes.ts'
import { pageRoutes } from './responses/page-routes.ts'
import { paperEntryRoutes } from './responses/paper/routes.ts'
import { progressRoutes } from './responses/progress-routes.ts'
import { declineRoutes, formRoutes, pressureRoutes, responseRoutes, slipStateRoutes } from './responses/routes.ts'
import { tryRoutes } from './responses/try-routes.ts'
import { designRoutes } from './sample/design-routes.ts'
import { sampleRoutes } from './sample/routes.ts'
import { openLinkRoutes } from './slips/open-link-routes.ts'
import { slipRoutes } from './slips/routes.ts'
import { accountRoutes } from './staff/account-routes.ts'
import { externalRoutes } from './staff/external-routes.ts'
import { peopleRoutes } from './staff/people-routes.ts'
import { linkRoutes, staffRoutes } from './staff/routes.ts'
import { staffPages } from './staff-pages.ts'
import { taskRoutes } from './tasks/routes.ts'
import { unitRoutes } from './units/routes.ts'
import { exportRoutes } from './weights/export-routes.ts'
import { weightRoutes } from './weights/routes.ts'

/** The table of contents: the stages in the order the data move, each under its address. */
export const STAGES = [
  ['/', operationRoutes],
  ['/api/audit', auditRoutes],
  ['/api/session', staffRoutes],
  ['/api/session/external', externalRoutes],
  ['/api/links', linkRoutes],
  ['/api/account', accountRoutes],
  ['/api/people', peopleRoutes],
  ['/api/units', unitRoutes],
  ['/api/privacy', privacyRoutes],
  ['/api/evidence', evidenceRoutes],
  ['/api/rounds', planRoutes],
  ['/api/media', mediaRoutes],
  ['/api/instruments', instrumentFileRoutes],
  ['/api/instruments', instrumentPaperRoutes],
  ['/api/instruments', instrumentRoutes],
  ['/api/rounds', roundFormRoutes],
  ['/api/rounds', frameRoutes],
  ['/api/rounds', designRoutes],
  ['/api/rounds', sampleRoutes],
  ['/api/rounds', slipRoutes],
  ['/api/rounds', paperRoutes],
  ['/api/rounds', openLinkRoutes],
  ['/api/rounds', fieldworkRoutes],
  ['/api/rounds', paperEntryRoutes],
  ['/api/rounds', recontactRoutes],
  ['/api/rounds', datasetRoutes],
  ['/api/rounds', weightRoutes],
  ['/api/rounds', exportRoutes],
  ['/api/rounds', estimateRoutes],
  ['/api/rounds', reportRoutes],
  ['/api/rounds', publicationRoutes],
  ['/api/own-fieldwork', ownFieldworkRoutes],
  ['/api/criteria', criteriaRoutes],
  ['/api/assessments', assessmentRoutes],
  ['/api/assessments', leafEvidenceRoutes],
  ['/api/assessments', yearPaperRoutes],
  ['/api/criteria', decisionPaperRoutes],
  ['/api/assessments', extraRoutes],
  ['/api/assessment-results', assessmentResultRoutes],
  ['/api/tasks', taskRoutes],
  ['/api/periods', periodRoutes],
  ['/api/reports', periodicReportRoutes],
  ['/api/inspections', inspectionRoutes],
  ['/api/rater-rounds', raterRoutes],
  ['/api/iso', isoRoutes],
  ['/api/todo', todoRoutes],
  ['/api/documents', documentRoutes],
  ['/api/forms', formRoutes],
  ['/api/slips', slipStateRoutes],
  ['/api/declines', declineRoutes],
  ['/api/pressure', pressureRoutes],
  ['/api/responses', responseRoutes],
  ['/api/progress', progressRoutes],
  ['/api/devices', deviceRoutes],
  ['/api/kiosk', kioskRoutes],
  ['/api/instruments', tryRoutes],
  ['/media', mediaFileRoutes],
  ['/p', recontactPageRoutes],
  ['/p', pageRoutes],
  ['/kiosk', kioskPageRoutes],
  ['/danh-gia', raterPageRoutes],
  ['/lich', feedRoutes],
  ['/ket-qua', publicRoutes],
  ['/staff', staffPages],
] as const

/**
 * What the typed client knows: the same table, read as a type. Only names of functions stand in it, so the compiler works a
 * route's type out once, where it is used, and not again for each stage that is mounted after it.
 */
export type Api = Mounted<(typeof STAGES)[number]>

type Mounted<Stage> = Stage extends readonly [infer Path extends string, (...parts: never[]) => infer Routes]
  ? Routes extends Hono<infer E extends Env, infer Routed extends Schema, string>
    ? Hono<E, MergeSchemaPath<Routed, Path>>
    : never
  : never
