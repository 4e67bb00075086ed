import { Hono } from 'hono'
import { z } from 'zod'
import { WRITERS } from '../../surveys/instrument-state.ts'
import { dayOf } from '../act.ts'
import type { Deps } from '../deps.ts'
import { limit, query } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit, READERS } from '../permit.ts'
import { listRounds } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { importForm } from './import-form.ts'
import { nextVersion } from './next-version.ts'
import { type Import, readJsonForm, readTranslationFile, readXlsformFile } from './read-import.ts'
import { lockOf } from './routes.ts'
import { listVersions } from './store.ts'
import { viewVersion } from './view.ts'
import { WORKBOOK_BYTES } from './workbook-file.ts'
import { EXPORTS, writeExport } from './write-export.ts'

const MOST_ISSUES = 500
const exporting = z.object({ as: z.enum(EXPORTS) })
const importing = z.object({
  as: z.enum(['json', 'xlsform', 'translation']),
  dryRun: z.enum(['0', '1']).optional(),
  /** the version a translation belongs to, or the one a form continues */
  into: z.string().max(64).optional(),
  form: z.string().max(32).optional(),
  level: z.enum(['mn', 'th', 'thcs', 'thpt', 'gdtx', 'cd']).optional(),
  respondent: z.enum(['parent', 'learner']).optional(),
})

export function instrumentFileRoutes(deps: Deps) {
  const read = async (bytes: Uint8Array, wanted: z.infer<typeof importing>): Promise<Import> => {
    if (wanted.as === 'json') return readJsonForm(bytes)
    if (wanted.as === 'translation') {
      if (wanted.into === undefined)
        throw new Problem('query_invalid', { errors: [{ pointer: '/into', code: 'shape' }] })
      return readTranslationFile(bytes, deps.tableWorker, (await viewVersion(deps.read, wanted.into)).definition)
    }
    const { form, level, respondent } = wanted
    const year = Number(dayOf(deps.clock()).slice(0, 4))
    // The number is given anew when the draft is made; here it only has to be one.
    const version = nextVersion(form ? await listVersions(deps.read, form) : [], year)
    const as = { version, ...(form && { form }), ...(level && { level }), ...(respondent && { respondent }) }
    return readXlsformFile(bytes, deps.tableWorker, as)
  }
  return new Hono<AppEnv>()
    .get('/:id/file', permit(READERS, 'A version as a file', 'shared'), query(exporting), async (c) => {
      const view = await viewVersion(deps.read, c.req.param('id'))
      const authority = (await listRounds(deps.read, c.get('reach')))[0]?.department ?? 'Sở Giáo dục và Đào tạo'
      const file = await writeExport(view, c.req.valid('query').as, authority)
      return c.body(file.bytes, 200, {
        'Content-Type': file.type,
        'Content-Disposition': `attachment; filename="${file.name}"`,
      })
    })
    .post(
      '/import',
      permit(WRITERS, 'Check a form or a translation from a file, and make it a draft', 'everywhere'),
      limit(WORKBOOK_BYTES + 1),
      query(importing),
      async (c) => {
        const wanted = c.req.valid('query')
        const bytes = new Uint8Array(await c.req.arrayBuffer())
        const found = await read(bytes, wanted)
        const issues = found.issues.slice(0, MOST_ISSUES)
        const tried = wanted.dryRun === '1'
        const { definition } = found
        if (!tried && !definition)
          throw new Problem('instrument_invalid', {
            detail: { count: found.issues.length },
            errors: issues.map(({ path, code, detail }) => ({ pointer: path, code, ...(detail ? { detail } : {}) })),
          })
        const into = wanted.into === undefined ? undefined : await viewVersion(deps.read, wanted.into)
        const id =
          tried || !definition
            ? null
            : await write(deps, c, (db, by) => importForm(db, by, definition, wanted.as, into, lockOf(c)))
        return c.json({
          id,
          form: definition?.form ?? null,
          title: definition?.title.vi ?? null,
          items: definition?.blocks.reduce((sum, block) => sum + block.items.length, 0) ?? 0,
          issues,
          issueCount: found.issues.length,
          notes: found.notes.slice(0, MOST_ISSUES),
          missing: found.missing ?? null,
        })
      },
    )
}
