/** What can be undone: the whole each time, which shares everything that did not change. */
export type History<T> = Readonly<{ past: readonly T[]; now: T; future: readonly T[]; last?: string; at: number }>

const MOST = 200
/** Letters typed one after the other in the same place are one step. */
const ONE_STEP_MS = 1500

export const begin = <T>(now: T): History<T> => ({ past: [], now, future: [], at: 0 })

export function changed<T>(history: History<T>, now: T, place: string, at: number): History<T> {
  const goesOn = place !== '' && place === history.last && at - history.at < ONE_STEP_MS
  const past = goesOn ? history.past : [...history.past, history.now].slice(-MOST)
  return { past, now, future: [], last: place, at }
}

export function undone<T>(history: History<T>): History<T> {
  const before = history.past.at(-1)
  if (!before) return history
  return { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future], at: 0 }
}

export function redone<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future
  return next ? { past: [...history.past, history.now], now: next, future, at: 0 } : history
}
