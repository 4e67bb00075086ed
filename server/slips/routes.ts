import { Readable } from 'node:stream'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { body, ifMatch, limit, query } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit } from '../permit.ts'
import { nothing, READERS, replyRound } from '../plan/routes.ts'
import { getRound } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { accountForPacket, markIssued, markPrinted, revokePacket } from './hand-over.ts'
import { makeSlips } from './make-slips.ts'
import { printSheets } from './print-sheets.ts'
import { replacement, replaceSchool } from './replace-school.ts'
import { countSlips } from './store.ts'
import { viewSlips } from './view.ts'

const counts = z.strictObject({ spoiled: z.int().min(0).max(10_000), returned: z.int().min(0).max(10_000) })
const printing = z.object({ perPage: z.enum(['4', '8']).optional(), paper: z.enum(['vi', 'km', 'en']).optional() })
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
    .get('/:id/slips/sheets.pdf', permit(MAKERS, 'The sheets to print, with the codes'), query(printing), async (c) => {
      const round = await getRound(deps.read, c.req.param('id'))
      const totals = await countSlips(deps.read, round.id)
      if (totals.made + totals.printed + totals.issued === 0) throw new Problem('not_found')
      c.header('Content-Type', 'application/pdf')
      c.header('Content-Disposition', `attachment; filename="phieu-${round.year}.pdf"`)
      const { perPage, paper } = c.req.valid('query')
      return c.body(Readable.toWeb(printSheets(deps, round, perPage === '4' ? 4 : 8, paper)) as ReadableStream)
    })
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
      '/:id/sample/replacements',
      permit(MAKERS, 'Put the next reserve in the place of a drawn school'),
      limit(4096),
      body(replacement),
      async (c) => {
        const version = ifMatch(c)
        await write(deps, c, (db, by) => replaceSchool(db, by, c.req.param('id'), version, c.req.valid('json')))
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
