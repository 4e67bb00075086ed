import { Hono } from 'hono'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { query } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import type { Parts } from '../parts.ts'
import { permit } from '../permit.ts'
import { listRounds } from '../plan/store.ts'
import { printForm, printLogic } from './print-form.ts'

const PRINTERS = ['designer', 'analyst', 'director', 'admin'] as const
const printing = z.object({ language: z.enum(['vi', 'km', 'en']).optional(), round: z.string().max(64).optional() })

const headers = (name: string) => ({
  'Content-Type': 'application/pdf',
  'Content-Disposition': `attachment; filename="${name}"`,
})

export function instrumentPaperRoutes(deps: Deps, { inTurn }: Parts) {
  const { demonstration } = deps.keys
  return new Hono<AppEnv>()
    .get(
      '/:id/paper.pdf',
      permit(PRINTERS, 'The form to print and fill in by hand', 'shared'),
      query(printing),
      inTurn,
      async (c) => {
        const { language = 'vi', round } = c.req.valid('query')
        const { bytes, name } = await printForm(
          deps.read,
          c.req.param('id'),
          language,
          round,
          c.get('reach'),
          demonstration,
        )
        return c.body(bytes, 200, headers(name))
      },
    )
    .get(
      '/:id/logic.pdf',
      permit(PRINTERS, 'The logic file of a version, to be signed', 'shared'),
      inTurn,
      async (c) => {
        const [round] = await listRounds(deps.read, c.get('reach'))
        const { bytes, name } = await printLogic(deps.read, c.req.param('id'), round?.department, demonstration)
        return c.body(bytes, 200, headers(name))
      },
    )
}
