import { Readable } from 'node:stream'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { body, ifMatch, limit, nothing, query } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import type { Parts } from '../parts.ts'
import { permit, READERS } from '../permit.ts'
import { replyRound } from '../plan/reply-round.ts'
import { headOf } from '../plan/round-head.ts'
import { getRound } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { accountForPacket, markIssued, markPrinted, revokePacket } from './hand-over.ts'
import { beginInterview } from './interview.ts'
import { makeSlips } from './make-slips.ts'
import { minutesOfRound } from './minutes-of-round.ts'
import { printSheets } from './print-sheets.ts'
import { replacement, replaceSchool } from './replace-school.ts'
import { countSlips } from './store.ts'
import { viewSlips } from './view.ts'

const number = z.int().min(0).max(10_000)
const counts = z.strictObject({
  issued: number,
  spoiled: number,
  returned: number,
  reserve: number,
  ineligible: number,
})
/** Slips in reserve in each packet: for those that are spoiled or lost, so not many. */
const making = z.strictObject({ extra: z.int().min(0).max(20).optional() })
const printing = z.object({ perPage: z.enum(['4', '8']).optional(), paper: z.enum(['vi', 'km', 'en']).optional() })
const MAKERS = ['designer', 'admin'] as const
/** People of the Department, never of a school. */
const INTERVIEWERS = ['designer', 'analyst', 'admin'] as const

const minutes = z.object({ school: z.string().max(64).optional() })
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export function slipRoutes(deps: Deps, { inTurn }: Parts) {
  const inputOf = async (id: string, school?: string) => {
    const round = await getRound(deps.read, id)
    return minutesOfRound(deps.read, round, headOf(round), school)
  }
  return new Hono<AppEnv>()
    .get('/:id/slips', permit(READERS, 'Packets and slips, in counts', 'round'), async (c) =>
      c.json(await viewSlips(deps.read, c.req.param('id'))),
    )
    .post(
      '/:id/slips',
      permit(MAKERS, 'Make the slips of the drawn classes', 'round'),
      limit(1024),
      body(making),
      async (c) => {
        const version = ifMatch(c)
        const { extra } = c.req.valid('json')
        await write(deps, c, (db, by) => makeSlips(db, by, c.req.param('id'), version, extra))
        return replyRound(deps, c, c.req.param('id'))
      },
    )
    .get(
      '/:id/slips/sheets.pdf',
      permit(MAKERS, 'The sheets to print, with the codes', 'round'),
      query(printing),
      async (c) => {
        const round = await getRound(deps.read, c.req.param('id'))
        const totals = await countSlips(deps.read, round.id)
        if (totals.made + totals.printed + totals.issued === 0) throw new Problem('not_found')
        c.header('Content-Type', 'application/pdf')
        c.header('Content-Disposition', `attachment; filename="phieu-${round.year}.pdf"`)
        const { perPage, paper } = c.req.valid('query')
        return c.body(Readable.toWeb(printSheets(deps, round, perPage === '4' ? 4 : 8, paper)) as ReadableStream)
      },
    )
    .get(
      '/:id/slips/minutes.pdf',
      permit(MAKERS, 'Minutes of handing the packets over, one a school', 'round'),
      query(minutes),
      inTurn,
      async (c) => {
        const { minutesPdf } = await import('./minutes.ts')
        const bytes = await minutesPdf(await inputOf(c.req.param('id'), c.req.valid('query').school))
        c.header('Content-Type', 'application/pdf')
        c.header('Content-Disposition', 'attachment; filename="bien-ban-giao-nhan.pdf"')
        return c.body(new Uint8Array(bytes))
      },
    )
    .get(
      '/:id/slips/minutes.docx',
      permit(MAKERS, 'The same minutes, to be edited', 'round'),
      query(minutes),
      inTurn,
      async (c) => {
        const { minutesDocx } = await import('./minutes.ts')
        const bytes = await minutesDocx(await inputOf(c.req.param('id'), c.req.valid('query').school))
        c.header('Content-Type', DOCX)
        c.header('Content-Disposition', 'attachment; filename="bien-ban-giao-nhan.docx"')
        return c.body(new Uint8Array(bytes))
      },
    )
    .post(
      '/:id/interviews',
      permit(INTERVIEWERS, "Ask with a respondent's slip; its answers are stored as an interview", 'round'),
      limit(1024),
      body(z.strictObject({ slip: z.string().min(1).max(256) })),
      async (c) =>
        c.json(
          await write(deps, c, (db, by) =>
            beginInterview(db, by, c.req.param('id'), deps.config.publicUrl, c.req.valid('json').slip),
          ),
          201,
        ),
    )
    .post(
      '/:id/slips/print',
      permit(MAKERS, 'Say that the sheets are printed', 'round'),
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
      permit(MAKERS, 'Say that the packets are handed over', 'round'),
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
      permit(MAKERS, 'Put the next reserve in the place of a drawn school', 'round'),
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
      permit(MAKERS, 'Say what came back of a packet', 'round'),
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
      permit(MAKERS, 'Withdraw the unused slips of a packet and make new ones', 'round'),
      limit(1024),
      body(nothing),
      async (c) => {
        const version = ifMatch(c)
        await write(deps, c, (db, by) => revokePacket(db, by, c.req.param('id'), c.req.param('packet'), version))
        return replyRound(deps, c, c.req.param('id'))
      },
    )
}
