import { join } from 'node:path'
import { type Context, Hono } from 'hono'
import { noticeOf } from '../../surveys/forms/notice.ts'
import { offeredLanguages } from '../../surveys/offered-languages.ts'
import { dayOf } from '../act.ts'
import type { Deps } from '../deps.ts'
import { body, limit } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { viewVersion } from '../instruments/view.ts'
import { permit, READERS } from '../permit.ts'
import { listRounds } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { renderTriedPage } from './page.ts'
import { readProgram } from './program.ts'
import { sheetBody } from './sheet.ts'
import { showable, tryAnswers } from './try-form.ts'

/** In place of a receipt, in its shape (the page takes no other); a real one has no such letters. */
const NO_RECEIPT = '_BAN-THU_'

/** The parent's page of any version, for those who write and read forms. It can be answered to the end; nothing is stored. */
export function tryRoutes(deps: Deps) {
  const find = async (c: Context<AppEnv>) => {
    const id = c.req.param('id') ?? ''
    const instrument = showable((await viewVersion(deps.read, id)).definition)
    if (!instrument) throw new Problem('instrument_invalid')
    return { id, instrument }
  }
  return new Hono<AppEnv>()
    .get('/:id/page', permit(READERS, "A version as a parent's phone shows it", 'shared'), async (c) => {
      const { id, instrument } = await find(c)
      const [round] = await listRounds(deps.read, c.get('reach'))
      const wanted = c.req.query('lang')
      const page = renderTriedPage(
        {
          instrument,
          notice: noticeOf(instrument),
          names: {
            department: round?.department ?? 'Sở Giáo dục và Đào tạo',
            hotline: round?.hotline ?? '…',
          },
          language: offeredLanguages(instrument).find((known) => known === wanted) ?? 'vi',
          tried: { id, address: `/api/instruments/${id}/page` },
        },
        await readProgram(join(deps.clientDir, 'respondent')),
      )
      return c.body(new Uint8Array(page.html), 200, {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': page.csp,
        'Cache-Control': 'no-store',
      })
    })
    .post(
      '/:id/try',
      permit(READERS, 'Judge a sheet as a real one would be, and store nothing', 'shared'),
      limit(65_536),
      body(sheetBody, { anyText: true }),
      async (c) => {
        const { instrument } = await find(c)
        const stored = tryAnswers(instrument, c.req.valid('json').answers, dayOf(deps.clock()))
        return c.json({ receipt: NO_RECEIPT, stored }, 201)
      },
    )
}
