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

/** The languages a text is written in beside each other; Vietnamese is always the first. */
export const languagesOf = (form: Form): Language[] =>
  (['vi', 'en', 'km'] as const).filter((language) => language === 'vi' || form.languages.includes(language))

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
