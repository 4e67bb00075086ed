import type { Hono, MiddlewareHandler } from 'hono'
import type { Config } from '../config.ts'
import { Problem } from '../problem.ts'
import type { AppEnv } from './env.ts'
import { methodsAt } from './not-here.ts'

/** For everything that is not a page: nothing may be loaded, framed or guessed. */
export const STRICT_CSP = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

const ALWAYS: Record<string, string> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
}

/** For a page whose opener may stay what it is: see `securityHeaders`. */
export const OPENER_STAYS = { 'Cross-Origin-Opener-Policy': 'unsafe-none' }
const OWN_OPENERS = { 'Cross-Origin-Opener-Policy': 'same-origin' }

const TRANSPORT = { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' }
const isSecure = (config: Config) => config.publicUrl.startsWith('https:')

/** What stands on a reply that no route has made. */
export const bareHeaders = (config: Config, requestId: string): Readonly<Record<string, string>> => ({
  ...ALWAYS,
  ...OWN_OPENERS,
  ...(isSecure(config) ? TRANSPORT : {}),
  'Content-Security-Policy': STRICT_CSP,
  'Cache-Control': 'no-store',
  'X-Request-Id': requestId,
})

/**
 * The headers of every reply, refusals and not-found included. A page sets its own Content-Security-Policy before, and
 * may leave its opener alone: to part from it a browser starts another process once the reply is there, which a
 * cheap phone feels, and pages without a session have nothing to part from.
 */
export function securityHeaders(config: Config): MiddlewareHandler<AppEnv> {
  const always = Object.entries({ ...ALWAYS, ...(isSecure(config) ? TRANSPORT : {}) })
  return async (c, next) => {
    await next()
    for (const [name, value] of always) c.res.headers.set(name, value)
    // Only a page that says so itself may stand in a frame, and only in one of ours.
    if (/frame-ancestors 'self'/.test(c.res.headers.get('Content-Security-Policy') ?? ''))
      c.res.headers.set('X-Frame-Options', 'SAMEORIGIN')
    if (!c.res.headers.has('Cross-Origin-Opener-Policy'))
      c.res.headers.set('Cross-Origin-Opener-Policy', OWN_OPENERS['Cross-Origin-Opener-Policy'])
    if (!c.res.headers.has('Content-Security-Policy')) c.res.headers.set('Content-Security-Policy', STRICT_CSP)
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store')
    c.res.headers.set('X-Request-Id', c.get('requestId'))
  }
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A change may only come from our own pages. Programs without a browser send neither header and hold no cookie of ours.
 * Because our pages send no referrer, a form they post says `Origin: null`; the browser's own word that it is ours counts
 * then, and where an old browser gives none, only what carries no cookie is taken: the pages of parents.
 */
export function sameSite(config: Config): MiddlewareHandler<AppEnv> {
  const { host } = new URL(config.publicUrl)
  // By address or as `localhost` the server is its own origin; under its name that is PUBLIC_URL alone, or a page somebody on the
  // way sends in the clear for the same name would be ours.
  const isOwn = (origin: string, asked: URL) =>
    origin === config.publicUrl || (origin === asked.origin && asked.host !== host)
  return async (c, next) => {
    if (!SAFE.has(c.req.method)) {
      const site = c.req.header('sec-fetch-site')
      if (!isOurs(site)) throw new Problem('cross_site')
      const origin = c.req.header('origin')
      const hidden = origin === 'null' && (site === 'same-origin' || (site === undefined && !isApi(c.req.path)))
      if (origin !== undefined && !hidden && !isOwn(origin, new URL(c.req.url))) throw new Problem('cross_site')
    }
    await next()
  }
}

/** What a browser says of where a request comes from. */
export const isOurs = (site: string | undefined): boolean =>
  site === undefined || site === 'same-origin' || site === 'none'

const isApi = (path: string): boolean => path === '/api' || path.startsWith('/api/')

/**
 * JSON in and nothing else, but for the school list, the file of a form, its pictures and recordings, and papers: a form of another
 * site can send text, not JSON. Nothing packed: it would be read as it came, and a length is that of what is unpacked. A method the
 * address does not take (TRACE, for one) is refused for that and not for its body.
 */
export function jsonOnly(app: Pick<Hono<AppEnv>, 'router'>): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const { method, path } = c.req
    if (!SAFE.has(method) && method !== 'DELETE') {
      const isFile = /\/(frame|import|media|evidence)$/.test(path)
      const isTaken =
        isPlain(c.req.header('content-encoding')) && (isFile || isJson(c.req.header('content-type') ?? ''))
      if (!isTaken && methodsAt(app, path).some((one) => one === method)) throw new Problem('unsupported_media_type')
    }
    await next()
  }
}

const isPlain = (encoding = 'identity'): boolean => /^identity$/i.test(encoding.trim())

export const isJson = (type: string): boolean => /^application\/json(\s*;\s*charset="?utf-8"?)?$/i.test(type.trim())
