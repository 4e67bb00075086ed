import { createContext, useContext } from 'solid-js'
import type { RoundView } from '../shapes.ts'

export const RoundContext = createContext<() => RoundView>()

/** The round of the page, as it was last read. */
export function useRound(): () => RoundView {
  const round = useContext(RoundContext)
  if (!round) throw new Error('a step page stands inside the page of its round')
  return round
}
