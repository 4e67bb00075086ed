import { join } from 'node:path'
import { type Context, Hono } from 'hono'
import { offeredLanguages } from '../../surveys/offered-languages.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/env.ts'
import { permit } from '../permit.ts'
import { Problem } from '../problem.ts'
import type { RenderedPage } from '../responses/document.ts'
import { renderKioskPage, renderKioskSetup } from '../responses/page.ts'
import { findPage } from '../responses/pages.ts'
import { readProgram } from '../responses/program.ts'
import { workerReply } from '../responses/worker-reply.ts'

/** Never kept by the browser: nobody finds the page of the one before. */
const reply = (c: Context<AppEnv>, page: Pick<RenderedPage, 'html' | 'csp'>) =>
  c.body(new Uint8Array(page.html), 200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': page.csp,
    'Cache-Control': 'no-store',
  })

/** The pages of a tablet that many use. */
export function kioskPageRoutes(deps: Deps) {
  const program = () => readProgram(join(deps.clientDir, 'respondent'))
  return new Hono<AppEnv>()
    .get('/', permit('public', 'Where a tablet gets its key'), async (c) => reply(c, renderKioskSetup(await program())))
    .get('/sw.js', permit('public', 'The service worker of a tablet'), async (c) =>
      workerReply(c, (await program()).worker, '/kiosk'),
    )
    .get('/:form', permit('public', 'The page of a form on a tablet that many use'), async (c) => {
      const page = await findPage(deps.read, c.req.param('form'))
      if (!page) throw new Problem('not_found')
      const wanted = c.req.query('lang')
      const language = offeredLanguages(page.instrument).find((known) => known === wanted) ?? page.language
      return reply(c, renderKioskPage({ ...page, language, kiosk: true }, await program()))
    })
}
