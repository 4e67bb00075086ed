import { type Context, Hono } from 'hono'
import { dayOf } from '../act.ts'
import { CARD_READERS } from '../criteria/routes.ts'
import type { Deps } from '../deps.ts'
import { type Format, sendDocument } from '../document/send-document.ts'
import { body, ifMatch, limit, query } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { getGroup } from '../periods/store.ts'
import { permit } from '../permit.ts'
import { listHistory } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { ofYear, YEAR_KEEPERS } from '../tasks/routes.ts'
import { findYear } from '../tasks/store.ts'
import { checkDraw, drawInspection, drawing, supersedeDraw, superseding } from './draw-units.ts'
import {
  addFinding,
  judgeFinding,
  measure,
  newFinding,
  noteVisit,
  stateMeasure,
  verdict,
  visitNotes,
} from './follow-finding.ts'
import { getDraw, getFinding } from './store.ts'
import { viewInspections } from './view.ts'

const INSPECTORS = ['designer', 'appraiser', 'admin'] as const
const DRAW_READERS = [...INSPECTORS, 'director', 'auditor'] as const
/** The unit that was inspected takes what was written about it. */
const VISIT_READERS = [...DRAW_READERS, 'assessor'] as const

/** Which units are inspected, what was seen there, and what became of each finding. */
export function inspectionRoutes(deps: Deps) {
  const sendMinutes = async (c: Context<AppEnv>, id: string, format: Format) => {
    const draw = await getDraw(deps.read, id)
    const group = await getGroup(deps.read, draw.groupId)
    const year = await findYear(deps.read, group.year)
    if (!year) throw new Problem('not_found')
    const { drawOutline } = await import('./draw-document.ts')
    return sendDocument(
      c,
      drawOutline(draw, group, year, deps.keys.demonstration),
      `bien-ban-chon-don-vi-kiem-tra-${group.year}`,
      format,
    )
  }
  const sendVisit = async (c: Context<AppEnv>, id: string, format: Format) => {
    const { visitPaper } = await import('./visit-document.ts')
    const { name, outline } = await visitPaper(deps.read, id, dayOf(deps.clock()), deps.keys.demonstration)
    return sendDocument(c, outline, name, format)
  }
  return new Hono<AppEnv>()
    .get('/', permit(CARD_READERS, 'The inspections of a year', 'within'), query(ofYear), async (c) =>
      c.json(await viewInspections(deps.read, c.get('reach'), c.req.valid('query').year, dayOf(deps.clock()))),
    )
    .post(
      '/draws',
      permit(YEAR_KEEPERS, 'Draw the units to be inspected in a year', 'everywhere'),
      limit(262_144),
      body(drawing),
      async (c) => c.json({ id: await write(deps, c, (db, by) => drawInspection(db, by, c.req.valid('json'))) }, 201),
    )
    .get(
      '/draws/:draw/check',
      permit(DRAW_READERS, 'Whether the kept seed gives the same units again', 'everywhere'),
      async (c) => c.json(checkDraw(await getDraw(deps.read, c.req.param('draw')))),
    )
    .get('/draws/:draw/minutes.docx', permit(DRAW_READERS, 'The minutes of a draw as a document', 'everywhere'), (c) =>
      sendMinutes(c, c.req.param('draw'), 'docx'),
    )
    .get('/draws/:draw/minutes.pdf', permit(DRAW_READERS, 'The minutes of a draw as a PDF', 'everywhere'), (c) =>
      sendMinutes(c, c.req.param('draw'), 'pdf'),
    )
    .post(
      '/draws/:draw/supersede',
      permit(YEAR_KEEPERS, 'Put a draw aside, with a reason', 'everywhere'),
      limit(8192),
      body(superseding),
      async (c) => {
        const id = c.req.param('draw')
        await write(deps, c, (db, by) => supersedeDraw(db, by, id, c.req.valid('json').reason))
        return c.json({ id })
      },
    )
    .get(
      '/visits/:id/minutes.docx',
      permit(VISIT_READERS, 'The minutes of the inspection of a unit as a document', 'visit'),
      (c) => sendVisit(c, c.req.param('id'), 'docx'),
    )
    .get(
      '/visits/:id/minutes.pdf',
      permit(VISIT_READERS, 'The minutes of the inspection of a unit as a PDF', 'visit'),
      (c) => sendVisit(c, c.req.param('id'), 'pdf'),
    )
    .put(
      '/visits/:id',
      permit(INSPECTORS, 'Note when a unit was visited and what was seen', 'everywhere'),
      limit(65_536),
      body(visitNotes),
      async (c) => {
        const [id, lock] = [c.req.param('id'), ifMatch(c)]
        await write(deps, c, (db, by) => noteVisit(db, by, id, lock, c.req.valid('json')))
        return c.json({ id })
      },
    )
    .post(
      '/visits/:id/findings',
      permit(INSPECTORS, 'Add a finding of a visit', 'everywhere'),
      limit(32_768),
      body(newFinding),
      async (c) =>
        c.json(
          { id: await write(deps, c, (db, by) => addFinding(db, by, c.req.param('id'), c.req.valid('json'))) },
          201,
        ),
    )
    .get('/findings/:id/history', permit(CARD_READERS, 'Who did what with a finding', 'finding'), async (c) => {
      const { id } = await getFinding(deps.read, c.req.param('id'))
      return c.json({ history: await listHistory(deps.read, id) })
    })
    .post(
      '/findings/:id/measure',
      permit(['assessor'], 'Say what the own unit did about a finding', 'finding'),
      limit(32_768),
      body(measure),
      async (c) => {
        const [id, lock] = [c.req.param('id'), ifMatch(c)]
        await write(deps, c, (db, by) => stateMeasure(db, by, c.get('reach'), id, lock, c.req.valid('json')))
        return c.json({ id })
      },
    )
    .post(
      '/findings/:id/verify',
      permit(INSPECTORS, 'Verify that a finding was put right, or open it again', 'finding'),
      limit(32_768),
      body(verdict),
      async (c) => {
        const [id, lock] = [c.req.param('id'), ifMatch(c)]
        await write(deps, c, (db, by) => judgeFinding(db, by, id, lock, c.req.valid('json')))
        return c.json({ id })
      },
    )
}
