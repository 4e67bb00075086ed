import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { raters as words } from '../../client/words/raters.ts'
import { audit } from '../audit.ts'
import type { Deps } from '../deps.ts'
import { csvFile } from '../export/csv-file.ts'
import { body, ifMatch, limit, nothing, query } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit } from '../permit.ts'
import { createRaterRound, newRaterRound, raterList, renewCode, savedForm, saveRaterForm, saveRaters } from './draft.ts'
import { RATER_ADDRESS } from './rater-page.ts'
import { closeRaterRound, openRaterRound } from './step.ts'
import { listCodes, viewChoices, viewRaterRound, viewRaterRounds } from './view.ts'

const WRITERS = ['designer', 'admin'] as const
const LOOKERS = ['designer', 'analyst', 'appraiser', 'director', 'auditor', 'admin'] as const

/** Rater forms of the index. They are about many units, so who works for all of them keeps them; the names stay with them. */
export function raterRoutes(deps: Deps) {
  const reply = async (c: Context<AppEnv>, id: string, status: 200 | 201 = 200) => {
    const view = await viewRaterRound(deps.read, id)
    c.header('ETag', `"${view.lockVersion}"`)
    return c.json(view, status)
  }
  return new Hono<AppEnv>()
    .get('/', permit(LOOKERS, 'Rater forms, how many have answered', 'everywhere'), async (c) =>
      c.json({ rounds: await viewRaterRounds(deps.read) }),
    )
    .get(
      '/choices',
      permit(LOOKERS, 'What raters can be asked about under a card', 'everywhere'),
      query(z.object({ card: z.string().min(1).max(64) })),
      async (c) => c.json(await viewChoices(deps.read, c.req.valid('query').card)),
    )
    .post('/', permit(WRITERS, 'Begin a rater form', 'everywhere'), limit(200_000), body(newRaterRound), async (c) =>
      reply(c, await write(deps, c, (db, by) => createRaterRound(db, by, c.req.valid('json'))), 201),
    )
    .get('/:id', permit(LOOKERS, 'One rater form: who has answered, and the figures once closed', 'everywhere'), (c) =>
      reply(c, c.req.param('id')),
    )
    .put(
      '/:id/form',
      permit(WRITERS, 'Change what is asked, before it opens', 'everywhere'),
      limit(200_000),
      body(savedForm),
      async (c) => {
        const [id, lock] = [c.req.param('id'), ifMatch(c)]
        await write(deps, c, (db, by) => saveRaterForm(db, by, id, lock, c.req.valid('json').form))
        return reply(c, id)
      },
    )
    .put(
      '/:id/raters',
      permit(WRITERS, 'Who may rate, before it opens', 'everywhere'),
      limit(1_000_000),
      body(raterList),
      async (c) => {
        const [id, lock] = [c.req.param('id'), ifMatch(c)]
        await write(deps, c, (db, by) => saveRaters(db, by, id, lock, c.req.valid('json')))
        return reply(c, id)
      },
    )
    .post(
      '/:id/raters/:rater/renew',
      permit(WRITERS, 'Another code for somebody whose code was lost', 'everywhere'),
      limit(1024),
      body(nothing),
      async (c) => {
        const [id, lock] = [c.req.param('id'), ifMatch(c)]
        await write(deps, c, (db, by) => renewCode(db, by, id, lock, c.req.param('rater')))
        return reply(c, id)
      },
    )
    .get('/:id/codes', permit(WRITERS, 'Codes to be handed out in envelopes', 'everywhere'), async (c) => {
      const id = c.req.param('id')
      const codes = await listCodes(deps.read, deps.keys, id)
      await write(deps, c, (db, by) => audit(db, by, 'raters.codes', id, { codes: codes.length }))
      const address = `${deps.config.publicUrl}${RATER_ADDRESS}`
      const rows = codes.map(({ name, office, code }, at) => [at + 1, name, office, address, code])
      return c.body(csvFile([words.codesColumns, ...rows]), 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="ma-danh-gia.csv"',
        'Cache-Control': 'no-store',
      })
    })
    .post(
      '/:id/open',
      permit(['director', 'admin'], 'Open a rater form somebody else has written', 'everywhere'),
      limit(1024),
      body(nothing),
      async (c) => {
        const [id, lock] = [c.req.param('id'), ifMatch(c)]
        await write(deps, c, (db, by) => openRaterRound(db, by, id, lock))
        return reply(c, id)
      },
    )
    .post(
      '/:id/close',
      permit(['director', 'admin'], 'Close a rater form and freeze its figures', 'everywhere'),
      limit(1024),
      body(nothing),
      async (c) => {
        const [id, lock] = [c.req.param('id'), ifMatch(c)]
        await write(deps, c, (db, by) => closeRaterRound(db, by, id, lock))
        return reply(c, id)
      },
    )
}
