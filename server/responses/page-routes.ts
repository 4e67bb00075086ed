import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { type Context, Hono } from 'hono'
import { offeredLanguages } from '../../surveys/offered-languages.ts'
import type { Deps } from '../deps.ts'
import { limit } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { formBody } from '../http/form-body.ts'
import { OPENER_STAYS } from '../http/headers.ts'
import { encodingOf, holdsAlready, tagAs } from '../http/negotiate.ts'
import { makeRateLimit, networkOf } from '../http/rate-limit.ts'
import { write } from '../http/write.ts'
import type { Parts } from '../parts.ts'
import { permit } from '../permit.ts'
import { PROBLEMS, Problem } from '../problem.ts'
import { decline } from './decline.ts'
import type { RenderedPage } from './document.ts'
import { readFormPost } from './form-post.ts'
import { khmerLetters } from './khmer.ts'
import { renderDeclinedPage, renderProblemPage, renderReceiptPage, renderReportedPage } from './page.ts'
import type { Page } from './page-html.ts'
import { findPage, formsInField, makePageCache } from './pages.ts'
import { readProgram } from './program.ts'
import { reportPressure } from './report-pressure.ts'
import { LIMITS } from './routes.ts'
import { sheetBody } from './sheet.ts'
import { workerReply } from './worker-reply.ts'

/** The same bytes for everybody, in the best encoding the browser takes; 304 where it has them already. */
function reply(
  c: Context<AppEnv>,
  page: RenderedPage,
  options: { status?: 200 | 201 | 400 | 403 | 404 | 409 | 410 | 422 | 429 | 503; cache?: boolean } = {},
) {
  const encoding = encodingOf(c.req.header('accept-encoding'))
  const headers: Record<string, string> = {
    ...OPENER_STAYS,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': page.csp,
    Vary: 'Accept-Encoding',
    'Cache-Control': options.cache ? 'public, max-age=0, must-revalidate' : 'no-store',
  }
  if (options.cache) {
    headers.ETag = tagAs(page.etag, encoding)
    if (holdsAlready(c, headers.ETag)) return c.body(null, 304, headers)
  }
  if (encoding !== 'identity') headers['Content-Encoding'] = encoding
  const bytes = encoding === 'br' ? page.brotli : encoding === 'gzip' ? page.gzip : page.html
  return c.body(new Uint8Array(bytes), options.status ?? 200, headers)
}

export function pageRoutes(deps: Deps, { ingest }: Pick<Parts, 'ingest'>) {
  const cache = makePageCache(() => readProgram(join(deps.clientDir, 'respondent')))
  const reports = makeRateLimit(deps.clock, LIMITS.pressure)
  const pageOf = async (c: Context<AppEnv>, language?: unknown): Promise<Page> => {
    if (Object.keys(c.req.query()).some((name) => /slip|code|token/i.test(name))) throw new Problem('token_in_url')
    const page = await findPage(deps.read, c.req.param('form') ?? '')
    if (!page) throw new Problem('not_found')
    const wanted = language ?? c.req.query('lang')
    return { ...page, language: offeredLanguages(page.instrument).find((known) => known === wanted) ?? page.language }
  }
  return new Hono<AppEnv>()
    .get('/', permit('public', 'Type the code of a slip'), async (c) =>
      reply(c, await cache.entry(await formsInField(deps.read)), { cache: true }),
    )
    .get('/later.js', permit('public', 'What the page of a form fetches after the first answer'), async (c) =>
      c.body((await cache.program()).later, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }),
    )
    .get('/sw.js', permit('public', 'The service worker of the pages'), async (c) =>
      workerReply(c, (await cache.program()).worker, '/p/'),
    )
    .get('/letters/:file', permit('public', 'Khmer letters of the pages'), async (c) => {
      const letters = await khmerLetters(c.req.param('file'))
      if (!letters) throw new Problem('not_found')
      return c.body(new Uint8Array(letters), 200, {
        'Content-Type': 'font/woff2',
        'Cache-Control': 'public, max-age=31536000, immutable',
      })
    })
    .get('/:form', permit('public', 'The page of a form'), async (c) =>
      reply(c, await cache.form(await pageOf(c)), { cache: true }),
    )
    .post('/:form', permit('public', 'A sheet from a browser without scripts'), limit(65_536), async (c) => {
      const fields = await formBody(c, { all: true })
      const page = await pageOf(c, fields.language)
      const program = await cache.program()
      const post = readFormPost(fields, page.instrument, randomUUID())
      try {
        if (post.kind === 'declined') {
          await write(deps, c, (db, by) => decline(db, by, page.instrument.form, post.slip))
          return reply(c, renderDeclinedPage(page, post.slip, program))
        }
        if (post.kind === 'pressure') {
          reports(networkOf(c, deps.config.trustedProxies))
          await write(deps, c, (db, by) => reportPressure(db, by, deps.keys, post))
          return reply(c, renderReportedPage(page, program))
        }
        const sheet = sheetBody.safeParse(post.body)
        if (!sheet.success) throw new Problem('slip_unknown')
        const { receipt } = await ingest(sheet.data)
        return reply(c, renderReceiptPage(page, receipt, post.body.slip, program), { status: 201 })
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        const named = error.errors.map(({ pointer }) => pointer.split('/').at(-1) ?? '')
        const items = /^slip_/.test(error.code) ? ['slip', ...named] : named
        // Nothing was typed where the code belongs: nobody has to compare it with the slip.
        const code = items.includes('slip') && String(fields.slip ?? '').trim() === '' ? 'codeEmpty' : error.code
        const status = PROBLEMS[error.code][0] as 400 | 403 | 404 | 409 | 410 | 422
        return reply(c, renderProblemPage(page, { code, items, fields }, program), { status })
      }
    })
}
