import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { openAPIRouteHandler } from 'hono-openapi'
import { extraRoutes } from './assessment/extra-routes.ts'
import { assessmentRoutes } from './assessment/routes.ts'
import { decisionPaperRoutes, yearPaperRoutes } from './assessment-papers/routes.ts'
import { assessmentResultRoutes } from './assessment-results/routes.ts'
import { verifyAudit } from './audit.ts'
import { criteriaRoutes } from './criteria/routes.ts'
import { datasetRoutes } from './dataset/routes.ts'
import type { Deps } from './deps.ts'
import { estimateRoutes } from './estimates/routes.ts'
import { leafEvidenceRoutes } from './evidence/leaf-routes.ts'
import { evidenceRoutes } from './evidence/routes.ts'
import { fieldworkRoutes, ownFieldworkRoutes } from './fieldwork/routes.ts'
import { frameRoutes } from './frame/routes.ts'
import type { AppEnv } from './http/env.ts'
import { jsonOnly, sameSite, securityHeaders } from './http/headers.ts'
import { ownHost } from './http/host.ts'
import { notHere } from './http/not-here.ts'
import { refuse } from './http/refuse.ts'
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
import { keepReserve, makeDisk } from './operation/disk.ts'
import { makeMetrics } from './operation/metrics.ts'
import { metered, operationRoutes } from './operation/routes.ts'
import { reportRoutes as periodicReportRoutes } from './periods/report-routes.ts'
import { periodRoutes } from './periods/routes.ts'
import { permit } from './permit.ts'
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
import { makeIngest } from './responses/ingest.ts'
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
import { session } from './staff/session.ts'
import { makeSignIn } from './staff/sign-in.ts'
import { staffPages } from './staff-pages.ts'
import { taskRoutes } from './tasks/routes.ts'
import { unitRoutes } from './units/routes.ts'
import { exportRoutes } from './weights/export-routes.ts'
import { weightRoutes } from './weights/routes.ts'

/** The table of contents: the stages are mounted in the order the data move. */
export function makeApp(deps: Deps) {
  // A sheet sent by the page's program and one posted as a form wait in the same queue.
  const metrics = makeMetrics()
  const disk = makeDisk(deps)
  const ingest = makeIngest(deps, metrics)
  const signIn = makeSignIn(deps)
  const api = new Hono<AppEnv>()
    .route('/', operationRoutes(deps, disk, metrics))
    .get(
      '/api/audit/verify',
      permit(['auditor', 'admin', 'director'], 'Whether the audit chain holds', 'everywhere'),
      async (c) => c.json(await verifyAudit(deps.read)),
    )
    .route('/api/session', staffRoutes(deps, signIn))
    .route('/api/session/external', externalRoutes(deps, signIn))
    .route('/api/links', linkRoutes(deps))
    .route('/api/account', accountRoutes(deps, signIn))
    .route('/api/people', peopleRoutes(deps))
    .route('/api/units', unitRoutes(deps))
    .route('/api/privacy', privacyRoutes(deps))
    .route('/api/evidence', evidenceRoutes(deps))
    .route('/api/rounds', planRoutes(deps))
    .route('/api/media', mediaRoutes(deps))
    .route('/api/instruments', instrumentFileRoutes(deps))
    .route('/api/instruments', instrumentPaperRoutes(deps))
    .route('/api/instruments', instrumentRoutes(deps))
    .route('/api/rounds', roundFormRoutes(deps))
    .route('/api/rounds', frameRoutes(deps))
    .route('/api/rounds', designRoutes(deps))
    .route('/api/rounds', sampleRoutes(deps))
    .route('/api/rounds', slipRoutes(deps))
    .route('/api/rounds', paperRoutes(deps))
    .route('/api/rounds', openLinkRoutes(deps))
    .route('/api/rounds', fieldworkRoutes(deps))
    .route('/api/rounds', paperEntryRoutes(deps))
    .route('/api/rounds', recontactRoutes(deps))
    .route('/api/rounds', datasetRoutes(deps))
    .route('/api/rounds', weightRoutes(deps))
    .route('/api/rounds', exportRoutes(deps))
    .route('/api/rounds', estimateRoutes(deps))
    .route('/api/rounds', reportRoutes(deps))
    .route('/api/rounds', publicationRoutes(deps))
    .route('/api/own-fieldwork', ownFieldworkRoutes(deps))
    .route('/api/criteria', criteriaRoutes(deps))
    .route('/api/assessments', assessmentRoutes(deps))
    .route('/api/assessments', leafEvidenceRoutes(deps))
    .route('/api/assessments', yearPaperRoutes(deps))
    .route('/api/criteria', decisionPaperRoutes(deps))
    .route('/api/assessments', extraRoutes(deps))
    .route('/api/assessment-results', assessmentResultRoutes(deps))
    .route('/api/tasks', taskRoutes(deps))
    .route('/api/periods', periodRoutes(deps))
    .route('/api/reports', periodicReportRoutes(deps))
    .route('/api/inspections', inspectionRoutes(deps))
    .route('/api/rater-rounds', raterRoutes(deps))
    .route('/api/iso', isoRoutes(deps))
    .route('/api/todo', todoRoutes(deps))
    .route('/api/documents', documentRoutes(deps))
    .route('/api/forms', formRoutes(deps))
    .route('/api/slips', slipStateRoutes(deps))
    .route('/api/declines', declineRoutes(deps))
    .route('/api/pressure', pressureRoutes(deps))
    .route('/api/responses', responseRoutes(deps, ingest))
    .route('/api/progress', progressRoutes(deps))
    .route('/api/devices', deviceRoutes(deps))
    .route('/api/kiosk', kioskRoutes(deps, ingest))
    .route('/api/instruments', tryRoutes(deps))
    .route('/media', mediaFileRoutes(deps))
    .route('/p', recontactPageRoutes(deps))
    .route('/p', pageRoutes(deps, ingest))
    .route('/kiosk', kioskPageRoutes(deps))
    .route('/danh-gia', raterPageRoutes(deps))
    .route('/lich', feedRoutes(deps))
    .route('/ket-qua', publicRoutes(deps))
    .route('/staff', staffPages(deps))

  const app = new Hono<AppEnv>()
  app.use(async (c, next) => {
    c.set('requestId', randomUUID())
    c.set('account', null)
    await next()
  })
  app.use(metered(deps, metrics))
  app.use(securityHeaders(deps.config))
  app.use(ownHost(deps.config))
  app.use(sameSite(deps.config))
  app.use(keepReserve(deps, disk))
  app.use('/api/*', jsonOnly())
  app.use('/api/*', session(deps))
  app.onError(refuse(deps))
  app.notFound(notHere(app))
  app.get(
    '/api/openapi.json',
    permit('public', 'This document'),
    openAPIRouteHandler(api, {
      documentation: { openapi: '3.1.0', info: { title: 'Hài Lòng', version: '1' } },
      // An address that ends like a file is a route like any other.
      excludeStaticFile: false,
    }),
  )
  return app.route('/', api)
}

export type Api = ReturnType<typeof makeApp>
