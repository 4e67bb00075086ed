import { documentWords as words } from '../../client/words/documents.ts'

/** What every page says in a frame at its foot: each thing that is so, in one line; null where nothing is. */
export const markOfPages = (...marks: readonly (string | null | false)[]): string | null =>
  marks.filter(Boolean).join(' · ') || null

/** What every document says that is made under a demonstration's keys: none of it may pass for an official one. */
export const demonstrationMark = (demonstration: boolean): string | null => (demonstration ? words.demonstration : null)
