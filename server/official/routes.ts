import { Hono } from 'hono'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { body, limit, query } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import type { Parts } from '../parts.ts'
import { permit, READERS } from '../permit.ts'
import { approval } from '../plan/plan.ts'
import { getRound } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { approveDocument } from './approve-document.ts'
import { keepComposed } from './keep-document.ts'
import { composePapers, PAPERS } from './make-papers.ts'
import { findDocument, listDocuments } from './store.ts'

const wanted = z.strictObject({ paper: z.enum(PAPERS) })
const asking = z.object({ format: z.enum(['docx', 'pdf']).optional() })

export function paperRoutes(deps: Deps, { inTurn }: Parts) {
  return new Hono<AppEnv>()
    .get('/:id/documents', permit(READERS, 'The documents of the round', 'round'), async (c) => {
      await getRound(deps.read, c.req.param('id'))
      return c.json({ documents: await listDocuments(deps.read, c.req.param('id')) })
    })
    .post(
      '/:id/documents',
      permit(['designer', 'admin'], 'Make the plan or the plan of distribution as documents', 'round'),
      limit(1024),
      body(wanted),
      inTurn,
      async (c) => {
        const round = await getRound(deps.read, c.req.param('id'))
        const made = await composePapers(deps.read, round, c.req.valid('json').paper)
        await write(deps, c, (db, by) => keepComposed(db, by, round, made))
        return c.json({ documents: await listDocuments(deps.read, round.id) }, 201)
      },
    )
}

export function documentRoutes(deps: Deps) {
  return new Hono<AppEnv>()
    .get('/:id/file', permit(READERS, 'One document', 'document'), query(asking), async (c) => {
      const found = await findDocument(deps.read, c.req.param('id'))
      const pdf = c.req.valid('query').format === 'pdf'
      const bytes = pdf ? found?.pdf : found?.bytes
      if (!found || !bytes) throw new Problem('not_found')
      const name = pdf ? found.fileName.replace(/\.docx$/, '.pdf') : found.fileName
      c.header('Content-Type', pdf ? 'application/pdf' : found.mediaType)
      c.header('Content-Disposition', `attachment; filename="${name}"`)
      c.header('Content-Security-Policy', "default-src 'none'; sandbox")
      return c.body(new Uint8Array(bytes))
    })
    .post(
      '/:id/approve',
      permit(['director', 'admin'], 'Say by which decision a document was approved', 'document'),
      limit(4096),
      body(approval),
      async (c) => {
        await write(deps, c, (db, by) => approveDocument(db, by, c.req.param('id'), c.req.valid('json')))
        const found = await findDocument(deps.read, c.req.param('id'))
        return c.json({ documents: await listDocuments(deps.read, found?.roundId ?? '') })
      },
    )
}
