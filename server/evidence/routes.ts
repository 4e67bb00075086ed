import { Hono } from 'hono'
import { z } from 'zod'
import { day } from '../../surveys/round.ts'
import { newId } from '../act.ts'
import { audit } from '../audit.ts'
import { actOf, type Deps } from '../deps.ts'
import { ifMatch, limit, limitWritten, query } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit } from '../permit.ts'
import { Problem } from '../problem.ts'
import { uploadName } from '../table/upload-name.ts'
import { findPapers } from './find-evidence.ts'
import { checkRoom, getEvidence, keepEvidence, withdrawEvidence } from './keep-evidence.ts'
import { dropFile, fileOf, keepFile, MOST_BYTES } from './keep-file.ts'
import { isThere, readFilePieces } from './read-file.ts'
import { readText } from './read-text.ts'
import { viewUses } from './uses.ts'
import { makeVirusScan } from './virus-scan.ts'

const KEEPERS = ['assessor', 'designer', 'admin'] as const
export const EVIDENCE_READERS = ['assessor', 'appraiser', 'designer', 'director', 'auditor', 'admin'] as const
/** Papers taken in at the same time; each is held in memory once, while it is looked into. */
const AT_ONCE = 3

const about = z.object({
  unit: z.string().max(64).optional(),
  number: z.string().trim().min(1).max(60),
  issuedOn: day,
  issuer: z.string().trim().min(1).max(200),
  abstract: z.string().trim().min(1).max(1000),
})

const looking = z.object({
  q: z.string().max(200).optional(),
  unit: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
})

/** Papers that prove something: PDF only, looked into, opened as a download and nothing else. */
export function evidenceRoutes(deps: Deps) {
  const { dataDir } = deps.config
  const scan = makeVirusScan(deps)
  let taking = 0
  return new Hono<AppEnv>()
    .get('/', permit(EVIDENCE_READERS, 'Papers that prove something, searched', 'within'), query(looking), async (c) =>
      c.json(await findPapers(deps.read, c.get('reach'), c.req.valid('query'))),
    )
    .post('/', permit(KEEPERS, 'Keep a paper as PDF', 'within'), limitWritten(MOST_BYTES), query(about), async (c) => {
      const { unit, ...said } = c.req.valid('query')
      const unitId = unit ?? null
      const reach = c.get('reach')
      await checkRoom(deps.read, reach, unitId, Number(c.req.header('content-length') ?? 0))
      const { body } = c.req.raw
      if (!body) throw new Problem('evidence_refused', { errors: [{ pointer: '', code: 'pdf_not' }] })
      if (taking >= AT_ONCE) throw new Problem('slow_down', { retryAfterSeconds: 5 })
      taking += 1
      const id = newId(actOf(deps, 'anyone'))
      try {
        // The rest of what is refused stays unread: Node throws out of reach when a request's stream is cancelled between two pieces.
        const file = await keepFile(dataDir, id, body.values({ preventCancel: true }), scan)
        const text = await readText(fileOf(dataDir, id), { worker: deps.textWorker })
        const fileName = uploadName(c.req.header('x-file-name'), 'minh-chung.pdf')
        await write(deps, c, (db, by) => keepEvidence(db, by, reach, id, { ...said, unitId, fileName }, file, text))
        return c.json({ id, contentHash: file.contentHash }, 201)
      } catch (error) {
        await dropFile(dataDir, id)
        throw error
      } finally {
        taking -= 1
      }
    })
    .get(
      '/:id/file',
      permit(EVIDENCE_READERS, 'A paper as a download; who opened it is on record', 'within'),
      async (c) => {
        const found = await getEvidence(deps.read, c.get('reach'), c.req.param('id'))
        if (!(await isThere(dataDir, found.id, found))) throw new Problem('evidence_damaged')
        await write(deps, c, (db, by) => audit(db, by, 'evidence.open', found.id))
        const plain = `minh-chung-${found.id.slice(0, 8)}.pdf`
        const named = encodeURIComponent(found.fileName.replace(/(\.pdf)?$/i, '.pdf')).replace(/['()*]/g, escape)
        return c.body(ReadableStream.from(readFilePieces(dataDir, found.id, found)) as ReadableStream, 200, {
          'Content-Type': 'application/pdf',
          'Content-Length': String(found.size),
          'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${named}`,
          'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
          'Repr-Digest': `sha-256=:${Buffer.from(found.contentHash, 'hex').toString('base64')}:`,
        })
      },
    )
    .get('/:id/uses', permit(EVIDENCE_READERS, 'What a paper proves', 'within'), async (c) => {
      const { id } = await getEvidence(deps.read, c.get('reach'), c.req.param('id'))
      return c.json({ uses: await viewUses(deps.read, c.get('reach'), id) })
    })
    .post('/:id/withdraw', permit(KEEPERS, 'Withdraw a paper', 'within'), limit(1024), async (c) => {
      const version = ifMatch(c)
      await write(deps, c, (db, by) => withdrawEvidence(db, by, c.get('reach'), c.req.param('id'), version))
      return c.json({ id: c.req.param('id') })
    })
}
