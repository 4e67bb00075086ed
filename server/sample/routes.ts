import { Hono } from 'hono'
import { z } from 'zod'
import { ROUND_STEPS } from '../../surveys/round.ts'
import type { Deps } from '../deps.ts'
import { body, ifMatch, limit } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit } from '../permit.ts'
import { READERS, replyRound } from '../plan/routes.ts'
import { getRound } from '../plan/store.ts'
import { drawSample } from './draw-sample.ts'
import { sameAgain, viewSample } from './view.ts'

const drawing = z.strictObject({
  seed: z
    .string()
    .regex(/^[\w .-]{1,64}$/)
    .optional(),
})

export function sampleRoutes(deps: Deps) {
  return new Hono<AppEnv>()
    .get('/:id/sample', permit(READERS, 'The drawn sample with its ledger'), async (c) =>
      c.json(await viewSample(deps.read, c.req.param('id'))),
    )
    .get('/:id/sample/check', permit(READERS, 'Draw again and compare'), async (c) =>
      c.json({ same: await sameAgain(deps.read, await getRound(deps.read, c.req.param('id'))) }),
    )
    .post('/:id/sample', permit(ROUND_STEPS.draw.roles, 'Draw the sample'), limit(1024), body(drawing), async (c) => {
      const version = ifMatch(c)
      await write(deps, c, (db, by) => drawSample(db, by, c.req.param('id'), version, c.req.valid('json').seed))
      return replyRound(deps, c, c.req.param('id'))
    })
}
