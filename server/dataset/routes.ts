import { Hono } from 'hono'
import { ROUND_STEPS } from '../../surveys/round.ts'
import { audit } from '../audit.ts'
import type { Deps } from '../deps.ts'
import { body, ifMatch, limit, nothing } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit, READERS } from '../permit.ts'
import { replyRound } from '../plan/reply-round.ts'
import { getRound } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { LEAST_ROWS, refuseFewRows } from './enough-rows.ts'
import { freeze } from './freeze.ts'
import { findDataset } from './store.ts'

export function datasetRoutes(deps: Deps) {
  return new Hono<AppEnv>()
    .get('/:id/dataset', permit(READERS, 'The frozen dataset: hash, count, exclusions', 'round'), async (c) => {
      await getRound(deps.read, c.req.param('id'))
      const found = await findDataset(deps.read, c.req.param('id'))
      if (!found) return c.json({ dataset: null })
      const { id, hash, rowCount, exclusions, createdAt } = found
      return c.json({
        dataset: {
          id,
          hash,
          rowCount,
          exclusions: JSON.parse(exclusions) as { rule: string; count: number }[],
          createdAt,
          rowsMayLeave: rowCount >= LEAST_ROWS,
        },
      })
    })
    .get(
      '/:id/dataset/rows.csv',
      permit(['analyst', 'designer', 'admin'], 'The frozen rows, as they were hashed', 'round'),
      async (c) => {
        const found = await findDataset(deps.read, c.req.param('id'))
        if (!found) throw new Problem('not_found')
        refuseFewRows(found)
        await write(deps, c, (db, by) => audit(db, by, 'dataset.export', c.req.param('id'), { format: 'rows' }))
        c.header('Content-Type', 'text/csv; charset=utf-8')
        c.header('Content-Disposition', `attachment; filename="du-lieu-${found.hash.slice(0, 12)}.csv"`)
        return c.body(new Uint8Array(found.bytes))
      },
    )
    .post(
      '/:id/freeze',
      permit(ROUND_STEPS.freeze.roles, 'Freeze the answers', 'round'),
      limit(1024),
      body(nothing),
      async (c) => {
        const version = ifMatch(c)
        await write(deps, c, (db, by) => freeze(db, by, c.req.param('id'), version))
        return replyRound(deps, c, c.req.param('id'))
      },
    )
}
