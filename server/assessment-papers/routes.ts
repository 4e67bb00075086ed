import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { CARD_READERS } from '../criteria/routes.ts'
import type { Deps } from '../deps.ts'
import { body, limit, nothing, query } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { DOCX } from '../official/keep-document.ts'
import type { Parts } from '../parts.ts'
import { permit } from '../permit.ts'
import { Problem } from '../problem.ts'
import {
  APPRAISAL_PAPERS,
  composeDecision,
  composeYearPaper,
  keepPaper,
  ownerOfYear,
  UNIT_PAPERS,
  type YearPaper,
} from './make-paper.ts'
import { findPaper, listPapers, type Owner } from './store.ts'

const ofUnit = z.strictObject({ kind: z.enum(UNIT_PAPERS) })
const ofAppraisal = z.strictObject({ kind: z.enum(APPRAISAL_PAPERS) })
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

/** Documents of one unit's year: score sheet, list of evidence, explanation, remedy plan; the Department's minutes and profile. */
export function yearPaperRoutes(deps: Deps, { inTurn }: Parts) {
  const make = async (c: Context<AppEnv>, id: string, kind: YearPaper) => {
    const made = await composeYearPaper(deps, id, kind)
    await write(deps, c, (db, by) => keepPaper(db, by, made))
    return c.json({ papers: await listPapers(deps.read, made.owner) }, 201)
  }
  return new Hono<AppEnv>()
    .get('/:id/papers', permit(CARD_READERS, "The documents of a unit's year", 'assessment'), async (c) =>
      c.json({ papers: await listPapers(deps.read, await ownerOfYear(deps.read, c.req.param('id'))) }),
    )
    .post(
      '/:id/papers',
      permit(['assessor', 'appraiser', ...DECIDERS], "Make a document of a unit's year", 'assessment'),
      limit(1024),
      body(ofUnit),
      inTurn,
      (c) => make(c, c.req.param('id'), c.req.valid('json').kind),
    )
    .post(
      '/:id/appraisal-papers',
      permit(['appraiser', ...DECIDERS], "Make the Department's minutes or profile of a unit's year", 'assessment'),
      limit(1024),
      body(ofAppraisal),
      inTurn,
      (c) => make(c, c.req.param('id'), c.req.valid('json').kind),
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
export function decisionPaperRoutes(deps: Deps, { inTurn }: Parts) {
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
      inTurn,
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
