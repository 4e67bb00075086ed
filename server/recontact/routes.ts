import { Hono } from 'hono'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { body, limit, nothing } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit } from '../permit.ts'
import { callOutcome, openContact, recordCall } from './call.ts'
import { drawContacts } from './draw-contacts.ts'
import { viewRecontact } from './view.ts'

/** Who calls: people of the Department who plan, never of a school, and not those who work with the answers. */
const CALLERS = ['designer', 'admin'] as const
const LOOKERS = ['designer', 'analyst', 'director', 'admin'] as const
const drawing = z.strictObject({ share: z.number().gt(0).max(1), seed: z.string().trim().min(1).max(100).optional() })

export function recontactRoutes(deps: Deps) {
  const view = (id: string) => viewRecontact(deps.read, id)
  return new Hono<AppEnv>()
    .get(
      '/:id/recontact',
      permit(LOOKERS, 'Calls to people who agreed to be called again; no number', 'round'),
      async (c) => c.json(await view(c.req.param('id'))),
    )
    .post(
      '/:id/recontact',
      permit(CALLERS, 'Draw whom to call, and delete the numbers of all others', 'round'),
      limit(1024),
      body(drawing),
      async (c) => {
        await write(deps, c, (db, by) => drawContacts(db, by, c.req.param('id'), c.req.valid('json')))
        return c.json(await view(c.req.param('id')), 201)
      },
    )
    .post(
      '/:id/recontact/:contact/open',
      permit(CALLERS, 'The number of one drawn person; that it was read is written down', 'round'),
      limit(1024),
      body(nothing),
      async (c) =>
        c.json({
          phone: await write(deps, c, (db, by) => openContact(db, by, c.req.param('id'), c.req.param('contact'))),
        }),
    )
    .post(
      '/:id/recontact/:contact/outcome',
      permit(CALLERS, 'What the call came to; the number is deleted', 'round'),
      limit(1024),
      body(callOutcome),
      async (c) => {
        await write(deps, c, (db, by) =>
          recordCall(db, by, c.req.param('id'), c.req.param('contact'), c.req.valid('json')),
        )
        return c.json(await view(c.req.param('id')), 201)
      },
    )
}
