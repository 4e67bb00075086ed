import { Hono } from 'hono'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { body, limit, nothing } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit } from '../permit.ts'
import { getRound } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { findOpenLink } from './open-link-store.ts'
import { makeOpenLink, viewOpenLinks, withdrawOpenLink } from './open-links.ts'

const MAKERS = ['designer', 'admin'] as const
const newLink = z.strictObject({
  mode: z.enum(['class_link', 'poster']),
  form: z.string().regex(/^[a-z]{2}-[a-z0-9]{1,16}$/),
  label: z.string().trim().min(1).max(200),
  school: z.string().max(64).nullable(),
  most: z.int().min(1).max(5000),
})

export function openLinkRoutes(deps: Deps) {
  const view = (roundId: string) => viewOpenLinks(deps.read, deps.keys, deps.config.publicUrl, roundId)
  return new Hono<AppEnv>()
    .get('/:id/open-links', permit(MAKERS, 'Links and posters that anybody may follow', 'round'), async (c) =>
      c.json(await view(c.req.param('id'))),
    )
    .post(
      '/:id/open-links',
      permit(MAKERS, 'Make a link for a class, or a poster, without slips', 'round'),
      limit(4096),
      body(newLink),
      async (c) => {
        await write(deps, c, (db, by) => makeOpenLink(db, by, c.req.param('id'), c.req.valid('json')))
        return c.json(await view(c.req.param('id')), 201)
      },
    )
    .get('/:id/open-links/:link/poster.pdf', permit(MAKERS, 'The link as a poster to print', 'round'), async (c) => {
      const round = await getRound(deps.read, c.req.param('id'))
      const link = await findOpenLink(deps.read, round.id, c.req.param('link'))
      if (!link) throw new Problem('not_found')
      // Loaded when somebody prints: a server that only takes answers does not carry the PDF library in its memory.
      const { posterPdf } = await import('./poster.ts')
      c.header('Content-Type', 'application/pdf')
      c.header('Content-Disposition', 'attachment; filename="ap-phich.pdf"')
      return c.body(new Uint8Array(await posterPdf(deps, round, link)))
    })
    .post(
      '/:id/open-links/:link/revoke',
      permit(MAKERS, 'Withdraw a link or poster', 'round'),
      limit(1024),
      body(nothing),
      async (c) => {
        await write(deps, c, (db, by) => withdrawOpenLink(db, by, c.req.param('id'), c.req.param('link')))
        return c.json(await view(c.req.param('id')))
      },
    )
}
