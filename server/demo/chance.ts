import { murmur3, utf8 } from '../../analysis/numeric/random.ts'

/**
 * Chance by number instead of by turn: word `at` of a pupil is the same whoever asks for it and in whatever order, so one
 * pupil can be asked without walking through the others. The mixer is the finaliser of MurmurHash3.
 */
export const keyOf = (text: string): number => murmur3(utf8(text), 0)

const GOLDEN = 0x9e3779b9

function mix(word: number): number {
  let hash = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

export const pupilKey = (classKey: number, number: number): number => mix(classKey + Math.imul(number, GOLDEN))

/** 32 random bits. */
export const wordAt = (key: number, at: number): number => mix(key + Math.imul(at + 1, GOLDEN))

export const uniformAt = (key: number, at: number): number => wordAt(key, at) / 2 ** 32

/** Steps of the tables below: fine enough for a demonstration, and no logarithm a draw. */
export const STEPS = 4096
/** Quantiles of the standard logistic distribution. */
export const LOGISTIC: Float64Array = Float64Array.from({ length: STEPS }, (_, at) => {
  const share = (at + 0.5) / STEPS
  return Math.log(share / (1 - share))
})
