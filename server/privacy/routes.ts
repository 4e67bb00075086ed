import { Hono } from 'hono'
import { z } from 'zod'
import { day } from '../../surveys/round.ts'
import type { Deps } from '../deps.ts'
import { body, ifMatch, limit } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit } from '../permit.ts'
import { Problem } from '../problem.ts'
import { registerRequest, stepRequest, viewRequests } from './requests.ts'
import { changeRule, PROPOSED, rulesNow } from './rules.ts'

const KEEPERS = ['admin', 'director'] as const
const rule = z.strictObject({ days: z.int().min(1).max(36_500) })
const newRequest = z.strictObject({
  kind: z.enum(['access', 'correct', 'delete', 'withdraw', 'restrict', 'object']),
  receivedOn: day,
  processors: z.boolean(),
  who: z.string().trim().min(1).max(200),
  contact: z.string().trim().max(200),
  text: z.string().trim().min(1).max(4000),
})
const step = z.strictObject({
  step: z.enum(['acknowledge', 'extend', 'finish']),
  outcome: z.enum(['done', 'impossible', 'refused']).optional(),
})

/** How long what is kept, and what people asked about their own data. */
export function privacyRoutes(deps: Deps) {
  return new Hono<AppEnv>()
    .get('/rules', permit(['admin', 'director', 'auditor'], 'How long what is kept', 'everywhere'), async (c) =>
      c.json({ rules: await rulesNow(deps.read) }),
    )
    .put(
      '/rules/:what',
      permit(['admin'], 'Keep something for another time', 'everywhere'),
      limit(1024),
      body(rule),
      async (c) => {
        const what = c.req.param('what')
        if (!Object.hasOwn(PROPOSED, what)) throw new Problem('not_found')
        await write(deps, c, (db, by) => changeRule(db, by, what, ifMatch(c), c.req.valid('json').days))
        return c.json({ what })
      },
    )
    .get('/requests', permit(KEEPERS, 'The register of requests about personal data', 'everywhere'), async (c) =>
      c.json({ requests: await viewRequests(deps.read, deps.keys.register, deps.clock()) }),
    )
    .post(
      '/requests',
      permit(KEEPERS, 'Put a request into the register', 'everywhere'),
      limit(32_768),
      body(newRequest),
      async (c) => c.json({ id: await write(deps, c, (db, by) => registerRequest(db, by, c.req.valid('json'))) }, 201),
    )
    .post(
      '/requests/:id/step',
      permit(KEEPERS, 'Acknowledge, extend or finish a request', 'everywhere'),
      limit(1024),
      body(step),
      async (c) => {
        await write(deps, c, (db, by) => stepRequest(db, by, c.req.param('id'), ifMatch(c), c.req.valid('json')))
        return c.json({ id: c.req.param('id') })
      },
    )
}
