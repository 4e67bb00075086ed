import { createContext, useContext } from 'solid-js'
import type { YearView } from './api.ts'

/** The year on the page: as it was last read, and how a newer reading takes its place. */
export type Year = Readonly<{
  year: () => YearView
  absorb: (view: YearView) => void
}>
export const YearContext = createContext<Year>()

export function useYear(): Year {
  const year = useContext(YearContext)
  if (!year) throw new Error("a line stands inside its unit's year")
  return year
}
