import { Hono } from 'hono'
import { z } from 'zod'
import { CARD_READERS } from '../criteria/routes.ts'
import type { Deps } from '../deps.ts'
import { query } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { permit } from '../permit.ts'
import { viewProfile } from './profile.ts'
import { RESULT_FORMATS, resultFile } from './result-file.ts'
import { resultTable, viewResults } from './result-table.ts'

const card = z.string().min(1).max(64)

export function assessmentResultRoutes(deps: Deps) {
  return new Hono<AppEnv>()
    .get(
      '/',
      permit(CARD_READERS, 'Indexes of the units under a card, with their parts, bands and places', 'within'),
      query(z.object({ card: card.optional() })),
      async (c) => c.json(await viewResults(deps.read, c.req.valid('query').card, c.get('reach'))),
    )
    .get(
      '/file',
      permit(CARD_READERS, 'The same table as a file', 'within'),
      query(z.object({ card, format: z.enum(RESULT_FORMATS) })),
      async (c) => {
        const asked = c.req.valid('query')
        const file = await resultFile(await resultTable(deps.read, asked.card, c.get('reach')), asked.format)
        return c.body(file.bytes, 200, {
          'Content-Type': file.type,
          'Content-Disposition': `attachment; filename="${file.name}"`,
        })
      },
    )
    .get(
      '/:id',
      permit(CARD_READERS, "One unit's index: parts, areas, place, years before, way to the next band", 'assessment'),
      async (c) => c.json(await viewProfile(deps.read, c.req.param('id'))),
    )
}
