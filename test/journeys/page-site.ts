import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { bundleRespondent } from '../../server/deploy/build-respondent.mjs'
import type { RenderedPage } from '../../server/responses/document.ts'
import { readFormPost, type SheetBody } from '../../server/responses/form-post.ts'
import { khmerLetters } from '../../server/responses/khmer.ts'
import {
  type Program,
  renderDeclinedPage,
  renderEntryPage,
  renderPage,
  renderProblemPage,
  renderReceiptPage,
  renderReportedPage,
} from '../../server/responses/page.ts'
import type { Page } from '../../server/responses/page-html.ts'
import { NOTICES } from '../../surveys/forms/notice.ts'
import { phTh } from '../../surveys/forms/ph-th.ts'
import type { Instrument } from '../../surveys/instrument.ts'
import { codeFromBytes } from '../../surveys/slip.ts'
import { LANGUAGES, type Language } from '../../surveys/text.ts'

export const RECEIPT = 'K7M2-4QXR'
export const slipCode = (seed: number): string =>
  codeFromBytes(new Uint8Array(10).map((_, at) => (seed * 37 + at * 11) % 256))

export const samplePage = (language: Language = 'vi', instrument: Instrument = phTh): Page => ({
  instrument,
  notice: NOTICES.parent,
  names: { department: 'Sở Giáo dục và Đào tạo Sóc Trăng', hotline: '0299 3821 234' },
  language,
})

let built: Promise<Program> | undefined
/** Built once a run. */
export function sampleProgram(): Promise<Program> {
  const program = built ?? bundleRespondent()
  built = program
  return program
}

/** Compressed once and served from memory, as the server does; a site of the next test finds it, too. */
const rendered = new Map<string, RenderedPage>()
async function renderOnce(page: Page): Promise<RenderedPage> {
  const name = JSON.stringify(page)
  const found = rendered.get(name) ?? renderPage(page, await sampleProgram())
  rendered.set(name, found)
  return found
}

type Reply = Readonly<{ status: number; body: string; type?: string; headers?: Record<string, string> }>
export const problem = (code: string, status: number, more: object = {}): Reply => ({
  status,
  type: 'application/problem+json',
  body: JSON.stringify({ type: 'about:blank', title: code, status, code, requestId: 'x', ...more }),
})
export const taken: Reply = { status: 201, body: JSON.stringify({ receipt: RECEIPT }) }

