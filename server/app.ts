import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { openAPIRouteHandler } from 'hono-openapi'
import type { Deps } from './deps.ts'
import { describeRefusals } from './http/describe-refusals.ts'
import type { Direct } from './http/direct.ts'
import type { AppEnv } from './http/env.ts'
import { jsonOnly, sameSite, securityHeaders } from './http/headers.ts'
import { noNul, ownHost } from './http/host.ts'
import { makeTurns } from './http/in-turn.ts'
import { notHere } from './http/not-here.ts'
import { refuse } from './http/refuse.ts'
import { keepReserve, makeDisk } from './operation/disk.ts'
import { makeMetrics } from './operation/metrics.ts'
import { metered } from './operation/routes.ts'
import type { Parts } from './parts.ts'
import { permit } from './permit.ts'
import { directSheet } from './responses/direct-sheet.ts'
import { makeIngest } from './responses/ingest.ts'
import { makeRefusedLimit } from './responses/routes.ts'
import { session } from './staff/session.ts'
import { makeSignIn } from './staff/sign-in.ts'
import { STAGES } from './stages.ts'

type Mount = readonly [path: string, routes: (deps: Deps, parts: Parts) => Pick<Hono<AppEnv>, 'routes'>]

/** One server: what every request passes, and behind it the stages. */
export function makeApp(deps: Deps): Hono<AppEnv> & Readonly<{ direct: Direct }> {
  // A sheet sent by the page's program and one posted as a form wait in the same queue.
  const metrics = makeMetrics()
  const disk = makeDisk(deps)
  const parts = {
    disk,
    metrics,
    ingest: makeIngest(deps, metrics),
    refused: makeRefusedLimit(deps),
    signIn: makeSignIn(deps),
    inTurn: makeTurns(),
  }
  const api = new Hono<AppEnv>()
  for (const [path, routes] of STAGES as readonly Mount[]) api.route(path, routes(deps, parts) as Hono<AppEnv>)

  const app = new Hono<AppEnv>()
  app.use(async (c, next) => {
    c.set('requestId', randomUUID())
    c.set('account', null)
    await next()
  })
  app.use(metered(deps, metrics))
  app.use(securityHeaders(deps.config))
  app.use(ownHost(deps.config))
  app.use(noNul())
  app.use(sameSite(deps.config))
  app.use(keepReserve(deps, disk))
  app.use('/api/*', jsonOnly(app))
  app.use('/api/*', session(deps))
  app.onError(refuse(deps))
  app.notFound(notHere(app))
  app.get(
    '/api/openapi.json',
    permit('public', 'This document'),
    openAPIRouteHandler(api, {
      documentation: {
        openapi: '3.1.0',
        info: {
          title: 'Hài Lòng',
          version: '1',
          description: 'Every address of the server: what it takes, whom it lets in (`x-roles`) and how it refuses.',
        },
        components: { schemas: describeRefusals.schemas },
      },
      defaultOptions: describeRefusals.options,
      // What its own validator would say, which here is a problem like every other.
      defaultValidationErrorResponse: false,
      // An address that ends like a file is a route like any other.
      excludeStaticFile: false,
    }),
  )
  app.route('/', api)
  return Object.assign(app, { direct: directSheet(deps, app, parts) })
}
