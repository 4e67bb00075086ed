import { Hono } from 'hono'
import { z } from 'zod'
import { day } from '../../surveys/round.ts'
import { findDataset } from '../dataset/store.ts'
import type { Deps } from '../deps.ts'
import { body, ifMatch, limit, nothing, query } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import type { Parts } from '../parts.ts'
import { permit, READERS } from '../permit.ts'
import { replyRound } from '../plan/reply-round.ts'
import { getRound } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { estimatesByUnits, unitDays } from './by-units.ts'
import { chartRows, makeChartCache } from './chart.ts'
import { estimateRound } from './estimate-round.ts'
import { openFigures } from './open-figures.ts'
import { findEstimate } from './store.ts'

const charting = z.object({ of: z.string().max(32), estimate: z.string().max(64).optional() })

export function estimateRoutes(deps: Deps, { inTurn }: Parts) {
  const charts = makeChartCache()
  return new Hono<AppEnv>()
    .get('/:id/estimates', permit(READERS, 'The figures of the round, each with its error', 'round'), async (c) => {
      await getRound(deps.read, c.req.param('id'))
      const dataset = await findDataset(deps.read, c.req.param('id'))
      const found = dataset && (await findEstimate(deps.read, dataset.id))
      if (!found) return c.json({ estimate: null })
      const { result, ...estimate } = found
      return c.json({ estimate: { ...estimate, ...result } })
    })
    .get(
      '/:id/estimates/open',
      permit(
        READERS,
        'What sheets without slips say; bare shares without margins, apart from every other figure',
        'round',
      ),
      async (c) => c.json(await openFigures(deps.read, c.req.param('id'))),
    )
    .get(
      '/:id/estimates/units',
      permit(READERS, 'The figures by the areas of another day, and what cannot be told in them', 'round'),
      query(z.object({ day: day.optional() })),
      inTurn,
      async (c) => {
        const id = c.req.param('id')
        const wanted = c.req.valid('query').day
        const [offered, results] = await Promise.all([
          unitDays(deps.read, id),
          wanted === undefined ? null : estimatesByUnits(deps.read, id, wanted),
        ])
        return c.json({ ...offered, results })
      },
    )
    .get(
      '/:id/estimates/chart.png',
      permit(READERS, 'The figures as a picture', 'round'),
      query(charting),
      inTurn,
      async (c) => {
        const dataset = await findDataset(deps.read, c.req.param('id'))
        const found = dataset && (await findEstimate(deps.read, dataset.id))
        const rows = found && chartRows(found.result, c.req.valid('query').of)
        if (!found || !rows) throw new Problem('not_found')
        c.header('Content-Type', 'image/png')
        c.header('Cache-Control', 'private, max-age=86400')
        return c.body(new Uint8Array(await charts(`${found.id}/${c.req.valid('query').of}`, rows)))
      },
    )
    .post(
      '/:id/estimate',
      permit(['analyst', 'designer', 'admin'], 'Compute the figures', 'round'),
      limit(1024),
      body(nothing),
      async (c) => {
        const version = ifMatch(c)
        await write(deps, c, (db, by) => estimateRound(db, by, c.req.param('id'), version))
        return replyRound(deps, c, c.req.param('id'))
      },
    )
}
