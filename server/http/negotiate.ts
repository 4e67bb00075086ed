import type { Context } from 'hono'

export type Encoding = 'br' | 'gzip' | 'identity'

/** The smallest of what is packed beforehand that the browser takes; what stands there with `q=0` it does not take. */
export function encodingOf(accepted = ''): Encoding {
  const weights = new Map<string, number>()
  for (const part of accepted.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((one) => one.trim())
    const weight = parameters.find((one) => one.startsWith('q='))
    weights.set(name, weight === undefined ? 1 : Number(weight.slice(2)) || 0)
  }
  const takes = (name: Encoding) => (weights.get(name) ?? 0) > 0
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity'
}

/** Other bytes have another name: what is packed differently is not the same representation (RFC 9110, 8.8.3.3). */
export const tagAs = (etag: string, encoding: Encoding): string =>
  encoding === 'identity' ? etag : etag.replace(/"$/, `-${encoding}"`)

/** Whether the browser holds these bytes already; it may name several, and a proxy on the way may have made a name weak. */
export const holdsAlready = (c: Context, etag: string): boolean =>
  (c.req.header('if-none-match') ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === etag)
