/**
 * A seeded source of chance that gives the same numbers on every machine and in every language.
 *
 * seed words  s_i = MurmurHash3_x86_32(UTF-8 bytes of the key, hash seed i), i = 0..3
 * generator   xoshiro128** 1.1
 * uniform     (a * 2^26 + b) / 2^53, a = next >>> 5, b = next >>> 6: 53 bits
 * below(n)    next modulo n; values from the last, incomplete run of n are thrown away, so every result has the same chance
 * shuffle     Fisher-Yates from the end
 *
 * Only integer operations that ECMAScript defines exactly, so a draw can be repeated in R, Python or C from this comment.
 * A fork depends on the keys of its parents and its label, never on how much was drawn before: each stratum and each
 * school has its own stream, and adding one does not move the others.
 *
 * Source: Blackman and Vigna (2021), ACM Trans. Math. Software 47(4); Appleby, MurmurHash3 (public domain).
 * Golden: the authors' reference outputs from state 1 2 3 4; seed words from R digest 0.6.31 (algo murmur32).
 */
import { AnalysisError } from '../failure.ts'

export type Random = Readonly<{
  /** The seed and the labels of all forks up to here. */
  key: string
  /** A whole number 0 .. 2^32 - 1. */
  next: () => number
  /** A number in [0, 1) with 53 random bits. */
  uniform: () => number
  /** A whole number 0 .. count - 1. @throws AnalysisError count_out_of_range when count is not in 1 .. 2^32 */
  below: (count: number) => number
  /** A new list in random order. */
  shuffle: <Value>(values: readonly Value[]) => Value[]
  /** A stream of its own, the same whatever was drawn before. */
  fork: (label: string) => Random
}>

export function randomFrom(seed: string): Random {
  return randomOfKey(`${seed.length}:${seed}`)
}

function randomOfKey(key: string): Random {
  const bytes = utf8(key)
  const next = xoshiro128([murmur3(bytes, 0), murmur3(bytes, 1), murmur3(bytes, 2), murmur3(bytes, 3)])
  const below = (count: number) => {
    if (!Number.isInteger(count) || count < 1 || count > 2 ** 32)
      throw new AnalysisError('count_out_of_range', { count })
    const complete = 2 ** 32 - (2 ** 32 % count)
    let value = next()
    while (value >= complete) value = next()
    return value % count
  }
  return Object.freeze({
    key,
    next,
    uniform: () => {
      const high = next() >>> 5
      const low = next() >>> 6
      return (high * 2 ** 26 + low) / 2 ** 53
    },
    below,
    shuffle: <Value>(values: readonly Value[]) => {
      const shuffled = [...values]
      for (let last = shuffled.length - 1; last > 0; last--) {
        const other = below(last + 1)
        const moved = shuffled[last]
        shuffled[last] = shuffled[other]
        shuffled[other] = moved
      }
      return shuffled
    },
    fork: (label: string) => randomOfKey(`${key}|${label.length}:${label}`),
  })
}

/** Exported for the test against the published outputs of the generator; everything else takes a `Random`. */
export function xoshiro128(seed: readonly [number, number, number, number]): () => number {
  let [s0, s1, s2, s3] = seed
  // The state of only zeros never leaves itself; no key is known that hashes to it.
  if ((s0 | s1 | s2 | s3) === 0) s0 = 1
  return () => {
    const result = Math.imul(rotate(Math.imul(s1, 5), 7), 9) >>> 0
    const shifted = s1 << 9
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = rotate(s3, 11)
    return result
  }
}

const rotate = (word: number, bits: number) => (word << bits) | (word >>> (32 - bits))

/** MurmurHash3_x86_32, as a whole number 0 .. 2^32 - 1. */
export function murmur3(bytes: Uint8Array, seed: number): number {
  const scramble = (block: number) => Math.imul(rotate(Math.imul(block, 0xcc9e2d51), 15), 0x1b873593)
  const whole = bytes.length - (bytes.length % 4)
  let hash = seed
  for (let at = 0; at < whole; at += 4) {
    const block = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)
    hash = (Math.imul(rotate(hash ^ scramble(block), 13), 5) + 0xe6546b64) | 0
  }
  let tail = 0
  for (let at = bytes.length - 1; at >= whole; at--) tail = (tail << 8) | bytes[at]
  if (whole < bytes.length) hash ^= scramble(tail)
  hash ^= bytes.length
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** The pure rooms have no TextEncoder. A lone half of a surrogate pair is encoded as U+FFFD, as TextEncoder does. */
export function utf8(text: string): Uint8Array {
  const bytes: number[] = []
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
  }
  return Uint8Array.from(bytes)
}
