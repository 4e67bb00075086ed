import { type Context, Hono } from 'hono'
import type { Deps } from '../deps.ts'
import { limit } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { formBody } from '../http/form-body.ts'
import { encodingOf, holdsAlready, tagAs } from '../http/negotiate.ts'
import { makeRateLimit, networkOf } from '../http/rate-limit.ts'
import { permit } from '../permit.ts'
import { Problem } from '../problem.ts'
import type { RenderedPage } from '../responses/document.ts'
import type { PublicResult } from './prepare.ts'
import { publicCsv } from './public-csv.ts'
import { renderList, renderPublication, renderReceiptAnswer } from './public-page.ts'
import { findReceipt, type Receipts, receiptList } from './receipts.ts'
import { findPublication, listPublications, type StoredPublication } from './store.ts'

const MOST_KEPT = 16

function reply(c: Context<AppEnv>, page: RenderedPage, keep: boolean) {
  const encoding = encodingOf(c.req.header('accept-encoding'))
  const headers: Record<string, string> = {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': page.csp,
    Vary: 'Accept-Encoding',
    'Cache-Control': keep ? 'public, max-age=300' : 'no-store',
  }
  if (keep) {
    headers.ETag = tagAs(page.etag, encoding)
    if (holdsAlready(c, headers.ETag)) return c.body(null, 304, headers)
  }
  if (encoding !== 'identity') headers['Content-Encoding'] = encoding
  const bytes = encoding === 'br' ? page.brotli : encoding === 'gzip' ? page.gzip : page.html
  return c.body(new Uint8Array(bytes), 200, headers)
}

/** What anybody may see: published results and whether a receipt is counted. A round that is not published is not there. */
export function publicRoutes(deps: Deps) {
  const made = new Map<string, RenderedPage>()
  const checks = makeRateLimit(deps.clock, { burst: 60, perMinute: 30 })
  const published = async (c: Context<AppEnv>): Promise<StoredPublication> => {
    const found = await findPublication(deps.read, c.req.param('round') ?? '')
    if (!found) throw new Problem('not_found')
    return found
  }
  const receiptsOf = (found: StoredPublication) => JSON.parse(found.receipts) as Receipts
  const pageOf = (found: StoredPublication): RenderedPage => {
    const known = made.get(found.id)
    if (known) return known
    const { contentHash, receiptsHash } = found
    const hasReceipts = receiptsOf(found).counted.length > 0
    const page = renderPublication(JSON.parse(found.result) as PublicResult, { contentHash, receiptsHash, hasReceipts })
    if (made.size >= MOST_KEPT) made.clear()
    made.set(found.id, page)
    return page
  }
  const file = (c: Context<AppEnv>, type: string, name: string, bytes: Uint8Array<ArrayBuffer> | string) => {
    c.header('Content-Type', type)
    c.header('Content-Disposition', `attachment; filename="${name}"`)
    c.header('Cache-Control', 'public, max-age=300')
    return c.body(bytes)
  }
  return new Hono<AppEnv>()
    .get('/', permit('public', 'The published rounds'), async (c) =>
      reply(c, renderList(await listPublications(deps.read)), false),
    )
    .get('/:round', permit('public', 'The published results of a round'), async (c) =>
      reply(c, pageOf(await published(c)), true),
    )
    .get('/:round/so-lieu.csv', permit('public', 'The published figures as CSV'), async (c) => {
      const found = await published(c)
      const bytes = publicCsv(JSON.parse(found.result) as PublicResult)
      return file(c, 'text/csv; charset=utf-8', 'ket-qua.csv', new Uint8Array(bytes))
    })
    .get('/:round/so-lieu.json', permit('public', 'The published figures, as they were hashed'), async (c) =>
      file(c, 'application/json; charset=utf-8', 'ket-qua.json', (await published(c)).result),
    )
    .get('/:round/bien-nhan.txt', permit('public', 'Hashes of the receipts of the round'), async (c) =>
      file(c, 'text/plain; charset=utf-8', 'bien-nhan.txt', receiptList(receiptsOf(await published(c)))),
    )
    .post('/:round/bien-nhan', permit('public', 'Whether a receipt is counted'), limit(4096), async (c) => {
      checks(networkOf(c, deps.config.trustedProxies))
      const found = await published(c)
      const { ma } = await formBody(c)
      const answer = findReceipt(found.roundId, typeof ma === 'string' ? ma : '', receiptsOf(found))
      return reply(c, renderReceiptAnswer(found.roundId, answer), false)
    })
}
