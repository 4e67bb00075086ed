import { Hono } from 'hono'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { body, ifMatch, limit } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit } from '../permit.ts'
import { nothing, READERS, replyRound } from '../plan/routes.ts'
import { accountForPacket, markIssued, markPrinted, revokePacket } from './hand-over.ts'
import { makeSlips } from './make-slips.ts'
import { viewSlips } from './view.ts'

const counts = z.strictObject({ spoiled: z.int().min(0).max(10_000), returned: z.int().min(0).max(10_000) })
const MAKERS = ['designer', 'admin'] as const

export function slipRoutes(deps: Deps) {
  return new Hono<AppEnv>()
    .get('/:id/slips', permit(READERS, 'Packets and slips, in counts'), async (c) =>
      c.json(await viewSlips(deps.read, c.req.param('id'))),
    )
    .post(
      '/:id/slips',
      permit(MAKERS, 'Make the slips of the drawn classes'),
      limit(1024),
      body(nothing),
      async (c) => {
        const version = ifMatch(c)
        await write(deps, c, (db, by) => makeSlips(db, by, c.req.param('id'), version))
        return replyRound(deps, c, c.req.param('id'))
      },
    )
    .post(
      '/:id/slips/print',
      permit(MAKERS, 'Say that the sheets are printed'),
      limit(1024),
      body(nothing),
      async (c) => {
        const version = ifMatch(c)
        await write(deps, c, (db, by) => markPrinted(db, by, c.req.param('id'), version))
        return replyRound(deps, c, c.req.param('id'))
      },
    )
    .post(
      '/:id/slips/issue',
      permit(MAKERS, 'Say that the packets are handed over'),
      limit(1024),
      body(nothing),
      async (c) => {
        const version = ifMatch(c)
        await write(deps, c, (db, by) => markIssued(db, by, c.req.param('id'), version))
        return replyRound(deps, c, c.req.param('id'))
      },
    )
    .post(
      '/:id/packets/:packet/account',
      permit(MAKERS, 'Say what came back of a packet'),
      limit(1024),
      body(counts),
      async (c) => {
        const version = ifMatch(c)
        await write(deps, c, (db, by) =>
          accountForPacket(db, by, c.req.param('id'), c.req.param('packet'), version, c.req.valid('json')),
        )
        return replyRound(deps, c, c.req.param('id'))
      },
    )
    .post(
      '/:id/packets/:packet/revoke',
      permit(MAKERS, 'Withdraw the unused slips of a packet and make new ones'),
      limit(1024),
      body(nothing),
      async (c) => {
        const version = ifMatch(c)
        await write(deps, c, (db, by) => revokePacket(db, by, c.req.param('id'), c.req.param('packet'), version))
        return replyRound(deps, c, c.req.param('id'))
      },
    )
}
