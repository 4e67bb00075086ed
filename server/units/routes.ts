import { Hono } from 'hono'
import { z } from 'zod'
import { day } from '../../surveys/round.ts'
import { factsOfGraph, type UnitFact } from '../../surveys/units/facts.ts'
import { SOC_TRANG } from '../../surveys/units/soc-trang.ts'
import { issuesAtRows } from '../../surveys/units/table.ts'
import { dayOf } from '../act.ts'
import type { Deps } from '../deps.ts'
import { body, limit, query } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit, READERS } from '../permit.ts'
import { Problem } from '../problem.ts'
import { findingOf } from '../table/finding.ts'
import { TABLE_LIMITS } from '../table/table.ts'
import { uploadName } from '../table/upload-name.ts'
import { factsCsv } from './facts-csv.ts'
import { importUnits, planImport } from './import-units.ts'
import { readUnitFile } from './read-unit-file.ts'
import { listKinds, readGraph } from './store.ts'
import { viewUnit, viewUnits } from './view.ts'

const MOST_FINDINGS = 500
const onDay = z.object({ day: day.optional() })
const trying = z.object({ dryRun: z.enum(['0', '1']).optional() })
const EDITORS = ['admin', 'designer'] as const

export function unitRoutes(deps: Deps) {
  const today = () => dayOf(deps.clock())
  return new Hono<AppEnv>()
    .get('/', permit(READERS, 'The organisation as it was on a day', 'shared'), query(onDay), async (c) =>
      c.json(await viewUnits(deps.read, c.req.valid('query').day ?? today())),
    )
    .get('/list', permit(READERS, 'The organisation as a list that can be imported again', 'shared'), async (c) => {
      const csv = factsCsv(factsOfGraph(await readGraph(deps.read)), await listKinds(deps.read))
      c.header('Content-Type', 'text/csv; charset=utf-8')
      c.header('Content-Disposition', 'attachment; filename="don-vi.csv"')
      return c.body(csv)
    })
    .get('/:id', permit(READERS, 'One unit through its life, and what it is now', 'shared'), query(onDay), async (c) =>
      c.json(await viewUnit(deps.read, c.req.param('id'), c.req.valid('query').day ?? today())),
    )
    .post(
      '/import',
      permit(EDITORS, 'Check a list of units, and take it over', 'everywhere'),
      limit(TABLE_LIMITS.fileBytes + 1),
      query(trying),
      async (c) => {
        const dryRun = c.req.valid('query').dryRun === '1'
        if (/json/i.test(c.req.header('content-type') ?? '')) throw new Problem('unsupported_media_type')
        const bytes = new Uint8Array(await c.req.arrayBuffer())
        const kinds = await listKinds(deps.read)
        const options = deps.tableWorker === undefined ? {} : { worker: deps.tableWorker }
        const { reading, findings } = await readUnitFile(bytes, kinds, options)
        const plan = planImport(await readGraph(deps.read), reading.facts)
        const issues = reading.issues.length > 0 ? reading.issues : issuesAtRows(plan.issues, reading)
        if (issues.length > 0 && !dryRun)
          throw new Problem('units_invalid', {
            errors: issues
              .slice(0, MOST_FINDINGS)
              .map(({ path, code, detail }) => ({ pointer: path, code, ...(detail ? { detail } : {}) })),
            detail: { findings: issues.length },
          })
        const name = uploadName(c.req.header('x-file-name'), 'don-vi')
        const done = dryRun ? plan : await write(deps, c, (db, by) => importUnits(db, by, reading.facts, name))
        return c.json({
          ...outcome(done, dryRun, reading.facts),
          ignored: reading.ignored,
          findings: [
            ...issues.slice(0, MOST_FINDINGS).map((issue) => findingOf(issue, 'error')),
            ...[...issuesAtRows(done.notices, reading), ...findings]
              .slice(0, MOST_FINDINGS)
              .map((issue) => findingOf(issue, 'notice')),
          ],
        })
      },
    )
    .post(
      '/shipped',
      permit(EDITORS, 'Load the shipped list: the province with its 11 districts, and the city of 2025', 'everywhere'),
      limit(1024),
      query(trying),
      body(z.strictObject({})),
      async (c) => {
        const dryRun = c.req.valid('query').dryRun === '1'
        const done = dryRun
          ? planImport(await readGraph(deps.read), SOC_TRANG)
          : await write(deps, c, (db, by) => importUnits(db, by, SOC_TRANG, 'soc-trang'))
        const findings = done.issues.map((issue) => findingOf(issue, 'error'))
        return c.json({ ...outcome(done, dryRun, SOC_TRANG), ignored: [] as string[], findings })
      },
    )
}

const outcome = (
  plan: Pick<ReturnType<typeof planImport>, 'added' | 'changed' | 'same'>,
  dryRun: boolean,
  list: readonly UnitFact[],
) => ({
  imported: !dryRun,
  lines: list.length,
  added: plan.added,
  changed: plan.changed,
  same: plan.same,
})
