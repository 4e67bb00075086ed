import { Hono } from 'hono'
import { ROUND_STEPS } from '../../surveys/round.ts'
import { findDataset } from '../dataset/store.ts'
import type { Deps } from '../deps.ts'
import { body, ifMatch, limit } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit } from '../permit.ts'
import { nothing, READERS, replyRound } from '../plan/routes.ts'
import { getRound } from '../plan/store.ts'
import { findWeighting } from './store.ts'
import { weighRound } from './weigh-round.ts'

export function weightRoutes(deps: Deps) {
  return new Hono<AppEnv>()
    .get('/:id/weights', permit(READERS, 'The recorded weighting'), async (c) => {
      await getRound(deps.read, c.req.param('id'))
      const dataset = await findDataset(deps.read, c.req.param('id'))
      const found = dataset && (await findWeighting(deps.read, dataset.id))
      if (!found) return c.json({ weighting: null })
      const { chain, ...weighting } = found
      return c.json({
        weighting: { ...weighting, steps: chain.steps, checks: chain.checks, responseRate: chain.responseRate },
      })
    })
    .post(
      '/:id/weigh',
      permit(ROUND_STEPS.weigh.roles, 'Weigh the frozen sheets'),
      limit(1024),
      body(nothing),
      async (c) => {
        const version = ifMatch(c)
        await write(deps, c, (db, by) => weighRound(db, by, c.req.param('id'), version))
        return replyRound(deps, c, c.req.param('id'))
      },
    )
}
