import { Hono } from 'hono'
import { ROUND_STEPS } from '../../surveys/round.ts'
import { findDataset } from '../dataset/store.ts'
import type { Deps } from '../deps.ts'
import { body, ifMatch, limit } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit, READERS } from '../permit.ts'
import { replyRound } from '../plan/reply-round.ts'
import { getRound } from '../plan/store.ts'
import { frameOfRound } from './frame-of-round.ts'
import { PRESETS, weighRequest, weighTrial } from './specification.ts'
import { findWeighting } from './store.ts'
import { tryWeighting } from './try-weighting.ts'
import { viewChain, viewColumns } from './view.ts'
import { weighRound } from './weigh-round.ts'

export function weightRoutes(deps: Deps) {
  return new Hono<AppEnv>()
    .get('/:id/weights', permit(READERS, 'The recorded weighting', 'round'), async (c) => {
      const round = await getRound(deps.read, c.req.param('id'))
      const dataset = await findDataset(deps.read, round.id)
      const found = dataset && (await findWeighting(deps.read, dataset.id))
      if (!found) return c.json({ weighting: null })
      const { chain, ...weighting } = found
      return c.json({ weighting: { ...weighting, ...viewChain(chain) } })
    })
    .get('/:id/weights/choices', permit(READERS, 'What a weighting can be chosen from', 'round'), async (c) => {
      const round = await getRound(deps.read, c.req.param('id'))
      const frame = await frameOfRound(deps.read, round)
      return c.json({ presets: PRESETS, columns: frame ? viewColumns(frame) : [] })
    })
    .post(
      '/:id/weights/try',
      permit(ROUND_STEPS.weigh.roles, 'Compute another weighting without storing it', 'round'),
      limit(16_384),
      body(weighTrial),
      async (c) =>
        c.json({
          trial: viewChain(await tryWeighting(deps.read, c.req.param('id'), c.req.valid('json').specification)),
        }),
    )
    .post(
      '/:id/weigh',
      permit(ROUND_STEPS.weigh.roles, 'Weigh the frozen sheets', 'round'),
      limit(16_384),
      body(weighRequest),
      async (c) => {
        const version = ifMatch(c)
        const { specification } = c.req.valid('json')
        await write(deps, c, (db, by) => weighRound(db, by, c.req.param('id'), version, specification))
        return replyRound(deps, c, c.req.param('id'))
      },
    )
}
