import { Problem } from '../problem.ts'

export { networkOf } from './network.ts'

/**
 * A bucket of tokens per key, in memory only: who asked is forgotten when the bucket is full again or the process ends.
 * Bounded: when there are too many keys, the fullest buckets (those that matter least) go first by age.
 */
export type RateLimit = (key: string) => void

type Rate = Readonly<{ burst: number; perMinute: number; maxKeys?: number }>

/** A provider gives a customer up to a /48: whoever moves about in it has this many times the bucket of one /64, not 65,536 times. */
const WHOLE_SITE = 16
const siteOf = (key: string): string | undefined => {
  const groups = key.endsWith('/64') ? key.slice(0, -3).split(':') : []
  return groups.length === 4 ? `${groups.slice(0, 3).join(':')}/48` : undefined
}

export const makeRateLimit = (clock: () => Date, rate: Rate): RateLimit => makeBucket(clock, rate).take

/**
 * For what is limited only when it fails: `check` refuses a key whose bucket is empty, `take` is called for each failure.
 * Whoever brings something good is never slowed down, however many stand behind one address.
 */
export function makeFailureLimit(clock: () => Date, rate: Rate): FailureLimit {
  const { look, take } = makeBucket(clock, rate)
  const count = (key: string) => {
    if (look(key) >= 1) take(key)
  }
  const lets = (key: string) => look(key) >= 1
  return { lets, check: (key) => void (lets(key) || take(key)), count }
}

export type FailureLimit = Readonly<{ lets: (key: string) => boolean; check: RateLimit; count: RateLimit }>

/** For what must be counted before it is known to be wrong, so that many at once are counted too; what was right is given back. */
export function makeAttemptLimit(clock: () => Date, rate: Rate): Readonly<{ take: RateLimit; giveBack: RateLimit }> {
  const { take, giveBack } = makeBucket(clock, rate)
  return { take, giveBack }
}

function makeBucket(clock: () => Date, options: Rate) {
  const one = makeKeys(clock, options)
  const site = makeKeys(clock, {
    ...options,
    burst: options.burst * WHOLE_SITE,
    perMinute: options.perMinute * WHOLE_SITE,
  })
  const look = (key: string): number => {
    const whole = siteOf(key)
    return whole === undefined ? one.look(key) : Math.min(one.look(key), site.look(whole))
  }
  const take: RateLimit = (key) => {
    one.take(key)
    const whole = siteOf(key)
    if (whole !== undefined) site.take(whole)
  }
  const giveBack: RateLimit = (key) => {
    one.giveBack(key)
    const whole = siteOf(key)
    if (whole !== undefined) site.giveBack(whole)
  }
  return { look, take, giveBack, size: () => one.size() + site.size() }
}

function makeKeys(clock: () => Date, options: Rate) {
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
  const giveBack: RateLimit = (key) => {
    const bucket = buckets.get(key)
    if (bucket) bucket.tokens = Math.min(options.burst, bucket.tokens + 1)
  }
  return { look, take, giveBack, size: () => buckets.size }
}