/** The parent's page with a stand-in for the server behind it: `answer` says what the next posts get. */
export async function openSite(instrument: Instrument = phTh) {
  const program = await sampleProgram()
  const posts: SheetBody[] = []
  const declines: unknown[] = []
  const pressure: unknown[] = []
  const forms: unknown[] = []
  const requests: string[] = []
  /** Pictures and recordings by name. */
  const media = new Map<string, Uint8Array>()
  /** What is said of a slip where it is not simply open. */
  const slips = new Map<string, Readonly<{ state?: string; form?: string }>>()
  let answer: (body: SheetBody, count: number) => Reply | 'cut' = () => taken
  let edition = 1
  let shut: Page['shut']
  /** A newer build of everything the page is made of. */
  const edited = (page: Page): Page => ({
    ...page,
    ...(shut ? { shut } : {}),
    ...(edition === 1 ? {} : { names: { ...page.names, hotline: `0299 0${edition}` } }),
  })
  const send = (rendered: RenderedPage) =>
    new Response(new Uint8Array(rendered.brotli), {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-encoding': 'br',
        'content-security-policy': rendered.csp,
        etag: rendered.etag,
      },
    })

  const app = new Hono()
  app.use(async (c, next) => {
    requests.push(`${c.req.method} ${c.req.path}`)
    await next()
  })
  // A line that went dead in the middle of a request.
  app.onError((_, c) => c.body(null, 400))
  const languageOf = (wanted = 'vi') => LANGUAGES.find((known) => known === wanted) ?? 'vi'
  app.get('/p/ph-th', async (c) =>
    send(await renderOnce(edited(samplePage(languageOf(c.req.query('lang')), instrument)))),
  )
  app.get('/p/letters/:file', async (c) => {
    const letters = await khmerLetters(c.req.param('file'))
    return letters
      ? c.body(new Uint8Array(letters), 200, { 'content-type': 'font/woff2' })
      : c.json({ code: 'not_found' }, 404)
  })
  app.get('/media/:name', (c) => {
    const bytes = media.get(c.req.param('name'))
    return bytes ? c.body(new Uint8Array(bytes), 200) : c.json({ code: 'not_found' }, 404)
  })
  app.get('/p/later.js', (c) => c.body(program.later, 200, { 'content-type': 'text/javascript' }))
  app.get('/p/sw.js', (c) => c.body(`${program.worker}\n//${edition}`, 200, { 'content-type': 'text/javascript' }))
  app.get('/p', () => send(renderEntryPage([instrument], 'vi', program)))
  app.get('/api/slips/:code', (c) => c.json({ state: 'open', form: 'ph-th', ...slips.get(c.req.param('code')) }))
  app.post('/p/ph-th', async (c) => {
    const fields = await c.req.parseBody({ all: true })
    const post = readFormPost(fields, instrument, crypto.randomUUID())
    forms.push(post)
    if (post.kind === 'declined') return send(renderDeclinedPage(samplePage('vi', instrument), post.slip, program))
    if (post.kind === 'pressure') return send(renderReportedPage(samplePage('vi', instrument), program))
    const given = answer(post.body, forms.length)
    if (given !== 'cut' && given.status < 300)
      return send(renderReceiptPage(samplePage('vi', instrument), RECEIPT, post.body.slip, program))
    return send(
      renderProblemPage(samplePage('vi', instrument), { code: 'answer_invalid', items: ['A1'], fields }, program),
    )
  })
  const progress = new Map<string, { sealed: string; version: number }>()
  app.get('/api/progress/:id', (c) => {
    const found = progress.get(c.req.param('id'))
    return found ? c.json(found) : c.json({ code: 'not_found' }, 404)
  })
  app.put('/api/progress/:id', async (c) => {
    const { sealed, version } = await c.req.json()
    if ((progress.get(c.req.param('id'))?.version ?? 0) !== version) return c.json({ code: 'stale' }, 412)
    progress.set(c.req.param('id'), { sealed, version: version + 1 })
    return c.json({ version: version + 1 })
  })
  app.delete('/api/progress/:id', (c) => {
    progress.delete(c.req.param('id'))
    return c.body(null, 204)
  })
  app.post('/api/declines', async (c) => {
    declines.push(await c.req.json())
    return c.body(null, 204)
  })
  app.post('/api/pressure', async (c) => {
    pressure.push(await c.req.json())
    return c.body(null, 204)
  })
  app.post('/api/responses', async (c) => {
    const body: SheetBody = await c.req.json()
    posts.push(body)
    const reply = answer(body, posts.length)
    if (reply === 'cut') {
      // The sheet has arrived and the line goes dead before the reply.
      ;(c.env as { incoming: { socket: { destroy: () => void } } }).incoming.socket.destroy()
      return c.body(null, 204)
    }
    const { status, type = 'application/json', body: text, headers } = reply
    return new Response(text, { status, headers: { 'content-type': type, ...headers } })
  })

  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1', createServer })
  await new Promise<void>((resolve) => (server.listening ? resolve() : server.once('listening', () => resolve())))
  const { port } = server.address() as AddressInfo
  return {
    url: (code?: string) => `http://127.0.0.1:${port}/p/ph-th${code ? `#${code}` : ''}`,
    entry: `http://127.0.0.1:${port}/p`,
    posts,
    declines,
    pressure,
    forms,
    requests,
    media,
    slips,
    progress,
    reply: (next: typeof answer) => {
      answer = next
    },
    /** The round is not in the field. */
    shut: (why: Page['shut']) => {
      shut = why
    },
    newVersion: () => {
      edition++
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
