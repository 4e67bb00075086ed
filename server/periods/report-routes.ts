import { type Context, Hono } from 'hono'
import { dayOf } from '../act.ts'
import { audit } from '../audit.ts'
import { CARD_READERS } from '../criteria/routes.ts'
import type { Deps } from '../deps.ts'
import { type Format, sendDocument } from '../document/send-document.ts'
import { streamZip, type ZipPart } from '../export/stream-zip.ts'
import { body, ifMatch, limit, nothing } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit } from '../permit.ts'
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
import { reportName, reportPackage, synthesisName, synthesisPackage } from './report-package.ts'
import { getReport } from './report-store.ts'
import { viewReport } from './report-view.ts'
import { synthesise } from './synthesis.ts'

/** Who takes in what units send. */
const RECEIVERS = ['designer', 'appraiser', 'admin'] as const
const SYNTHESISERS = [...RECEIVERS, 'director', 'auditor'] as const

type Package = Readonly<{ name: string; parts: readonly ZipPart[]; size: number; papers: readonly string[] }>

/** An archive as it is read from the disk. Its length is said before: who gets less knows that it broke off. */
async function sendPackage(c: Context<AppEnv>, deps: Deps, object: string, { name, parts, size, papers }: Package) {
  await write(deps, c, async (db, by) => {
    await audit(db, by, 'report.package', object, { papers: papers.length })
    for (const paper of papers) await audit(db, by, 'evidence.open', paper)
  })
  return c.body(ReadableStream.from(streamZip(parts)) as ReadableStream, 200, {
    'Content-Type': 'application/zip',
    'Content-Length': String(size),
    'Content-Disposition': `attachment; filename="${name}.zip"`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
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
  const asked = (c: Context<AppEnv>, id: string) => ({ id, today: today(), gone: c.req.raw.signal })
  const sendReport = async (c: Context<AppEnv>, id: string, format: Format) => {
    const view = await viewReport(deps.read, id, today())
    const { reportOutline } = await import('./report-document.ts')
    return sendDocument(c, reportOutline(view, deps.keys.demonstration), reportName(view), format)
  }
  const sendSynthesis = async (c: Context<AppEnv>, period: string, format: Format) => {
    const found = await synthesise(deps.read, period, today())
    const { synthesisOutline } = await import('./synthesis-document.ts')
    return sendDocument(c, synthesisOutline(found, deps.keys.demonstration), synthesisName(found), format)
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
      (c) => sendSynthesis(c, c.req.param('period'), 'docx'),
    )
    .get('/of/:period/synthesis.pdf', permit(SYNTHESISERS, 'The synthesis for Sở Nội vụ as a PDF', 'everywhere'), (c) =>
      sendSynthesis(c, c.req.param('period'), 'pdf'),
    )
    .get(
      '/of/:period/synthesis.zip',
      permit(SYNTHESISERS, 'The synthesis with the papers of all units that have sent', 'everywhere'),
      async (c) => {
        const id = c.req.param('period')
        return sendPackage(c, deps, id, await synthesisPackage(deps, asked(c, id)))
      },
    )
    .get('/:id', permit(CARD_READERS, "One unit's report of a period", 'report'), (c) => reply(c, c.req.param('id')))
    .get('/:id/history', permit(CARD_READERS, 'Who did what with a report', 'report'), async (c) => {
      const { id } = await getReport(deps.read, c.req.param('id'))
      return c.json({ history: await listHistory(deps.read, id) })
    })
    .get('/:id/file.docx', permit(CARD_READERS, "One unit's report as a document", 'report'), (c) =>
      sendReport(c, c.req.param('id'), 'docx'),
    )
    .get('/:id/file.pdf', permit(CARD_READERS, "One unit's report as a PDF", 'report'), (c) =>
      sendReport(c, c.req.param('id'), 'pdf'),
    )
    .get(
      '/:id/package.zip',
      permit(CARD_READERS, "One unit's report with the papers that prove it; who took them is on record", 'report'),
      async (c) => {
        const id = c.req.param('id')
        return sendPackage(c, deps, id, await reportPackage(deps, asked(c, id)))
      },
    )
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
