import { Hono } from 'hono'
import { z } from 'zod'
import { audit } from '../audit.ts'
import type { Deps } from '../deps.ts'
import { query } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import type { Parts } from '../parts.ts'
import { permit } from '../permit.ts'
import { exportApart } from './export-apart.ts'
import { exportJob } from './export-round.ts'
import { EXPORT_FORMATS } from './make-export.ts'

const asking = z.object({ format: z.enum(EXPORT_FORMATS) })

/** Files for analysts; more than one comes as an archive. Who took which is on record. */
export function exportRoutes(deps: Deps, { inTurn }: Parts) {
  return new Hono<AppEnv>().get(
    '/:id/export',
    permit(['analyst', 'designer', 'admin'], 'The frozen rows with their weights as a file for analysts', 'round'),
    query(asking),
    inTurn,
    async (c) => {
      const { format } = c.req.valid('query')
      const file = await exportApart(await exportJob(deps.read, c.req.param('id'), format), deps.exportWorker)
      await write(deps, c, (db, by) => audit(db, by, 'dataset.export', c.req.param('id'), { format }))
      c.header('Content-Type', file.type)
      c.header('Content-Disposition', `attachment; filename="${file.name}"`)
      return c.body(file.bytes)
    },
  )
}
