import { isSafeText } from '../../surveys/text-fault.ts'

/** Deeper than any body of ours by far. */
const DEEPEST = 60

const PASSWORDS = new Set(['password', 'current'])
const step = (key: string): string => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`

/**
 * The first place of a JSON value that nobody means: a number too large for one (`1e400` becomes infinite, and no JSON has
 * that), a key that names an object's own workings, a nest of hundreds, or a length that cannot be read as a number. Checkers pass
 * over them: the first looks like a number, the second is dropped, in the third whoever walks along falls, and at the fourth
 * zod 4.6 throws where it compares the length of what is no text at all.
 */
export function oddPlace(value: unknown, depth = 0): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : ''
  if (value === null || typeof value !== 'object') return undefined
  if (depth > DEEPEST) return ''
  for (const key of Object.keys(value)) {
    const inside = (value as Record<string, unknown>)[key]
    const found = key === '__proto__' || (key === 'length' && hidesItsText(inside)) ? '' : oddPlace(inside, depth + 1)
    // The pointer is written on the way back: nearly every body is without such a place.
    if (found !== undefined) return `${step(key)}${found}`
  }
  return undefined
}

/**
 * The first place of a value (not deeper than `oddPlace` lets pass) with a text that cannot be kept everywhere: PostgreSQL has no NUL
 * and no half of a letter pair, the XML of documents and workbooks no control characters. A password may have any: its hash is kept.
 */
export function unkeptPlace(value: unknown): string | undefined {
  if (typeof value === 'string') return isSafeText(value) ? undefined : ''
  if (value === null || typeof value !== 'object') return undefined
  for (const key of Object.keys(value)) {
    if (!isSafeText(key)) return ''
    if (PASSWORDS.has(key)) continue
    const found = unkeptPlace((value as Record<string, unknown>)[key])
    if (found !== undefined) return `${step(key)}${found}`
  }
  return undefined
}

/** Whether somewhere in it is an object whose `toString` is no function, so that comparing it with a number throws. */
function hidesItsText(value: unknown, depth = 0): boolean {
  if (value === null || typeof value !== 'object') return false
  if (depth > DEEPEST || Object.hasOwn(value, 'toString')) return true
  return Object.values(value).some((inside) => hidesItsText(inside, depth + 1))
}
