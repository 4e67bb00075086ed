import { type Context, Hono } from 'hono'
import { dayOf } from '../act.ts'
import { CARD_READERS } from '../criteria/routes.ts'
import type { Deps } from '../deps.ts'
import type { Outline } from '../document/piece.ts'
import { body, ifMatch, limit } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit } from '../permit.ts'
import { nothing } from '../plan/routes.ts'
import { listHistory } from '../plan/store.ts'
import {
  beginningReport,
  beginReport,
  entry,
  receiveReport,
  returning,
  returnReport,
  submitReport,
  writeReportEntry,
} from './keep-report.ts'
import { getReport } from './report-store.ts'
import { viewReport } from './report-view.ts'
import { synthesise } from './synthesis.ts'

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
/** Who takes in what units send. */
const RECEIVERS = ['designer', 'appraiser', 'admin'] as const
const SYNTHESISERS = [...RECEIVERS, 'director', 'auditor'] as const

/** Loaded when somebody asks for a document: a server that only takes answers does not carry the libraries in its memory. */
export async function docxReply(c: Context<AppEnv>, outline: Outline, fileName: string) {
  const { writeDocx } = await import('../document/write-docx.ts')
  return c.body(new Uint8Array(await writeDocx(outline)), 200, {
    'Content-Type': DOCX,
    'Content-Disposition': `attachment; filename="${fileName}.docx"`,
  })
}

/** What units report about a period, what comes of it, and all of them together. */
export function reportRoutes(deps: Deps) {
  const today = () => dayOf(deps.clock())
  const reply = async (c: Context<AppEnv>, id: string) => {
    const view = await viewReport(deps.read, id, today())
    c.header('ETag', `"${view.lockVersion}"`)
    return c.json(view)
  }
  return new Hono<AppEnv>()
    .post(
      '/',
      permit(['assessor'], 'Begin the own report of a period', 'within'),
      limit(1024),
      body(beginningReport),
      async (c) => {
        const id = await write(deps, c, (db, by) => beginReport(db, by, c.get('reach'), c.req.valid('json')))
        return c.json({ id }, 201)
      },
    )
    .get(
      '/of/:period/synthesis',
      permit(SYNTHESISERS, 'What all units sent for a period, and who did not', 'everywhere'),
      async (c) => c.json(await synthesise(deps.read, c.req.param('period'), today())),
    )
    .get(
      '/of/:period/synthesis.docx',
      permit(SYNTHESISERS, 'The synthesis for Sở Nội vụ as a document', 'everywhere'),
      async (c) => {
        const found = await synthesise(deps.read, c.req.param('period'), today())
        const { synthesisOutline } = await import('./synthesis-document.ts')
        return docxReply(c, synthesisOutline(found), `tong-hop-${found.period.code}-${found.group.year}`)
      },
    )
    .get('/:id', permit(CARD_READERS, "One unit's report of a period", 'report'), (c) => reply(c, c.req.param('id')))
    .get('/:id/history', permit(CARD_READERS, 'Who did what with a report', 'report'), async (c) => {
      const { id } = await getReport(deps.read, c.req.param('id'))
      return c.json({ history: await listHistory(deps.read, id) })
    })
    .get('/:id/file.docx', permit(CARD_READERS, "One unit's report as a document", 'report'), async (c) => {
      const view = await viewReport(deps.read, c.req.param('id'), today())
      const { reportOutline } = await import('./report-document.ts')
      return docxReply(c, reportOutline(view), `bao-cao-${view.period.year}`)
    })
    .put(
      '/:id/entries',
      permit(['assessor'], "Write one task's part of the own report", 'report'),
      limit(131_072),
      body(entry),
      async (c) => {
        const [id, lock] = [c.req.param('id'), ifMatch(c)]
        await write(deps, c, (db, by) => writeReportEntry(db, by, c.get('reach'), id, lock, c.req.valid('json')))
        return reply(c, id)
      },
    )
    .post(
      '/:id/submit',
      permit(['assessor'], 'Send the own report', 'report'),
      limit(1024),
      body(nothing),
      async (c) => {
        const [id, lock] = [c.req.param('id'), ifMatch(c)]
        await write(deps, c, (db, by) => submitReport(db, by, id, lock))
        return reply(c, id)
      },
    )
    .post(
      '/:id/receive',
      permit(RECEIVERS, 'Say that a report was received', 'report'),
      limit(1024),
      body(nothing),
      async (c) => {
        const [id, lock] = [c.req.param('id'), ifMatch(c)]
        await write(deps, c, (db, by) => receiveReport(db, by, id, lock))
        return reply(c, id)
      },
    )
    .post(
      '/:id/return',
      permit(RECEIVERS, 'Give a report back to be completed', 'report'),
      limit(16_384),
      body(returning),
      async (c) => {
        const [id, lock] = [c.req.param('id'), ifMatch(c)]
        await write(deps, c, (db, by) => returnReport(db, by, id, lock, c.req.valid('json').note))
        return reply(c, id)
      },
    )
}
