import { createContext, useContext } from 'solid-js'
import type { Language } from '../../../surveys/text.ts'
import type { Editor } from './editor.ts'

/** What lies on the desk while a draft is written: the draft, its languages, and which question is open. */
export type Desk = Readonly<{
  editor: Editor
  languages: () => readonly Language[]
  /** The open question by its place, `block/item`. */
  openAt: () => string | null
  open: (place: string | null) => void
}>

/** Vouching for texts: whether the person may, and how. */
export type Marker = Readonly<{
  mayMark: () => boolean
  mark: (at: { pointer: string; language: Language; words: string; reviewed: boolean }) => Promise<void>
}>
export const MarkerContext = createContext<Marker>()

export const DeskContext = createContext<Desk>()

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('outside the editor')
  return desk
}
