import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { criterionId } from '../../surveys/criteria/criteria-set.ts'
import type { Deps } from '../deps.ts'
import { body, limit } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit } from '../permit.ts'
import { attachEvidence, attaching, detachEvidence } from './attach.ts'
import { viewLeafEvidence } from './leaf-view.ts'
import { dropRelease, takeRelease } from './release.ts'
import { EVIDENCE_READERS } from './routes.ts'

const taking = z.strictObject({ component: criterionId, round: z.string().min(1).max(64) })

/** Papers and published results on the lines of one unit's year. */
export function leafEvidenceRoutes(deps: Deps) {
  const reply = async (c: Context<AppEnv>, id: string) => c.json(await viewLeafEvidence(deps.read, id))
  return new Hono<AppEnv>()
    .get('/:id/evidence', permit(EVIDENCE_READERS, "What proves the lines of a unit's year", 'assessment'), (c) =>
      reply(c, c.req.param('id')),
    )
    .post(
      '/:id/evidence',
      permit(['assessor'], 'A kept paper proves a line', 'assessment'),
      limit(4096),
      body(attaching),
      async (c) => {
        const id = c.req.param('id')
        await write(deps, c, (db, by) => attachEvidence(db, by, c.get('reach'), id, c.req.valid('json')))
        return reply(c, id)
      },
    )
    .delete(
      '/:id/evidence/:component/:evidence',
      permit(['assessor'], 'A paper proves a line no more', 'assessment'),
      limit(1024),
      async (c) => {
        const { id, component, evidence } = c.req.param()
        await write(deps, c, (db, by) => detachEvidence(db, by, id, component, evidence))
        return reply(c, id)
      },
    )
    .post(
      '/:id/releases',
      permit(['assessor'], "A line takes its points from a round's published result", 'assessment'),
      limit(4096),
      body(taking),
      async (c) => {
        const id = c.req.param('id')
        const { component, round } = c.req.valid('json')
        await write(deps, c, (db, by) => takeRelease(db, by, id, component, round))
        return reply(c, id)
      },
    )
    .delete(
      '/:id/releases/:component',
      permit(['assessor'], "A line stands without the round's result again", 'assessment'),
      limit(1024),
      async (c) => {
        const { id, component } = c.req.param()
        await write(deps, c, (db, by) => dropRelease(db, by, id, component))
        return reply(c, id)
      },
    )
}
