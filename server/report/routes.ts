import { Hono } from 'hono'
import { ROUND_STEPS } from '../../surveys/round.ts'
import type { Deps } from '../deps.ts'
import { body, ifMatch, limit } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit } from '../permit.ts'
import { nothing, READERS, replyRound } from '../plan/routes.ts'
import { getRound } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { composeReport, keepReport } from './make-report.ts'
import { findDocument, listDocuments } from './store.ts'

export function reportRoutes(deps: Deps) {
  return new Hono<AppEnv>()
    .get('/:id/documents', permit(READERS, 'The documents of the round'), async (c) => {
      await getRound(deps.read, c.req.param('id'))
      return c.json({ documents: await listDocuments(deps.read, c.req.param('id')) })
    })
    .post('/:id/report', permit(ROUND_STEPS.report.roles, 'Make the report'), limit(1024), body(nothing), async (c) => {
      const version = ifMatch(c)
      const made = await composeReport(deps.read, c.req.param('id'))
      await write(deps, c, (db, by) => keepReport(db, by, c.req.param('id'), version, made))
      return replyRound(deps, c, c.req.param('id'))
    })
}

export function documentRoutes(deps: Deps) {
  return new Hono<AppEnv>().get('/:id/file', permit(READERS, 'One document'), async (c) => {
    const found = await findDocument(deps.read, c.req.param('id'))
    if (!found) throw new Problem('not_found')
    c.header('Content-Type', found.mediaType)
    c.header('Content-Disposition', `attachment; filename="${found.fileName}"`)
    c.header('Content-Security-Policy', "default-src 'none'; sandbox")
    return c.body(new Uint8Array(found.bytes))
  })
}
