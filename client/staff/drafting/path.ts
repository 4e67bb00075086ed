/** A place inside what is drafted, and how it is read and changed there. */
export type Path = readonly (string | number)[]

export const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (here, part) =>
      typeof here === 'object' && here !== null ? (here as Record<string | number, unknown>)[part] : undefined,
    value,
  )

/** The same with one place changed; `undefined` takes the place away. What is not on the way stays the very same object. */
export function withValue<T>(whole: T, path: Path, value: unknown): T {
  const [part, ...rest] = path
  if (part === undefined) return value as T
  const inside = withValue((whole as Record<string | number, unknown> | undefined)?.[part], rest, value)
  if (Array.isArray(whole)) return whole.map((one, place) => (place === part ? inside : one)) as T
  const copy: Record<string | number, unknown> = { ...whole, [part]: inside }
  if (inside === undefined) delete copy[part]
  return copy as T
}

export const pointerOf = (path: Path): string => path.map((part) => `/${part}`).join('')

/** Puts one part of a list before another place, or after the last. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, place) => place !== from)
  return [...rest.slice(0, to), ...list.slice(from, from + 1), ...rest.slice(to)]
}
