/**
 * The score Mozilla's HTTP Observatory gives a reply, computed again from its published rules.
 *
 * Source: mdn/mdn-http-observatory, src/grader/charts.js (points) and src/analyzer/tests/*.js (rules), as of August 2026.
 * Redirection and the preload list look at the world outside and count 0 here, as they do for a server without plain HTTP.
 */
export type Scored = Readonly<{ score: number; found: Readonly<Record<string, number>> }>

/** Points are added only from here on. */
const FROM = 90
const BROAD = ['ftp:', 'http:', 'https:', '*', 'http://*', 'http://*.*', 'https://*', 'https://*.*']
const INLINE = ["'unsafe-inline'", 'data:']

export function observatoryScore(url: URL, headers: Headers, html: string): Scored {
  const policy = readPolicy(headers.get('content-security-policy'))
  const found: Record<string, number> = {
    csp: scoreOfPolicy(policy, url),
    cookies: scoreOfCookies(headers.getSetCookie()),
    cors: scoreOfCors(headers),
    referrer: scoreOfReferrer(headers.get('referrer-policy')),
    hsts: scoreOfHsts(headers.get('strict-transport-security'), url),
    sri: scoreOfScripts(html, url),
    sniffing: headers.get('x-content-type-options')?.toLowerCase() === 'nosniff' ? 0 : -5,
    framing: scoreOfFraming(policy, headers.get('x-frame-options')),
    resources: scoreOfResources(headers.get('cross-origin-resource-policy')),
  }
  const points = Object.values(found)
  const plain = 100 + points.filter((point) => point < 0).reduce((sum, point) => sum + point, 0)
  const extra = points.filter((point) => point > 0).reduce((sum, point) => sum + point, 0)
  return { score: Math.max(0, plain >= FROM ? plain + extra : plain), found }
}

type Policy = ReadonlyMap<string, readonly string[]>

function readPolicy(header: string | null): Policy | null {
  if (header === null) return null
  const parts = header.split(';').map((part) => part.trim().split(/\s+/))
  return new Map(parts.filter(([name]) => name).map(([name, ...sources]) => [name.toLowerCase(), sources]))
}

function scoreOfPolicy(policy: Policy | null, url: URL): number {
  if (!policy || policy.size === 0) return -25
  const of = (name: string) => policy.get(name) ?? policy.get('default-src') ?? ['*']
  const hashed = (sources: readonly string[]) =>
    sources.some((source) => /^'(sha(256|384|512)|nonce)-/.test(source))
      ? sources.filter((source) => source !== "'unsafe-inline'")
      : sources
  const [scripts, styles] = [hashed(of('script-src')), hashed(of('style-src'))]
  const has = (sources: readonly string[], wrong: readonly string[]) => sources.some((source) => wrong.includes(source))
  if (has(scripts, [...BROAD, ...INLINE]) || has(of('object-src'), BROAD)) return -20
  const plain = (sources: readonly string[]) =>
    url.protocol === 'https:' && sources.some((one) => /^(http|ftp):/.test(one))
  const active = [...policy].flatMap(([name, sources]) => (/^(img|media)-src$/.test(name) ? [] : sources))
  if (plain(active)) return -20
  if (has([...scripts, ...styles], ["'unsafe-eval'"])) return -10
  if (plain([...of('img-src'), ...of('media-src')])) return -10
  if (has(styles, [...BROAD, ...INLINE])) return 0
  return policy.get('default-src')?.join(' ') === "'none'" ? 10 : 5
}

function scoreOfCookies(cookies: readonly string[]): number {
  if (cookies.length === 0) return 0
  const worst = cookies.map((cookie) => {
    const has = (name: RegExp) => name.test(cookie)
    // Every cookie here is one of a session.
    if (!has(/;\s*secure/i)) return -40
    if (!has(/;\s*httponly/i)) return -30
    const same = /;\s*samesite=(\w+)/i.exec(cookie)?.[1]?.toLowerCase()
    if (same === undefined) return 0
    return same === 'strict' || same === 'lax' ? 5 : -20
  })
  return Math.min(...worst)
}

const scoreOfCors = (headers: Headers): number =>
  headers.get('access-control-allow-origin') && headers.get('access-control-allow-credentials') === 'true' ? -50 : 0

function scoreOfReferrer(header: string | null): number {
  if (header === null) return 0
  const last = header.toLowerCase().split(',').at(-1)?.trim() ?? ''
  return ['no-referrer', 'same-origin', 'strict-origin', 'strict-origin-when-cross-origin'].includes(last) ? 5 : -5
}

function scoreOfHsts(header: string | null, url: URL): number {
  const seconds = /max-age=(\d+)/i.exec(header ?? '')?.[1]
  if (url.protocol !== 'https:' || seconds === undefined) return -20
  return Number(seconds) >= 15_768_000 ? 0 : -10
}

function scoreOfScripts(html: string, url: URL): number {
  const foreign = [...html.matchAll(/<script\b[^>]*\bsrc=["']?([^"'\s>]+)[^>]*>/gi)].filter(
    ([, src]) => new URL(src, url).origin !== url.origin,
  )
  if (foreign.length === 0) return 0
  const safe = foreign.every(([, src]) => src.startsWith('https://'))
  const whole = foreign.every(([tag]) => /\bintegrity=/i.test(tag))
  if (whole) return safe ? 5 : -20
  return safe ? -5 : -50
}

function scoreOfFraming(policy: Policy | null, header: string | null): number {
  if (policy?.has('frame-ancestors')) return 5
  return /^(deny|sameorigin)$/i.test(header ?? '') ? 0 : -20
}

function scoreOfResources(header: string | null): number {
  if (header === null) return 0
  if (/^same-(origin|site)$/.test(header)) return 10
  return header === 'cross-origin' ? 0 : -5
}
