import type { Language } from '../../../surveys/text.ts'

/** A form as the editor holds it: perhaps unfinished, so only what every draft has is promised. */
export type Words = Readonly<{
  vi: string
  reviewed?: Readonly<Partial<Record<Language, Mark>>>
  [more: string]: unknown
}>
export type Mark = Readonly<{ by: string; on: string }>
export type FormItem = Readonly<{ id: string; type: string; text: Words; [more: string]: unknown }>
export type FormBlock = Readonly<{ id: string; title: Words; items: readonly FormItem[]; [more: string]: unknown }>
export type Form = Readonly<{
  form: string
  version: string
  title: Words
  languages: readonly string[]
  blocks: readonly FormBlock[]
  [more: string]: unknown
}>
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

/** The languages a text is written in beside each other; Vietnamese is always the first. */
export const languagesOf = (form: Form): Language[] =>
  (['vi', 'en', 'km'] as const).filter((language) => language === 'vi' || form.languages.includes(language))

/** Puts one part of a list before another place, or after the last. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, place) => place !== from)
  return [...rest.slice(0, to), ...list.slice(from, from + 1), ...rest.slice(to)]
}

/** How many texts somebody stands for, of all that are written, in these languages. */
export function countMarks(value: unknown, languages: readonly Language[]): { done: number; all: number } {
  if (typeof value !== 'object' || value === null) return { done: 0, all: 0 }
  const here = 'vi' in value ? (value as Words) : undefined
  const written = here ? languages.filter((language) => (here[language] ?? '') !== '') : []
  const inside = Object.entries(value).flatMap(([key, part]) =>
    key === 'reviewed' ? [] : [countMarks(part, languages)],
  )
  return inside.reduce((sum, { done, all }) => ({ done: sum.done + done, all: sum.all + all }), {
    done: written.filter((language) => here?.reviewed?.[language]).length,
    all: written.length,
  })
}
