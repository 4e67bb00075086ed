import { Hono } from 'hono'
import { findDataset } from '../dataset/store.ts'
import type { Deps } from '../deps.ts'
import { body, ifMatch, limit } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit } from '../permit.ts'
import { nothing, READERS, replyRound } from '../plan/routes.ts'
import { getRound } from '../plan/store.ts'
import { estimateRound } from './estimate-round.ts'
import { findEstimate } from './store.ts'

export function estimateRoutes(deps: Deps) {
  return new Hono<AppEnv>()
    .get('/:id/estimates', permit(READERS, 'The figures of the round, each with its error'), async (c) => {
      await getRound(deps.read, c.req.param('id'))
      const dataset = await findDataset(deps.read, c.req.param('id'))
      const found = dataset && (await findEstimate(deps.read, dataset.id))
      if (!found) return c.json({ estimate: null })
      const { result, ...estimate } = found
      return c.json({ estimate: { ...estimate, ...result } })
    })
    .post(
      '/:id/estimate',
      permit(['analyst', 'designer', 'admin'], 'Compute the figures'),
      limit(1024),
      body(nothing),
      async (c) => {
        const version = ifMatch(c)
        await write(deps, c, (db, by) => estimateRound(db, by, c.req.param('id'), version))
        return replyRound(deps, c, c.req.param('id'))
      },
    )
}
