import { Hono } from 'hono'
import { ROUND_STEPS } from '../../surveys/round.ts'
import type { Deps } from '../deps.ts'
import type { Protection } from '../estimates/protect.ts'
import { body, ifMatch, limit } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit, READERS } from '../permit.ts'
import { approval } from '../plan/plan.ts'
import { replyRound } from '../plan/reply-round.ts'
import { getRound } from '../plan/store.ts'
import { type PublicResult, preparePublication, prepareReceipts } from './prepare.ts'
import { publish } from './publish.ts'
import { findPublication } from './store.ts'

export function publicationRoutes(deps: Deps) {
  return new Hono<AppEnv>()
    .get('/:id/publication', permit(READERS, 'What is published of the round, or would be', 'round'), async (c) => {
      const id = c.req.param('id')
      await getRound(deps.read, id)
      const found = await findPublication(deps.read, id)
      if (found)
        return c.json({
          publication: {
            publishedAt: found.createdAt as string | null,
            contentHash: found.contentHash as string | null,
            estimateHash: found.estimateHash,
            figures: (JSON.parse(found.result) as PublicResult).figures,
            protection: JSON.parse(found.protection) as Protection,
          },
        })
      const prepared = await preparePublication(deps.read, id)
      if (!prepared) return c.json({ publication: null })
      const { estimateHash, protection, result } = prepared
      return c.json({
        publication: { publishedAt: null, contentHash: null, estimateHash, figures: result.figures, protection },
      })
    })
    .post(
      '/:id/publish',
      permit(ROUND_STEPS.publish.roles, 'Publish the results', 'round'),
      limit(4096),
      body(approval),
      async (c) => {
        const version = ifMatch(c)
        const id = c.req.param('id')
        // Protecting and auditing take longer than a transaction should.
        const prepared = await preparePublication(deps.read, id)
        const receipts = await prepareReceipts(deps.read, deps.keys, id)
        await write(deps, c, (db, by) => publish(db, by, id, version, c.req.valid('json'), prepared, receipts))
        return replyRound(deps, c, id)
      },
    )
}
