import { Hono } from 'hono'
import { z } from 'zod'
import { day, ROUND_STEPS } from '../../surveys/round.ts'
import type { Deps } from '../deps.ts'
import { body, ifMatch, limit } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import type { Parts } from '../parts.ts'
import { permit } from '../permit.ts'
import { replyRound } from '../plan/reply-round.ts'
import { composeReport, keepReport } from './make-report.ts'

/** `unitsOn`: with an annex of the results in the administrative units of that day. */
const asking = z.strictObject({ unitsOn: day.optional() })

export function reportRoutes(deps: Deps, { inTurn }: Parts) {
  return new Hono<AppEnv>().post(
    '/:id/report',
    permit(ROUND_STEPS.report.roles, 'Make the report', 'round'),
    limit(1024),
    body(asking),
    inTurn,
    async (c) => {
      const version = ifMatch(c)
      const made = await composeReport(deps.read, c.req.param('id'), c.req.valid('json').unitsOn)
      await write(deps, c, (db, by) => keepReport(db, by, c.req.param('id'), version, made))
      return replyRound(deps, c, c.req.param('id'))
    },
  )
}
