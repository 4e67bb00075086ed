import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import { limitOf } from '../http/body.ts'
import { type Direct, readWhole, withBody } from '../http/direct.ts'
import type { AppEnv } from '../http/env.ts'
import { bareHeaders, isJson, isOurs } from '../http/headers.ts'
import { knownHosts } from '../http/host.ts'
import { networkBehind } from '../http/network.ts'
import { problemParts, problemTold } from '../http/refuse.ts'
import { fullDisk } from '../operation/disk.ts'
import { makeMeter } from '../operation/routes.ts'
import type { Parts } from '../parts.ts'
import { permissionOf } from '../permit.ts'
import { goodSheet } from './good-sheet.ts'
import { isRefused } from './routes.ts'
import type { SheetBody } from './sheet.ts'

const METHOD = 'POST'
const PATH = '/api/responses'

const JSON_TYPE = { 'Content-Type': 'application/json' } as const

type Of = Pick<Parts, 'ingest' | 'refused' | 'disk' | 'metrics'>
type Reply = Readonly<{ status: number; headers: Readonly<Record<string, string>>; body: string }>

/**
 * The short way of a finished sheet. When a hall of parents sends, nearly every request is the same: good in shape, without a
 * cookie, from one of our pages or a program. That one is answered here, without the router, its objects for request and reply
 * and their dozen steps, which cost more than storing the sheet. Whatever is otherwise in any way is handed on with its body to
 * the plain way, which alone refuses what a request is refused for: nothing is checked less, and a test sends both the same.
 */
export function directSheet(deps: Deps, app: Hono<AppEnv>, { ingest, refused, disk, metrics }: Of): Direct {
  const most = declaredLimit(app)
  const meter = makeMeter(deps, metrics)
  const isFull = fullDisk(deps, disk)
  /** A disk that cannot even be looked at is told of by the plain way. */
  const mayBeFull = () => {
    const full = isFull()
    return typeof full === 'boolean' ? full : full.catch(() => true)
  }
  const isPlainCase = plainCase(deps, most)
  const always = Object.entries(bareHeaders(deps.config, '')).flat()
  const idAt = always.indexOf('X-Request-Id') + 1

  /** As a list of names and values, which is written as it stands. */
  function headersOf(requestId: string, { headers, body }: Reply): string[] {
    const list = [...always, 'Content-Length', String(Buffer.byteLength(body))]
    list[idAt] = requestId
    for (const name of Object.keys(headers)) list.push(name, headers[name])
    return list
  }

  async function take(sheet: SheetBody, requestId: string): Promise<Reply> {
    try {
      const { receipt, first } = await ingest(sheet)
      return { status: first ? 201 : 200, headers: JSON_TYPE, body: JSON.stringify({ receipt }) }
    } catch (error) {
      return problemParts(problemTold(deps, error as Error, { requestId, method: METHOD, route: PATH }), requestId)
    }
  }

  return async (incoming, outgoing, plain) => {
    const begun = performance.now()
    if (incoming.method !== METHOD || incoming.url !== PATH || !isPlainCase(incoming.headers))
      return plain(incoming, outgoing)
    const network = networkBehind(
      incoming.socket.remoteAddress,
      incoming.headers['x-forwarded-for'] as string | undefined,
      deps.config.trustedProxies,
    )
    const body = await readWhole(incoming)
    const sheet = body && goodSheet(body.toString())
    if (!sheet || !refused.lets(network) || (await mayBeFull()))
      return plain(body ? withBody(incoming, body) : incoming, outgoing)
    const requestId = randomUUID()
    const reply = await take(sheet, requestId)
    if (isRefused(reply.status)) refused.count(network)
    outgoing.writeHead(reply.status, headersOf(requestId, reply))
    outgoing.end(reply.body)
    meter({ requestId, method: METHOD, route: PATH }, reply.status, begun)
  }
}

/** Nothing but what every sheet has: no cookie, a stated length within the limit, our name, and a place it may come from. */
function plainCase(deps: Deps, most: number): (headers: IncomingHttpHeaders) => boolean {
  const isKnown = knownHosts(deps.config)
  let lastHost: string | undefined
  const isOwnHost = (host: string | undefined) => {
    if (host === undefined) return false
    if (host !== lastHost && isKnown(host) && hostOf(host) === host) lastHost = host
    return host === lastHost
  }
  return (headers) => {
    const { 'content-length': length = '', origin, 'sec-fetch-site': site } = headers
    return (
      headers.cookie === undefined &&
      headers['transfer-encoding'] === undefined &&
      headers['content-encoding'] === undefined &&
      /^\d{1,15}$/.test(length) &&
      Number(length) <= most &&
      isJson(headers['content-type'] ?? '') &&
      isOwnHost(headers.host) &&
      isOurs(site as string | undefined) &&
      (origin === undefined || origin === deps.config.publicUrl)
    )
  }
}

function hostOf(host: string): string | undefined {
  return URL.canParse(`http://${host}/`) ? new URL(`http://${host}/`).host : undefined
}

/** What the route declares: that everybody may call it, and how long a body may be. Another declaration would need another short way. */
function declaredLimit(app: Hono<AppEnv>): number {
  const handlers = app.routes.filter(({ method, path }) => method === METHOD && path === PATH).map((r) => r.handler)
  const limits = handlers.flatMap((handler) => limitOf(handler) ?? [])
  const permissions = handlers.flatMap((handler) => permissionOf(handler) ?? [])
  if (permissions.join() !== 'public' || limits.length !== 1)
    throw new Error(`${METHOD} ${PATH} is declared otherwise than its short way takes it`)
  return limits[0]
}
