import { Hono } from 'hono'
import { z } from 'zod'
import { WRITERS } from '../../surveys/instrument-state.ts'
import type { Deps } from '../deps.ts'
import { body, ifMatch, limit } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit } from '../permit.ts'
import { replyRound } from '../plan/reply-round.ts'
import { chooseForms } from './choose-forms.ts'

const choosing = z.strictObject({ forms: z.array(z.string().max(64)).min(1).max(24) })

export function roundFormRoutes(deps: Deps) {
  return new Hono<AppEnv>().put(
    '/:id/forms',
    permit(WRITERS, 'Choose the published versions a round asks', 'round'),
    limit(8192),
    body(choosing),
    async (c) => {
      const version = ifMatch(c)
      await write(deps, c, (db, by) => chooseForms(db, by, c.req.param('id'), version, c.req.valid('json').forms))
      return replyRound(deps, c, c.req.param('id'))
    },
  )
}
