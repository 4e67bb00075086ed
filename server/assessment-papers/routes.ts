import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { CARD_READERS } from '../criteria/routes.ts'
import type { Deps } from '../deps.ts'
import { body, limit, query } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { DOCX } from '../official/keep-document.ts'
import { permit } from '../permit.ts'
import { nothing } from '../plan/routes.ts'
import { Problem } from '../problem.ts'
import { composeDecision, composeYearPaper, keepPaper, ownerOfYear, YEAR_PAPERS } from './make-paper.ts'
import { findPaper, listPapers, type Owner } from './store.ts'

const wanted = z.strictObject({ kind: z.enum(YEAR_PAPERS) })
const asking = z.object({ format: z.enum(['docx', 'pdf']).optional() })
const DECIDERS = ['designer', 'director', 'admin'] as const

/** A kept document as a download and nothing else. */
async function sendPaper(c: Context<AppEnv>, deps: Deps, owner: Owner, id: string, format: 'docx' | 'pdf') {
  const found = await findPaper(deps.read, owner, id)
  if (!found) throw new Problem('not_found')
  const name = format === 'pdf' ? found.fileName.replace(/\.docx$/, '.pdf') : found.fileName
  return c.body(new Uint8Array(format === 'pdf' ? found.pdf : found.bytes), 200, {
    'Content-Type': format === 'pdf' ? 'application/pdf' : DOCX,
    'Content-Disposition': `attachment; filename="${name}"`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
  })
}

/** Documents of one unit's year: score sheet, list of evidence, remedy plan. */
export function yearPaperRoutes(deps: Deps) {
  return new Hono<AppEnv>()
    .get('/:id/papers', permit(CARD_READERS, "The documents of a unit's year", 'assessment'), async (c) =>
      c.json({ papers: await listPapers(deps.read, await ownerOfYear(deps.read, c.req.param('id'))) }),
    )
    .post(
      '/:id/papers',
      permit(['assessor', 'appraiser', ...DECIDERS], "Make a document of a unit's year", 'assessment'),
      limit(1024),
      body(wanted),
      async (c) => {
        const id = c.req.param('id')
        const made = await composeYearPaper(deps, id, c.req.valid('json').kind)
        await write(deps, c, (db, by) => keepPaper(db, by, made))
        return c.json({ papers: await listPapers(deps.read, made.owner) }, 201)
      },
    )
    .get(
      '/:id/papers/:paper/file',
      permit(CARD_READERS, "One document of a unit's year", 'assessment'),
      query(asking),
      async (c) => {
        const owner = await ownerOfYear(deps.read, c.req.param('id'))
        return sendPaper(c, deps, owner, c.req.param('paper'), c.req.valid('query').format ?? 'docx')
      },
    )
}

/** The draft of the decision that publishes the indexes under a card. */
export function decisionPaperRoutes(deps: Deps) {
  const ownerOf = (criteriaSetId: string): Owner => ({ criteriaSetId, assessmentId: null })
  return new Hono<AppEnv>()
    .get('/:id/papers', permit(DECIDERS, 'Drafts of the decision on a card', 'everywhere'), async (c) =>
      c.json({ papers: await listPapers(deps.read, ownerOf(c.req.param('id'))) }),
    )
    .post(
      '/:id/papers',
      permit(DECIDERS, 'Draft the decision that publishes the indexes under a card', 'everywhere'),
      limit(1024),
      body(nothing),
      async (c) => {
        const made = await composeDecision(deps, c.req.param('id'))
        await write(deps, c, (db, by) => keepPaper(db, by, made))
        return c.json({ papers: await listPapers(deps.read, made.owner) }, 201)
      },
    )
    .get(
      '/:id/papers/:paper/file',
      permit(DECIDERS, 'One draft of the decision on a card', 'everywhere'),
      query(asking),
      async (c) =>
        sendPaper(c, deps, ownerOf(c.req.param('id')), c.req.param('paper'), c.req.valid('query').format ?? 'docx'),
    )
}
