import type { Language } from '../../surveys/text.ts'

/** Who stands for a text in one language, and since which day; kept in the text itself as `reviewed`. */
export type Mark = Readonly<{ by: string; on: string }>
type Words = Record<string, unknown> & { reviewed?: Record<string, unknown> }

const isWords = (value: object): value is Words => 'vi' in value && typeof value.vi === 'string'

function* textsIn(value: unknown): Generator<Words> {
  if (typeof value !== 'object' || value === null) return
  if (isWords(value)) yield value
  for (const [key, inside] of Object.entries(value)) if (key !== 'reviewed') yield* textsIn(inside)
}

const keyOf = (language: string, words: unknown, mark: unknown): string => JSON.stringify([language, words, mark])

/**
 * The definition with only those marks that `known` definitions carry for the same words: a changed text loses its mark,
 * and nobody can write one for somebody else.
 */
export function keepMarks<T>(definition: T, ...known: readonly unknown[]): T {
  const honest = new Set<string>()
  for (const words of known.flatMap((one) => [...textsIn(one)]))
    for (const [language, mark] of Object.entries(words.reviewed ?? {}))
      honest.add(keyOf(language, words[language], mark))
  const copy = structuredClone(definition)
  for (const words of textsIn(copy)) {
    const { reviewed } = words
    if (reviewed === undefined) continue
    const kept = Object.entries(reviewed ?? {}).filter(([language, mark]) =>
      honest.has(keyOf(language, words[language], mark)),
    )
    if (kept.length > 0) words.reviewed = Object.fromEntries(kept)
    else delete words.reviewed
  }
  return copy
}

/** The text a JSON pointer leads to. */
function textAt(definition: unknown, pointer: string): Words | undefined {
  let here: unknown = definition
  for (const part of pointer.split('/').slice(1)) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, part)) return undefined
    here = (here as Record<string, unknown>)[part]
  }
  return typeof here === 'object' && here !== null && isWords(here) ? here : undefined
}

/** With the mark set or taken away; undefined where those words do not stand any more. */
export function withMark<T>(
  definition: T,
  at: Readonly<{ pointer: string; language: Language; words: string }>,
  mark: Mark | null,
): T | undefined {
  const copy = structuredClone(definition)
  const text = textAt(copy, at.pointer)
  if (!text || text[at.language] !== at.words) return undefined
  const { [at.language]: _before, ...others } = text.reviewed ?? {}
  const marks = mark ? { ...others, [at.language]: mark } : others
  if (Object.keys(marks).length > 0) text.reviewed = marks
  else delete text.reviewed
  return copy
}
