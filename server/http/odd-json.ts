/** Deeper than any body of ours by far. */
const DEEPEST = 60

/**
 * The first place of a JSON value that nobody means: a number too large for one (`1e400` becomes infinite, and no JSON has
 * that), a key that names an object's own workings, or a nest of hundreds. Checkers pass over them: the first looks like a
 * number, the second is dropped, and in the third whoever walks along falls.
 */
export function oddPlace(value: unknown, depth = 0): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : ''
  if (value === null || typeof value !== 'object') return undefined
  if (depth > DEEPEST) return ''
  for (const key of Object.keys(value)) {
    const found = key === '__proto__' ? '' : oddPlace((value as Record<string, unknown>)[key], depth + 1)
    // The pointer is written on the way back: nearly every body is without such a place.
    if (found !== undefined) return `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}${found}`
  }
  return undefined
}
