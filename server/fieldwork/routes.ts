import { Hono } from 'hono'
import { ROUND_STEPS } from '../../surveys/round.ts'
import type { Deps } from '../deps.ts'
import { body, ifMatch, limit } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit } from '../permit.ts'
import { nothing, READERS, replyRound } from '../plan/routes.ts'
import { viewIntegrity } from './integrity.ts'
import { closeRound, openRound } from './open-close.ts'
import { viewFieldwork } from './view.ts'

export function fieldworkRoutes(deps: Deps) {
  return new Hono<AppEnv>()
    .get('/:id/fieldwork', permit(READERS, 'Counts of the field work'), async (c) =>
      c.json(await viewFieldwork(deps.read, c.req.param('id'))),
    )
    .get(
      '/:id/fieldwork/integrity',
      permit(['designer', 'analyst', 'director', 'admin'], 'Schools whose sheets are worth a look; flags, no answers'),
      async (c) => c.json(await viewIntegrity(deps.read, c.req.param('id'))),
    )
    .post(
      '/:id/open',
      permit(ROUND_STEPS.open.roles, 'Begin to take answers'),
      limit(1024),
      body(nothing),
      async (c) => {
        const version = ifMatch(c)
        await write(deps, c, (db, by) => openRound(db, by, c.req.param('id'), version))
        return replyRound(deps, c, c.req.param('id'))
      },
    )
    .post(
      '/:id/close',
      permit(ROUND_STEPS.close.roles, 'Stop taking answers'),
      limit(1024),
      body(nothing),
      async (c) => {
        const version = ifMatch(c)
        await write(deps, c, (db, by) => closeRound(db, by, c.req.param('id'), version))
        return replyRound(deps, c, c.req.param('id'))
      },
    )
}
