import type { Context } from 'hono'
import { Problem } from '../problem.ts'
import type { AppEnv } from './env.ts'

/**
 * A bucket of tokens per key, in memory only: who asked is forgotten when the bucket is full again or the process ends.
 * Bounded: when there are too many keys, the fullest buckets (those that matter least) go first by age.
 */
export type RateLimit = (key: string) => void

export function makeRateLimit(
  clock: () => Date,
  options: { burst: number; perMinute: number; maxKeys?: number },
): RateLimit {
  const buckets = new Map<string, { tokens: number; at: number }>()
  const maxKeys = options.maxKeys ?? 20_000
  const perMs = options.perMinute / 60_000
  return (key) => {
    const now = clock().getTime()
    const bucket = buckets.get(key) ?? { tokens: options.burst, at: now }
    const tokens = Math.min(options.burst, bucket.tokens + Math.max(0, now - bucket.at) * perMs)
    buckets.delete(key)
    if (tokens < 1) {
      buckets.set(key, { tokens, at: now })
      throw new Problem('slow_down', { retryAfterSeconds: Math.max(1, Math.ceil((1 - tokens) / perMs / 1000)) })
    }
    buckets.set(key, { tokens: tokens - 1, at: now })
    if (buckets.size > maxKeys) buckets.delete(buckets.keys().next().value as string)
  }
}

/** The network a request comes from: IPv4 whole, IPv6 by its /64. A forwarded address counts only behind a trusted proxy. */
export function networkOf(c: Context<AppEnv>, trustedProxies: readonly string[]): string {
  const incoming = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming
  const direct = (incoming?.socket?.remoteAddress ?? 'local').replace(/^::ffff:/, '')
  const forwarded = c.req.header('x-forwarded-for')
  const address =
    forwarded && trustedProxies.includes(direct) ? (forwarded.split(',').at(-1)?.trim() ?? direct) : direct
  return address.includes(':') ? address.split(':').slice(0, 4).join(':') : address
}
