import { Hono } from 'hono'
import { z } from 'zod'
import { frameNotices } from '../../surveys/frame-change.ts'
import { areasNotThere } from '../../surveys/units/areas-not-there.ts'
import { dayOf } from '../act.ts'
import type { Deps } from '../deps.ts'
import { ifMatch, limit, query } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { sha256 } from '../keys.ts'
import { permit, READERS } from '../permit.ts'
import { getRound } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { findingOf } from '../table/finding.ts'
import { TABLE_LIMITS } from '../table/table.ts'
import { uploadName } from '../table/upload-name.ts'
import { readGraph } from '../units/store.ts'
import { storedChanges, trialChanges } from './changes.ts'
import { frameTemplate, XLSX } from './frame-template.ts'
import { importFrame } from './import-frame.ts'
import { readNamedColumns } from './named-columns.ts'
import { readFrameFile } from './read-frame-file.ts'
import { findFrame, listFrames, listNamedColumns, sumFrame } from './store.ts'
import { sumRows } from './sum-rows.ts'

const MOST_FINDINGS = 500
const ofVersion = z.object({ version: z.string().regex(/^[1-9]\d{0,5}$/) })
const asking = z.object({ dryRun: z.enum(['0', '1']).optional(), columns: z.string().max(8000).optional() })

export function frameRoutes(deps: Deps) {
  return new Hono<AppEnv>()
    .get('/:id/frame', permit(READERS, 'The school list of the round', 'round'), async (c) => {
      await getRound(deps.read, c.req.param('id'))
      const frame = await findFrame(deps.read, c.req.param('id'))
      if (!frame) return c.json({ frame: null })
      const totals = (await sumFrame(deps.read, frame.id)).map((row) => ({
        ...row,
        schools: Number(row.schools),
        classes: Number(row.classes),
        pupils: Number(row.pupils),
      }))
      return c.json({ frame: { ...frame, synthetic: frame.synthetic === 1, totals } })
    })
    .get('/:id/frame/versions', permit(READERS, 'Every version of the school list', 'round'), async (c) => {
      await getRound(deps.read, c.req.param('id'))
      const frames = await listFrames(deps.read, c.req.param('id'))
      return c.json({ versions: frames.map(({ id: _, roundId: __, ...frame }) => frame) })
    })
    .get('/:id/frame/template', permit(READERS, 'A workbook in which a school list is filled in', 'round'), async (c) =>
      c.body(await frameTemplate(), 200, {
        'Content-Type': XLSX,
        'Content-Disposition': 'attachment; filename="mau-danh-sach-truong.xlsx"',
      }),
    )
    .get(
      '/:id/frame/changes',
      permit(READERS, 'What a version changed, against the one before it and the year before', 'round'),
      query(ofVersion),
      async (c) => {
        const version = Number(c.req.valid('query').version)
        return c.json({ changes: await storedChanges(deps.read, c.req.param('id'), version) })
      },
    )
    .post(
      '/:id/frame',
      permit(['designer', 'admin'], 'Check a school list, and take it over', 'round'),
      limit(TABLE_LIMITS.fileBytes + 1),
      query(asking),
      async (c) => {
        const dryRun = c.req.valid('query').dryRun === '1'
        const version = dryRun ? 0 : ifMatch(c)
        const id = c.req.param('id')
        const { opensOn } = await getRound(deps.read, id)
        const given = readNamedColumns(c.req.valid('query').columns)
        const named = new Map([...(await listNamedColumns(deps.read)), ...given])
        const bytes = new Uint8Array(await c.req.arrayBuffer())
        const file = await readFrameFile(
          bytes,
          deps.tableWorker === undefined ? {} : { worker: deps.tableWorker },
          named,
        )
        const errors = file.issues.slice(0, MOST_FINDINGS)
        if (errors.length > 0 && !dryRun)
          throw new Problem('frame_invalid', {
            errors: errors.map(({ path, code, detail }) => ({ pointer: path, code, ...(detail ? { detail } : {}) })),
            detail: { findings: file.issues.length },
          })
        if (!dryRun)
          await write(deps, c, (db, by) =>
            importFrame(db, by, id, version, {
              name: uploadName(c.req.header('x-file-name'), 'khung-mau'),
              hash: sha256(bytes),
              rows: file.rows,
              named: given,
            }),
          )
        const strange = areasNotThere(await readGraph(deps.read), file.rows, opensOn ?? dayOf(deps.clock()))
        return c.json({
          imported: !dryRun,
          rows: file.rows.length,
          pupils: file.rows.reduce((sum, row) => sum + row.pupils, 0),
          synthetic: file.synthetic,
          ignored: file.ignored,
          findings: [
            ...errors.map((issue) => findingOf(issue, 'error')),
            ...[...file.findings, ...strange, ...frameNotices(file.rows)]
              .slice(0, MOST_FINDINGS)
              .map((issue) => findingOf(issue, 'notice')),
          ],
          changes: dryRun && errors.length === 0 ? await trialChanges(deps.read, id, file.rows) : [],
          totals: errors.length > 0 ? [] : sumRows(file.rows),
        })
      },
    )
}
