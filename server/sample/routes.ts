import { Hono } from 'hono'
import { z } from 'zod'
import { ROUND_STEPS } from '../../surveys/round.ts'
import type { Deps } from '../deps.ts'
import { body, ifMatch, limit } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import type { Parts } from '../parts.ts'
import { permit, READERS } from '../permit.ts'
import { replyRound } from '../plan/reply-round.ts'
import { getRound } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { drawSample } from './draw-sample.ts'
import { makeMinutes } from './make-minutes.ts'
import { sameAgain, viewSample } from './view.ts'

const drawing = z.strictObject({
  seed: z
    .string()
    .regex(/^[\w .-]{1,64}$/)
    .optional(),
})

export function sampleRoutes(deps: Deps, { inTurn }: Parts) {
  return new Hono<AppEnv>()
    .get('/:id/sample', permit(READERS, 'The drawn sample with its ledger', 'round'), async (c) =>
      c.json(await viewSample(deps.read, c.req.param('id'))),
    )
    .get('/:id/sample/check', permit(READERS, 'Draw again and compare', 'round'), async (c) =>
      c.json({ same: await sameAgain(deps.read, await getRound(deps.read, c.req.param('id'))) }),
    )
    .get(
      '/:id/sample/minutes/:kind',
      permit(READERS, 'The minutes of the draw, as pdf or docx', 'round'),
      inTurn,
      async (c) => {
        const kind = c.req.param('kind')
        if (kind !== 'pdf' && kind !== 'docx') throw new Problem('not_found')
        const { bytes, mediaType, fileName } = await makeMinutes(deps.read, c.req.param('id'), kind)
        c.header('Content-Type', mediaType)
        c.header('Content-Disposition', `attachment; filename="${fileName}"`)
        c.header('Content-Security-Policy', "default-src 'none'; sandbox")
        return c.body(new Uint8Array(bytes))
      },
    )
    .post(
      '/:id/sample',
      permit(ROUND_STEPS.draw.roles, 'Draw the sample', 'round'),
      limit(1024),
      body(drawing),
      async (c) => {
        const version = ifMatch(c)
        await write(deps, c, (db, by) => drawSample(db, by, c.req.param('id'), version, c.req.valid('json').seed))
        return replyRound(deps, c, c.req.param('id'))
      },
    )
}
