import type { Context } from 'hono'
import { Problem } from '../problem.ts'
import type { AppEnv } from './env.ts'

/**
 * A bucket of tokens per key, in memory only: who asked is forgotten when the bucket is full again or the process ends.
 * Bounded: when there are too many keys, the fullest buckets (those that matter least) go first by age.
 */
export type RateLimit = (key: string) => void

type Rate = Readonly<{ burst: number; perMinute: number; maxKeys?: number }>

export const makeRateLimit = (clock: () => Date, rate: Rate): RateLimit => makeBucket(clock, rate).take

/**
 * For what is limited only when it fails: `check` refuses a key whose bucket is empty, `take` is called for each failure.
 * Whoever brings something good is never slowed down, however many stand behind one address.
 */
export function makeFailureLimit(clock: () => Date, rate: Rate): Readonly<{ check: RateLimit; count: RateLimit }> {
  const { look, take } = makeBucket(clock, rate)
  const count = (key: string) => {
    if (look(key) >= 1) take(key)
  }
  return { check: (key) => void (look(key) >= 1 || take(key)), count }
}

function makeBucket(clock: () => Date, options: Rate) {
  const buckets = new Map<string, { tokens: number; at: number }>()
  const maxKeys = options.maxKeys ?? 20_000
  const perMs = options.perMinute / 60_000
  const look = (key: string): number => {
    const bucket = buckets.get(key)
    if (!bucket) return options.burst
    return Math.min(options.burst, bucket.tokens + Math.max(0, clock().getTime() - bucket.at) * perMs)
  }
  const take: RateLimit = (key) => {
    const now = clock().getTime()
    const tokens = look(key)
    buckets.delete(key)
    if (tokens < 1) {
      buckets.set(key, { tokens, at: now })
      throw new Problem('slow_down', { retryAfterSeconds: Math.max(1, Math.ceil((1 - tokens) / perMs / 1000)) })
    }
    buckets.set(key, { tokens: tokens - 1, at: now })
    if (buckets.size > maxKeys) buckets.delete(buckets.keys().next().value as string)
  }
  return { look, take }
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
