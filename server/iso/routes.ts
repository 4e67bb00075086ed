import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { dayOf } from '../act.ts'
import type { Deps } from '../deps.ts'
import { asFormat, sendDocument } from '../document/send-document.ts'
import { body, ifMatch, limit, query } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit } from '../permit.ts'
import { checklistPaper } from './checklist-paper.ts'
import { findingsPaper } from './findings-paper.ts'
import { lawRegister } from './law-register.ts'
import { reviewMinutes } from './minutes.ts'
import { getIsoRecord, lastIsoYear } from './store.ts'
import { viewIsoYear, viewRecord } from './view.ts'
import { createRecord, newRecord, savedRecord, saveRecord, takeIsoStep, takenStep } from './write-record.ts'

const READERS = ['designer', 'analyst', 'appraiser', 'director', 'auditor', 'admin'] as const
/** The ISO secretary and the auditors write; who ends a record is another of them. */
const WRITERS = ['designer', 'appraiser', 'director', 'admin'] as const

const ofYear = asFormat.extend({ year: z.coerce.number().int().min(2000).max(2100) })

/** The quality system: internal audits, findings, management reviews, changes of law. All of the Department, so for who works for all. */
export function isoRoutes(deps: Deps) {
  const reply = async (c: Context<AppEnv>, id: string, status: 200 | 201 = 200) => {
    const view = viewRecord(await getIsoRecord(deps.read, id), deps.clock())
    c.header('ETag', `"${view.lockVersion}"`)
    return c.json(view, status)
  }
  const now = () => [dayOf(deps.clock()), deps.keys.demonstration] as const
  return new Hono<AppEnv>()
    .get(
      '/',
      permit(READERS, 'Records of the quality system in a year, with their due days', 'everywhere'),
      query(z.object({ year: z.coerce.number().int().min(2000).max(2100).optional() })),
      async (c) => {
        const now = deps.clock()
        const current = Number(dayOf(now).slice(0, 4))
        // Until something is written this year, the last year that holds something is what one comes to see.
        const year = c.req.valid('query').year ?? (await lastIsoYear(deps.read, current)) ?? current
        return c.json(await viewIsoYear(deps.read, year, now))
      },
    )
    .post(
      '/',
      permit(WRITERS, 'Begin a record of the quality system', 'everywhere'),
      limit(500_000),
      body(newRecord),
      async (c) => reply(c, await write(deps, c, (db, by) => createRecord(db, by, c.req.valid('json'))), 201),
    )
    .get('/:id', permit(READERS, 'One record of the quality system', 'everywhere'), (c) => reply(c, c.req.param('id')))
    .put(
      '/:id',
      permit(WRITERS, 'Change a record that is not ended', 'everywhere'),
      limit(500_000),
      body(savedRecord),
      async (c) => {
        const [id, lock] = [c.req.param('id'), ifMatch(c)]
        await write(deps, c, (db, by) => saveRecord(db, by, id, lock, c.req.valid('json')))
        return reply(c, id)
      },
    )
    .post(
      '/:id/step',
      permit(WRITERS, 'One step of a record; what ends it is done by somebody else', 'everywhere'),
      limit(8192),
      body(takenStep),
      async (c) => {
        const [id, lock] = [c.req.param('id'), ifMatch(c)]
        await write(deps, c, (db, by) => takeIsoStep(db, by, id, lock, c.req.valid('json')))
        return reply(c, id)
      },
    )
    .get(
      '/:id/minutes',
      permit(READERS, 'The minutes of a management review as DOCX or PDF', 'everywhere'),
      query(asFormat),
      async (c) => {
        const { name, outline } = await reviewMinutes(deps.read, c.req.param('id'), deps.keys.demonstration)
        return sendDocument(c, outline, name, c.req.valid('query').format)
      },
    )
    .get(
      '/:id/checklist',
      permit(READERS, 'The checklist of an audit as DOCX or PDF', 'everywhere'),
      query(asFormat),
      async (c) => {
        const { name, outline } = await checklistPaper(deps.read, c.req.param('id'), ...now())
        return sendDocument(c, outline, name, c.req.valid('query').format)
      },
    )
    .get(
      '/papers/findings',
      permit(READERS, 'The findings of a year with their corrective actions as DOCX or PDF', 'everywhere'),
      query(ofYear),
      async (c) => {
        const { year, format } = c.req.valid('query')
        const { name, outline } = await findingsPaper(deps.read, year, ...now())
        return sendDocument(c, outline, name, format)
      },
    )
    .get(
      '/papers/laws',
      permit(READERS, 'The register of changes of law as DOCX or PDF', 'everywhere'),
      query(ofYear),
      async (c) => {
        const { year, format } = c.req.valid('query')
        const { name, outline } = await lawRegister(deps.read, year, ...now())
        return sendDocument(c, outline, name, format)
      },
    )
}
